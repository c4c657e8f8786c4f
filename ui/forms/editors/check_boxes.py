"""Several choices at once; one that excludes the others takes their ticks away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.choice_page import ChoicePage
from ui.forms.editors.editor import Editor
from ui.forms.editors.other_line import OtherLine
from ui.forms.editors.wrapped import wrapped
from ui.forms.events import Value
from ui.forms.room import ROOM
from ui.forms.value_text import values_words
from ui.forms.words import Words

# Boxes whose words are longer than this read better one under another.
_LONG_LETTERS = 42


class CheckBoxes(Editor):
    """Any number of choices, and for an open choice one in other words."""

    wide = True

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None, *, room: float = ROOM) -> None:
        """Make one.

        Args:
            room: the width for its words, in pixels at 100 %.
        """
        super().__init__(instance, words, parent)
        self._room = room
        self._name = ("", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._boxes: list[QCheckBox] = []
        self._page = self._fill()
        self._column.addWidget(self._page)
        self._other: OtherLine | None = None
        if self.item.type == "open-choice":
            self._other = OtherLine(self.item, words, self)
            self._other.textEdited.connect(self._take_all)
            self._column.addWidget(self._other)

    def _page_for(self, labels: list[str]) -> ChoicePage:
        long = any(len(label) > _LONG_LETTERS for label in labels)
        return ChoicePage(self.item.look.orientation != "vertical" and not long, self, room=self._room)

    def _fill(self) -> ChoicePage:
        labels = [f"{one.prefix} {one.label}".strip() for one in self.instance.options]
        page = self._page_for(labels)
        for at, label in enumerate(labels):
            box = QCheckBox(wrapped(label, self._room), page)
            box.setObjectName(f"answer_{self.item.link_id}_{at}")
            box.clicked.connect(self._take_click)
            page.add(box)
            self._boxes.append(box)
        page.done()
        return page

    def show_options(self) -> None:
        """Offer the present options."""
        self._boxes = []
        fresh = self._fill()
        self._column.replaceWidget(self._page, fresh)
        self._page.hide()
        self._page.deleteLater()
        self._page = fresh
        self.name_for_readers(*self._name)
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Tick the choices made."""
        rest = list(values)
        for box, option in zip(self._boxes, self.instance.options, strict=True):
            chosen = any(same_answer(option.value, value) for value in values)
            box.setChecked(chosen)
            rest = [value for value in rest if not same_answer(option.value, value)]
        if self._other is not None and not self._other.hasFocus():
            self._other.setText(values_words(rest, self.words))

    def target(self) -> QWidget:
        """Return the first box."""
        return self._boxes[0] if self._boxes else self._other or self

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell each box's readers the question too."""
        self._name = (name, description)
        self._page.setAccessibleName(name)
        self._page.setAccessibleDescription(description)
        for box, option in zip(self._boxes, self.instance.options, strict=True):
            box.setAccessibleName(f"{name}: {option.label}")
            box.setAccessibleDescription(description)
        if self._other is not None:
            self._other.name_for(name)

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
        if alone and self._other is not None:
            self._other.clear()

    def _take_all(self) -> None:
        pairs = zip(self._boxes, self.instance.options, strict=True)
        values = [option.value for box, option in pairs if box.isChecked()]
        if self._other is not None and self._other.text().strip():
            values.append({"valueString": self._other.text().strip()})
        self.say(*values)
