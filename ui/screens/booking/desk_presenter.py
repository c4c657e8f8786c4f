"""One patient at the booking desk: reads what stands, looks for times, and does what the caller decides."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.attendance import Condition
from msk_desk.domain.booking_rules import Fit
from msk_desk.domain.clinics import Appointment, Mode, OpenSlot
from msk_desk.domain.diary import Waiting
from msk_desk.domain.errors import MskDeskError
from msk_desk.domain.records import Changes
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.booking import Wish
from msk_desk.services.missed import Missed
from msk_desk.services.patient_bookings import Choices, PatientBookings
from msk_desk.services.rebooking import Rebooking
from msk_desk.services.series import Turn
from ui.context import Context
from ui.screens.booking.desk_wish import DeskWish
from ui.workers.runner import Job

LIMIT = 60


@dataclass(frozen=True, slots=True)
class Booking:
    """What a chosen time is for: the entry it answers, the booking it replaces or moves, and why it is overbooked."""

    entry: WaitingEntry | None = None
    moving: Appointment | None = None
    lost: Appointment | None = None


class DeskPresenter(QObject):
    """Bound to one patient; the newest question for times wins.

    Signals:
        choices_read: the Choices of clinicians and sites.
        patient_read: the PatientBookings.
        found: a tuple of Fit; planned: a tuple of Turn, of a series.
        slot_read: the OpenSlot that a calendar or list pointed at.
        missed_read: a Missed; lost_read: a Rebooking.
        done: what was done, a text key, and the Fit or None.
        freed: (the Appointment whose time is free again, who on the waiting list fits it).
        refused: a MskDeskError that was expected; nothing was changed.
        failed: any other exception.
    """

    choices_read = Signal(object)
    patient_read = Signal(object)
    found = Signal(object)
    planned = Signal(object)
    slot_read = Signal(object)
    missed_read = Signal(object)
    lost_read = Signal(object)
    done = Signal(object)
    freed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, patient_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.desk.bookings
        self.patient_id = patient_id
        self.wish = DeskWish()
        self._job: Job | None = None

    def begin(self) -> None:
        """Read whom and where one can ask for, and the patient."""
        self._context.runner.run(self._desk.desk.choices, then=self._show_choices, failed=self._fail)
        self.read()

    def _show_choices(self, choices: Choices) -> None:
        self.choices_read.emit(choices)

    def read(self) -> None:
        """Read what stands."""
        self._context.runner.run(self._desk.desk.patient, self.patient_id, then=self._show_patient, failed=self._fail)

    def _show_patient(self, found: PatientBookings | None) -> None:
        if found is not None:
            self.patient_read.emit(found)

    def ask(self, wish: DeskWish) -> None:
        """Look for times."""
        self.wish = wish
        if self._job is not None:
            self._job.cancel()
        look, then = (self._plan, self._show_planned) if wish.count > 1 else (self._find, self._show_found)
        self._job = self._context.runner.run(look, wish, then=then, failed=self._fail)

    def _plan(self, wish: DeskWish) -> tuple[Turn, ...]:
        """On a worker."""
        wanted = wish.wanted(self._context.desk.now())
        return self._desk.series.plan(self.patient_id, wanted, wish.count, wish.every)

    def _show_planned(self, turns: tuple[Turn, ...]) -> None:
        self.planned.emit(turns)

    def _find(self, wish: DeskWish) -> tuple[Fit, ...]:
        """On a worker."""
        return self._desk.find(wish.wanted(self._context.desk.now()), LIMIT, self.patient_id)

    def _show_found(self, fits: tuple[Fit, ...]) -> None:
        self.found.emit(fits)

    def point_at(self, slot_id: str) -> None:
        """Read the slot that was pointed at elsewhere."""
        self._context.runner.run(self._desk.booking.slot, slot_id, then=self._show_slot, failed=self._fail)

    def _show_slot(self, slot: OpenSlot | None) -> None:
        if slot is not None:
            self.slot_read.emit(slot)

    def look_at(self, appointment: Appointment, *, missed: bool) -> None:
        """Read what is to be done about a booking that was missed, or that cannot stand."""
        look: Callable[[str], Any] = self._desk.missed.look if missed else self._desk.rebooking.look
        then = self._show_missed if missed else self._show_lost
        self._context.runner.run(look, appointment.id, then=then, failed=self._refuse)

    def _show_missed(self, missed: Missed) -> None:
        self.missed_read.emit(missed)

    def _show_lost(self, lost: Rebooking) -> None:
        self.lost_read.emit(lost)

    # What is decided

    def book(self, fit: Fit, booking: Booking, over: str = "") -> None:
        """Take a time: for the entry, in place of a lost booking, or as the new time of one that is moved."""
        if booking.moving is not None:
            self._do("desk.done_moved", fit, self._desk.moves.move, booking.moving.id, fit, by="patient")
            return
        wish, lost, entry = self.wish, booking.lost, booking.entry
        self._do(
            "desk.done_booked", fit, self._desk.booking.book, self.patient_id, fit, kind=wish.kind,
            mode=Mode(wish.mode), reason=lost.reason if lost else entry.note if entry else "",
            entry_id=entry.id if entry and not lost else "", needs=tuple(sorted(wish.needs)), overbook_reason=over,
            replaces_id=lost.id if lost else "",
        )  # fmt: skip

    def book_series(self, fits: tuple[Fit, ...], booking: Booking) -> None:
        """Take every time of a series, or none."""
        entry, wish = booking.entry, self.wish
        one = Wish(
            wish.kind, Mode(wish.mode), entry.note if entry else "", entry.id if entry else "",
            tuple(sorted(wish.needs)),
        )  # fmt: skip
        self.wish = replace(wish, count=1)
        self._do("desk.done_series", None, self._desk.series.book, self.patient_id, fits, one)

    def decline(self, fit: Fit, words: str = "") -> None:
        """The patient does not want this date."""
        self._do("desk.done_declined", fit, self._desk.offers.declined, self.patient_id, fit.slot, words)

    def cancel(self, appointment: Appointment, by: str, reason: str, then: str) -> None:
        """Cancel a booking."""
        self._do("desk.done_cancelled", None, self._desk.moves.cancel, appointment.id, by=by, reason=reason, then=then)

    def look_who_fits(self, appointment: Appointment) -> None:
        """The time of a booking is free again: who could have it?"""
        self._context.runner.run(self._who_fits, appointment, then=self._show_freed, failed=self._fail)

    def _who_fits(self, appointment: Appointment) -> tuple[Appointment, tuple[Waiting, ...]]:
        """On a worker; never the patient who gave it up."""
        found = self._desk.filling.who_fits(appointment.slot_id)
        return appointment, tuple(who for who in found if who.patient_id != self.patient_id)

    def _show_freed(self, freed: tuple[Appointment, tuple[Waiting, ...]]) -> None:
        self.freed.emit(freed)

    def did_not_attend(self, appointment: Appointment) -> None:
        """Record that the patient did not come."""
        self._do("desk.done_missed", None, self._desk.attendance.did_not_attend, appointment.id)

    def not_told(self, appointment: Appointment) -> None:
        """They had not clearly been told of it."""
        self._do("desk.done_not_told", None, self._desk.attendance.not_told, appointment.id)

    def came_after_all(self, appointment: Appointment) -> None:
        """Take that back."""
        self._do("desk.done_came", None, self._desk.attendance.came_after_all, appointment.id)

    def arrive(self, appointment: Appointment) -> None:
        """The patient is here."""
        self._do("desk.done_arrived", None, self._desk.attendance.arrive, appointment.id)

    def patient_called(self, appointment: Appointment) -> None:
        """After a missed appointment the patient rang."""
        self._do("desk.done_called", None, self._desk.missed.patient_called, appointment.id)

    def offer_another(self, appointment: Appointment) -> None:
        """After a missed appointment another date is to be offered."""
        self._do("desk.done_another", None, self._desk.missed.offer_another, appointment.id)

    def ask_clinician(self, appointment: Appointment) -> None:
        """After a missed appointment a clinician is asked."""
        self._do("desk.done_asked", None, self._desk.missed.ask_clinician, appointment.id)

    def discharge(self, appointment: Appointment, conditions: Collection[Condition], why: str) -> None:
        """After a missed appointment a clinician discharges."""
        self._do("desk.done_discharged", None, self._desk.missed.discharge, appointment.id, conditions, why)

    def keep(self, appointment: Appointment) -> None:
        """Of two bookings this one stands."""
        self._do("desk.done_kept", None, self._desk.rebooking.keep, appointment.id)

    def _do(self, key: str, fit: Fit | None, verb: Callable[..., Changes], *given: Any, **named: Any) -> None:
        self._context.runner.run(
            self._carry_out, key, fit, verb, given, named, then=self._say_done, failed=self._refuse, write=True
        )

    def _carry_out(
        self, key: str, fit: Fit | None, verb: Callable[..., Changes], given: Any, named: Any
    ) -> tuple[str, Fit | None, Changes]:
        """On a worker."""
        return key, fit, verb(*given, **named)

    def _say_done(self, done: tuple[str, Fit | None, Changes]) -> None:
        key, fit, changes = done
        self.done.emit((key, fit))
        self._context.feed.tell(changes)
        self.read()
        self.ask(self.wish)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, MskDeskError):
            self.refused.emit(error)
            self.read()
            self.ask(self.wish)
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
