"""Leave and closed sites: what is recorded at the left, a new entry at the right with the clinics in its way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.clinic_time import clock, day_of
from msk_desk.domain.dates import staff_date
from msk_desk.domain.leave import MIDNIGHT, Leave
from msk_desk.domain.records import Changes
from msk_desk.domain.session_lines import SessionLine
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.clinic_setup.fields import Choice, DayField, TimeField
from ui.screens.clinic_setup.grid import FieldGrid
from ui.screens.clinic_setup.leave_presenter import LeavePresenter, LeaveShown
from ui.screens.clinic_setup.words import day_words, span
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

PERSON, SITE = "person", "site"
WHOLE, PART = "whole", "part"


class LeavePage(QWidget):
    """Clinics in the way are listed, and opened to be given to somebody else or cancelled.

    Signals:
        session_asked: the SessionLine that the user opened.
        troubled: an exception to show above the screen.
    """

    session_asked = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leave_page")
        self._context = context
        self.presenter = LeavePresenter(context, self)
        self._shown: LeaveShown | None = None
        self._make_list()
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_list(self) -> None:
        text = self._context.text
        columns: list[Column[Leave]] = [
            Column(text("clinic_setup.column_who"), self._who_cell, whole=True),
            Column(text("clinic_setup.column_days"), self._days_cell, 190),
            Column(text("clinic_setup.column_in_way"), self._in_way_cell, 120, optional=1),
        ]
        self.table = Table(columns, name="leave_table", says=text("clinic_setup.leave"), two_lines=True)
        self.none = EmptyState(
            text("clinic_setup.no_leave"), text("clinic_setup.no_leave_advice"), icon="calendar", name="leave_empty"
        )
        self.take_off = Button(text("clinic_setup.take_off"), name="leave_take_off")
        self.new = Button(text("clinic_setup.new_leave"), look="primary", icon="plus", name="leave_new")

    def _make_fields(self) -> None:
        text = self._context.text
        kinds = [(PERSON, text("clinic_setup.leave_person")), (SITE, text("clinic_setup.leave_site"))]
        self.kind = Segmented(kinds, name="leave_kind", says=text("clinic_setup.leave_kind"))
        self.staff = Choice("leave_staff", text("clinic_setup.clinician"))
        self.site = Choice("leave_site_choice", text("clinic_setup.site"))
        self.first = DayField("leave_first", text("clinic_setup.first_day"), self.presenter.today)
        self.last = DayField("leave_last", text("clinic_setup.last_day"), self.presenter.today)
        hours = [(WHOLE, text("clinic_setup.whole_days")), (PART, text("clinic_setup.part_days"))]
        self.hours = Segmented(hours, name="leave_hours", says=text("clinic_setup.leave_hours"))
        self.start = TimeField("leave_start", text("clinic_setup.starts"))
        self.end = TimeField("leave_end", text("clinic_setup.ends"))
        self.reason = QLineEdit()
        self.reason.setObjectName("leave_reason")
        self.reason.setAccessibleName(text("clinic_setup.reason"))
        self.reason.setPlaceholderText(text("clinic_setup.leave_example"))
        self.add = Button(text("clinic_setup.record_leave"), look="primary", name="leave_add")
        self.message = MessageBar(text("window.close"), name="leave_message")
        self.about = Label(tone="strong", wrap=True, name="leave_about")
        columns: list[Column[SessionLine]] = [
            Column(text("clinic_setup.column_day"), self._session_day_cell, 132),
            Column(text("clinic_setup.column_session"), _session_cell, whole=True),
            Column(text("clinic_setup.column_booked"), self._booked_cell, 92),
        ]
        self.sessions = Table(columns, name="leave_sessions", says=text("clinic_setup.in_the_way"), two_lines=True)
        self.hint = Label(text("clinic_setup.in_the_way_keys"), tone="muted", size="small", wrap=True)

    def _lay_out(self) -> None:
        text = self._context.text
        self.left = Card(text("clinic_setup.leave"), text("clinic_setup.leave_what"), name="card_leave")
        self.left.add_action(self.take_off)
        self.left.add_action(self.new)
        self.left.add(self.table, 1)
        self.left.add(self.none, 1)
        grid = FieldGrid()
        grid.add_row(text("clinic_setup.leave_kind"), self.kind)
        self._staff_row = grid.add_row(text("clinic_setup.clinician"), self.staff, stretch=True)
        self._site_row = grid.add_row(text("clinic_setup.site"), self.site, stretch=True)
        grid.add_row(text("clinic_setup.days"), self.first, Label(text("clinic_setup.to"), tone="muted"), self.last)
        grid.add_row(text("clinic_setup.leave_hours"), self.hours)
        self._hours_row = grid.add_row(
            text("clinic_setup.times"), self.start, Label(text("clinic_setup.to"), tone="muted"), self.end
        )
        grid.add_row(text("clinic_setup.reason"), self.reason, stretch=True)
        self._grid = grid
        self.card = Card(text("clinic_setup.new_leave"), name="card_new_leave")
        self.card.add_action(self.add)
        self.entry = QWidget()
        grid.setContentsMargins(0, 0, 0, 0)
        self.entry.setLayout(grid)
        self.card.add(self.entry)
        self.card.add(self.about)
        self.card.add(self.sessions, 1)
        self.card.add(self.hint)
        self.card.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.message)
        right.addWidget(self.card, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(self.left, 50)
        page.addLayout(right, 50)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._show_entry)
        self.table.row_opened.connect(self._go_to_sessions)
        self.take_off.clicked.connect(self._take_off)
        self.new.clicked.connect(self._begin_new)
        self.kind.chosen.connect(self._take_entered)
        self.hours.chosen.connect(self._take_entered)
        for choice in (self.staff, self.site):
            choice.picked.connect(self._take_entered)
        for field in (self.first, self.last, self.start, self.end):
            field.entered.connect(self._take_entered)
        self.add.clicked.connect(self._add)
        self.sessions.row_opened.connect(self.session_asked)
        self.presenter.listed.connect(self.show_leave)
        self.presenter.touched.connect(self._show_sessions)
        self.presenter.recorded.connect(self._say_recorded)
        self.presenter.failed.connect(self.troubled)

    def open(self) -> None:
        """Read afresh, with an empty entry at the right."""
        self.presenter.read()
        self._begin_new()

    def take_changes(self, changes: Changes) -> None:
        """Leave or sessions changed."""
        if changes.touches("Schedule", "Appointment"):
            self.presenter.read()

    def show_leave(self, shown: LeaveShown) -> None:
        """Show what is recorded."""
        self._shown = shown
        self.staff.offer(shown.choices.staff)
        self.site.offer(shown.choices.sites)
        at = self.table.currentIndex().row()
        self.table.show_rows(shown.entries)
        self.table.setVisible(bool(shown.entries))
        self.none.setVisible(not shown.entries)
        if shown.entries:
            self.table.choose_quietly(min(max(at, 0), len(shown.entries) - 1))
        if self.entry.isHidden() and shown.entries:
            self._show_entry(self.table.chosen_row)
        else:
            # A current row alone: a table without one takes the first when it gets the keyboard.
            self.table.clearSelection()

    def _entered(self) -> Leave | None:
        """What is typed; None while it is not whole."""
        first, last = self.first.day, self.last.day or self.first.day
        person = self.kind.choice == PERSON
        who, where = (self.staff.chosen, "") if person else ("", self.site.chosen)
        if first is None or last is None or not (who or where) or last < first:
            return None
        start, end = 0, MIDNIGHT
        if self.hours.choice == PART:
            if self.start.minutes is None or self.end.minutes is None or self.end.minutes <= self.start.minutes:
                return None
            start, end = self.start.minutes, self.end.minutes
        return Leave("", who, first.isoformat(), last.isoformat(), self.reason.text().strip(), where, start, end)

    def _begin_new(self) -> None:
        self.table.clearSelection()
        for field in (self.first, self.last):
            field.show_day(None)
        self.reason.clear()
        self.kind.choose(PERSON)
        self.hours.choose(WHOLE)
        self.staff.choose("")
        self.site.choose("")
        self.entry.show()
        self.add.show()
        self.take_off.hide()
        self.card.set_heading(self._context.text("clinic_setup.new_leave"))
        self._take_entered()
        self.staff.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_entered(self, *_: object) -> None:
        person = self.kind.choice == PERSON
        self._grid.show_row(self._staff_row, person)
        self._grid.show_row(self._site_row, not person)
        self._grid.show_row(self._hours_row, self.hours.choice == PART)
        leave = self._entered()
        self.add.setEnabled(leave is not None)
        if leave is None:
            self._show_sessions(())
        else:
            self.presenter.look(leave)

    def _add(self) -> None:
        leave = self._entered()
        if leave is not None:
            self.add.setEnabled(False)
            self.presenter.add(leave)

    def _say_recorded(self, lines: tuple[SessionLine, ...]) -> None:
        text = self._context.text
        advice = text("clinic_setup.leave_in_way", n=len(lines)) if lines else ""
        self.message.show_message(text("clinic_setup.leave_recorded"), advice, look="warn" if lines else "good")
        self._begin_new()
        self._show_sessions(lines)

    def _show_entry(self, entry: Leave) -> None:
        """What is recorded, with the clinics in its way."""
        self.entry.hide()
        self.add.hide()
        self.take_off.show()
        self.card.set_heading(self._who_cell(entry).text, self._days_cell(entry).text)
        self._show_sessions(self._shown.affected.get(entry.id, ()) if self._shown else ())

    def _show_sessions(self, lines: tuple[SessionLine, ...]) -> None:
        text = self._context.text
        self.sessions.show_rows(lines)
        in_way = text("clinic_setup.leave_in_way", n=len(lines))
        self.about.setText(in_way if lines else text("clinic_setup.leave_clear"))
        ready = self.entry.isHidden() or self._entered() is not None or bool(lines)
        self.about.setVisible(ready)
        self.sessions.setVisible(bool(lines))
        self.hint.setVisible(bool(lines))

    def _go_to_sessions(self, entry: Leave) -> None:
        self._show_entry(entry)
        if self.sessions.isVisible():
            self.sessions.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_off(self) -> None:
        if self.table.chosen_row is not None:
            self.presenter.take_off(self.table.chosen_row.id)
            self._begin_new()

    def _who_cell(self, entry: Leave) -> Cell:
        names = self._shown.names if self._shown else None
        who = names.who(entry.staff_id) if names else ""
        if not who and names is not None:
            who = self._context.text("clinic_setup.closed", site=names.place(entry.site_id))
        return Cell(who, bold=True, below=entry.reason)

    def _days_cell(self, entry: Leave) -> Cell:
        days = staff_date(entry.first)
        if entry.last != entry.first:
            days += f" – {staff_date(entry.last)}"
        return Cell(days, below=self._hours(entry))

    def _hours(self, entry: Leave) -> str:
        """`until 12:30`, `from 13:00`, `10:00–12:00`, or nothing for whole days."""
        text = self._context.text
        if entry.whole_days:
            return ""
        if entry.start <= 0:
            return text("clinic_setup.until_time", time=clock(entry.end))
        if entry.end >= MIDNIGHT:
            return text("clinic_setup.from_time", time=clock(entry.start))
        return f"{clock(entry.start)}–{clock(entry.end)}"

    def _in_way_cell(self, entry: Leave) -> Cell:
        count = len(self._shown.affected.get(entry.id, ())) if self._shown else 0
        return Cell(chips=((self._context.text("clinic_setup.clinics_in_way", n=count), "warn"),)) if count else Cell()

    def _session_day_cell(self, line: SessionLine) -> Cell:
        session = line.session
        return Cell(day_words(self._context.text, day_of(session.start)), below=span(session.start, session.end))

    def _booked_cell(self, line: SessionLine) -> Cell:
        return Cell(self._context.text("clinic_setup.booked_of", n=line.booked, of=line.slots))


def _session_cell(line: SessionLine) -> Cell:
    where = ", ".join(filter(None, (line.room_name, line.site_name)))
    return Cell(line.staff_name, bold=True, below=where)
