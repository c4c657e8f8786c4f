"""The booking desk for one caller: what they want and the times that fit at the left, what stands at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.booking_rules import Fit
from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import Appointment, OpenSlot, Status
from msk_desk.domain.diary import Waiting
from msk_desk.domain.errors import MskDeskError
from msk_desk.domain.records import Changes
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.patient_bookings import Booked, Choices, PatientBookings
from msk_desk.services.rebooking import Rebooking, Why
from ui.context import Context
from ui.navigation import Place
from ui.screens.booking import desk_booked as acts
from ui.screens.booking.desk_acts import ANOTHER, ASK, CALLED, NOT_TOLD, CancelCard, LostCard, MissedCard
from ui.screens.booking.desk_booked import BookedCard, WaitsCard
from ui.screens.booking.desk_fill import FillCard, Freed
from ui.screens.booking.desk_offers import DeskOffers
from ui.screens.booking.desk_presenter import Booking, DeskPresenter
from ui.screens.booking.desk_wish import DeskWish, DeskWishCard
from ui.screens.booking.desk_words import DeskWords
from ui.screens.patient_view import retire
from ui.screens.screen import Screen
from ui.theme.theme import current
from ui.widgets.message_bar import MessageBar
from ui.widgets.scroll_column import ScrollColumn

_LOW = 660
"""Pixels of height at 100 % below which there is no room for every field and the times."""
_SHOWN = ("Appointment", "Slot", "Schedule", "Task", "EpisodeOfCare", "Patient")


class BookingDeskScreen(Screen):
    """Opened with a patient; details may name an entry_id, an appointment_id (with act=move or cancel) or a slot_id."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("booking_desk")
        texts = context.desk.texts
        self.words = DeskWords(texts, day_of(context.desk.now()))
        self.presenter: DeskPresenter | None = None
        self._details: dict[str, str] = {}
        self._known: PatientBookings | None = None
        self._booking = Booking()
        self._low = False
        self.wish = DeskWishCard(texts)
        self.offers = DeskOffers(texts, self.words)
        self.message = MessageBar(self.text("window.close"), name="desk_message")
        self.waits = WaitsCard(texts)
        self.booked = BookedCard(texts, self.words)
        self.cancelling = CancelCard(texts, self.words)
        self.missed = MissedCard(texts, self.words)
        self.lost = LostCard(texts, self.words)
        self.fill = FillCard(texts, day_of(context.desk.now()))
        self._giving_up: Appointment | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        for part in (self.message, self.fill, self.waits, self.cancelling, self.missed, self.lost):
            right.addWidget(part)
        right.addWidget(self.booked, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.wish)
        left.addWidget(self.offers, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(14)
        row.addWidget(ScrollColumn(left), 56)
        row.addWidget(ScrollColumn(right), 44)

    def _connect(self) -> None:
        self.wish.wished.connect(self._ask)
        self.waits.chosen.connect(self._choose_entry)
        self.offers.taken.connect(self._take)
        self.offers.declined.connect(self._decline)
        self.offers.series_taken.connect(self._take_series)
        self.offers.overbooked.connect(self._overbook)
        self.offers.given_up.connect(self._put_away)
        self.booked.asked.connect(self._act)
        self.booked.looked_at.connect(self._look_at)
        self.cancelling.decided.connect(self._cancel)
        self.missed.decided.connect(self._follow_up)
        self.missed.discharged.connect(self._discharge)
        self.lost.kept.connect(self._keep)
        self.fill.chosen.connect(self._go_on_with)
        self.fill.left.connect(self.fill.hide)
        for card in (self.cancelling, self.missed, self.lost):
            card.left.connect(self._put_away)
        for keys, slot in (
            ("F5", self._read),
            ("F6", self._to_offers),
            ("F7", self._to_booked),
            ("F8", self.wish.take_keyboard),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def open(self, place: Place) -> None:
        """Another caller, or the same one again."""
        self.titled.emit(self.text("desk.title"))
        self._details = dict(place.details)
        retire(self.presenter)
        self._known, self._booking = None, Booking()
        self._put_away()
        self.message.put_away()
        self.fill.hide()
        self._giving_up = None
        self.offers.show_fits(())
        self.booked.show_booked(())
        presenter = DeskPresenter(self.context, place.patient_id, self)
        presenter.choices_read.connect(self._show_choices)
        presenter.patient_read.connect(self._show_patient)
        presenter.found.connect(self.offers.show_fits)
        presenter.planned.connect(self.offers.show_plan)
        presenter.slot_read.connect(self._show_slot)
        presenter.missed_read.connect(self.missed.show_missed)
        presenter.lost_read.connect(self._show_lost)
        presenter.done.connect(self._say_done)
        presenter.freed.connect(self._show_freed)
        presenter.refused.connect(self._say_refused)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        presenter.begin()
        self.offers.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_changes(self, changes: Changes) -> None:
        """Something was booked, here or elsewhere."""
        if self.presenter is not None and changes.touches(*_SHOWN):
            self._read()

    def _read(self) -> None:
        if self.presenter is not None:
            self.presenter.read()
            self.presenter.ask(self.presenter.wish)

    def _show_choices(self, choices: Choices) -> None:
        self.wish.show_choices(choices)
        self.waits.show_services(choices.services)

    def _show_patient(self, found: PatientBookings) -> None:
        first = self._known is None
        self._known = found
        self.waits.show_patient(found)
        self.booked.show_booked(found.booked, self._details.get("appointment_id", "") if first else "")
        if first:
            self._begin(found)
        elif self._booking.entry is not None and self._booking.entry not in found.waits:
            self._booking = replace(self._booking, entry=self._only_wait(found))

    def _begin(self, found: PatientBookings) -> None:
        """Begin with what the caller is here for: what was asked for, what needs somebody, or what they wait for."""
        named = next((one for one in found.waits if one.id == self._details.get("entry_id")), None)
        self._booking = Booking(named or self._only_wait(found))
        self._wish_for(self._booking.entry, found)
        row = next((one for one in found.booked if one.appointment.id == self._details.get("appointment_id")), None)
        if row is not None and self._details.get("act") in (acts.MOVE, acts.CANCEL):
            self._act((self._details["act"], row.appointment))
        elif row is not None or (named is None and found.booked and found.booked[0].needs):
            self._look_at(row or found.booked[0])
        if self.presenter is not None and self._details.get("slot_id"):
            self.presenter.point_at(self._details["slot_id"])

    def _only_wait(self, found: PatientBookings) -> WaitingEntry | None:
        return found.waits[0] if found.waits else None

    def _wish_for(self, entry: WaitingEntry | None, found: PatientBookings) -> None:
        needs = {"interpreter"} if found.patient.interpreter else set()
        wish = DeskWish(kind="review", needs=frozenset(needs))
        if entry is not None:
            wish = DeskWish(
                entry.kind, entry.mode or "f2f", staff_id=entry.staff_id, site=entry.site_id, service=entry.service,
                needs=frozenset(needs | set(entry.needs)), minutes=entry.minutes, not_before=entry.not_before,
            )  # fmt: skip
        self.wish.show_wish(wish)
        self._ask(wish)

    def _choose_entry(self, entry: WaitingEntry) -> None:
        self._booking = Booking(entry)
        self._put_away()
        if self._known is not None:
            self._wish_for(entry, self._known)

    def _ask(self, wish: DeskWish) -> None:
        if self.presenter is not None:
            self.presenter.ask(wish)

    def _show_slot(self, slot: OpenSlot) -> None:
        if slot.left:
            self.offers.point_at(slot.slot_id)
        else:
            self.offers.show_full(slot)

    # Doing

    def _take(self, fit: Fit) -> None:
        if self.presenter is not None:
            self._giving_up = self._booking.moving
            self.presenter.book(fit, self._booking)

    def _take_series(self, fits: tuple[Fit, ...]) -> None:
        if self.presenter is not None:
            self.presenter.book_series(fits, self._booking)
            self.wish.show_wish(self.presenter.wish)

    def _overbook(self, given: tuple[Fit, str]) -> None:
        fit, why = given
        if not why.strip():
            self.message.show_message(self.text("desk.over_needs_why"), self.text("desk.over_why"), look="warn")
        elif self.presenter is not None:
            self.presenter.book(fit, self._booking, why)

    def _decline(self, given: tuple[Fit, str]) -> None:
        if self.presenter is not None:
            self.presenter.decline(*given)

    def _act(self, given: tuple[str, Appointment]) -> None:
        what, appointment = given
        presenter = self.presenter
        if presenter is None:
            return
        self._put_away()
        if what == acts.MOVE:
            self._move(appointment)
        elif what == acts.CANCEL:
            self.cancelling.begin(appointment, self.words.when(appointment.start))
        else:
            does = {
                acts.ARRIVE: presenter.arrive,
                acts.MISSED: presenter.did_not_attend,
                acts.CAME: presenter.came_after_all,
            }
            does[what](appointment)

    def _move(self, appointment: Appointment) -> None:
        self._booking = replace(self._booking, moving=appointment, lost=None)
        self.offers.show_moving(self.text("desk.moving", when=self.words.when(appointment.start)))
        self._like(appointment)

    def _like(self, appointment: Appointment) -> None:
        """Look for a time like that of an appointment."""
        minutes = int((appointment.end - appointment.start).total_seconds() // 60)
        wish = DeskWish(
            appointment.kind, appointment.mode.value if appointment.mode.value != "home" else "f2f",
            needs=frozenset(appointment.needs), minutes=minutes,
        )  # fmt: skip
        self.wish.show_wish(wish)
        self._ask(wish)
        self._to_offers()

    def _look_at(self, row: Booked) -> None:
        missed = row.appointment.status is Status.NO_SHOW
        if self.presenter is not None and row.needs:
            self._put_away()
            self.presenter.look_at(row.appointment, missed=missed)

    def _show_lost(self, lost: Rebooking) -> None:
        self.lost.show_lost(lost)
        if lost.why in (Why.SLOT_LOST, Why.CANCELLED):
            self._booking = replace(self._booking, lost=lost.appointment, moving=None)
            self._like(lost.appointment)

    def _cancel(self, given: tuple[Appointment, str, str, str]) -> None:
        if self.presenter is not None:
            self._giving_up = given[0]
            self.presenter.cancel(*given)

    def _follow_up(self, given: tuple[Appointment, str]) -> None:
        appointment, what = given
        presenter = self.presenter
        if presenter is not None:
            does = {
                CALLED: presenter.patient_called, ANOTHER: presenter.offer_another, ASK: presenter.ask_clinician,
                NOT_TOLD: presenter.not_told,
            }  # fmt: skip
            does[what](appointment)

    def _discharge(self, given: tuple[Appointment, frozenset[object], str]) -> None:
        if self.presenter is not None:
            self.presenter.discharge(*given)  # type: ignore[arg-type]

    def _keep(self, appointment: Appointment) -> None:
        if self.presenter is not None:
            self.presenter.keep(appointment)

    def _put_away(self) -> None:
        """Nothing is being moved, cancelled or followed up any more."""
        self._booking = Booking(self._booking.entry)
        self.offers.show_moving("")
        self.offers.show_full(None)
        for card in (self.cancelling, self.missed, self.lost):
            card.hide()

    def _say_done(self, done: tuple[str, Fit | None]) -> None:
        key, fit = done
        self._put_away()
        if fit is None:
            self.message.show_message(self.text(key), look="good")
        else:
            said = self.text(key, when=self.words.when(fit.start), who=fit.slot.staff_name)
            advice = "" if key == "desk.done_declined" else self.text("desk.letter_wanted")
            self.message.show_message(said, advice, look="good")
        self.offers.say_again()
        if self._giving_up is not None and self.presenter is not None:
            self.presenter.look_who_fits(self._giving_up)
        self._giving_up = None

    def _show_freed(self, freed: tuple[Appointment, tuple[Waiting, ...]]) -> None:
        appointment, fits = freed
        self.fill.show_freed(Freed(appointment.slot_id, self.words.when(appointment.start), fits))

    def _go_on_with(self, chosen: tuple[str, Waiting]) -> None:
        slot_id, who = chosen
        self.context.navigator.go("booking", who.patient_id, entry_id=who.entry_id, slot_id=slot_id)

    def _say_refused(self, error: MskDeskError) -> None:
        self._giving_up = None
        self.message.show_message(str(error), error.advice, code=error.code, look="warn")

    def _to_offers(self) -> None:
        self.offers.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_booked(self) -> None:
        self.booked.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the times come first: what is wanted is folded to a line."""
        super().resizeEvent(event)
        low = self.height() < current().px(_LOW)
        if low != self._low:
            self._low = low
            self.wish.fold(low)
