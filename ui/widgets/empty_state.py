"""What an empty list says: what would be there, and the next thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label


class EmptyState(QWidget):
    """An icon, a sentence and, where there is one, a button."""

    def __init__(
        self, title: str, advice: str = "", *, icon: str = "info", name: str = "empty",
        action: Button | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 28)
        column.setSpacing(6)
        self._icon = Label()
        self._icon.setPixmap(current().pixmap(icon, "muted", 36))
        self.title = Label(title, tone="strong", wrap=True)
        self.advice = Label(advice, tone="muted", wrap=True)
        column.addStretch(1)
        for label in (self._icon, self.title, self.advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if action is not None:
            column.addSpacing(6)
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, title: str, advice: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.advice.setText(advice)
