"""Paints table cells: a line or two of text, chips, the rule below and the selection."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
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
        painter.save()
        self._ground(painter, option)
        if isinstance(cell, Cell):
            place = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
            self._chips(painter, place, cell) if cell.chips and not cell.text else self._words(painter, place, cell)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        token = (
            "primary_soft" if state & QStyle.StateFlag.State_Selected
            else "hover" if state & QStyle.StateFlag.State_MouseOver
            else "surface"
        )  # fmt: skip
        painter.fillRect(option.rect, current().colour(token))
        painter.setPen(QPen(current().colour("hairline"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _words(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        theme = current()
        upper = QRectF(place)
        if cell.below:
            upper.setBottom(place.center().y() + theme.px(1))
        used = self._line(painter, upper, cell.text, cell.tone, BASE, cell.bold, bottom=bool(cell.below))
        if cell.below:
            lower = QRectF(place.left(), upper.bottom(), place.width(), place.bottom() - upper.bottom())
            self._line(painter, lower, cell.below, "muted", SMALL, False, top=True)
        self._chips(painter, place.adjusted(used + PADDING, 0, 0, 0), cell)

    def _line(
        self, painter: QPainter, place: QRectF, text: str, tone: str, size: int, bold: bool,
        *, bottom: bool = False, top: bool = False,
    ) -> float:  # fmt: skip
        font = current().font(size, bold)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(current().colour(tone))
        flags = Qt.AlignmentFlag
        upright = flags.AlignBottom if bottom else flags.AlignTop if top else flags.AlignVCenter
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(upright | Qt.AlignmentFlag.AlignLeft), shown)
        return metrics.horizontalAdvance(shown)

    def _chips(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        painter.setClipRect(place.adjusted(0, 0, PADDING, 0))
        left = place.left()
        for words, role in cell.chips:
            left = paint_chip(painter, QPointF(left, place.center().y()), words, role).right() + 6
        painter.setClipping(False)
