"""A line of text, a web address or a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.line import LineEditor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.theme.theme import current

_KEYS = {"url": "valueUri", "time": "valueTime"}
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)$")
_TIME_WIDTH, _CELL, _SHORT_LETTERS = 96, 90, 30


class TextLine(LineEditor):
    """One line."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None, *, cell: bool = False) -> None:
        super().__init__(instance, words, parent, cell=cell)
        hint = self.item.look.entry_format or (words.get("forms.time_hint") if self.item.type == "time" else "")
        self._field.setPlaceholderText(hint)
        self._field.textEdited.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._field.setProperty("phrases", self.item.type in ("string", "text"))
        row.addWidget(self._field, 1)
        most = self.item.limits.max_length
        if self.item.type == "time":
            self._field.setFixedWidth(current().px(_TIME_WIDTH))
            self._field.editingFinished.connect(self._tidy)
            row.addStretch(1)
        elif not cell and isinstance(most, int) and most <= _SHORT_LETTERS:
            self._field.setMaximumWidth(current().px(40 + 9 * max(most, 4)))
            row.addStretch(0)
        if cell:
            self._field.setMinimumWidth(current().px(_CELL))

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the text, leaving the field alone while it says the same."""
        text = values_words(values, self.words)
        if self.item.type == "time":
            if self._field.hasFocus() and self._field.text() and _clock(self._field.text()) == _clock(text[:5]):
                return
            text = text[:5]
        if self._field.text().strip() != text.strip():
            self._field.setText(text)
            self._field.setCursorPosition(0)

    def _take(self, text: str) -> None:
        if not text.strip():
            self.say()
        elif self.item.type != "time":
            self.say({_KEYS.get(self.item.type, "valueString"): text})
        elif clock := _clock(text):
            self.say({"valueTime": f"{clock}:00"})
        else:
            self.say_wrong("")

    def _tidy(self) -> None:
        """Once the user has left a time, write it out or say how to write it."""
        text = self._field.text().strip()
        if clock := _clock(text):
            self._field.setText(clock)
        elif text:
            self.say_wrong(self.words.get("forms.time_not_understood"))


def _clock(text: str) -> str:
    match = _TIME.match(text.strip())
    return f"{int(match.group(1)):02d}:{match.group(2)}" if match else ""
