"""A field of one line in an editor, with the place of the cursor kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.words import Words


class LineEditor(Editor):
    """What editors with one line of text share."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None, *, cell: bool = False) -> None:
        """Make one.

        Args:
            cell: for the cell of a table, lower and without a hint.
        """
        super().__init__(instance, words, parent)
        self._field = QLineEdit(self)
        self._field.setObjectName(f"answer_{self.item.link_id}")
        if cell:
            self._field.setProperty("cell", "true")

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the answers there are."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """Return the field."""
        return self._field

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.cursorPosition()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            self._field.setCursorPosition(place)
