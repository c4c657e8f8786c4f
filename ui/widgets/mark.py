"""The application's mark: three letters on a rounded square."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import font
from ui.theme.theme import current


class Mark(QWidget):
    """Drawn in two tokens, so that it stands on the rail and on a card alike."""

    def __init__(self, side: int, ground: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._ground = ground
        self._ink = ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour(self._ground))
        place = QRectF(self.rect())
        painter.drawRoundedRect(place, 9, 9)
        painter.setPen(current().colour(self._ink))
        painter.setFont(font(round(self._side * 0.38), bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "MSK")
        painter.end()
