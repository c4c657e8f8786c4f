"""What keys do in a form: Enter moves on, Ctrl with the page keys turns tabs and sections."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.forms.field import Field
from ui.forms.tabs import Tabs

# More widgets than this between two questions means that there is no next one.
_MOST_STOPS = 24


def step_of(event: QKeyEvent) -> int:
    """Return 1 or -1 for the keys that turn to the next or previous part, else 0."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0
    return {int(Qt.Key.Key_PageDown): 1, int(Qt.Key.Key_PageUp): -1}.get(event.key(), 0)


def turn_tab(within: QWidget, step: int) -> bool:
    """Turn the innermost tabs that have the keyboard inside them; tell whether any could be turned."""
    widget = QApplication.focusWidget()
    while widget is not None and widget is not within:
        if isinstance(widget, Tabs) and widget.turn(step):
            return True
        widget = widget.parentWidget()
    return False


def move_on(within: QWidget, event: QKeyEvent) -> bool:
    """Leave a question on Enter, whatever number of buttons its editor has left; tell whether it was Enter."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    before = field_of(QApplication.focusWidget())
    for _ in range(_MOST_STOPS):
        if not within.focusNextChild():
            break
        now = QApplication.focusWidget()
        field = field_of(now)
        if field is not before and (field is not None or not isinstance(now, QAbstractButton)):
            break
    return True


def field_of(widget: QWidget | None) -> Field | None:
    """Return the question that a widget belongs to."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget
