"""The list of keys, over the screen on F1."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.context import Texts
from ui.widgets.button import Button
from ui.widgets.label import Label

_KEYS = (
    ("Ctrl+K", "window.key_search"), ("Alt+1 … 8", "window.key_places"), ("Alt+←", "window.key_back"),
    ("Ctrl+L", "window.key_lock"), ("F1", "window.key_list"), ("F5", "window.key_refresh"),
    ("↑ ↓", "window.key_choose"), ("Enter", "window.key_open"), ("Tab", "window.key_next"), ("Esc", "window.key_close"),
    ("Ctrl+Page Down", "window.key_tabs"), ("Alt+Page Down", "window.key_days"),
    ("/", "window.key_phrases"), ("Ctrl+Shift+N", "window.key_add_form"), ("Ctrl+Shift+S", "window.key_sign"),
    ("Ctrl+B", "window.key_body"), ("Alt+B", "window.key_book"), ("F6 F7 F8", "window.key_desk"),
    ("Ctrl+G", "calendar.key_date"), ("M", "calendar.key_move"), ("A S F D", "calendar.key_attendance"),
    ("C R N O", "calendar.key_booking"), ("L", "calendar.key_waiting"), ("Ctrl+Z", "calendar.key_undo"),
    ("Shift+F10", "calendar.key_column"),
    ("Alt+↓ ↑", "window.key_lists"), ("Space", "window.key_mark"),
    ("F6", "window.key_parts"), ("Ctrl+Enter", "window.key_confirm"),
)  # fmt: skip


class ShortcutPanel(QFrame):
    """Closes with Escape, F1 or its button, and gives the keyboard back."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_panel")
        self.setProperty("card", "raised")
        self.setAccessibleName(texts.get("window.keys_title"))
        self._over = parent
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(Label(texts.get("window.keys_title"), size="title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        half = (len(_KEYS) + 1) // 2
        for at, (keys, meaning) in enumerate(_KEYS):
            row, beside = at % half, 2 * (at // half)
            cap = Label(keys, tone="strong")
            cap.setProperty("keycap", True)
            grid.addWidget(cap, row, beside, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(texts.get(meaning)), row, beside + 1)
        column.addLayout(grid)
        self.close_button = Button(texts.get("window.close"), name="shortcuts_close")
        self.close_button.clicked.connect(self.toggle)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def toggle(self) -> None:
        """Show or put away."""
        if self.isVisible():
            self.hide()
            if self._before is not None:
                self._before.setFocus()
            self._before = None
            return
        self._before = self.window().focusWidget()
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, (self._over.height() - self.height()) // 2)
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.toggle()
            return
        super().keyPressEvent(event)
