"""The follow-up: free times at the left, chosen with arrows and booked with Enter; what is booked at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.clinics import Appointment, OpenSlot
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.errors import MskDeskError
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.booking.presenter import BookingPresenter, Wish
from ui.screens.booking.wish_card import WishCard
from ui.screens.patient_view import PatientView, retire
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.table import Table

NOTHING = -1
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class FollowUpView(PatientView):
    """Books one patient."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("follow_up_view")
        self.presenter: BookingPresenter | None = None
        self._asked = True
        texts = context.desk.texts
        self.wish = WishCard(texts)
        self.message = MessageBar(self.text("window.close"), name="booking_message")
        self.offers: Table = Table(self._offer_columns(), name="booking_offers", says=self.text("booking.free"))
        self.none = EmptyState(
            self.text("booking.none_free"), self.text("booking.none_free_advice"), icon="calendar", name="booking_none"
        )
        self.book = Button(self.text("booking.book"), look="primary", name="booking_book", icon="calendar")
        self.desk = Button(self.text("booking.ask_desk"), name="booking_ask_desk", icon="tasks")
        self.upcoming: Table = Table(
            self._upcoming_columns(), name="booking_upcoming", says=self.text("booking.booked"), two_lines=True
        )
        self.nothing = EmptyState(
            self.text("booking.none_booked"), self.text("booking.none_booked_advice"), icon="clock",
            name="booking_nothing",
        )  # fmt: skip
        self._lay_out()
        self.wish.wished.connect(self._ask)
        self.offers.row_opened.connect(self._book)
        self.offers.row_chosen.connect(self._name_button)
        self.book.clicked.connect(self._book_chosen)
        self.desk.clicked.connect(self._ask_desk)

    def _lay_out(self) -> None:
        free = Card(self.text("booking.free"), self.text("booking.free_hint"), name="booking_free_card")
        free.setProperty("card", "true")
        self._free = QStackedWidget()
        self._free.addWidget(self.none)
        self._free.addWidget(self.offers)
        free.add(self._free, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.book, 1)
        acts.addWidget(self.desk)
        free.add(acts)
        booked = Card(self.text("booking.booked"), name="booking_booked_card")
        booked.setProperty("card", "true")
        self._booked = QStackedWidget()
        self._booked.addWidget(self.nothing)
        self._booked.addWidget(self.upcoming)
        booked.add(self._booked, 1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self.wish)
        right.addWidget(self.message)
        right.addWidget(booked, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(free, 52)
        row.addWidget(ScrollColumn(right), 48)

    def _offer_columns(self) -> list[Column[OpenSlot]]:
        text = self.text
        return [
            Column(text("booking.column_day"), self._day_cell, 150),
            Column(text("booking.column_time"), _time_cell, 110),
            Column(text("booking.column_with"), _staff_cell),
            Column(text("booking.column_where"), _place_cell),
        ]

    def _upcoming_columns(self) -> list[Column[Appointment]]:
        text = self.text
        return [
            Column(text("booking.column_day"), self._booked_day_cell, 180),
            Column(text("booking.column_what"), self._what_cell),
        ]

    def begin(self) -> None:
        """Another patient."""
        retire(self.presenter)
        self.message.put_away()
        self._show_offers(())
        self._show_upcoming(())
        self.wish.show_wish(Wish())
        presenter = BookingPresenter(self.context, self.patient_id, self)
        presenter.offered.connect(self._show_offers)
        presenter.upcoming_read.connect(self._show_upcoming)
        presenter.booked.connect(self._say_booked)
        presenter.taken.connect(self._say_taken)
        presenter.failed.connect(self.troubled)
        presenter.desk_asked.connect(self._say_asked)
        self.presenter = presenter
        presenter.begin()

    def come_back(self) -> None:
        """In sight again: times may have gone."""
        if self.presenter is not None:
            self.presenter.begin()

    def take_changes(self, changes: Changes) -> None:
        """Appointments changed, here or elsewhere."""
        if self.presenter is not None and changes.touches("Appointment", "Slot"):
            self.presenter.begin()

    def _ask(self, wish: Wish) -> None:
        if self.presenter is not None:
            self._asked = self._asked or replace(wish, reason=self.presenter.wish.reason) != self.presenter.wish
            self.presenter.ask(wish)

    def _show_offers(self, offers: tuple[OpenSlot, ...]) -> None:
        """Times come anew while one is chosen, also because others booked: the choice stays while it is there."""
        before = self.offers.chosen_row
        self.offers.show_rows(offers)
        self._free.setCurrentWidget(self.offers if offers else self.none)
        if offers:
            kept = (at for at, each in enumerate(offers) if before is not None and each.slot_id == before.slot_id)
            # A time that somebody else took is not exchanged for another under a finger on Enter.
            at = 0 if self._asked or before is None else next(kept, NOTHING)
            self.offers.choose_quietly(at)
            if at != NOTHING:
                self._name_button(offers[at])
            self._asked = False
        self.book.setEnabled(self.offers.chosen_row is not None)

    def _show_upcoming(self, appointments: tuple[Appointment, ...]) -> None:
        self.upcoming.show_rows(appointments)
        self._booked.setCurrentWidget(self.upcoming if appointments else self.nothing)

    def _name_button(self, offer: OpenSlot) -> None:
        self.book.setEnabled(True)
        self.book.set_words(self.text("booking.book_this", day=self._day(offer), time=clock_time(_local(offer))))

    def _book_chosen(self) -> None:
        offer = self.offers.chosen_row
        if offer is not None:
            self._book(offer)

    def _book(self, offer: OpenSlot) -> None:
        self._asked = True
        if self.presenter is not None:
            self.book.setEnabled(False)
            self.presenter.book(offer)

    def _say_booked(self, offer: OpenSlot) -> None:
        when = self.text("booking.done", day=self._day(offer), time=clock_time(_local(offer)), who=offer.staff_name)
        self.message.show_message(when, offer.place_name, look="good")
        self.offers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_desk(self) -> None:
        if self.presenter is not None:
            self.presenter.ask_desk()

    def _say_asked(self, changes: Changes) -> None:
        self.message.show_message(self.text("booking.desk_asked"), self.text("booking.desk_asked_advice"), look="good")

    def _say_taken(self, error: MskDeskError) -> None:
        self.message.show_message(str(error), error.advice, code=error.code, look="warn")
        self.book.setEnabled(True)

    def _day(self, offer: Any) -> str:
        day = _local(offer).date()
        name = _DAYS[day.weekday()]
        return self.text(f"booking.{name}") + " " + staff_date(day)

    def _day_cell(self, offer: OpenSlot) -> Cell:
        return Cell(self._day(offer))

    def _booked_day_cell(self, appointment: Appointment) -> Cell:
        return Cell(self._day(appointment), bold=True, below=clock_time(_local(appointment)))

    def _what_cell(self, appointment: Appointment) -> Cell:
        kind = self.text(f"booking.kind_{appointment.kind}")
        return Cell(kind, below=appointment.reason or self.text(f"booking.mode_{appointment.mode.value}"))


def _local(offer: Any) -> Any:
    return offer.start.astimezone()


def _time_cell(offer: OpenSlot) -> Cell:
    return Cell(f"{clock_time(offer.start.astimezone())}–{clock_time(offer.end.astimezone())}", bold=True)


def _staff_cell(offer: OpenSlot) -> Cell:
    return Cell(offer.staff_name)


def _place_cell(offer: OpenSlot) -> Cell:
    return Cell(offer.place_name, tone="muted")
