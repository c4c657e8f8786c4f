"""A line of text, a web address or a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words

_KEYS = {"url": "valueUri", "time": "valueTime"}
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)$")


class TextLine(Editor):
    """One line."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._field = QLineEdit()
        self._field.setObjectName(f"answer_{self.item.link_id}")
        hint = self.item.look.entry_format or (words.get("forms.time_hint") if self.item.type == "time" else "")
        self._field.setPlaceholderText(hint)
        self._field.textEdited.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._field.setProperty("phrases", self.item.type in ("string", "text"))
        row.addWidget(self._field, 1)
        if self.item.type == "time":
            self._field.setFixedWidth(96)
            row.addStretch(1)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the text, leaving the field alone while it says the same."""
        text = values_words(values, self.words)
        if self.item.type == "time":
            text = text[:5]
        if self._field.text().strip() != text.strip():
            self._field.setText(text)
            self._field.setCursorPosition(0)

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

    def _take(self, text: str) -> None:
        if not text.strip():
            self.say()
        elif self.item.type != "time":
            self.say({_KEYS.get(self.item.type, "valueString"): text})
        elif match := _TIME.match(text.strip()):
            self.say({"valueTime": f"{int(match.group(1)):02d}:{match.group(2)}:00"})
        else:
            self.say_wrong(self.words.get("forms.time_hint"))
