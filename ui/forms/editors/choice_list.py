"""Choices with long words as radio buttons, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.words import Words


class ChoiceList(Editor):
    """One choice among some; Delete clears it."""

    wide = True

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._take)
        self._fill()

    def _fill(self) -> None:
        for at, option in enumerate(self.instance.options):
            button = QRadioButton(f"{option.prefix} {option.label}".strip().replace("&", "&&"))
            button.setObjectName(f"answer_{self.item.link_id}_{at}")
            self._group.addButton(button, at)
            self._column.addWidget(button)

    def show_options(self) -> None:
        """Offer the present options."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        self._fill()
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the choice made."""
        given = next(iter(values), None)
        self._group.setExclusive(False)
        for at, option in enumerate(self.instance.options):
            self._group.button(at).setChecked(given is not None and same_answer(option.value, given))
        self._group.setExclusive(True)

    def target(self) -> QWidget:
        """Return the chosen button, or the first."""
        return self._group.checkedButton() or self._group.button(0) or self

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell each button's readers the question too."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for at, option in enumerate(self.instance.options):
            self._group.button(at).setAccessibleName(f"{name}: {option.label}")

    def set_wrong(self, wrong: bool) -> None:
        """Leave the buttons as they are; the words below say what is missing."""

    def _take(self, button: QAbstractButton) -> None:
        self.say(self.instance.options[self._group.id(button)].value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears the choice."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._group.checkedButton():
            self.show_answers(())
            self.say()
            return
        super().keyPressEvent(event)
