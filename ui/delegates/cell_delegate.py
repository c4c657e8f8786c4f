"""Paints table cells: a line or two of text, chips, the rule below and the selection."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates.chip_painter import paint_chip
from ui.models.rows_model import CELL, Cell
from ui.theme.theme import current
from ui.theme.tokens import BASE, SMALL

PADDING = 8
_ONE_LINE, _TWO_LINES = 38, 48


class CellDelegate(QStyledItemDelegate):
    """Draws `Cell`s with the theme's tokens."""

    def __init__(self, two_lines: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._height = _TWO_LINES if two_lines else _ONE_LINE

    def row_height(self) -> int:
        """In pixels, at the text size in use."""
        return current().px(self._height)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The house row height; widths belong to the table."""
        return QSize(60, self.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        cell = index.data(CELL)
        self._ground(painter, option)
        if isinstance(cell, Cell):
            place = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
            used = self._words(painter, place, cell) + PADDING if cell.text else 0.0
            if cell.chips:
                self._chips(painter, place.adjusted(used, 0, 0, 0), cell)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = current()
        selected = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, theme.colour("primary_soft" if selected else "surface"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _words(self, painter: QPainter, place: QRectF, cell: Cell) -> float:
        metrics = current().metrics(BASE, cell.bold)
        if not cell.below:
            base = place.center().y() + (metrics.ascent() - metrics.descent()) / 2
            return _line(painter, place, base, cell.text, cell.tone, BASE, cell.bold)
        lower = current().metrics(SMALL)
        top = place.center().y() - (metrics.height() + lower.height()) / 2
        _line(painter, place, top + metrics.height() + lower.ascent(), cell.below, "muted", SMALL, False)
        return _line(painter, place, top + metrics.ascent(), cell.text, cell.tone, BASE, cell.bold)

    def _chips(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        painter.save()
        painter.setClipRect(place.adjusted(0, 0, PADDING, 0))
        left = place.left()
        for words, role in cell.chips:
            left = paint_chip(painter, QPointF(left, place.center().y()), words, role).right() + 6
        painter.restore()


def _line(painter: QPainter, place: QRectF, base: float, text: str, tone: str, size: int, bold: bool) -> float:
    theme = current()
    metrics = theme.metrics(size, bold)
    wide = metrics.horizontalAdvance(text)
    if wide > place.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(theme.font(size, bold))
    painter.setPen(theme.colour(tone))
    painter.drawText(QPointF(place.left(), base), text)
    return min(wide, place.width())
