"""Today: the clinic list of a day, mine or everybody's, with a preview of the chosen patient."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.clinics import ClinicLine
from msk_desk.domain.dates import staff_date
from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.records import Changes
from ui.alerts.today_card import AlertsCard
from ui.alerts.watch import PersonAlert
from ui.context import Context
from ui.navigation import Place
from ui.printing import print_bytes
from ui.screens.screen import Screen
from ui.screens.today.columns import CLINICIAN, ClinicColumns
from ui.screens.today.lost_bar import LostBar
from ui.screens.today.presenter import ALL, MINE, DayShown, TodayPresenter
from ui.screens.today.preview_panel import PreviewPanel
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

WEEKDAYS = (
    "today.monday", "today.tuesday", "today.wednesday", "today.thursday", "today.friday", "today.saturday",
    "today.sunday",
)  # fmt: skip

_NARROW = 820
_SHOWN = (
    "Appointment", "Slot", "Schedule", "Patient", "Encounter", "Observation", "QuestionnaireResponse", "Task",
    "AllergyIntolerance", "Flag", "EpisodeOfCare",
)  # fmt: skip
"""What the list and the preview are made of."""
_NO_LIMIT = 16_777_215


class TodayScreen(Screen):
    """The list on the left keeps the keyboard; Enter opens the record, or starts the visit with Ctrl."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("today_screen")
        self.presenter = TodayPresenter(context, self)
        self._cells = ClinicColumns(context.desk.texts)
        self.table = Table(self._cells.columns(), name="clinic_list", says=self.text("today.list"))
        self.empty = EmptyState(
            self.text("today.empty"), self.text("today.empty_advice"), icon="calendar", name="clinic_empty"
        )
        self.preview = PreviewPanel(context)
        self.card = Card(name="clinic_card")
        self.alerts = AlertsCard(context.desk.texts)
        self.lost = LostBar(context)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.before = Button(self.text("today.day_before"), look="icon", icon="chevron-left", name="day_before")
        self.this_day = Button(self.text("today.this_day"), name="day_today")
        self.after = Button(self.text("today.day_after"), look="icon", icon="chevron-right", name="day_after")
        choices = [(MINE, self.text("today.my_clinic")), (ALL, self.text("today.all_clinics"))]
        self.scope = Segmented(choices, name="clinic_scope", says=self.text("today.scope"))
        self.scope.choose(self.presenter.scope)
        self.print = Button(self.text("today.print"), look="icon", icon="print", name="clinic_print")
        for widget in (self.print, self.before, self.this_day, self.after, self.scope):
            self.card.add_action(widget)
        self.scope.setVisible(self.context.actor.role.writes_notes)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self.card.add(self.pages, 1)
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setWidget(self.preview)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(16)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 14)
        page.setSpacing(12)
        page.addWidget(self.alerts)
        page.addWidget(self.lost)
        page.addLayout(self._halves, 1)
        self._halves.addWidget(self.card, 1)
        self._halves.addWidget(self.side)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._choose)
        self.alerts.opened.connect(self._open_outcomes)
        self.lost.opened.connect(self._open_list)
        self.table.row_opened.connect(self._open_record)
        self.scope.chosen.connect(self.presenter.choose_scope)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        self.this_day.clicked.connect(self._go_to_today)
        self.print.clicked.connect(self.presenter.draw_list)
        self.presenter.list_drawn.connect(self._print)
        self.preview.start_asked.connect(self._start_visit)
        self.preview.open_asked.connect(self._open_chosen)
        self.preview.arrive_asked.connect(self._arrive)
        self.presenter.day_read.connect(self.show_day)
        self.presenter.unfinished_read.connect(self.preview.unfinished.show_works)
        self.preview.unfinished.chosen.connect(self.presenter.go_on)
        self.presenter.preview_read.connect(self._show_preview)
        self.presenter.preview_cleared.connect(self.preview.clear)
        for keys, slot in (
            ("F5", self.presenter.read), ("Alt+PgDown", self._go_on), ("Alt+PgUp", self._go_back),
            ("Ctrl+Return", self._start_visit),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview takes a quarter, within reason; in a narrow window it goes below the list."""
        super().resizeEvent(event)
        beside = self.width() >= current().px(_NARROW)
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._halves.setStretch(1, 0 if beside else 1)
        if beside:
            wide = max(current().px(300), min(current().px(380), self.width() * 27 // 100))
            self.side.setFixedWidth(wide)
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_NO_LIMIT)

    def open(self, place: Place) -> None:
        """Read the day afresh and give the list the keyboard."""
        self._say_title(self.presenter.day)
        self.presenter.read()
        self.lost.begin()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Out of sight nothing is counted."""
        self.lost.leave()

    def take_changes(self, changes: Changes) -> None:
        """Appointments or patients changed."""
        self.lost.take_changes(changes)
        if changes.touches(*_SHOWN):
            self.presenter.read()

    def show_alerts(self, found: tuple[PersonAlert, ...]) -> None:
        """At the top: what must be acted on today."""
        self.alerts.show_alerts(found)

    def _open_outcomes(self, patient_id: str) -> None:
        self.context.navigator.go("record", patient_id, tab="outcomes")

    def _open_list(self, code: str) -> None:
        self.context.navigator.go("lists", tab=code)

    def show_day(self, shown: DayShown) -> None:
        """Show a day's list; the row chosen before stays chosen."""
        before = self.table.chosen_row
        self._cells.today = self.presenter.today
        self._say_title(shown.day)
        lines = shown.clinic.lines
        self.table.show_column(CLINICIAN, shown.scope == ALL)
        self.table.show_rows(lines)
        self._say_heading(shown)
        self.pages.setCurrentWidget(self.table if lines else self.empty)
        self.this_day.setEnabled(shown.day != self.presenter.today)
        at = _place_of(before, lines)
        self.table.choose_row(at)
        self._choose(self.table.chosen_row)

    def _say_title(self, day: date) -> None:
        weekday = self.text(WEEKDAYS[day.weekday()])
        key = "today.title" if day == self.presenter.today else "today.title_other"
        self.titled.emit(self.text(key, weekday=weekday, date=staff_date(day)))

    def _say_heading(self, shown: DayShown) -> None:
        rooms = sorted({line.room for line in shown.clinic.lines if line.room})
        who = self.context.actor.name if shown.scope == MINE else self.text("today.all_clinics")
        room = f" · {rooms[0]}" if shown.scope == MINE and len(rooms) == 1 else ""
        counts = shown.clinic.summary
        summary = self.text("today.counts", slots=counts.slots, booked=counts.booked, arrived=counts.arrived)
        self.card.set_heading(who + room, summary if counts.slots else "")

    def _choose(self, line: ClinicLine | None) -> None:
        self.presenter.choose(line)

    def _show_preview(self, preview: object) -> None:
        line = self.table.chosen_row
        if line is not None and line.patient_id == preview.banner.patient.id:  # type: ignore[attr-defined]
            self.preview.show_preview(preview, line)  # type: ignore[arg-type]

    def _open_record(self, line: ClinicLine) -> None:
        if line.patient_id:
            self.context.navigator.go("record", line.patient_id)

    def _open_chosen(self) -> None:
        if self.table.chosen_row is not None:
            self._open_record(self.table.chosen_row)

    def _start_visit(self) -> None:
        line = self.table.chosen_row
        if line is not None and line.patient_id and self.preview.start.isVisible():
            self.context.navigator.go("visit", line.patient_id, appointment_id=line.appointment_id)

    def _arrive(self) -> None:
        line = self.table.chosen_row
        if line is not None and line.appointment_id:
            self.presenter.arrive(line)

    def _go_back(self) -> None:
        self.presenter.step(-1)

    def _go_on(self) -> None:
        self.presenter.step(1)

    def _print(self, pdf: bytes) -> None:
        try:
            print_bytes(pdf, self.text("today.list"), self)
        except PrintFailed as error:
            self.troubled.emit(error)

    def _go_to_today(self) -> None:
        self.presenter.step(0)


def _place_of(before: ClinicLine | None, lines: tuple[ClinicLine, ...]) -> int:
    for at, line in enumerate(lines):
        if before is not None and line.slot_id == before.slot_id:
            return at
    return next((at for at, line in enumerate(lines) if line.patient_id), 0)
