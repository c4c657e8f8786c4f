"""The ring around whatever has the keyboard: one overlay for the window, so that no control can lack it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ui.theme.theme import current

_ROOM = 4
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class FocusRing(QWidget):
    """3 px of ink on yellow. Fields always have it; buttons only when reached by key, as a click needs no sign."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @property
    def target(self) -> QWidget | None:
        """What the ring is around."""
        return self._target

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        for watched in filter(shiboken6.isValid, self._watched):
            watched.removeEventFilter(self)
        self._watched = []
        self._target = now if now is not None and self._wants_ring(now) else None
        widget = self._target
        while widget is not None and widget is not self.window():
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget = widget.parentWidget()
        self._place()

    def _wants_ring(self, widget: QWidget) -> bool:
        if widget.window() is not self.window() or isinstance(widget, QAbstractItemView) or widget.property("own_ring"):
            return False  # it shows by itself which of its parts has the keyboard
        clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        return isinstance(widget, _TYPED_INTO) or not clicked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The target or something around it moved."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        # A window that closes deletes its fields one by one, and each move on the way asks again.
        if target is not None and not shiboken6.isValid(target):
            target = self._target = None
        if target is None or not target.isVisible():
            self.hide()
            return
        inner = target.tabRect(target.currentIndex()) if isinstance(target, QTabBar) else target.rect()
        shown = target.visibleRegion().boundingRect().intersected(inner)
        if shown.isEmpty():  # scrolled out of sight: a ring there would lie on something else
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        self.setGeometry(QRect(corner + shown.topLeft(), shown.size()).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Yellow outside, ink inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        whole = QRectF(self.rect())
        for token, inset, width, radius in (("focus", 1.5, 3.0, 9.0), ("focus_ink", 4.0, 2.0, 7.0)):
            painter.setPen(QPen(current().colour(token), width))
            painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()
