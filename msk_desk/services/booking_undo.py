"""Taking back what was just done to a booked time: a slip of the hand leaves no letter and no event behind."""

from __future__ import annotations

from dataclasses import replace

from msk_desk.domain.booking_rules import elsewhere_at, with_place_taken
from msk_desk.domain.clinics import Appointment, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.waiting_list import CANCELLED, COMPLETED, REQUESTED, WaitingEntry
from msk_desk.services.booking_units import BookingUnits

_LATER = "Something was done with it meanwhile. Look at the patient's appointments, then change them as they should be."
_BOOKING = ("offer", "booked")
_CANCELLING = ("patient_cancellation", "provider_cancellation")


class BookingUndo:
    """Puts a booking, a move or a cancellation back as it was, while nothing followed."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def newest(self, changes: Changes) -> str:
        """The id of the booking that a save made, so that it can be taken back; empty when it made none."""
        found = (self._saver.records.read(Appointment, ref.id) for ref in changes.refs if ref.type == "Appointment")
        return next((each.id for each in found if each is not None and each.status is Status.BOOKED), "")

    def booked(self, appointment_id: str) -> Changes:
        """The booking was a mistake: entered in error; the patient waits as before.

        Raises:
            Conflict: the patient has come, or the booking was changed since.
        """
        found = self._still(appointment_id, Status.BOOKED)
        records: list[Record] = [self._in_error(found), *self._units.give_back(found)]
        if found.waiting_id:
            entry = self._saver.records.read(WaitingEntry, found.waiting_id)
            if entry is not None and entry.status == COMPLETED and entry.appointment_id == found.id:
                records.append(replace(entry, status=REQUESTED, appointment_id=""))
        return self._saver.save("Booking taken back", *records, *self._without(found, (found.id, _BOOKING)))

    def moved(self, appointment_id: str) -> Changes:
        """The move was a mistake: the appointment is at its old time again.

        Args:
            appointment_id: of the new time.

        Raises:
            Conflict: the old time was taken meanwhile, or something else followed.
        """
        new = self._still(appointment_id, Status.BOOKED)
        old = self._still(new.replaces_id, Status.CANCELLED)
        back = replace(old, status=Status.BOOKED, cancelled_by="", cancel_reason="")
        freed = self._units.give_back(new)
        taken = self._taken_again(old, freed, new.id)
        kept = [slot for slot in freed if slot.id not in {each.id for each in taken}]
        records: list[Record] = [self._in_error(new), *kept, *taken, back]
        entry = self._saver.records.read(WaitingEntry, new.waiting_id) if new.waiting_id else None
        if entry is not None and entry.appointment_id == new.id:
            records.append(replace(entry, appointment_id=old.id))
        return self._saver.save(
            "Move taken back", *records, *self._without(new, (new.id, _BOOKING), (old.id, _CANCELLING))
        )

    def cancelled(self, appointment_id: str) -> Changes:
        """The cancellation was a mistake: the booking stands, and the patient does not wait for it any more.

        Raises:
            Conflict: the time was given to somebody else, or another was booked.
        """
        old = self._still(appointment_id, Status.CANCELLED)
        # Whether the letter of the booking was ever made is not known any more: a second one does no harm.
        back = replace(old, status=Status.BOOKED, cancelled_by="", cancel_reason="", letter_wanted="booked")
        records: list[Record] = [back, *self._taken_again(old, ())]
        for entry in self._saver.records.of_patient(WaitingEntry, old.patient_id):
            if entry.status == REQUESTED and self._of(entry, old):
                records.append(self._closed(entry, old))
        return self._saver.save("Cancellation taken back", *records, *self._without(old, (old.id, _CANCELLING)))

    def _of(self, entry: WaitingEntry, old: Appointment) -> bool:
        """Whether an open entry is the one that the cancellation opened."""
        if old.waiting_id:
            return entry.id == old.waiting_id
        return entry.referral_id == old.referral_id and entry.kind == old.kind

    def _closed(self, entry: WaitingEntry, old: Appointment) -> WaitingEntry:
        if entry.id == old.waiting_id:
            return replace(entry, status=COMPLETED, appointment_id=old.id)
        return replace(entry, status=CANCELLED, reason="The cancellation was taken back")

    def _still(self, appointment_id: str, status: Status) -> Appointment:
        self._saver.access.require_patients()
        found = self._saver.records.read(Appointment, appointment_id)
        if found is None or found.status is not status:
            raise Conflict("That cannot be taken back any more.", advice=_LATER)
        return found

    @staticmethod
    def _in_error(found: Appointment) -> Appointment:
        return replace(found, status=Status.ENTERED_IN_ERROR, letter_wanted="")

    def _taken_again(self, old: Appointment, freed: tuple[Slot, ...], but: str = "") -> tuple[Slot, ...]:
        """The slots of the old time with its place taken again, even of those that are just being given back.

        Args:
            but: an appointment of the patient that is being taken back too.

        Raises:
            Conflict: somebody has it now, or the clinic does not take place.
            BadInput: the patient has another appointment then.
        """
        others = self._saver.records.of_patient(Appointment, old.patient_id)
        if elsewhere_at((one for one in others if one.id != but), old.start, old.end, but=old.id) is not None:
            raise BadInput("The patient has another appointment at that time now.", advice=_LATER)
        at_hand = {slot.id: slot for slot in freed}
        taken: list[Slot] = []
        for slot_id in old.slot_ids:
            if slot_id in at_hand:
                taken.append(with_place_taken(at_hand[slot_id], old.id))
            else:
                taken += self._units.take((slot_id,), old.id, over=bool(old.overbook_reason))
        return tuple(taken)

    def _without(self, appointment: Appointment, *noted: tuple[str, tuple[str, ...]]) -> tuple[Pathway, ...]:
        """The pathway without what was noted of these appointments, each with the names of its events."""
        pathway = self._units.pathway(appointment.patient_id, appointment.referral_id)
        if pathway is None:
            return ()
        before = pathway
        for appointment_id, names in noted:
            for name in names:
                pathway = self._units.waiting.without(pathway, name, appointment=appointment_id)
        return (pathway,) if pathway != before else ()
