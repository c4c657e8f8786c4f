"""Several choices among many: each chosen one stands above the field that finds them, and can be taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Option
from ui.forms.editors.drop_down import DropDown
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.panel import Panel


class ChosenMany(DropDown):
    """Any number of choices; Enter in an open choice takes what was typed."""

    wide = True

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._given: list[Value] = []
        self._tags = Panel(self, says=words.get("forms.chosen", what=self.item.text))
        self._flow = FlowLayout(self._tags, gap=6)
        self._buttons: list[Button] = []
        self._whole.insertWidget(0, self._tags)
        self._tags.hide()
        self._field.installEventFilter(self)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show what was chosen."""
        if list(values) == self._given and len(self._buttons) == len(values):
            return
        self._given = list(values)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._tag(at, value) for at, value in enumerate(self._given)]
        self._tags.setVisible(bool(self._buttons))
        for before, after in zip(self._buttons, [*self._buttons[1:], self._field], strict=True):
            QWidget.setTabOrder(before, after)

    def _tag(self, at: int, value: Value) -> Button:
        option = next((one for one in self.instance.options if same_answer(one.value, value)), None)
        label = self._words_of(option) if option is not None else values_words([value], self.words)
        button = Button(label.replace("&", "&&"), look="tag", icon="close", name=f"chosen_{self.item.link_id}_{at}",
                        says=self.words.get("forms.take_away", what=label), parent=self._tags)  # fmt: skip
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.clicked.connect(self._remove)
        self._flow.addWidget(button)
        return button

    def _remove(self) -> None:
        at = next((i for i, one in enumerate(self._buttons) if one is self.sender()), None)
        if at is not None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._replace([one for i, one in enumerate(self._given) if i != at])

    def _replace(self, values: list[Value]) -> None:
        self.show_answers(values)
        self.say(*values)

    def _choose(self, option: Option) -> None:
        self._add(option.value, option.exclusive)

    def _add(self, value: Value, alone: bool = False) -> None:
        self._field.clear()
        others = [one for one in self.instance.options if one.exclusive]
        kept = [one for one in self._given if not any(same_answer(one, other.value) for other in others)]
        if alone:
            self._replace([value])
        elif not any(same_answer(one, value) for one in self._given):
            self._replace([*kept, value])

    def _take_text(self, text: str) -> None:
        self._find()

    def _tidy(self) -> None:
        """Take what stands in the field once the user has left it, if it is an answer."""
        popup = self._finder.popup() if self._finder is not None else None
        words = self._field.text().strip()
        if not words or (popup is not None and popup.isVisible()):
            return
        exact = self._exact(words)
        if exact is not None:
            self._choose(exact)
        elif self._open:
            self._add({"valueString": words})
        else:
            self.say_wrong(self.words.get("forms.not_in_list"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty field takes the last one away."""
        pressed = watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Backspace and not self._field.text() and self._given:  # type: ignore[attr-defined]
            self._replace(self._given[:-1])
            return True
        return super().eventFilter(watched, event)
