"""The body to mark: by mouse, pen or finger, or with the arrow keys and the space bar."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from msk_desk.drawing.body_chart import BodyChart, BodyMark, BodyView, BodyWords
from msk_desk.drawing.display_list import Point
from ui.theme.theme import current
from ui.widgets.drawing_painter import paint_drawing

STEP = 1.5
"""Hundredths of the height that an arrow key moves."""
RIGHT_KNEE: Point = (-4.0, 70.0)
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0), Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP), Qt.Key.Key_Down: (0.0, STEP),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Touched:
    """A place on the body that the user touched."""

    view: BodyView
    at: Point


_ENOUGH = 240
"""Pixels in which a body can be marked, whatever the text size."""


class BodyCanvas(QWidget):
    """Front and back.

    Signals:
        touched: a Touched.
    """

    touched = Signal(object)

    def __init__(self, words: BodyWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit_body_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._words = words
        self._marks: tuple[BodyMark, ...] = ()
        self._view, self._at = BodyView.FRONT, RIGHT_KNEE
        self.open = True

    def show_marks(self, marks: tuple[BodyMark, ...], says: str) -> None:
        """Show other marks."""
        self._marks = marks
        self.setAccessibleName(says)
        self.update()

    def sizeHint(self) -> QSize:
        """Leaves the red flags in sight in a low window; in a higher one it grows."""
        return QSize(current().px(258), min(current().px(210), _ENOUGH))

    def minimumSizeHint(self) -> QSize:
        """Small windows have small bodies."""
        return QSize(current().px(200), current().px(150))

    def _chart(self) -> BodyChart:
        return BodyChart(float(self.width()), float(self.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark where it was touched."""
        found = self._chart().found((event.position().x(), event.position().y()))
        if found is not None and self.open:
            self._view, self._at = found
            self.touched.emit(Touched(*found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, space marks, B turns between front and back."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            dx, dy = _ARROWS[key]
            self._at = (round(self._at[0] + dx, 1), round(self._at[1] + dy, 1))
        elif key == Qt.Key.Key_B:
            self._view = BodyView.BACK if self._view is BodyView.FRONT else BodyView.FRONT
            self._at = (-self._at[0], self._at[1])  # the same side of the person
        elif key == Qt.Key.Key_Space and self.open:
            chart = self._chart()
            found = chart.found(chart.place(self._view, self._at))
            if found is not None:
                self.touched.emit(Touched(*found))
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bodies and marks, and the cross that the arrows move."""
        chart = self._chart()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = chart.drawing(self._marks, self._words, self.accessibleName())
        paint_drawing(painter, drawing, QRectF(0, 0, self.width(), self.height()))
        if self.hasFocus():
            x, y = chart.place(self._view, self._at)
            painter.setPen(QPen(current().colour("primary"), 2))
            painter.drawLine(QPointF(x - 7, y), QPointF(x + 7, y))
            painter.drawLine(QPointF(x, y - 7), QPointF(x, y + 7))
        painter.end()
