"""The calendar itself: many columns of one day or week, painted only where they are in sight."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.context import Texts
from ui.screens.clinics.calendar_drag import CalendarDrag
from ui.screens.clinics.calendar_frame import CalendarHeader, TimeAxis
from ui.screens.clinics.calendar_keys import CalendarKeys
from ui.screens.clinics.calendar_reader import CalendarReader, install, say_where
from ui.screens.clinics.calendar_scene import CalendarScene
from ui.screens.clinics.carrying import Carried, Chosen
from ui.screens.clinics.columns import Column, minutes_of
from ui.screens.clinics.geometry import Geometry, Spot
from ui.screens.clinics.words import BlockWords
from ui.theme.theme import Theme, current

_ROUND = 5
_STEP = 24


class CalendarView(QAbstractScrollArea):
    """Arrows walk over blocks; Enter opens; M takes a booking up and puts it down; the mouse drags.

    Signals:
        chosen_changed: the Chosen, or None.
        opened: the Chosen on which Enter was pressed or that was clicked twice.
        dropped: a Dropped.
        carrying_changed: the Carried, or None.
        key_typed: a letter that stands for an act on what is chosen.
        day_stepped: days to go on, or back.
        column_asked: the Column whose menu is wanted.
    """

    chosen_changed = Signal(object)
    opened = Signal(object)
    dropped = Signal(object)
    carrying_changed = Signal(object)
    key_typed = Signal(object)
    day_stepped = Signal(object)
    column_asked = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar")
        self.texts = texts
        self.words = BlockWords(texts)
        self.geometry_now = Geometry((), 1)
        self.spot: Spot | None = None
        self.carried: Carried | None = None
        self.now: datetime | None = None
        self._scene = CalendarScene(self)
        self._dressed: Theme | None = None
        self.keys = CalendarKeys(self)
        self.drag = CalendarDrag(self)
        self.header = CalendarHeader(self)
        self.axis = TimeAxis(self)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setCornerWidget(QWidget())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty("own_ring", True)
        self.setAccessibleName(texts.get("calendar.list"))
        self.setAccessibleDescription(texts.get("calendar.keys"))
        self._reader: CalendarReader | None = None
        install()
        self._lay_out()

    # What is shown

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return self.geometry_now.columns

    @property
    def chosen(self) -> Chosen | None:
        """The block that is chosen."""
        if self.spot is None:
            return None
        return Chosen(self.columns[self.spot[0]], self.geometry_now.block(self.spot))

    def show_columns(self, columns: tuple[Column, ...], now: datetime) -> None:
        """Show what is true now; what is chosen and where it is scrolled stay."""
        before, anchor = self.chosen, self._anchor()
        self.now = now
        self._take(columns)
        self._scroll_to_anchor(anchor)
        self.spot = self.geometry_now.find(before.column.key, before.block.key) if before is not None else None
        if self.chosen != before:
            self._say_chosen()
        self._refresh()

    def begin(self, columns: tuple[Column, ...], now: datetime) -> None:
        """Show another day, week or choice of clinicians: nothing is chosen, nothing carries over but the time."""
        self.now = now
        had = self.spot is not None
        self.spot = None
        self.keys.forget()
        self._take(columns)
        today = any(column.day == now.date() for column in columns)
        minute = max(0, now.hour * 60 + now.minute - 60) if today else self.geometry_now.first
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(round(self.geometry_now.y_of(minute)) if today else 0)
        if self.hasFocus():
            self._choose_first()
        if had or self.spot is not None:
            self._say_chosen()
        self._refresh()

    def _choose_first(self) -> None:
        """The keyboard is here: it needs a place."""
        if self.spot is None:
            self.spot = self.keys.begin_at()

    def accessible_reader(self) -> CalendarReader:
        """What a screen reader is given."""
        if self._reader is None:
            self._reader = CalendarReader(self)
        return self._reader

    def scroll_at_edge(self) -> None:
        """While something is dragged near an edge."""
        speed = self.drag.speed()
        if not speed.isNull():
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + speed.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + speed.y())
            self.drag.stay()

    def set_now(self, now: datetime) -> None:
        """Time goes by."""
        self.now = now
        self._refresh()

    def choose(self, spot: Spot | None, *, in_sight: bool = True) -> None:
        """Choose a block."""
        if spot == self.spot:
            return
        before, self.spot = self.spot, spot
        for each in (before, spot):
            if each is not None:
                self.viewport().update(self.rect_of(each).adjusted(-5, -5, 5, 5))
        if spot is not None and in_sight:
            self.bring_into_sight(spot)
        self._say_chosen()

    def choose_key(self, column_key: str, key: tuple[str, str]) -> bool:
        """Choose a block by its names; False when it is not shown."""
        spot = self.geometry_now.find(column_key, key)
        if spot is not None:
            self.choose(spot)
        return spot is not None

    def carry(self, carried: Carried | None) -> None:
        """Take something up, or let it go."""
        if carried != self.carried:
            self.carried = carried
            self.carrying_changed.emit(carried)
            self.viewport().update()

    def _say_chosen(self) -> None:
        say_where(self)
        self.chosen_changed.emit(self.chosen)

    # Where things are

    def rect_of(self, spot: Spot) -> QRect:
        """Where a block lies in the viewport."""
        box = self.geometry_now.box(spot[0], self.geometry_now.block(spot))
        place = QRectF(box.x, box.y, box.width, box.height).translated(-self.offset())
        return place.toAlignedRect()

    def spot_at(self, point: QPointF) -> Spot | None:
        """The block under a point of the viewport."""
        at = point + self.offset()
        return self.geometry_now.spot_at(at.x(), at.y())

    def offset(self) -> QPointF:
        """How far it is scrolled."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def bring_into_sight(self, spot: Spot) -> None:
        """Scroll as little as shows a block whole."""
        box = self.geometry_now.box(spot[0], self.geometry_now.block(spot))
        for bar, low, size, room in (
            (self.horizontalScrollBar(), box.x, box.width, self.viewport().width()),
            (self.verticalScrollBar(), box.y, box.height, self.viewport().height()),
        ):
            if low < bar.value() + _ROUND:
                bar.setValue(int(low) - _ROUND)
            elif low + size > bar.value() + room - _ROUND:
                bar.setValue(int(min(low - _ROUND, low + size - room + _ROUND)) + 1)

    def first_for(self, carried: Carried) -> Spot | None:
        """The first slot from now on, by time and then by column, that suits what is carried."""
        found = [
            (column.day, block.top, at, number)
            for at, column in enumerate(self.columns) for number, block in enumerate(column.blocks)
            if carried.goes_well(column, block) and self._is_to_come(column, block.top)
        ]  # fmt: skip
        return min(found)[2:] if found else None

    def _is_to_come(self, column: Column, minute: int) -> bool:
        return self.now is None or (column.day, minute) >= (self.now.date(), minutes_of(self.now))

    def place_of_heading(self, column: Column) -> QPoint:
        """Where on the screen the heading of a column ends."""
        at = next((at for at, each in enumerate(self.columns) if each.key == column.key), 0)
        left = round(at * self.geometry_now.column - self.offset().x())
        return self.header.mapToGlobal(QPoint(max(0, left), self.header.height()))

    def _anchor(self) -> tuple[str, float, float]:
        """The column at the left, how much of it is hidden, and the time at the top."""
        offset, shape = self.offset(), self.geometry_now
        if not shape.columns:
            return "", 0.0, shape.first
        at = min(len(shape.columns) - 1, int(offset.x() // shape.column))
        return shape.columns[at].key, offset.x() - at * shape.column, shape.minute_at(offset.y())

    def _scroll_to_anchor(self, anchor: tuple[str, float, float]) -> None:
        key, rest, minute = anchor
        shape = self.geometry_now
        at = next((at for at, column in enumerate(shape.columns) if column.key == key), None)
        if at is not None:
            self.horizontalScrollBar().setValue(round(at * shape.column + rest))
        self.verticalScrollBar().setValue(round(shape.y_of(minute)))

    def _take(self, columns: tuple[Column, ...]) -> None:
        self.geometry_now = Geometry(columns, self.viewport().width(), current().scale / 100)
        self._set_ranges()

    def _set_ranges(self) -> None:
        shape, port = self.geometry_now, self.viewport()
        for bar, size, room in (
            (self.horizontalScrollBar(), shape.width, port.width()),
            (self.verticalScrollBar(), shape.height, port.height()),
        ):
            bar.setRange(0, max(0, size - room))
            bar.setPageStep(room)
            bar.setSingleStep(current().px(_STEP))

    def _lay_out(self) -> None:
        self._dressed = current()
        wide, high = self.axis.wanted(), self.header.wanted()
        self.setViewportMargins(wide, high, 0, 0)
        self.place_frame()

    def place_frame(self) -> None:
        """Header above and hours beside the viewport."""
        port = self.viewport().geometry()
        self.header.setGeometry(port.left(), 0, port.width(), port.top())
        self.axis.setGeometry(0, port.top(), port.left(), port.height())

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width; what is at the top left stays there."""
        anchor = self._anchor()
        self.place_frame()
        self._take(self.columns)
        self._scroll_to_anchor(anchor)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_dressed", None) not in (None, current()):
            anchor = self._anchor()
            self._lay_out()
            self._take(self.columns)
            self._scroll_to_anchor(anchor)
            self._refresh()

    def scrollContentsBy(self, right: int, down: int) -> None:
        """Move what is painted and paint only what comes into sight; the frame stays."""
        self.viewport().scroll(right, down)
        if right:
            self.header.update()
        if down:
            self.axis.update()

    def _refresh(self) -> None:
        self.viewport().update()
        self.header.update()
        self.axis.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, carry, act."""
        if not self.keys.take(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By key one is somewhere in it at once; a click chooses by itself."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.spot is None:
            self._choose_first()
            self._say_chosen()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; a drag may begin."""
        self.drag.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or say what is under the mouse."""
        self.drag.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        self.drag.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        if event.button() == Qt.MouseButton.LeftButton and self.chosen is not None:
            self.opened.emit(self.chosen)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is in sight and changed."""
        painter = QPainter(self.viewport())
        self._scene.begin(painter)
        for part in cast(Iterable[QRect], event.region()):
            painter.save()
            painter.setClipRect(part)
            painter.translate(-self.offset())
            self._scene.paint(painter, QRectF(part).translated(self.offset()))
            painter.restore()
        self.drag.paint(painter)
        painter.end()
