"""PROM due: of whom something must be asked, the longest overdue first; narrowed as one types, opened by Enter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.navigation import Place
from ui.screens.due.presenter import ALL, BY_NAME, BY_PATHWAY, BY_TIME, MINE, DuePresenter, DueRow, DueShown
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_MADE_OF = ("QuestionnaireResponse", "Observation", "EpisodeOfCare", "Appointment", "Encounter", "Task")


class DueScreen(Screen):
    """The filter keeps the keyboard while the arrows walk the list below it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("due_screen")
        self.presenter = DuePresenter(context, self)
        self.field = QLineEdit()
        self.field.setObjectName("due_filter")
        self.field.setPlaceholderText(self.text("due.filter"))
        self.field.setAccessibleName(self.text("due.filter"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        scopes = [(MINE, self.text("due.mine")), (ALL, self.text("due.all"))]
        self.scope = Segmented(scopes, name="due_scope", says=self.text("due.whose"))
        self.scope.choose(self.presenter.scope)
        if not context.actor.role.writes_notes:
            self.scope.hide()
        orders = [
            (BY_TIME, self.text("due.by_time")), (BY_NAME, self.text("due.by_name")),
            (BY_PATHWAY, self.text("due.by_pathway")),
        ]  # fmt: skip
        self.order = Segmented(orders, name="due_order", says=self.text("due.order"))
        self.order.choose(BY_TIME)
        self.count = Label(tone="muted", name="due_count")
        self.csv = Button(self.text("due.csv"), name="due_csv", icon="save")
        self.table = Table(self._columns(), name="due_table", says=self.text("due.title"))
        self.empty = EmptyState("", icon="check", name="due_empty")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        card = Card(name="card")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        for part in (self.order, self.scope, self.csv):
            row.addWidget(part)
        card.add(row)
        card.add(self.count)
        card.add(self._pages, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 14)
        page.addWidget(card)

    def _connect(self) -> None:
        self.field.textEdited.connect(self.presenter.narrow)
        self.field.returnPressed.connect(self._open_chosen)
        self.scope.chosen.connect(self.presenter.choose_scope)
        self.order.chosen.connect(self.presenter.sort)
        self.csv.clicked.connect(self._save_csv)
        self.table.row_opened.connect(self._open)
        self.presenter.found.connect(self.show_found)

    def _columns(self) -> list[Column[DueRow]]:
        text = self.text
        return [
            Column(text("due.column_until"), self._until, 128),
            Column(text("due.column_patient"), _name_cell, whole=True),
            Column("", _age_cell, 48, optional=4),
            Column(text("due.column_nhs_number"), _number_cell, 118, optional=3),
            Column(text("due.column_pathway"), _pathway_cell, 122),
            Column(text("due.column_what"), _what_cell, least=150),
            Column(text("due.column_point"), _point_cell, 138),
            Column(text("due.column_clinician"), _manager_cell, 130, optional=1),
            Column(text("due.column_phone"), _phone_cell, 124, optional=2),
        ]

    def open(self, place: Place) -> None:
        """Read afresh, ready to type."""
        self.titled.emit(self.text("due.title"))
        self.presenter.read()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def take_changes(self, changes: Changes) -> None:
        """Answers or appointments changed."""
        if changes.touches(*_MADE_OF):
            self.presenter.read()

    def show_found(self, shown: DueShown) -> None:
        """Show the rows; the first is chosen, so that Enter opens it."""
        self.table.show_rows(shown.rows)
        self._pages.setCurrentWidget(self.table if shown.rows else self.empty)
        if shown.rows:
            self.table.choose_quietly(0)
            self.table.scrollToTop()
        else:
            key = "due.none_match" if shown.of else "due.none"
            advice = "due.none_match_advice" if shown.of else "due.none_advice"
            self.empty.say(self.text(key), self.text(advice))
        self.count.setText(self.text("due.count", n=len(shown.rows), of=shown.of, late=shown.late))
        self.titled.emit(self.text("due.title_count", n=shown.of))
        self.csv.setEnabled(bool(shown.rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field walk the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.table.keyPressEvent(event)
            return True
        return False

    def _open_chosen(self) -> None:
        if self.table.chosen_row is not None:
            self._open(self.table.chosen_row)

    def _open(self, row: DueRow) -> None:
        self.context.navigator.go("record", row.patient_id, tab="outcomes")

    def _save_csv(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.text("due.csv"), "prom-due.csv", "CSV (*.csv)")
        if name:
            Path(name).write_text(self.presenter.csv(), encoding="utf-8-sig", newline="")

    def _until(self, row: DueRow) -> Cell:
        if row.days > 0:
            return Cell(chips=((self.text("due.days_late", n=row.days), "warn"),))
        return Cell(row.until, tone="muted")


def _name_cell(row: DueRow) -> Cell:
    return Cell(row.name, bold=True)


def _age_cell(row: DueRow) -> Cell:
    return Cell(row.age, tone="muted")


def _number_cell(row: DueRow) -> Cell:
    return Cell(row.nhs_number, tone="muted")


def _pathway_cell(row: DueRow) -> Cell:
    return Cell(row.pathway)


def _what_cell(row: DueRow) -> Cell:
    return Cell(row.what)


def _point_cell(row: DueRow) -> Cell:
    return Cell(row.point, tone="muted")


def _manager_cell(row: DueRow) -> Cell:
    return Cell(row.manager, tone="muted")


def _phone_cell(row: DueRow) -> Cell:
    return Cell(telephone.shown(row.phone), tone="muted")
