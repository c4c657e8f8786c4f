"""Dragging in the calendar: from slot to slot, and from the waiting list onto a slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QToolTip

from ui.screens.clinics.carrying import Carried, Dropped, carry_booking
from ui.screens.clinics.geometry import Spot
from ui.theme.theme import current
from ui.theme.tokens import BASE

if TYPE_CHECKING:
    from ui.screens.clinics.calendar_view import CalendarView

_EDGE, _SPEED, _TICK = 36, 18, 16
_WIDE, _HIGH = 176, 34


class CalendarDrag:
    """One drag at a time; what is dragged hangs under the mouse, and the slot below is marked."""

    def __init__(self, view: CalendarView) -> None:
        self._view = view
        self._from: QPointF | None = None
        self._at: QPointF | None = None
        self._over: Spot | None = None
        self._timer = QTimer(view)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(view.scroll_at_edge)

    @property
    def under_way(self) -> bool:
        """Whether something hangs under the mouse."""
        return self._at is not None

    def press(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view = self._view
        spot = view.spot_at(event.position())
        if spot is not None and view.carried is not None and not self.under_way:
            self._put_down_carried(spot)
            return
        view.choose(spot, in_sight=False)
        self._from = event.position() if spot is not None else None

    def _put_down_carried(self, spot: Spot) -> None:
        """Something was taken up by key, or in the waiting list, and a slot is clicked."""
        view = self._view
        view.choose(spot, in_sight=False)
        chosen, carried = view.chosen, view.carried
        if chosen is not None and carried is not None and carried.may_go(chosen.column, chosen.block):
            view.dropped.emit(Dropped(carried, chosen))

    def move(self, event: QMouseEvent) -> None:
        """Begin after a few pixels, then follow."""
        view = self._view
        if self.under_way:
            self.follow(event.position())
            return
        if self._from is None:
            self._point(event)
            return
        moved = (event.position() - self._from).manhattanLength()
        chosen = view.chosen
        if moved >= QApplication.startDragDistance() and chosen is not None:
            carried = carry_booking(chosen)
            self._from = None
            if carried is not None:
                self.begin(carried, event.position())

    def begin(self, carried: Carried, at: QPointF) -> None:
        """Something is dragged, from here or from the waiting list."""
        self._view.carry(carried)
        self._timer.start()
        self.follow(at)

    def follow(self, at: QPointF) -> None:
        """The mouse is at a point of the viewport, or beside it."""
        view = self._view
        dirty = [self._ghost()]
        over = view.spot_at(at) if view.viewport().rect().contains(at.toPoint()) else None
        if over != self._over:
            dirty += [view.rect_of(spot).adjusted(-4, -4, 4, 4) for spot in (self._over, over) if spot is not None]
        self._at, self._over = at, over
        dirty.append(self._ghost())
        for part in dirty:
            view.viewport().update(part)

    def release(self, event: QMouseEvent) -> None:
        """Drop where the mouse is; beside the calendar nothing happens."""
        self._from = None
        if event.button() == Qt.MouseButton.LeftButton and self.under_way:
            self.drop(event.position())

    def drop(self, at: QPointF) -> None:
        """Put down what hangs under the mouse; where it may not go it goes back."""
        view = self._view
        self.follow(at)
        spot, carried = self._over, view.carried
        self.stop()
        view.carry(None)
        if spot is None or carried is None:
            return
        column, block = view.columns[spot[0]], view.geometry_now.block(spot)
        if carried.may_go(column, block):
            view.choose(spot, in_sight=False)
            chosen = view.chosen
            if chosen is not None:
                view.dropped.emit(Dropped(carried, chosen))

    def stop(self) -> None:
        """Nothing hangs under the mouse any more."""
        self._timer.stop()
        self._from, self._at, self._over = None, None, None
        self._view.viewport().update()

    def speed(self) -> QPoint:
        """How far to scroll in a tick: near an edge, towards it."""
        if self._at is None:
            return QPoint()
        room, at = self._view.viewport().rect(), self._at
        right = _towards(at.x(), room.width())
        down = _towards(at.y(), room.height())
        return QPoint(right, down)

    def stay(self) -> None:
        """It was scrolled under the mouse."""
        if self._at is not None:
            self._view.viewport().update()
            self.follow(self._at)

    def _point(self, event: QMouseEvent) -> None:
        view = self._view
        spot = view.spot_at(event.position())
        if spot is None:
            QToolTip.hideText()
            view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            return
        block = view.geometry_now.block(spot)
        said = view.words.aloud(view.columns[spot[0]], block)
        view.viewport().setToolTip(said)
        movable = block.booked is not None and block.booked.status == "booked"
        view.viewport().setCursor(Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.ArrowCursor)

    def _ghost(self) -> QRect:
        if self._at is None:
            return QRect()
        theme = current()
        corner = self._at + QPointF(10, 8)
        return QRectF(corner.x(), corner.y(), theme.px(_WIDE), theme.px(_HIGH)).toAlignedRect()

    def paint(self, painter: QPainter) -> None:
        """What hangs under the mouse, and a frame around the slot that would take it."""
        view, carried = self._view, self._view.carried
        if self._at is None or carried is None:
            return
        theme = current()
        if self._over is not None:
            column, block = view.columns[self._over[0]], view.geometry_now.block(self._over)
            may = carried.may_go(column, block)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("good" if may else "bad"), 3))
            painter.drawRoundedRect(QRectF(view.rect_of(self._over)), 5, 5)
        place = QRectF(self._ghost()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("primary"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(BASE, True))
        inner = place.adjusted(theme.px(9), 0, -theme.px(6), 0)
        words = theme.metrics(BASE, True).elidedText(carried.words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def _towards(at: float, room: int) -> int:
    if 0 <= at < _EDGE:
        return -_SPEED
    return _SPEED if room - _EDGE < at <= room else 0
