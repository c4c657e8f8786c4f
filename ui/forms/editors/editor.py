"""What every editor of an answer can do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from msk_desk.forms.instance import Instance
from ui.forms.events import Edit, Value
from ui.forms.words import Words
from ui.theme.restyle import restyle


class Editor(QWidget):
    """Edits the answers of one instance.

    Signals:
        edited: an Edit, by the user only; showing an answer never sends it.
    """

    edited = Signal(object)

    wide = False
    """Whether the question stands above it rather than beside it."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        """Make one; its widgets are made with their parents, so that each is dressed once."""
        super().__init__(parent)
        self.instance = instance
        self.item = instance.item
        self.words = words

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the answers there are."""
        raise NotImplementedError

    def show_options(self) -> None:
        """Show the answers offered now, for editors that offer some."""

    def target(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        raise NotImplementedError

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell screen readers what is asked, with unit, and what is wrong."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def text_place(self) -> int | None:
        """Return the place of the cursor in a text, or None."""
        return None

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place in a text."""

    def set_wrong(self, wrong: bool) -> None:
        """Mark or unmark it as holding a wrong answer."""
        target = self.target()
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            restyle(target)

    def say(self, *values: Value) -> None:
        """Send the answers the user gave."""
        self.edited.emit(Edit(values))

    def say_wrong(self, problem: str) -> None:
        """Send that what the user typed is no answer; empty while it may still become one."""
        self.edited.emit(Edit((), problem, unfinished=not problem))
