"""A chart that can be walked along by keys: left and right go from score to score, each is read out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from msk_desk.drawing.prom_chart import PromChart, point_places, prom_chart
from ui.theme.theme import current
from ui.widgets.drawing_painter import paint_drawing
from ui.widgets.drawing_view import DrawingView

HEIGHT = 240.0
_NEAR = 16.0
_LEAST_WIDE = 300.0
_PICTURE = QSize(1600, 800)


class ChartView(DrawingView):
    """Drawn anew for its width, so that words keep their size.

    Signals:
        pointed: the number of the score that is pointed at, counted from 0; -1 for none.
    """

    pointed = Signal(object)

    def __init__(self, chart: PromChart, spoken: tuple[str, ...], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._chart = chart
        self._spoken = spoken
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._draw()

    def _scale(self) -> float:
        return current().scale / 100 * 12 / 11

    def _size(self) -> tuple[float, float]:
        return max(_LEAST_WIDE, self.width() / self._scale()), HEIGHT

    def _draw(self) -> None:
        self.setFixedHeight(round(HEIGHT * self._scale()))
        self.show_drawing(prom_chart(self._chart, *self._size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, home and end."""
        last = len(self._chart.points) - 1
        to = {
            Qt.Key.Key_Left: max(0, self.at - 1), Qt.Key.Key_Right: min(last, self.at + 1),
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        self._point(to, aloud=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By key: begin at the newest score."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.at < 0:
            self._point(len(self._chart.points) - 1, aloud=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point(-1, aloud=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The score that the mouse is near."""
        super().mouseMoveEvent(event)
        places = self._places()
        near = [
            (self._distance(place, event.position()), at)
            for at, place in enumerate(places)
        ]  # fmt: skip
        distance, at = min(near, default=(_NEAR, -1))
        self._point(at if distance < _NEAR else -1, aloud=False)

    @staticmethod
    def _distance(place: QPointF, mouse: QPointF) -> float:
        return float((place - mouse).manhattanLength())

    def _places(self) -> list[QPointF]:
        wide, high = self._size()
        room = self.place()
        return [
            QPointF(room.left() + x * room.width() / wide, room.top() + y * room.height() / high)
            for x, y in point_places(self._chart, wide, high)
        ]

    def _point(self, at: int, *, aloud: bool) -> None:
        if at == self.at:
            return
        self.at = at
        self.update()
        self.pointed.emit(at)
        if aloud and 0 <= at < len(self._spoken):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._spoken[at]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart, and a ring around the score that is pointed at."""
        super().paintEvent(event)
        places = self._places()
        if not 0 <= self.at < len(places):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for token, radius, width in (("focus", 10.0, 4.0), ("focus_ink", 12.5, 1.6)):
            painter.setPen(QPen(current().colour(token), width))
            painter.drawEllipse(places[self.at], radius, radius)
        painter.end()

    def picture(self) -> QImage:
        """The chart as an image on the colour of a card, for a file."""
        image = QImage(_PICTURE, QImage.Format.Format_RGB32)
        image.fill(current().colour("surface"))
        drawing = prom_chart(self._chart, _PICTURE.width() / 2, _PICTURE.height() / 2)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_drawing(painter, drawing, QRectF(0, 0, _PICTURE.width(), _PICTURE.height()))
        painter.end()
        return image
