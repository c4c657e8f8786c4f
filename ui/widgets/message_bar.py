"""An inline bar that says what happened, what was kept and what to do; never a box in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.stripe import paint_stripe

_ICONS = {"bad": "alert", "warn": "alert", "good": "check", "accent": "info"}


class MessageBar(QFrame):
    """Hidden until it has something to say.

    Signals:
        closed: the user put it away.
    """

    closed = Signal()

    def __init__(self, close_words: str, *, name: str = "message_bar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = "accent"
        self.setProperty("card", self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 8, 9)
        row.setSpacing(10)
        self._icon = Label()
        self.title = Label(tone="strong", wrap=True, name=f"{name}_title")
        self.advice = Label(wrap=True, name=f"{name}_advice")
        self.code = Label(tone="muted", size="small", name=f"{name}_code")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.advice)
        close = Button(close_words, look="icon", icon="close", name=f"{name}_close")
        close.clicked.connect(self.put_away)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.code)
        row.addWidget(close)
        self.hide()

    def show_message(self, title: str, advice: str = "", *, code: str = "", look: str = "bad") -> None:
        """Say something, aloud too.

        Args:
            look: bad, warn, good or accent.
        """
        self._look = look
        self.setProperty("card", look)
        restyle(self)
        self.title.setText(title)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.code.setText(code)
        token = {"bad": "bad", "warn": "warn_text", "good": "good"}.get(look, "primary")
        self._icon.setPixmap(current().pixmap(_ICONS[look], token, 20))
        self.show()
        announcement = QAccessibleAnnouncementEvent(self, f"{title}. {advice}")
        QAccessible.updateAccessibility(announcement)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar, and its stripe."""
        super().paintEvent(event)
        paint_stripe(self)

    def put_away(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()
