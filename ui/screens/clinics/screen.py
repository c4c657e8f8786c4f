"""Clinics: a day of many clinicians or a week of one, with the waiting list beside it; everything by keyboard too."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.diary import Waiting
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.clinics.calendar_view import CalendarView
from ui.screens.clinics.carrying import Chosen, carry_waiting
from ui.screens.clinics.held_note import HeldNote
from ui.screens.clinics.presenter import ClinicsPresenter, Shown
from ui.screens.clinics.toolbar import CalendarToolbar
from ui.screens.clinics.waiting_panel import WaitingPanel
from ui.screens.clinics.words import WEEKDAYS
from ui.screens.screen import Screen
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState

_DIARY = ("Schedule", "Slot", "Appointment", "Patient")
_WAITING = ("Task", "EpisodeOfCare", "ServiceRequest", "Patient")
_SIDE, _NARROWEST = 320, 250
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
        self.calendar = CalendarView(texts)
        self.empty = EmptyState(
            self.text("calendar.empty"), self.text("calendar.empty_advice"), icon="clinics", name="calendar_empty"
        )
        self.waiting = WaitingPanel(texts, self.presenter.today)
        self.note = HeldNote(texts)
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
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.waiting, 1)
        column.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 14)
        row.setSpacing(16)
        row.addWidget(card, 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        presenter, calendar, toolbar = self.presenter, self.calendar, self.toolbar
        presenter.shown.connect(self._show)
        presenter.waiting_shown.connect(self.waiting.show_waiting)
        presenter.workforce_read.connect(toolbar.show_workforce)
        toolbar.stepped.connect(presenter.step)
        toolbar.day_typed.connect(self._go_to)
        toolbar.view_chosen.connect(self._choose_view)
        toolbar.site_chosen.connect(presenter.choose_site)
        toolbar.profession_chosen.connect(presenter.choose_profession)
        toolbar.clinician_chosen.connect(presenter.choose_clinician)
        calendar.chosen_changed.connect(presenter.choose)
        calendar.day_stepped.connect(presenter.step)
        calendar.key_typed.connect(self._do)
        self.waiting.found.connect(presenter.find)
        self.waiting.left.connect(self._to_calendar)
        self.waiting.table.dragged.connect(self._drag)
        self.waiting.table.dropped.connect(self._drop)
        for keys, slot in (
            ("F5", presenter.read), ("Ctrl+G", toolbar.ask_for_date), ("Alt+PgDown", self._go_on),
            ("Alt+PgUp", self._go_back),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side takes its width, in a narrow window or at large text no more than a third."""
        super().resizeEvent(event)
        wide = min(current().px(_SIDE), max(_NARROWEST, self.width() * 34 // 100))
        self.side.setFixedWidth(wide)

    def open(self, place: Place) -> None:
        """Read afresh and give the calendar the keyboard."""
        self.waiting.today = self.presenter.today
        self._say_title(self.presenter.wish.day)
        self.presenter.open()
        self._clock.start()
        self._to_calendar()

    def leave(self) -> None:
        """Out of sight: nothing hangs under the mouse, no clock runs."""
        self._clock.stop()
        self.calendar.drag.stop()
        self.calendar.carry(None)

    def take_changes(self, changes: Changes) -> None:
        """Appointments, sessions or the waiting list changed, here or elsewhere."""
        if changes.touches(*_DIARY):
            self.presenter.read_soon()
        if changes.touches(*_WAITING):
            self.presenter.read_waiting_soon()

    def _show(self, shown: Shown) -> None:
        self.toolbar.show_wish(shown.wish, self.presenter.today)
        self._say_title(shown.wish.day)
        show = self.calendar.begin if shown.fresh else self.calendar.show_columns
        show(shown.columns, self.presenter.now)
        self.pages.setCurrentWidget(self.calendar if shown.columns else self.empty)
        self.note.show_columns(shown.columns, self.presenter.now)

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
