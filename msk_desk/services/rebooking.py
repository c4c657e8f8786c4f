"""Needs rebooking: why a booking cannot stand, the next times for it and whom to ring; choosing which of two stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msk_desk.domain.booking_rules import LIVE, Fit, Wanted
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes
from msk_desk.services.booking import Booking
from msk_desk.services.booking_units import GONE, BookingUnits
from msk_desk.services.moving import KEEP_OTHER, SERVICE, Moves

NEXT = 5
"""So many next times are offered."""


class Why(StrEnum):
    """Why it needs a person."""

    SLOT_LOST = "slot-lost"
    CANCELLED = "session-cancelled"
    TWO_PLACES = "two-places"
    TWICE = "booked-twice"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Rebooking:
    """One booking that needs a person.

    `other` is the booking that stands in its way or stands already: of two places at once, of an entry that was booked
    twice, or the earlier time of a move that was lost.
    """

    appointment: Appointment
    why: Why
    patient: Patient
    phones: tuple[str, ...]
    next: tuple[Fit, ...]
    other: Appointment | None = None


class NeedsRebooking:
    """Looks at such bookings and settles them."""

    def __init__(self, units: BookingUnits, booking: Booking, moves: Moves) -> None:
        self._units = units
        self._booking = booking
        self._moves = moves
        self._saver = units.saver

    def look(self, appointment_id: str) -> Rebooking:
        """Why it needs a person, the next free times of its kind, and the telephone numbers.

        Raises:
            BadInput: the booking or its patient is not here.
        """
        self._saver.access.require_patients()
        lost = self._units.appointment(appointment_id)
        patient = self._saver.records.read(Patient, lost.patient_id)
        if patient is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        others = [one for one in self._saver.records.of_patient(Appointment, lost.patient_id) if one.id != lost.id]
        why, other = _why(lost, others)
        phones = tuple(contact.value for contact in patient.contacts if contact.system in ("phone", "sms"))
        return Rebooking(lost, why, patient, phones, self._next(lost), other)

    def _next(self, lost: Appointment) -> tuple[Fit, ...]:
        """With the same clinician first, then with anybody; never before the lost time when that is still to come."""
        pathway = self._units.pathway(lost.patient_id, lost.referral_id)
        wanted = Wanted(
            max(self._saver.now(), lost.start) if lost.status is not Status.CANCELLED else self._saver.now(),
            kind=lost.kind, service=pathway.service if pathway else "", mode=str(lost.mode),
            needs=frozenset(lost.needs), minutes=int((lost.end - lost.start).total_seconds() // 60),
        )  # fmt: skip
        found = list(self._booking.find(wanted, 60, lost.patient_id))
        own = [fit for fit in found if fit.slot.staff_id == lost.staff_id][:NEXT]
        return (*own, *[fit for fit in found if fit not in own][: NEXT - min(NEXT - 1, len(own))])

    def keep(self, appointment_id: str) -> Changes:
        """Of two bookings this one stands; the other is cancelled by the service, and its time is free again.

        Raises:
            BadInput: there are not two of them any more.
        """
        found = self.look(appointment_id)
        if found.other is None or found.why not in (Why.TWO_PLACES, Why.TWICE):
            raise BadInput("There are not two bookings any more.", advice=GONE)
        return self._moves.cancel(found.other.id, by=SERVICE, reason="Booked twice", then=KEEP_OTHER)


def _why(lost: Appointment, others: list[Appointment]) -> tuple[Why, Appointment | None]:
    if lost.status is Status.PROPOSED:
        earlier = next((one for one in others if one.id == lost.replaces_id and one.status in LIVE), None)
        return Why.SLOT_LOST, earlier
    if lost.status is Status.CANCELLED:
        return (Why.CANCELLED if lost.cancelled_by == SERVICE else Why.NOTHING), None
    live = [one for one in others if one.status in LIVE and lost.status in LIVE]
    beside = next((one for one in live if one.start < lost.end and lost.start < one.end), None)
    if beside is not None:
        return Why.TWO_PLACES, beside
    twice = next((one for one in live if lost.waiting_id and one.waiting_id == lost.waiting_id), None)
    return (Why.TWICE, twice) if twice is not None else (Why.NOTHING, None)
