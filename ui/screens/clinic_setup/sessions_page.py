"""Published sessions of a week at the left; the chosen one at the right, to be changed or cancelled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.dates import staff_date
from msk_desk.domain.records import Changes
from msk_desk.domain.session_lines import SessionLine
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.clinic_setup.fields import Choice
from ui.screens.clinic_setup.session_panel import SessionPanel
from ui.screens.clinic_setup.sessions_presenter import SessionsPresenter, Week
from ui.screens.clinic_setup.words import day_words, span
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table

_STALE = ("Schedule", "Slot", "Appointment")


class SessionsPage(QWidget):
    """Alt with page up and down goes from week to week.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessions_page")
        self._context = context
        self.presenter = SessionsPresenter(context, self)
        self._week: Week | None = None
        self._wanted = ""
        text = context.text
        back, on = text("clinic_setup.before"), text("clinic_setup.after")
        self.before = Button(back, look="icon", icon="chevron-left", name="sessions_before")
        self.after = Button(on, look="icon", icon="chevron-right", name="sessions_after")
        self.today = Button(text("clinic_setup.this_week"), look="quiet", name="sessions_today")
        self.staff = Choice("sessions_staff", text("clinic_setup.clinician"))
        self.site = Choice("sessions_site", text("clinic_setup.site"))
        columns: list[Column[SessionLine]] = [
            Column(text("clinic_setup.column_day"), self._day_cell, 132),
            Column(text("clinic_setup.column_session"), _session_cell, whole=True),
            Column(text("clinic_setup.column_booked"), self._booked_cell, 92),
            Column("", self._standing_cell, 96, optional=1),
        ]
        self.table = Table(columns, name="sessions_table", says=text("clinic_setup.sessions"), two_lines=True)
        self.none = EmptyState(
            text("clinic_setup.no_sessions"), text("clinic_setup.no_sessions_advice"), icon="calendar",
            name="sessions_empty",
        )  # fmt: skip
        self.panel = SessionPanel(context)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.left = Card(self._context.text("clinic_setup.sessions"), name="card_sessions")
        for part in (self.before, self.today, self.after):
            self.left.add_action(part)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.staff, 1)
        row.addWidget(self.site, 1)
        self.left.add(row)
        self.left.add(self.table, 1)
        self.left.add(self.none, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(self.left, 50)
        page.addWidget(self.panel, 50)

    def _connect(self) -> None:
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        self.today.clicked.connect(self._go_to_today)
        self.staff.picked.connect(self.presenter.of_staff)
        self.site.picked.connect(self.presenter.of_site)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self._go_to_panel)
        self.panel.troubled.connect(self.troubled)
        self.panel.changed.connect(self._read_again)
        self.panel.patient_opened.connect(self._open_patient)
        self.presenter.week_read.connect(self.show_week)
        self.presenter.failed.connect(self.troubled)
        for keys, slot in (("Alt+PgUp", self._go_back), ("Alt+PgDown", self._go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def open(self) -> None:
        """Read afresh."""
        self.presenter.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_session(self, session_id: str, day: object = None) -> None:
        """Open one session in the panel, in its week when the day is known."""
        self._wanted = session_id
        self.panel.show_session(session_id)
        if day is not None:
            self.presenter.go_to(day)  # type: ignore[arg-type]

    def take_changes(self, changes: Changes) -> None:
        """Sessions or bookings changed."""
        if changes.touches(*_STALE):
            self.presenter.read()
        self.panel.take_changes(changes)

    def show_week(self, week: Week) -> None:
        """Show a week; the chosen session stays chosen."""
        text = self._context.text
        self._week = week
        self.staff.offer([("", text("clinic_setup.everybody")), *week.choices.staff])
        self.site.offer([("", text("clinic_setup.every_site")), *week.choices.sites])
        if not self.staff.chosen:
            self.staff.choose("")
        if not self.site.chosen:
            self.site.choose("")
        self.left.set_heading(text("clinic_setup.sessions"), text("clinic_setup.week_of", day=staff_date(week.monday)))
        self.table.show_rows(week.lines)
        self.table.setVisible(bool(week.lines))
        self.none.setVisible(not week.lines)
        ids = [line.session.id for line in week.lines]
        if self._wanted in ids:
            self.table.choose_quietly(ids.index(self._wanted))
            self.table.scrollTo(self.table.currentIndex())
        else:
            self.table.clearSelection()

    def _choose(self, line: SessionLine) -> None:
        if line.session.id != self._wanted:
            self._wanted = line.session.id
            self.panel.show_session(line.session.id)

    def _go_to_panel(self, line: SessionLine) -> None:
        self._choose(line)
        self.panel.act.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.focusNextChild()

    def _read_again(self, _session_id: str) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.presenter.read()

    def _open_patient(self, patient_id: str) -> None:
        self._context.navigator.go("record", patient_id)

    def _go_back(self) -> None:
        self.presenter.step(-1)

    def _go_on(self) -> None:
        self.presenter.step(1)

    def _go_to_today(self) -> None:
        self.presenter.go_to(self.presenter.today())

    def _day_cell(self, line: SessionLine) -> Cell:
        session = line.session
        return Cell(day_words(self._context.text, day_of(session.start)), below=span(session.start, session.end))

    def _booked_cell(self, line: SessionLine) -> Cell:
        if not line.session.active:
            return Cell()
        text = self._context.text
        booked = text("clinic_setup.booked_of", n=line.booked, of=line.slots)
        return Cell(booked, below=text("clinic_setup.free", n=line.free))

    def _standing_cell(self, line: SessionLine) -> Cell:
        text, session, week = self._context.text, line.session, self._week
        if not session.active:
            return Cell(chips=((text("clinic_setup.chip_cancelled"), "neutral"),))
        if week is not None and session.id in week.clashing:
            return Cell(chips=((text("clinic_setup.chip_clash"), "bad"),))
        if week is not None and session.id in week.on_leave:
            return Cell(chips=((text("clinic_setup.chip_leave"), "warn"),))
        return Cell()


def _session_cell(line: SessionLine) -> Cell:
    where = ", ".join(filter(None, (line.room_name, line.site_name)))
    return Cell(line.staff_name, bold=line.session.active, below=where)
