"""The fixed edges of the calendar: a heading over each column, and the hours at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from ui.screens.clinics.columns import Column
from ui.theme.theme import Theme, current
from ui.theme.tokens import BASE, SMALL

if TYPE_CHECKING:
    from ui.screens.clinics.calendar_view import CalendarView

_HOURS, _HEADING, _GROUP, _CORNER = 58, 44, 22, 5
_KEPT = 80


class CalendarHeader(QWidget):
    """Follows the columns from side to side; a click on a heading asks for the column's menu."""

    def __init__(self, view: CalendarView) -> None:
        super().__init__(view)
        self.setObjectName("calendar_header")
        self._view = view
        self._dressed: Theme | None = None
        self._pictures: dict[tuple[int, int, float], tuple[Column, QPixmap]] = {}

    def wanted(self) -> int:
        """How high it is."""
        return current().px(_HEADING) + current().px(_GROUP) + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """The headings in sight, and above them the day or site of each run of columns."""
        view = self._view
        shape, off = view.geometry_now, view.horizontalScrollBar().value()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = shape.columns_between(off, off + self.width())
        for at in inside:
            left = at * shape.column - off
            place = QRectF(left, current().px(_GROUP), shape.column - 8, current().px(_HEADING))
            self._paint_heading(painter, shape.columns[at], place)
        for first, last in runs(shape.columns):
            left = max(first * shape.column - off, 0.0)
            right = (last + 1) * shape.column - off - 8
            if right > 0 and left < self.width():
                self._write(painter, self.group_words(shape.columns[first]), SMALL, True, "muted",
                            QRectF(left, 0, right - left, current().px(_GROUP)))  # fmt: skip
        painter.end()

    def group_words(self, column: Column) -> str:
        """Over a run of columns: the site, in a week the day before it."""
        many = len({each.day for each in self._view.columns}) > 1
        return " · ".join(filter(None, (self._view.words.weekday(column) if many else "", column.group)))

    def subtitle(self, column: Column) -> str:
        """Under the name: the room, and how many places are free; or that it is not held, or held by a laptop."""
        text = self._view.texts.get
        free, of = column.places
        if column.called_off:
            reason = next((sitting.cancel_reason for sitting in column.sittings if sitting.cancel_reason), "")
            return " · ".join(filter(None, (text("calendar.called_off"), reason)))
        holder = next((sitting.lease_holder for sitting in column.held), "")
        if column.held:
            return text("calendar.held_by", holder=holder) if holder else text("calendar.held")
        return " · ".join(filter(None, (column.subtitle, text("calendar.places", free=free, of=of) if of else "")))

    def _paint_heading(self, painter: QPainter, column: Column, place: QRectF) -> None:
        """From a picture: while it is scrolled the headings are painted in every frame."""
        if self._dressed is not current():
            self._dressed = current()
            self._pictures.clear()
        key = (id(column), round(place.width()), self.devicePixelRatioF())
        kept = self._pictures.get(key)
        if kept is None:
            if len(self._pictures) > _KEPT:
                self._pictures.clear()
            # The column is kept with its picture, so that its number stays its own.
            kept = self._pictures[key] = (column, self._picture(column, place))
        painter.drawPixmap(place.topLeft(), kept[1])

    def _picture(self, column: Column, place: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap((place.size() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_heading(painter, column, QRectF(0, 0, place.width(), place.height()))
        painter.end()
        return picture

    def _draw_heading(self, painter: QPainter, column: Column, place: QRectF) -> None:
        theme = current()
        if not column.title:
            self._write(painter, self._view.texts.get("calendar.no_clinic"), SMALL, False, "muted",
                        place.adjusted(theme.px(9), 0, 0, 0))  # fmt: skip
            return
        off, held = column.called_off, bool(column.held)
        ground = "warn_soft" if held else "sunk" if off else "neutral_soft"
        ink = "warn_text" if held else "muted" if off else "ink"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(place, _CORNER, _CORNER)
        inner = place.adjusted(theme.px(9), theme.px(3), -theme.px(6), -theme.px(3))
        if off or held:
            sign = theme.pixmap("close" if off else "lock", ink, 15)
            painter.drawPixmap(QPointF(inner.right() - theme.px(15), inner.top() + 2), sign)
            inner.setRight(inner.right() - theme.px(18))
        half = inner.height() / 2
        self._write(painter, column.title, BASE, True, ink, QRectF(inner.left(), inner.top(), inner.width(), half))
        below = "warn_text" if held else "muted"
        self._write(painter, self.subtitle(column), SMALL, False, below,
                    QRectF(inner.left(), inner.top() + half, inner.width(), half))  # fmt: skip

    @staticmethod
    def _write(painter: QPainter, words: str, size: int, bold: bool, tone: str, place: QRectF) -> None:
        theme = current()
        painter.setFont(theme.font(size, bold))
        painter.setPen(theme.colour(tone))
        shown = theme.metrics(size, bold).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def column_at(self, x: float) -> Column | None:
        """The column under a place of the header."""
        shape = self._view.geometry_now
        at = int((x + self._view.horizontalScrollBar().value()) // shape.column)
        return shape.columns[at] if 0 <= at < len(shape.columns) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the menu of a column."""
        column = self.column_at(event.position().x())
        if column is not None:
            self._view.column_asked.emit(column)

    def event(self, event: QEvent) -> bool:
        """A heading that is cut says all of itself under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self.column_at(event.pos().x())
            words = (column.title, self.subtitle(column), self.group_words(column)) if column is not None else ()
            QToolTip.showText(event.globalPos(), "\n".join(filter(None, words)), self)
            return True
        return super().event(event)


def runs(columns: tuple[Column, ...]) -> list[tuple[int, int]]:
    """First and last of each run of columns of one day and group."""
    found: list[tuple[int, int]] = []
    for at, column in enumerate(columns):
        before = columns[at - 1] if at else None
        if before is not None and (before.day, before.group) == (column.day, column.group):
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


class TimeAxis(QWidget):
    """The hours, and the time it is now; follows the columns up and down."""

    def __init__(self, view: CalendarView) -> None:
        super().__init__(view)
        self.setObjectName("calendar_hours")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = view

    def wanted(self) -> int:
        """How wide it is."""
        return current().px(_HOURS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hours in sight; the time now as a mark over them."""
        view, theme = self._view, current()
        shape, off = view.geometry_now, view.verticalScrollBar().value()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(BASE))
        painter.setPen(theme.colour("muted"))
        high = theme.metrics(BASE).height()
        room = self.width() - theme.px(10)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for hour in range(shape.first // 60, shape.last // 60 + 1):
            y = max(shape.y_of(hour * 60) - off, high / 2 - 2 if not off else -high)
            painter.drawText(QRectF(0, y - high / 2, room, high), right, f"{hour % 24:02d}:00")
        now = view.now
        if now is not None and any(column.day == now.date() for column in shape.columns):
            y = shape.y_of(now.hour * 60 + now.minute) - off
            place = QRectF(theme.px(4), y - high / 2 - 1, self.width() - theme.px(5), high + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bad"))
            painter.drawRoundedRect(place, _CORNER, _CORNER)
            painter.setPen(theme.colour("on_bad"))
            painter.setFont(theme.font(SMALL, True))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), f"{now.hour:02d}:{now.minute:02d}")
        painter.end()
