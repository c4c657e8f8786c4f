"""How far the patient is: words, and a bar that is wide enough to see from a chair."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import current

_HIGH = 10


class ProgressBar(QWidget):
    """A bar; its words stand beside it and are its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient_progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._part = 0.0

    def show_part(self, number: int, whole: int, words: str) -> None:
        """Show another part."""
        self._part = number / whole if whole else 0.0
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(200, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track and what is done of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        painter.setBrush(current().colour("sunk"))
        painter.drawRoundedRect(track, _HIGH / 2, _HIGH / 2)
        if self._part:
            painter.setBrush(current().colour("primary"))
            done = QRectF(0, 0, max(_HIGH, track.width() * self._part), track.height())
            painter.drawRoundedRect(done, _HIGH / 2, _HIGH / 2)
        painter.end()
