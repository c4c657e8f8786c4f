"""The line under the choices of an open choice, for an answer in other words."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from msk_desk.forms.item import Item
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words

_WIDEST = 420


class OtherLine(QLineEdit):
    """Says “Other”, or what the form calls it."""

    def __init__(self, item: Item, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._label = item.look.open_label or words.get("forms.other")
        self.setObjectName(f"other_{item.link_id}")
        self.setPlaceholderText(self._label)
        self.setAccessibleName(self._label)
        self.setMaximumWidth(_WIDEST)

    def name_for(self, question: str) -> None:
        """Tell a screen reader the question too."""
        self.setAccessibleName(f"{question}: {self._label}")

    def show_value(self, value: Value | None) -> None:
        """Show an answer that is none of those offered."""
        self.setText(values_words([value], self._words) if value else "")
