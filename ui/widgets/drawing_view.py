"""Paints a drawing of `msk_desk.drawing`: charts, body figures and exercise figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from msk_desk.drawing.display_list import Drawing
from ui.widgets.drawing_painter import paint_drawing


class DrawingView(QWidget):
    """Shows one drawing as large as it fits, never distorted; screen readers hear its description."""

    def __init__(self, drawing: Drawing | None = None, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._drawing: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if drawing is not None:
            self.show_drawing(drawing)

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing."""
        self._drawing = drawing
        self.setAccessibleName(drawing.description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The drawing's own size."""
        return QSize(round(self._drawing.width), round(self._drawing.height)) if self._drawing else QSize(40, 40)

    def heightForWidth(self, width: int) -> int:
        """Keeps the drawing's shape."""
        return round(width * self._drawing.height / self._drawing.width) if self._drawing else 40

    def place(self) -> QRectF:
        """Where the drawing lies in the widget."""
        if self._drawing is None:
            return QRectF()
        scale = min(self.width() / self._drawing.width, self.height() / self._drawing.height)
        wide, high = self._drawing.width * scale, self._drawing.height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        paint_drawing(painter, self._drawing, self.place())
        painter.end()
