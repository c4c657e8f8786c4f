"""How a chip is painted, in cells and on its own alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme.theme import current
from ui.theme.tokens import SMALL

ROLES = ("neutral", "info", "good", "warn", "bad")
_SIDE, _UP = 9, 3


def chip_size(text: str, bold: bool = False) -> QSizeF:
    """The room a chip needs."""
    metrics = current().metrics(SMALL, bold)
    return QSizeF(metrics.horizontalAdvance(text) + 2 * current().px(_SIDE), metrics.height() + 2 * current().px(_UP))


def paint_chip(painter: QPainter, left: QPointF, text: str, role: str, bold: bool = False) -> QRectF:
    """Paint a chip with its left edge centred on a point; returns where it lies."""
    theme = current()
    size = chip_size(text, bold)
    place = QRectF(left.x(), left.y() - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(f"{role}_edge"), 1))
    painter.setBrush(theme.colour(f"{role}_soft"))
    half = size.height() / 2
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), half, half)
    painter.setPen(theme.colour(f"{role}_text"))
    painter.setFont(theme.font(SMALL, bold))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return place
