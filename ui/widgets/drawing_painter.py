"""Turns display lists into QPainter calls, with the colours of the theme in use."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from msk_desk.drawing.display_list import (
    Circle,
    Close,
    CurveTo,
    Drawing,
    Line,
    LineTo,
    Move,
    Path,
    Polyline,
    Rect,
    Text,
)
from msk_desk.drawing.palette import LIGHT
from ui.theme.fonts import font
from ui.theme.theme import current


def paint_drawing(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    """Paint a drawing into a rectangle of the painter, which has its shape."""
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(place.width() / drawing.width, place.height() / drawing.height)
    for item in drawing.items:
        paint_item(item, painter)
    painter.restore()


def drawing_colour(token: str) -> QColor:
    """The colour of a drawing's token in the theme in use; a token only drawings know keeps its light colour."""
    colours = current().tokens.colours
    return QColor(colours[token] if token in colours else LIGHT[token])


@singledispatch
def paint_item(item: object, painter: QPainter) -> None:
    """Paint one shape."""
    raise TypeError(f"{painter} cannot paint {type(item).__name__}")


@paint_item.register
def _(item: Line, painter: QPainter) -> None:
    painter.setPen(_pen(item.stroke, item.width, item.dash))
    painter.drawLine(QPointF(*item.start), QPointF(*item.end))


@paint_item.register
def _(item: Polyline, painter: QPainter) -> None:
    painter.setPen(_pen(item.stroke, item.width, item.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in item.points]))


@paint_item.register
def _(item: Path, painter: QPainter) -> None:
    outline = QPainterPath()
    for segment in item.segments:
        match segment:
            case Move(to):
                outline.moveTo(*to)
            case LineTo(to):
                outline.lineTo(*to)
            case CurveTo(first, second, to):
                outline.cubicTo(QPointF(*first), QPointF(*second), QPointF(*to))
            case Close():
                outline.closeSubpath()
    _dress(painter, item.fill, item.stroke, item.width, item.dash)
    painter.drawPath(outline)


@paint_item.register
def _(item: Circle, painter: QPainter) -> None:
    _dress(painter, item.fill, item.stroke, item.width)
    painter.drawEllipse(QPointF(*item.centre), item.radius, item.radius)


@paint_item.register
def _(item: Rect, painter: QPainter) -> None:
    _dress(painter, item.fill, item.stroke, item.width)
    painter.drawRoundedRect(QRectF(*item.corner, *item.size), item.radius, item.radius)


@paint_item.register
def _(item: Text, painter: QPainter) -> None:
    face = font(max(1, round(item.size)), item.weight == "bold")
    width = QFontMetricsF(face).horizontalAdvance(item.words)
    left = item.point[0] - {"start": 0.0, "middle": width / 2, "end": width}[item.anchor]
    painter.setFont(face)
    painter.setPen(drawing_colour(item.colour))
    painter.drawText(QPointF(left, item.point[1]), item.words)


def _pen(token: str, width: float, dash: tuple[float, ...] = ()) -> QPen:
    pen = QPen(drawing_colour(token), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        lengths = dash if len(dash) % 2 == 0 else (*dash, *dash)
        pen.setDashPattern([length / max(width, 0.1) for length in lengths])
    return pen


def _dress(painter: QPainter, fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...] = ()) -> None:
    painter.setBrush(QBrush(drawing_colour(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(_pen(stroke, width, dash) if stroke else QPen(Qt.PenStyle.NoPen))
