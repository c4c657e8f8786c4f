"""Several choices at once; one that excludes the others takes their ticks away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.words import Words
from ui.widgets.flow import FlowLayout


class CheckBoxes(Editor):
    """Any number of choices, and for an open choice one in other words."""

    wide = True

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._boxes: list[QCheckBox] = []
        self._holder = QWidget()
        self._column.addWidget(self._holder)
        self._other: QLineEdit | None = None
        if self.item.type == "open-choice":
            self._other = QLineEdit()
            self._other.setPlaceholderText(self.item.look.open_label or words.get("forms.other"))
            self._other.setAccessibleName(self.item.look.open_label or words.get("forms.other"))
            self._other.textEdited.connect(self._take_all)
            self._column.addWidget(self._other)
        self._fill()

    def _fill(self) -> None:
        row = FlowLayout(self._holder, gap=5)
        for at, option in enumerate(self.instance.options):
            box = QCheckBox(option.label.replace("&", "&&"))
            box.setObjectName(f"answer_{self.item.link_id}_{at}")
            box.setMinimumWidth(box.sizeHint().width() + 14)
            box.clicked.connect(self._take_click)
            row.addWidget(box)
            self._boxes.append(box)

    def show_options(self) -> None:
        """Offer the present options."""
        fresh = QWidget()
        self._column.replaceWidget(self._holder, fresh)
        self._holder.deleteLater()
        self._holder, self._boxes = fresh, []
        self._fill()
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Tick the choices made."""
        rest = list(values)
        for box, option in zip(self._boxes, self.instance.options, strict=True):
            chosen = any(same_answer(option.value, value) for value in values)
            box.setChecked(chosen)
            rest = [value for value in rest if not same_answer(option.value, value)]
        if self._other is not None and not self._other.hasFocus():
            self._other.setText(", ".join(str(value.get("valueString", "")) for value in rest))

    def target(self) -> QWidget:
        """Return the first box."""
        return self._boxes[0] if self._boxes else self._other or self

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell each box's readers the question too."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for box, option in zip(self._boxes, self.instance.options, strict=True):
            box.setAccessibleName(f"{name}: {option.label}")

    def set_wrong(self, wrong: bool) -> None:
        """Leave the boxes as they are; the words below say what is wrong."""

    def _take_click(self) -> None:
        clicked = self.sender()
        exclusive = [option.exclusive for option in self.instance.options]
        for box, alone in zip(self._boxes, exclusive, strict=True):
            if box is clicked and box.isChecked() and any(exclusive):
                self._keep_only(box, alone)
        self._take_all()

    def _keep_only(self, clicked: QCheckBox, alone: bool) -> None:
        for box, option in zip(self._boxes, self.instance.options, strict=True):
            if box is not clicked and (alone or option.exclusive):
                box.setChecked(False)

    def _take_all(self) -> None:
        pairs = zip(self._boxes, self.instance.options, strict=True)
        values = [option.value for box, option in pairs if box.isChecked()]
        if self._other is not None and self._other.text().strip():
            values.append({"valueString": self._other.text().strip()})
        self.say(*values)
