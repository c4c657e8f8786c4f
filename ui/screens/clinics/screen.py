"""Clinics: a day of many clinicians or a week of one, with the waiting list beside it; everything by keyboard too."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.diary import Sitting, Waiting
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.clinic_setup.way_in import SessionsButton
from ui.screens.clinics.appointment_panel import BY_LETTER, can_be_done
from ui.screens.clinics.calendar_view import CalendarView
from ui.screens.clinics.carrying import Chosen, Dropped, carry_booking, carry_waiting
from ui.screens.clinics.column_menu import ColumnMenu
from ui.screens.clinics.columns import Column
from ui.screens.clinics.presenter import ClinicsPresenter, Shown
from ui.screens.clinics.presenter_acts import ClinicActs
from ui.screens.clinics.side import ClinicsSide
from ui.screens.clinics.toolbar import CalendarToolbar
from ui.screens.clinics.words import WEEKDAYS
from ui.screens.screen import Screen
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.workers.runner import Job

_DIARY = ("Schedule", "Slot", "Appointment", "Patient")
_WAITING = ("Task", "EpisodeOfCare", "ServiceRequest", "Patient")
_SIDE, _NARROWEST = 320, 250
_LOW = 640
"""Pixels of height at 100 % below which the line about keys gives way: F1 and the reader say them too."""
_EVERY = 20_000
"""Milliseconds between movements of the line that is now."""


class ClinicsScreen(Screen):
    """The calendar at the left has the keyboard; the waiting list and what is chosen at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("clinics_screen")
        texts = context.desk.texts
        self.presenter = ClinicsPresenter(context, self)
        self.toolbar = CalendarToolbar(texts)
        self.sessions = SessionsButton(context)
        self.calendar = CalendarView(texts)
        self.empty = EmptyState(
            self.text("calendar.empty"), self.text("calendar.empty_advice"), icon="clinics", name="calendar_empty"
        )
        self.acts = ClinicActs(context, self)
        self.side = ClinicsSide(context, self.presenter, self.acts, self.calendar.words)
        self.waiting = self.side.waiting
        self._finding: Job | None = None
        self._lay_out()
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self._tick)

    def _lay_out(self) -> None:
        card = Card(name="calendar_card")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.calendar)
        self.pages.addWidget(self.empty)
        card.add(self.toolbar)
        card.add(self.pages, 1)
        self.keys = Label(self.text("calendar.keys_line"), tone="muted", size="small", wrap=True, name="calendar_keys")
        below = QHBoxLayout()
        below.addWidget(self.keys, 1)
        below.addStretch(0)
        below.addWidget(self.sessions)
        card.add(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 14)
        row.setSpacing(16)
        row.addWidget(card, 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        presenter, calendar, toolbar = self.presenter, self.calendar, self.toolbar
        presenter.shown.connect(self._show)
        presenter.workforce_read.connect(toolbar.show_workforce)
        self.sessions.presenter.failed.connect(self.troubled)
        toolbar.stepped.connect(presenter.step)
        toolbar.day_typed.connect(self._go_to)
        toolbar.view_chosen.connect(self._choose_view)
        toolbar.site_chosen.connect(presenter.choose_site)
        toolbar.profession_chosen.connect(presenter.choose_profession)
        toolbar.clinician_chosen.connect(presenter.choose_clinician)
        calendar.chosen_changed.connect(self._choose)
        calendar.opened.connect(self.side.open)
        calendar.dropped.connect(self._put_down)
        calendar.carrying_changed.connect(self.side.say_carried)
        calendar.column_asked.connect(self._show_menu)
        calendar.day_stepped.connect(presenter.step)
        calendar.key_typed.connect(self._do)
        self.waiting.found.connect(presenter.find)
        self.waiting.left.connect(self._to_calendar)
        self.waiting.chosen.connect(self._take_waiting)
        self.side.left.connect(self._to_calendar)
        self.side.carry_asked.connect(self._take_up)
        self.side.record_asked.connect(self._open_record)
        self.side.book.find_asked.connect(self._find)
        self.waiting.table.dragged.connect(self._drag)
        self.waiting.table.dropped.connect(self._drop)
        for keys, slot in (
            ("F5", presenter.read), ("Ctrl+G", toolbar.ask_for_date), ("Alt+PgDown", self._go_on),
            ("Alt+PgUp", self._go_back), ("Ctrl+Z", self.acts.undo),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side takes its width, in a narrow window or at large text no more than a third."""
        super().resizeEvent(event)
        wide = min(current().px(_SIDE), max(_NARROWEST, self.width() * 34 // 100))
        self.side.setFixedWidth(wide)
        self.keys.setVisible(self.height() >= current().px(_LOW))

    def open(self, place: Place) -> None:
        """Read afresh and give the calendar the keyboard."""
        self.waiting.today = self.presenter.today
        self._say_title(self.presenter.wish.day)
        self.presenter.open()
        self.sessions.look()
        self._clock.start()
        self._to_calendar()

    def leave(self) -> None:
        """Out of sight: nothing hangs under the mouse, no clock runs."""
        self._clock.stop()
        self.calendar.drag.stop()
        self.calendar.carry(None)
        self.side.forget()

    def take_changes(self, changes: Changes) -> None:
        """Appointments, sessions or the waiting list changed, here or elsewhere."""
        if changes.touches(*_DIARY):
            self.presenter.read_soon()
        self.sessions.take_changes(changes)
        if changes.touches(*_WAITING):
            self.presenter.read_waiting_soon()

    def _show(self, shown: Shown) -> None:
        self.toolbar.show_wish(shown.wish, self.presenter.today)
        self._say_title(shown.wish.day)
        if shown.fresh:
            self.side.show_chosen(None)
        show = self.calendar.begin if shown.fresh else self.calendar.show_columns
        show(shown.columns, self.presenter.now)
        self.pages.setCurrentWidget(self.calendar if shown.columns else self.empty)
        self.side.note.show_columns(shown.columns, self.presenter.now)

    def _say_title(self, day: date) -> None:
        key = "calendar.title_week" if self.presenter.wish.view == "week" else "calendar.title_day"
        first, _ = self.presenter.wish.span
        day = first if self.presenter.wish.view == "week" else day
        self.titled.emit(self.text(key, weekday=self.text(WEEKDAYS[day.weekday()]), date=staff_date(day)))

    def _choose_view(self, view: str) -> None:
        chosen = self.calendar.chosen
        self.presenter.choose_view(view, chosen.column.staff_id if chosen is not None else "")

    def _go_to(self, day: date) -> None:
        self.presenter.go(day)
        self._to_calendar()

    def _go_on(self) -> None:
        self.presenter.step(1)

    def _go_back(self) -> None:
        self.presenter.step(-1)

    def _to_calendar(self) -> None:
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self) -> None:
        self.calendar.set_now(self.presenter.now)

    def _do(self, letter: str) -> None:
        """An act by its letter, on what is chosen."""
        if letter == "t":
            self.presenter.step(0)
        elif letter == "l":
            self.waiting.take_keyboard()
        elif letter in BY_LETTER:
            chosen = self.calendar.chosen
            act = BY_LETTER[letter]
            if chosen is not None and act in can_be_done(chosen, self.presenter.now):
                self.side.do(act)

    def _choose(self, chosen: Chosen | None) -> None:
        self.side.show_chosen(chosen)
        self.presenter.choose(chosen)

    def _take_up(self, chosen: Chosen) -> None:
        """A booking is to be moved: it is carried to a free slot."""
        carried = carry_booking(chosen)
        self._to_calendar()
        self.calendar.carry(carried)

    def _put_down(self, dropped: Dropped) -> None:
        """A booking is asked about once; somebody who waits and fits is booked at once, and it can be taken back."""
        self.calendar.carry(None)
        entry = dropped.carried.waiting
        if entry is None:
            self.side.ask_move(dropped)
            return
        self.side.pin(entry)
        if dropped.carried.goes_well(dropped.onto.column, dropped.onto.block):
            self.side.book_at_once(dropped.onto, entry)

    def _take_waiting(self, entry: Waiting) -> None:
        """Enter on the waiting list: into the slot that is chosen when it fits, else into the first that does."""
        chosen = self.calendar.chosen
        carried = carry_waiting(entry)
        if chosen is None or not carried.goes_well(chosen.column, chosen.block):
            spot = self.calendar.first_for(carried)
            if spot is None and not self.side.book.over:
                self.side.done.say(
                    self.text("calendar.none_fits", name=entry.name), self.text("calendar.none_fits_advice")
                )
                return
            if spot is not None and not self.side.book.over:
                self.calendar.choose(spot)
        self.side.pin(entry)

    def _find(self, words: str) -> None:
        """A patient by name, for a slot that is not for somebody from the list."""
        if self._finding is not None:
            self._finding.cancel()
        self._finding = self.context.runner.run(
            self.context.desk.patients.find, words, 8, then=self.side.book.show_found
        )

    def _open_record(self, patient_id: str) -> None:
        self.context.navigator.go("record", patient_id)

    def _show_menu(self, column: Column) -> None:
        """What can be done with a whole column."""
        menu = ColumnMenu(self.context.desk.texts, column, self)
        menu.week_asked.connect(self.presenter.show_week_of)
        menu.session_asked.connect(self._open_session)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.calendar.place_of_heading(column))

    def _open_session(self, sitting: Sitting) -> None:
        day = sitting.start.date().isoformat()
        self.context.navigator.go("clinic_setup", session_id=sitting.id, day=day)

    def _drag(self, held: tuple[Waiting, QPointF]) -> None:
        """Somebody from the waiting list hangs under the mouse."""
        entry, point = held
        at = QPointF(self.calendar.viewport().mapFromGlobal(point.toPoint()))
        if not self.calendar.drag.under_way:
            self.calendar.drag.begin(carry_waiting(entry), at)
        else:
            self.calendar.drag.follow(at)

    def _drop(self, point: QPointF) -> None:
        self.calendar.drag.drop(QPointF(self.calendar.viewport().mapFromGlobal(point.toPoint())))

    @property
    def chosen(self) -> Chosen | None:
        """What is chosen in the calendar."""
        return self.calendar.chosen
