"""One place in the left rail: a line icon over a word, with a count when something waits there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import current
from ui.theme.tokens import SMALL

RAIL_WIDTH = 76
_LARGEST_WORDS = 14
"""Pixels: the rail keeps its width at every text size, so its words stop growing here."""


class RailButton(QAbstractButton):
    """Checked while its screen is open."""

    def __init__(self, words: str, icon: str, *, name: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{words} ({shortcut})" if shortcut else words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = icon
        self._count = 0
        self._over = False

    def show_count(self, count: int, meaning: str) -> None:
        """Show how many things wait here; `meaning` says it in words."""
        self._count = count
        self.setAccessibleDescription(meaning if count else "")
        self.update()

    def nextCheckState(self) -> None:
        """Pressing goes to the place; being there is what lights it."""

    def sizeHint(self) -> QSize:
        """A square or so."""
        return QSize(64, max(50, current().px(50)))

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is over it."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is gone."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "rail_chosen" if self.isChecked() else "rail_hover" if self._over else "rail"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        ink = "rail_chosen_ink" if self.isChecked() else "rail_ink"
        side = min(22, round(22 * 100 / max(100, theme.scale)) + 4)
        picture = theme.pixmap(self._icon, ink, side, self.devicePixelRatioF())
        wide = picture.deviceIndependentSize().width()
        font = QFont(theme.font(SMALL, self.isChecked()))
        font.setPixelSize(min(font.pixelSize(), _LARGEST_WORDS))
        words = QFontMetricsF(font)
        high = wide + 2 + words.height()
        top = (self.height() - high) / 2
        painter.drawPixmap(QPointF((self.width() - wide) / 2, top), picture)
        painter.setPen(theme.colour(ink))
        painter.setFont(font)
        line = QRectF(0, top + wide + 2, self.width(), words.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._draw_count(painter)
        painter.end()

    def _draw_count(self, painter: QPainter) -> None:
        theme = current()
        font = QFont(theme.font(SMALL, True))
        font.setPixelSize(theme.px(11))
        words = "99+" if self._count > 99 else str(self._count)
        metrics = QFontMetricsF(font)
        wide = max(metrics.horizontalAdvance(words) + 9, metrics.height() + 1)
        place = QRectF(self.width() - wide - 3, 3, wide, metrics.height() + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("badge"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(theme.colour("badge_ink"))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
