"""A value that is worked out or only shown, never typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.widgets.label import Label


class ShownValue(Editor):
    """Words in place of a control."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._label = Label(tone="strong", wrap=True, name=f"answer_{self.item.link_id}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the value with its unit, or a dash while there is none."""
        unit = self.item.look.unit or {}
        text = values_words(values, self.words)
        words = str(unit.get("display") or unit.get("unit") or unit.get("code") or "")
        has_unit = text and words and self.item.type != "quantity"
        self._label.setText(f"{text}{'' if words in ('°', '%') else ' '}{words}" if has_unit else text or "–")
        self._label.set_tone("strong" if text else "muted")

    def target(self) -> QWidget:
        """Return the words."""
        return self._label


class NotDrawn(ShownValue):
    """Stands for a question of a kind that cannot be filled in here, and says so."""

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show what there is, or that it cannot be given here."""
        self._label.set_tone("muted")
        self._label.setText(values_words(values, self.words) or self.words.get("forms.not_drawn"))
