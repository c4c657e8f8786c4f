"""A table as the house draws it: whole rows, no grid, Enter opens, arrows choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.delegates.cell_delegate import CellDelegate
from ui.models.rows_model import Column, RowsModel
from ui.theme.theme import current
from ui.widgets.column_widths import in_sight, wanted, widths


class Table(QTableView):
    """Rows of one kind.

    Signals:
        row_chosen: the row that became current, by mouse, key or program; the row object.
        row_opened: the row on which the user pressed Enter or double-clicked.
    """

    row_chosen = Signal(object)
    row_opened = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], *, name: str, says: str, two_lines: bool = False,
        headings: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.rows_model: RowsModel[Any] = RowsModel(columns, self)
        self._delegate = CellDelegate(two_lines, self)
        self._by_key = False
        self._put_away: frozenset[int] = frozenset()
        self.setItemDelegate(self._delegate)
        self.setModel(self.rows_model)
        self._settle(headings)
        self.selectionModel().currentRowChanged.connect(self._say_chosen)
        self.doubleClicked.connect(self._say_opened)

    def _settle(self, headings: bool) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        upright, across = self.verticalHeader(), self.horizontalHeader()
        upright.hide()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setVisible(headings)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_height()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; nothing is announced, the caller chooses."""
        self.rows_model.show_rows(rows)
        self._share_width()
        # Left to itself the view lays out after the first painting, and then paints everything again.
        self.executeDelayedItemsLayout()

    def choose_row(self, at: int) -> None:
        """Make a row current; `row_chosen` follows when it was not."""
        if 0 <= at < self.rows_model.rowCount():
            self.selectRow(at)
            self.setCurrentIndex(self.rows_model.index(at, 0))

    def choose_quietly(self, at: int) -> None:
        """Make a row current without `row_chosen`."""
        blocker = QSignalBlocker(self.selectionModel())
        self.setCurrentIndex(self.rows_model.index(at, 0))
        del blocker
        self.viewport().update()

    def show_column(self, at: int, shown: bool) -> None:
        """Show or hide a column."""
        self._put_away = self._put_away - {at} if shown else self._put_away | {at}
        self._share_width()

    @property
    def chosen_row(self) -> Any:
        """The current row's object, or None."""
        return self.rows_model.row(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        self._by_key = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_row is not None:
            self.row_opened.emit(self.chosen_row)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click needs no ring; any other way in does."""
        super().focusInEvent(event)
        self._by_key = event.reason() != Qt.FocusReason.MouseFocusReason

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the focus ring around the current one."""
        super().paintEvent(event)
        if self.hasFocus() and self._by_key and self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            place = self.ring()
            for token, inset, width in (("focus", 1.5, 3.0), ("focus_ink", 3.5, 1.5)):
                painter.setPen(QPen(current().colour(token), width))
                painter.drawRect(place.adjusted(inset, inset, -inset, -inset))
            painter.end()

    def ring(self) -> QRectF:
        """What the focus ring goes around: the whole row."""
        row = self.visualRect(self.currentIndex())
        return QRectF(0, row.top(), self.viewport().width(), row.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_delegate"):
            self._set_height()
            self._share_width()

    def _set_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._delegate.row_height())
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())

    def _share_width(self) -> None:
        columns, room = self.rows_model.columns, self.viewport().width()
        able = [at for at in range(len(columns)) if at not in self._put_away]
        wants = {at: wanted(columns[at], self.rows_model.rows) for at in able if not columns[at].width}
        shown = in_sight(columns, able, wants, room)
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in shown)
        for at, width in widths(columns, shown, wants, room).items():
            self.setColumnWidth(at, width)

    def _say_chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        row = self.rows_model.row(now)
        if row is not None:
            self.row_chosen.emit(row)

    def _say_opened(self, index: QModelIndex) -> None:
        row = self.rows_model.row(index)
        if row is not None:
            self.row_opened.emit(row)
