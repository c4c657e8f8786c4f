"""Who is signed in, as a button that opens their menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.widgets.avatar import Avatar
from ui.widgets.label import Label


class UserBadge(QPushButton):
    """Initials, name and the hat worn."""

    def __init__(self, name: str, role: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("user_badge")
        self.setProperty("look", "icon")
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 6, 2)
        row.setSpacing(9)
        row.addWidget(Avatar(name))
        words = Label(f"{name} · {role}", tone="muted", name="user_name")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(words)

    def sizeHint(self) -> QSize:
        """As large as what it holds."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu, like space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
