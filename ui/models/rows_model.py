"""The one table model of the window: rows of any kind in, cells for the delegate out; no proxies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

R = TypeVar("R")
CELL = int(Qt.ItemDataRole.UserRole) + 1
ROW = int(Qt.ItemDataRole.UserRole) + 2
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: text in a tone, a smaller line below it, and chips of (words, role)."""

    text: str = ""
    tone: str = "ink"
    bold: bool = False
    below: str = ""
    chips: tuple[tuple[str, str], ...] = ()

    def spoken(self) -> str:
        """All words of the cell, for screen readers and copying."""
        return ", ".join(part for part in (self.text, self.below, *(words for words, _ in self.chips)) if part)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: heading, what it shows of a row, and its width in pixels at 100 % (0 takes what is left).

    `share` is its part of what is left; where there is no room the column with the highest `optional` goes first,
    and goes too before a `whole` one, a name, would be cut, or one would have fewer than its `least` pixels.
    """

    title: str
    cell: Callable[[R], Cell]
    width: int = 0
    share: float = 1.0
    optional: int = 0
    whole: bool = False
    least: int = 0


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows a sequence of rows; cells are made when they are painted, so 45,000 rows cost nothing."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[R, ...] = ()

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the same number of rows keeps the selection and the scroll position."""
        new = tuple(rows)
        if len(new) == len(self._rows) and new:
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns, with no rows until some are shown."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._rows = ()
        self.endResetModel()

    def head(self, columns: Sequence[Column[R]]) -> None:
        """Change headings and cells; there are as many columns as before."""
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def row(self, index: Index) -> R | None:
        """The row of an index, when there is one."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt's question."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt's question."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Cells for the delegate, words for everybody else."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == CELL:
            return self.columns[index.column()].cell(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[index.column()].cell(row).spoken() or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Column headings, to the left."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
