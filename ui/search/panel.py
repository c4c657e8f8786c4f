"""The list under the search-everything box; the box keeps the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.search.presenter import Hit, SearchPresenter
from ui.widgets.label import Label
from ui.widgets.table import Table

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROWS_SHOWN = 8


class SearchPanel(QFrame):
    """Shown while the box has the keyboard; Enter goes to the chosen line, Escape closes."""

    def __init__(self, context: Context, field: QLineEdit, presenter: SearchPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_panel")
        self.setProperty("card", "raised")
        self._field = field
        self._presenter = presenter
        self._over = parent
        columns: list[Column[Hit]] = [Column("", _hit_cell)]
        says = context.text("window.search_list")
        self.table = Table(columns, name="search_hits", says=says, two_lines=True, headings=False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = Label(context.text("window.search_none"), tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.table)
        column.addWidget(self.none)
        field.installEventFilter(self)
        field.textEdited.connect(presenter.find)
        self.table.clicked.connect(self._go)
        presenter.found.connect(self.show_hits)
        self.hide()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found; the first is chosen."""
        self.table.show_rows(hits)
        self.table.setVisible(bool(hits))
        self.none.setVisible(not hits)
        if hits:
            self.table.choose_quietly(0)
        if self._field.hasFocus():
            self._place(len(hits))

    def put_away(self) -> None:
        """Another screen came into sight: the list must not lie over it, nor words wait for the next search."""
        if self._field.hasFocus():
            self._field.clear()
            self._field.clearFocus()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The box got or lost the keyboard, or a key for the list."""
        if event.type() == QEvent.Type.FocusIn:
            self._presenter.find(self._field.text())
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            self.table.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self._field.clear()
            self._field.clearFocus()
            self._over.setFocus()
        else:
            return False
        return True

    def _go(self) -> None:
        hit = self.table.chosen_row
        if hit is not None and self.isVisible():
            self._field.clear()
            self._field.clearFocus()
            self._presenter.choose(hit)

    def _place(self, count: int) -> None:
        row = self.table.verticalHeader().defaultSectionSize()
        high = row * min(_ROWS_SHOWN, count) + 14 if count else 50
        corner = self._field.mapTo(self._over, QPoint(0, self._field.height() + 7))
        self.setGeometry(corner.x(), corner.y(), self._field.width(), high)
        self.show()
        self.raise_()


def _hit_cell(hit: Hit) -> Cell:
    return Cell(hit.words, bold=bool(hit.patient_id), below=hit.below)
