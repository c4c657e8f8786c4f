"""Paints what is in sight of the calendar: the ground, the blocks, the one that is chosen, and the line that is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.screens.clinics.columns import minutes_of
from ui.screens.clinics.geometry import GAP
from ui.screens.clinics.painter import BlockPainter
from ui.theme.theme import current

if TYPE_CHECKING:
    from ui.screens.clinics.calendar_view import CalendarView

_ROUND = 5


class CalendarScene:
    """Paints only what touches the part that it is asked for."""

    def __init__(self, view: CalendarView) -> None:
        self._view = view
        self._painter = BlockPainter(view.words)

    def begin(self, painter: QPainter) -> None:
        """Before the parts of one painting."""
        self._painter.begin(painter)

    def paint(self, painter: QPainter, part: QRectF) -> None:
        """Paint a part of the calendar, in pixels of the whole."""
        theme, shape = current(), self._view.geometry_now
        painter.fillRect(part, theme.colour("surface"))
        inside = shape.columns_between(part.left(), part.right())
        self._paint_ground(painter, part, inside)
        self._paint_now(painter, inside)
        for at in inside:
            for number, block in shape.spots_between(at, part.top(), part.bottom()):
                box = shape.box(at, block)
                place = QRectF(box.x, box.y, box.width, box.height)
                carried = self._view.carried
                dim = carried is not None and carried.chosen is not None and carried.chosen.block.key == block.key
                well = carried is not None and carried.goes_well(shape.columns[at], block)
                self._painter.paint(painter, block, place, dim=dim, fits=well)
                if (at, number) == self._view.spot:
                    self._paint_chosen(painter, place)
        self._mark_now(painter, inside)

    def _paint_ground(self, painter: QPainter, part: QRectF, inside: range) -> None:
        """Hours without a session look like the page; a line each hour; a stronger one between days or sites."""
        theme, shape = current(), self._view.geometry_now
        for at in inside:
            left, group = at * shape.column, shape.columns[at].group
            low = part.top()
            for sitting in (*shape.columns[at].sittings, None):
                high = shape.y_of(minutes_of(sitting.start)) if sitting is not None else part.bottom()
                if high > low:
                    painter.fillRect(QRectF(left, low, shape.column - 8, high - low), theme.colour("page"))
                low = max(low, shape.y_of(minutes_of(sitting.end)) - GAP) if sitting is not None else low
            if at and (group, shape.columns[at].day) != (shape.columns[at - 1].group, shape.columns[at - 1].day):
                painter.fillRect(QRectF(left - 5, part.top(), 2, part.height()), theme.colour("line"))
        painter.setPen(QPen(theme.colour("hairline"), 1))
        for hour in range(shape.first // 60, shape.last // 60 + 1):
            y = round(shape.y_of(hour * 60)) - 1.5
            if part.top() - 2 <= y <= part.bottom() + 2:
                painter.drawLine(QPointF(part.left(), y), QPointF(part.right(), y))

    def _paint_chosen(self, painter: QPainter, place: QRectF) -> None:
        theme = current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rings = (("focus", -1.5, 3.0), ("focus_ink", 0.5, 2.0)) if self._view.hasFocus() else (("primary", 0.5, 2.0),)
        for token, inset, width in rings:
            painter.setPen(QPen(theme.colour(token), width))
            painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), _ROUND, _ROUND)

    def _now(self, inside: range) -> tuple[float, list[int]]:
        """How high the time now lies, and which of the columns are of today."""
        now, shape = self._view.now, self._view.geometry_now
        if now is None:
            return -1.0, []
        y = shape.y_of(minutes_of(now))
        days = [at for at in inside if shape.columns[at].day == now.date()] if 0 <= y <= shape.height else []
        return y, days

    def _paint_now(self, painter: QPainter, inside: range) -> None:
        """Behind the blocks: a line through their words would look as if they were struck out."""
        y, days = self._now(inside)
        if days:
            wide = self._view.geometry_now.column
            painter.fillRect(QRectF(days[0] * wide, y - 1, (days[-1] + 1 - days[0]) * wide, 2), current().colour("bad"))

    def _mark_now(self, painter: QPainter, inside: range) -> None:
        """On the edges of each block, a mark where the line passes behind."""
        y, days = self._now(inside)
        wide = self._view.geometry_now.column
        for at in days:
            for left in (at * wide, (at + 1) * wide - 14):
                painter.fillRect(QRectF(left, y - 1, 6, 2), current().colour("bad"))
