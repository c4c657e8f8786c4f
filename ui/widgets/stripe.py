"""The coloured stripe along the left edge of a card, with the card's own round corners."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QFrame

from ui.theme.theme import current

_TOKENS = {"accent": "primary", "good": "good", "bad": "bad", "warn": "warn", "deceased": "control_line"}
CORNER = 8
"""Pixels: the radius of a card's corners, as the style sheet has it."""
_WIDTH = 6


def paint_stripe(frame: QFrame) -> None:
    """Paint the stripe that the frame's `card` property asks for, if any; call after the frame painted itself."""
    token = _TOKENS.get(str(frame.property("card")))
    if token is None:
        return
    painter = QPainter(frame)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(frame.rect()), CORNER, CORNER)
    stripe = QPainterPath()
    stripe.addRect(QRectF(0, 0, _WIDTH, frame.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().colour(token))
    painter.drawPath(outline.intersected(stripe))
    painter.end()
