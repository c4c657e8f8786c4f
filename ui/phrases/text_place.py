"""One text field, whatever its kind: what stands before the cursor, and putting words in its place."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TextField = QLineEdit | QPlainTextEdit | QTextEdit
MARK = "phrases"
"""The property of a field in which phrases may be typed."""
_SLASH = re.compile(r"(?:^|(?<=[\s(\u2028\u2029]))/([A-Za-z0-9-]*)$")


def takes_phrases(widget: QWidget | None) -> TextField | None:
    """The widget as a text field when phrases may be typed in it."""
    if isinstance(widget, TextField) and widget.property(MARK) and not widget.isReadOnly():
        return widget
    return None


def text_of(field: TextField) -> str:
    """The whole text, one character a position of the cursor."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def cursor_of(field: TextField) -> int:
    """Where the cursor stands."""
    return field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()


def typed_after_slash(field: TextField) -> str | None:
    """What was typed after a slash that begins a word, up to the cursor; None where there is none."""
    found = _SLASH.search(text_of(field)[: cursor_of(field)])
    return found.group(1) if found else None


def below_cursor(field: TextField, over: QWidget) -> QRect:
    """Where the cursor is seen, in the coordinates of a widget above the field."""
    if isinstance(field, QLineEdit):
        rect = field.cursorRect()
        return QRect(field.mapTo(over, rect.topLeft()), rect.size())
    rect = field.cursorRect()
    return QRect(field.viewport().mapTo(over, QPoint(rect.left(), rect.top())), rect.size())


def replace(field: TextField, start: int, length: int, text: str) -> None:
    """Put words in the place of others, as if they were typed; undone in one step."""
    if isinstance(field, QLineEdit):
        field.setSelection(start, length)
        field.insert(text.replace("\n", " "))
        field.textEdited.emit(field.text())
        return
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
    field.setTextCursor(cursor)


def select(field: TextField, start: int, length: int) -> None:
    """Select a part of the text, so that typing replaces it."""
    if isinstance(field, QLineEdit):
        field.setSelection(start, length)
        return
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
