"""One large answer: a ring that fills when it is chosen, and words that wrap instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.fonts import font
from ui.theme.theme import current

WORDS = 28
"""Size of the words in pixels at 100 %."""
_LEAST, _SIDE, _RING, _GAP = 64, 28, 24, 18
"""Least height, room at the sides, the ring's width and the gap after it, at 100 %."""
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


class AnswerButton(QAbstractButton):
    """Checkable; at least 64 px high. A square one, for a number, has its words in the middle and no ring."""

    def __init__(self, words: str, *, name: str, square: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._square = square
        self._over = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(not square)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """A square, or one line."""
        least = current().px(_LEAST)
        if self._square:
            return QSize(max(least, self._metrics().horizontalAdvance(self.text()) + current().px(24)), least)
        return QSize(current().px(320), self.heightForWidth(current().px(700)))

    def minimumSizeHint(self) -> QSize:
        """Never below what a finger needs."""
        least = current().px(_LEAST)
        return QSize(least, least) if self._square else QSize(current().px(200), least)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return not self._square

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped words ask."""
        room = QRect(0, 0, max(60, width - self._around()), 10_000)
        words = self._metrics().boundingRect(room, _FLAGS, self.text()).height()
        return max(current().px(_LEAST), words + current().px(26))

    def _around(self) -> int:
        return current().px(2 * _SIDE + _RING + _GAP)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(current().px(WORDS), self._square))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; arrows are the screen's, which moves the choice with them."""
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is over it."""
        super().enterEvent(event)
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, ring and words; chosen is a thicker edge, a filled ring and another ground."""
        theme, chosen = current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 3.0 if chosen else 2.0
        ground = "primary_soft" if chosen else "hover" if self._over else "surface"
        painter.setPen(QPen(theme.colour("primary" if chosen else "control_line"), edge))
        painter.setBrush(theme.colour(ground))
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(box, 10, 10)
        painter.setFont(font(theme.px(WORDS), self._square or chosen))
        painter.setPen(theme.colour("ink"))
        if self._square:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        else:
            self._paint_ring(painter, chosen)
            side = theme.px(_SIDE + _RING + _GAP)
            painter.setPen(theme.colour("ink"))
            painter.drawText(self.rect().adjusted(side, 0, -theme.px(_SIDE), 0), _FLAGS, self.text())
        painter.end()

    def _paint_ring(self, painter: QPainter, chosen: bool) -> None:
        theme = current()
        ring = QRectF(theme.px(_SIDE), (self.height() - theme.px(_RING)) / 2, theme.px(_RING), theme.px(_RING))
        painter.setPen(QPen(theme.colour("ink"), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if chosen:
            inner = theme.px(6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink"))
            painter.drawEllipse(ring.adjusted(inner, inner, -inner, -inner))
