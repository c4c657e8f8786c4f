"""Choices as radio buttons, under or beside one another; an open choice has a line for other words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.choice_page import ChoicePage
from ui.forms.editors.editor import Editor
from ui.forms.editors.other_line import OtherLine
from ui.forms.editors.wrapped import wrapped
from ui.forms.events import Value
from ui.forms.room import ROOM
from ui.forms.words import Words


class ChoiceList(Editor):
    """One choice among some; Delete clears it."""

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
        self._column.setSpacing(4)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._take)
        self._page = self._fill()
        self._column.addWidget(self._page)
        self._other: OtherLine | None = None
        if self.item.type == "open-choice":
            self._other = OtherLine(self.item, words, self)
            self._other.textEdited.connect(self._take_other)
            self._column.addWidget(self._other)

    def _page_for(self) -> ChoicePage:
        return ChoicePage(self.item.look.orientation == "horizontal", self, room=self._room)

    def _fill(self) -> ChoicePage:
        page = self._page_for()
        for at, option in enumerate(self.instance.options):
            button = QRadioButton(wrapped(f"{option.prefix} {option.label}".strip(), self._room), page)
            button.setObjectName(f"answer_{self.item.link_id}_{at}")
            self._group.addButton(button, at)
            page.add(button)
        page.done()
        return page

    def show_options(self) -> None:
        """Offer the present options."""
        for button in self._group.buttons():
            self._group.removeButton(button)
        fresh = self._fill()
        self._column.replaceWidget(self._page, fresh)
        self._page.hide()
        self._page.deleteLater()
        self._page = fresh
        self.name_for_readers(*self._name)
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the choice made."""
        given = next(iter(values), None)
        found = False
        self._group.setExclusive(False)
        for at, option in enumerate(self.instance.options):
            chosen = given is not None and same_answer(option.value, given)
            self._group.button(at).setChecked(chosen)
            found = found or chosen
        self._group.setExclusive(True)
        if self._other is not None and not self._other.hasFocus():
            self._other.show_value(None if found else given)
        self._one_stop()

    def _one_stop(self) -> None:
        """Let Tab stop once at the buttons, at the chosen one or the first; arrows go along them."""
        stop = self.target()
        for button in self._group.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def target(self) -> QWidget:
        """Return the chosen button, or the first."""
        return self._group.checkedButton() or self._group.button(0) or self._other or self

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell each button's readers the question too."""
        self._name = (name, description)
        self._page.setAccessibleName(name)
        self._page.setAccessibleDescription(description)
        for at, option in enumerate(self.instance.options):
            self._group.button(at).setAccessibleName(f"{name}: {option.label}")
            self._group.button(at).setAccessibleDescription(description)
        if self._other is not None:
            self._other.name_for(name)

    def set_wrong(self, wrong: bool) -> None:
        """Leave the buttons as they are; the words below say what is missing."""

    def _take(self, button: QAbstractButton) -> None:
        if self._other is not None:
            self._other.clear()
        self._one_stop()
        self.say(self.instance.options[self._group.id(button)].value)

    def _take_other(self, text: str) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self.say(*([{"valueString": text.strip()}] if text.strip() else []))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears the choice."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._group.checkedButton():
            self.show_answers(())
            self.say()
            return
        super().keyPressEvent(event)
