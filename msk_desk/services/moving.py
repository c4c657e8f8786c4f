"""Moving and cancelling appointments: the old time is given back and the new one taken in one unit; nobody is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from msk_desk.domain.booking_rules import Fit
from msk_desk.domain.clinics import Appointment, OpenSlot, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.pathways import Pathway, Todo
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.waiting_list import COMPLETED, WaitingEntry
from msk_desk.services.booking import Booking, Wish
from msk_desk.services.booking_units import GONE, BookingUnits

PATIENT, SERVICE = "patient", "service"
WAIT, ASK, KEEP_OTHER = "waiting-list", "ask-clinician", "other-booking"
THEN = (WAIT, ASK, KEEP_OTHER)
NOT_WANTED = "The patient cancelled and does not want another appointment: decide what is to follow"
_TO_COME = (Status.BOOKED, Status.PROPOSED)


class Moves:
    """Reschedules and cancels, with who and why; short notice is a cancellation, never a did-not-attend."""

    def __init__(self, units: BookingUnits, booking: Booking) -> None:
        self._units = units
        self._booking = booking
        self._saver = units.saver

    def move(self, appointment_id: str, offer: OpenSlot | Fit, *, by: str, reason: str = "") -> Changes:
        """Give an appointment another time; the old one stays on the record as cancelled.

        Args:
            by: patient or service, who asked for it.

        Raises:
            Conflict: the new time was taken meanwhile; the old one stands.
            BadInput: the appointment is over or was cancelled, or the patient is elsewhere at the new time.
        """
        old = self._to_come(appointment_id, by, None)
        fit = offer if isinstance(offer, Fit) else Fit(offer)
        if fit.slot.slot_id in old.slot_ids:
            raise BadInput("The appointment is at that time already.", advice="Choose another time.")
        wish = Wish(
            old.kind, old.mode, old.reason, needs=old.needs, note=old.note, series_id=old.series_id,
            replaces_id=old.id, apart=True,
        )  # fmt: skip
        freed = self._units.give_back(old)
        made = self._moved(old, self._booking.unit(old.patient_id, fit, wish), by)
        cancelled = replace(old, status=Status.CANCELLED, cancelled_by=by, cancel_reason=reason.strip() or "Moved")
        return self._saver.save("Appointment moved", *self._merged(freed, made), cancelled)

    def _moved(self, old: Appointment, records: tuple[Record, ...], by: str) -> list[Record]:
        """The records of the new booking as those of a move: same entry, same referral, the move on the pathway."""
        new = next(one for one in records if isinstance(one, Appointment) and one.id != old.id)
        kept = replace(new, waiting_id=old.waiting_id, referral_id=old.referral_id, letter_wanted="changed")
        made: list[Record] = [kept]
        made += [one for one in records if isinstance(one, Slot)]
        made += [self._with_cancellation(one, old, by, None) for one in records if isinstance(one, Pathway)]
        entry = self._saver.records.read(WaitingEntry, old.waiting_id) if old.waiting_id else None
        if entry is not None and entry.status == COMPLETED and entry.appointment_id == old.id:
            made.append(replace(entry, appointment_id=new.id))
        return made

    def _merged(self, freed: tuple[Slot, ...], made: list[Record]) -> list[Record]:
        """A slot that is given back and taken again in one move is saved once, as it is at the end."""
        taken = {one.id for one in made if isinstance(one, Slot)}
        return [*(one for one in freed if one.id not in taken), *made]

    def cancel(
        self, appointment_id: str, *, by: str, reason: str, then: str = WAIT, told: datetime | None = None
    ) -> Changes:
        """Cancel; the patient waits again in their old place, unless something else is said.

        Args:
            by: patient or service.
            then: waiting-list; ask-clinician when the patient wants no other; other-booking when one stands.
            told: when the patient said so, now when not given.

        Raises:
            BadInput: without a reason, after the appointment began, or there is no other booking that stands.
        """
        if not reason.strip():
            raise BadInput("Say why it is cancelled.", advice="A few words are enough.")
        old = self._to_come(appointment_id, by, told)
        records: list[Record] = [
            replace(
                old, status=Status.CANCELLED, cancelled_by=by, cancel_reason=reason.strip(), letter_wanted="cancelled"
            ),
            *self._units.give_back(old),
        ]
        pathway = self._noted(old, by, told)
        records += [pathway] if pathway else []
        records += self._then(old, then, pathway)
        return self._saver.save("Appointment cancelled", *records)

    def _then(self, old: Appointment, then: str, pathway: Pathway | None) -> list[Record]:
        units = self._units
        if then == WAIT:
            return [units.waiting_again(old)]
        if then == ASK:
            owner = pathway.case_manager_id if pathway else ""
            due = units.today.isoformat()
            return [Todo(self._saver.new_id(), old.patient_id, NOT_WANTED, owner_id=owner, due=due)]
        if not self._other(old):
            raise BadInput(
                "No other appointment stands.", advice="Put the patient back on the waiting list, or ask a clinician."
            )
        return []

    def _other(self, old: Appointment) -> bool:
        found = self._saver.records.of_patient(Appointment, old.patient_id)
        return any(one.id != old.id and one.status is Status.BOOKED and one.start > self._saver.now() for one in found)

    def _noted(self, old: Appointment, by: str, told: datetime | None) -> Pathway | None:
        pathway = self._units.pathway(old.patient_id, old.referral_id)
        return self._with_cancellation(pathway, old, by, told) if pathway is not None else None

    def _with_cancellation(self, pathway: Pathway, old: Appointment, by: str, told: datetime | None) -> Pathway:
        name = "patient_cancellation" if by == PATIENT else "provider_cancellation"
        hours = max(0, int((old.start - (told or self._saver.now())).total_seconds() // 3600))
        return self._units.waiting.note(
            pathway, name, self._units.today, appointment=old.id, notice_hours=str(hours)
        )  # fmt: skip

    def _to_come(self, appointment_id: str, by: str, told: datetime | None) -> Appointment:
        self._saver.access.require_patients()
        if by not in (PATIENT, SERVICE):
            raise BadInput("Say who cancelled: the patient or the service.")
        found = self._units.appointment(appointment_id)
        if found.status not in _TO_COME:
            raise Conflict("That appointment is not open any more.", advice=GONE)
        if by == PATIENT and found.status is Status.BOOKED and (told or self._saver.now()) >= found.start:
            raise BadInput(
                "The appointment has begun: a patient who gave no notice did not attend.",
                advice="Record that they did not attend, or the time at which they told you.",
            )
        return found
