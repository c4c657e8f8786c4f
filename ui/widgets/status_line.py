"""The line at the foot of the window: synchronisation in words, the site, and when the screen locks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.status_words import StatusWords
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

_TOKENS = {"good": "good", "info": "primary", "warn": "warn", "bad": "bad"}


class StatusLine(QFrame):
    """Words first; the dot only repeats them.

    Signals:
        asked: the user wants to see what waits.
    """

    asked = Signal()

    def __init__(self, site: str, lock_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._said = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(16)
        self.dot = _Dot()
        self.state = Label(name="sync_state")
        self.waiting = Button("", look="link", name="sync_waiting")
        self.decisions = Button("", look="link", name="sync_decisions")
        self.site = Label(site, name="site_name")
        self.locks = Label(lock_words, name="lock_words")
        row.addWidget(self.dot)
        row.addWidget(self.state)
        for button in (self.waiting, self.decisions):
            button.hide()
            button.clicked.connect(self.asked)
            row.addWidget(button)
        row.addWidget(self.site)
        row.addStretch(1)
        row.addWidget(self.locks)
        row.setSpacing(14)
        self._set_height()

    def show_words(self, words: StatusWords) -> None:
        """Show a state; say it aloud when it became another."""
        if words.tone != self._said and self._said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words.state))
        self._said = words.tone
        self.dot.show_token(_TOKENS[words.tone])
        self.state.setText(words.state)
        for button, text in ((self.waiting, words.waiting), (self.decisions, words.decisions)):
            button.set_words(text)
            button.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_height()

    def _set_height(self) -> None:
        self.setFixedHeight(max(28, current().px(28)))


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._token = "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_token(self, token: str) -> None:
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour(self._token))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
