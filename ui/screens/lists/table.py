"""The table of a list: headings sort, Space marks, and what was chosen stays chosen when the rows change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from msk_desk.domain.lists import ListRow
from ui.models.rows_model import Column
from ui.widgets.table import Table


class ListTable(Table):
    """Rows by their keys.

    Signals:
        sort_asked: the position of the heading that was clicked.
        mark_asked: the key of the row to mark or unmark.
        all_asked: every row is to be marked.
    """

    sort_asked = Signal(object)
    mark_asked = Signal(object)
    all_asked = Signal()

    def __init__(self, *, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__([], name=name, says=says, parent=parent)
        self._near = 0
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._say_sort)

    def show_columns(self, columns: Sequence[Column[ListRow]]) -> None:
        """Other columns, of another list."""
        self.rows_model.show_columns(columns)
        self._near = 0

    def keep(self, rows: Sequence[ListRow]) -> ListRow | None:
        """Show rows that were read anew: the chosen patient stays chosen and in the same place on the screen.

        Returns:
            The row that was chosen and is gone: nothing is chosen then, so that Enter opens nobody else.
        """
        before, top = self.chosen_row, self._top()
        self.show_rows(rows)
        if before is None:
            self._forget()
            return None
        at = next((at for at, row in enumerate(rows) if row.key == before.key), -1)
        if at < 0:
            self._forget()
            return before if isinstance(before, ListRow) else None
        self.choose_quietly(at)
        self._near = at
        self.verticalScrollBar().setValue(at * self.verticalHeader().defaultSectionSize() - top)
        return None

    def begin(self, rows: Sequence[ListRow]) -> None:
        """Show rows from the top; the first is chosen, so that Enter opens it."""
        self.show_rows(rows)
        self._near = 0
        if rows:
            self.choose_quietly(0)
            self.scrollToTop()

    def _top(self) -> int:
        """Where the chosen row stands on the screen, in pixels from the top of the list."""
        index = self.currentIndex()
        if not index.isValid():
            return 0
        self._near = index.row()
        return index.row() * self.verticalHeader().defaultSectionSize() - self.verticalScrollBar().value()

    def _forget(self) -> None:
        self.selectionModel().clear()
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks, Ctrl+A marks all; a move with nothing chosen begins where the last one was."""
        if event.key() == Qt.Key.Key_Space and self.chosen_row is not None:
            self.mark_asked.emit(self.chosen_row.key)
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.all_asked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.currentIndex().isValid():
            self.choose_row(min(self._near, self.rows_model.rowCount() - 1))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the tick marks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows_model.row(index)
        if row is not None and index.column() == 0:
            self.mark_asked.emit(row.key)

    def _say_sort(self, section: int) -> None:
        self.sort_asked.emit(section)
