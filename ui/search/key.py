"""Keeps Ctrl+K for the search-everything box in every text field: some systems delete to the end of the line by it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


class SearchKey(QObject):
    """One for a window; it follows the keyboard from field to field."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A filter that a field has already is moved, not added: fields come and go by themselves."""
        if isinstance(now, _FIELDS) and self._over.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field does not claim the key, so that it goes to the window's shortcut."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_K or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        event.ignore()
        return True
