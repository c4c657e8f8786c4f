"""Text of several lines in a field that grows with it; for a repeating question, one answer a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.words import Words
from ui.widgets.label import Label

_FEWEST, _MOST = 2, 14
_DEEP = 2


class GrowingText(QPlainTextEdit):
    """A text field as high as its text, within reason.

    Signals:
        typed: the user changed the text.
    """

    typed = Signal()

    def __init__(self, fewest: int = _FEWEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self._showing = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show a text without it counting as typed."""
        if self.toPlainText() != text:
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit()

    def _grow(self) -> None:
        lines = min(_MOST, max(self._fewest, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_fewest"):
            self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes a line; with Ctrl it moves on like in every other field."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ctrl:
            event.ignore()
            return
        super().keyPressEvent(event)


class TextArea(Editor):
    """Free text."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        # Inside a group of a section a short line beside its question is enough; it grows all the same.
        self.wide = len(self.item.ancestors) < _DEEP
        self._field = GrowingText(_FEWEST if self.wide else 1, self)
        self._field.setObjectName(f"answer_{self.item.link_id}")
        hint = self.item.look.entry_format
        self._field.setPlaceholderText(words.get("forms.one_a_line") if self.item.repeats and not hint else hint)
        self._field.typed.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._field.setProperty("phrases", True)
        if self.wide:
            column.addWidget(Label(words.get("forms.phrase_hint"), tone="muted", size="small", name="phrase_hint"))

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the text."""
        text = "\n".join(str(next(iter(value.values()))) for value in values)
        if self._field.toPlainText().strip() != text.strip():
            self._field.show_text(text)

    def target(self) -> QWidget:
        """Return the field."""
        return self._field

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.textCursor().position()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            cursor = self._field.textCursor()
            cursor.setPosition(min(place, len(self._field.toPlainText())))
            self._field.setTextCursor(cursor)

    def _take(self) -> None:
        text = self._field.toPlainText()
        if self.item.repeats:
            self.say(*({"valueString": line} for line in text.splitlines() if line.strip()))
        elif text.strip():
            self.say({"valueString": text})
        else:
            self.say()
