"""A value that is worked out or only shown, never typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.value_words import with_unit
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.widgets.label import Label


class ShownValue(Editor):
    """Words in place of a control."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None, *, cell: bool = False) -> None:
        """Make one.

        Args:
            cell: for the cell of a table, no louder than what is typed beside it.
        """
        super().__init__(instance, words, parent)
        self._tone = "" if cell else "strong"
        self._name = ""
        self._label = Label(tone="strong", wrap=True, name=f"answer_{self.item.link_id}", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the value with its unit, or a dash while there is none."""
        unit = self.item.look.unit or {}
        text = values_words(values, self.words)
        words = str(unit.get("display") or unit.get("unit") or unit.get("code") or "")
        has_unit = text and words and self.item.type != "quantity"
        self._show(with_unit(text, words) if has_unit else text or "–", self._tone if text else "muted")

    def _show(self, text: str, tone: str) -> None:
        self._label.setText(text)
        self._label.set_tone(tone)
        self._label.setAccessibleName(f"{self._name}: {text}" if self._name else text)

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell screen readers what the value is of, and the value."""
        self._name = name
        self._label.setAccessibleName(f"{name}: {self._label.text()}")
        self._label.setAccessibleDescription(description)

    def target(self) -> QWidget:
        """Return the words."""
        return self._label

    def set_wrong(self, wrong: bool) -> None:
        """Leave the words as they are; those below say what is wrong."""


class NotDrawn(ShownValue):
    """Stands for a question of a kind that cannot be filled in here, and says so."""

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show what there is, or that it cannot be given here."""
        self._show(values_words(values, self.words) or self.words.get("forms.not_drawn"), "muted")
