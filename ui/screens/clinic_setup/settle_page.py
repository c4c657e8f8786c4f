"""To settle: clinics that clash and bookings that their clinic left behind, after two computers met."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.clinic_time import CLINIC_ZONE, day_of
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.clinic_setup.refusal import clash_words
from ui.screens.clinic_setup.settle_presenter import SettlePresenter, ToSettle, Unsettled
from ui.screens.clinic_setup.words import day_words, span
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table


class SettlePage(QWidget):
    """Enter opens the clinic; a booking that was left behind can be put right at once.

    Signals:
        session_asked: the ToSettle whose clinic is to be opened.
        counted: how many there are.
        troubled: an exception to show above the screen.
    """

    session_asked = Signal(object)
    counted = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settle_page")
        self._context = context
        self.presenter = SettlePresenter(context, self)
        self._found: Unsettled | None = None
        text = context.text
        columns: list[Column[ToSettle]] = [
            Column(text("clinic_setup.column_day"), self._day_cell, 136),
            Column(text("clinic_setup.column_what"), self._what_cell, least=200),
            Column(text("clinic_setup.column_clinic"), self._clinic_cell, least=160, optional=1),
        ]
        self.table = Table(columns, name="settle_table", says=text("clinic_setup.settle"), two_lines=True)
        self.none = EmptyState(
            text("clinic_setup.nothing_to_settle"), text("clinic_setup.nothing_to_settle_advice"), icon="check",
            name="settle_empty",
        )  # fmt: skip
        self.open_session = Button(text("clinic_setup.open_session"), name="settle_open")
        self.put_right = Button(text("clinic_setup.put_right"), look="primary", name="settle_put_right")
        self.card = Card(text("clinic_setup.settle"), text("clinic_setup.settle_what"), name="card_settle")
        self.card.add_action(self.open_session)
        self.card.add_action(self.put_right)
        self.card.add(self.table, 1)
        self.card.add(self.none, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.card)
        self.table.row_chosen.connect(self._show_ready)
        self.table.row_opened.connect(self.session_asked)
        self.open_session.clicked.connect(self._open)
        self.put_right.clicked.connect(self._put_right)
        self.presenter.read_all.connect(self.show_unsettled)
        self.presenter.failed.connect(self.troubled)

    def open(self) -> None:
        """Read afresh."""
        self.presenter.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_changes(self, changes: Changes) -> None:
        """Sessions or bookings changed."""
        if changes.touches("Schedule", "Slot", "Appointment"):
            self.presenter.read()

    def show_unsettled(self, found: Unsettled) -> None:
        """Show everything; the same row stays chosen."""
        self._found = found
        at = max(0, self.table.currentIndex().row())
        self.table.show_rows(found.rows)
        self.table.setVisible(bool(found.rows))
        self.none.setVisible(not found.rows)
        if found.rows:
            self.table.choose_quietly(min(at, len(found.rows) - 1))
        self._show_ready(self.table.chosen_row)
        self.counted.emit(len(found.rows))

    def _show_ready(self, row: ToSettle | None) -> None:
        self.open_session.setEnabled(row is not None)
        self.put_right.setVisible(row is not None and row.stranded is not None)

    def _open(self) -> None:
        if self.table.chosen_row is not None:
            self.session_asked.emit(self.table.chosen_row)

    def _put_right(self) -> None:
        if self.table.chosen_row is not None:
            self.presenter.put_right(self.table.chosen_row.session_id)

    def _day_cell(self, row: ToSettle) -> Cell:
        at = row.at.astimezone(CLINIC_ZONE)
        below = span(row.clash.second.start, row.clash.second.end) if row.clash else f"{at:%H:%M}"
        return Cell(day_words(self._context.text, day_of(row.at)), bold=True, below=below)

    def _what_cell(self, row: ToSettle) -> Cell:
        text = self._context.text
        if row.stranded is not None:
            slot = row.stranded.slot_start.astimezone(CLINIC_ZONE)
            below = text(f"clinic_setup.gone_{row.stranded.gone}", time=f"{slot:%H:%M}")
            return Cell(row.stranded.patient_name, bold=True, below=below)
        if row.clash is None or self._found is None:
            return Cell()
        words = text(f"clinic_setup.two_in_{row.clash.over}")
        swapped = type(row.clash)(row.clash.over, row.clash.second, row.clash.first)
        return Cell(words, tone="bad", bold=True, below=clash_words(text, swapped, self._found.names))

    def _clinic_cell(self, row: ToSettle) -> Cell:
        if row.stranded is not None:
            phone = row.stranded.phone
            return Cell(telephone.shown(phone) if phone else self._context.text("clinic_setup.no_phone"))
        if row.clash is None or self._found is None:
            return Cell()
        names, session = self._found.names, row.clash.second
        return Cell(names.who(session.staff_id), below=names.where(session))
