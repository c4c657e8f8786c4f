"""What every booking service works with: slots taken and given back, the entry and the pathway of a booking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from msk_desk.domain.attendance import is_first
from msk_desk.domain.booking_rules import elsewhere_at, with_place_freed, with_place_taken
from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.pathways import Pathway, PathwayEvent
from msk_desk.domain.waiting_list import CANCELLED, COMPLETED, REQUESTED, WaitingEntry
from msk_desk.services.ports import ClinicLists
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting

GONE = "Refresh the list and look again."


class BookingUnits:
    """Reads and changes the records that one booking touches; saving them together is for the caller."""

    def __init__(self, clinics: ClinicLists, waiting: Waiting, saver: Saver) -> None:
        self.clinics = clinics
        self.waiting = waiting
        self.saver = saver

    @property
    def today(self) -> date:
        """The clinic's day."""
        return day_of(self.saver.now())

    def appointment(self, appointment_id: str) -> Appointment:
        """One appointment.

        Raises:
            BadInput: it is not here.
        """
        found = self.saver.records.read(Appointment, appointment_id)
        if found is None:
            raise BadInput("That appointment is gone.", advice=GONE)
        return found

    def take(self, slot_ids: tuple[str, ...], appointment_id: str, *, over: bool = False) -> tuple[Slot, ...]:
        """The slots with a place taken; `over` takes one more than there are.

        Raises:
            Conflict: no place is left, the clinic does not take place, or another computer holds it.
        """
        return tuple(self._taken(slot_id, appointment_id, over=over) for slot_id in slot_ids)

    def _taken(self, slot_id: str, appointment_id: str, *, over: bool) -> Slot:
        slot = self.saver.records.read(Slot, slot_id)
        if slot is None or slot.status not in ("free", "busy"):
            raise Conflict("That slot is not open for booking.", advice="Choose another time from the list.")
        self._refuse_closed(slot)
        slot = self._with_known_holders(slot)
        if not over and (slot.status != "free" or len(slot.holders) >= slot.capacity):
            raise Conflict("That slot has just been taken.", advice="Choose another time from the list.")
        return with_place_taken(slot, appointment_id)

    def _with_known_holders(self, slot: Slot) -> Slot:
        """The slot with everybody booked in it: bookings that came from elsewhere are not written in the slot."""
        missing = [one for one in self.clinics.booked_on(slot.id) if one not in slot.holders]
        return replace(slot, holders=(*slot.holders, *missing))

    def _refuse_closed(self, slot: Slot) -> None:
        session = self.saver.records.read(Session, slot.session_id)
        if session is None:
            return
        if not session.active:
            raise Conflict("That clinic does not take place.", advice="Choose another time from the list.")
        until = datetime.fromisoformat(session.lease_until) if session.lease_until else None
        held = session.lease_holder and until is not None and until > self.saver.now()
        if held and session.lease_holder != self.saver.access.actor.device_id:
            raise Conflict(
                "Another computer holds that clinic.", advice="Book it there, or choose another time from the list."
            )

    def give_back(self, appointment: Appointment) -> tuple[Slot, ...]:
        """The slots of an appointment with its place free again."""
        found = (self.saver.records.read(Slot, slot_id) for slot_id in appointment.slot_ids)
        return tuple(
            with_place_freed(self._with_known_holders(slot), appointment.id) for slot in found if slot is not None
        )

    def refuse_two_places(self, patient_id: str, start: datetime, end: datetime, *, but: str = "") -> None:
        """Nobody is booked in two places at once.

        Raises:
            BadInput: the patient has another appointment at that time.
        """
        appointments = self.saver.records.of_patient(Appointment, patient_id)
        if elsewhere_at(appointments, start, end, but=but) is not None:
            raise BadInput("The patient already has an appointment at that time.", advice="Choose another time.")

    def lost_of(self, patient_id: str, kind: str, appointment_id: str = "") -> Appointment | None:
        """The booking that a new one takes the place of: the one named, else the only one of the kind that was lost.

        Lost is what had its slot taken by somebody else, or was called off by the service, and was not booked again.
        """
        found = self.saver.records.of_patient(Appointment, patient_id)
        again = {one.replaces_id for one in found}
        lost = [
            one for one in found
            if one.id == appointment_id
            or (not appointment_id and one.kind == kind and one.id not in again and self._was_lost(one))
        ]  # fmt: skip
        return lost[0] if len(lost) == 1 else None

    def _was_lost(self, one: Appointment) -> bool:
        if one.status is Status.PROPOSED:
            return bool(one.slot_id)
        called_off = one.status is Status.CANCELLED and one.cancelled_by == "service"
        entry = self.saver.records.read(WaitingEntry, one.waiting_id) if one.waiting_id else None
        return called_off and entry is not None and entry.appointment_id == one.id

    def entry_for(
        self, patient_id: str, kind: str, entry_id: str = "", lost: Appointment | None = None
    ) -> WaitingEntry | None:
        """The entry that a booking answers: the one named, that of a lost booking, else the only open one of that kind.

        Raises:
            Conflict: the one named is open no more.
        """
        if entry_id:
            named = self.saver.records.read(WaitingEntry, entry_id)
            if named is None or named.status != REQUESTED or named.patient_id != patient_id:
                raise Conflict(
                    "The patient is no longer waiting for this appointment.",
                    advice="Look at what is booked for the patient; somebody may have booked it.",
                )
            return named
        if lost is not None and lost.waiting_id:
            of_lost = self.saver.records.read(WaitingEntry, lost.waiting_id)
            if of_lost is not None and of_lost.status != CANCELLED and of_lost.appointment_id in ("", lost.id):
                return of_lost
        waits = [one for one in self.open_entries(patient_id) if one.kind == kind]
        return waits[0] if len(waits) == 1 else None

    def open_entries(self, patient_id: str) -> tuple[WaitingEntry, ...]:
        """What the patient waits for, the longest wait first."""
        found = self.saver.records.of_patient(WaitingEntry, patient_id)
        return tuple(sorted((one for one in found if one.status == REQUESTED), key=_since))

    def answered(self, entry: WaitingEntry, appointment_id: str) -> WaitingEntry:
        """The entry once its appointment is booked."""
        return replace(entry, status=COMPLETED, appointment_id=appointment_id)

    def waiting_again(self, appointment: Appointment, *, since: str = "") -> WaitingEntry:
        """The entry of an appointment that will not be kept, open again in its old place; a new one when it had none.

        Args:
            since: the day that the wait counts from, where it begins again.
        """
        entry = self.saver.records.read(WaitingEntry, appointment.waiting_id) if appointment.waiting_id else None
        if entry is not None and entry.status != CANCELLED and entry.appointment_id in ("", appointment.id):
            return replace(entry, status=REQUESTED, appointment_id="", since=since or entry.since)
        pathway = self.pathway(appointment.patient_id, appointment.referral_id)
        return WaitingEntry(
            self.saver.new_id(), appointment.patient_id, appointment.referral_id,
            since or self._waits_since(appointment, pathway), appointment.kind, pathway.service if pathway else "",
            needs=appointment.needs, mode=str(appointment.mode),
        )  # fmt: skip

    def _waits_since(self, appointment: Appointment, pathway: Pathway | None) -> str:
        """For a first appointment since the clock began; else since it was asked for."""
        if appointment.kind == "new" and pathway is not None and pathway.clock.start is not None:
            return pathway.clock.start.isoformat()
        return appointment.created[:10] or self.today.isoformat()

    def seen(self, done: Appointment, outcome: str = "", on: date | None = None) -> tuple[Pathway, ...]:
        """The pathway with an appointment that was attended, the first one or a later one; nothing without a pathway.

        Args:
            outcome: what was said of treatment, in the clock's words; empty when nothing was.
            on: the day, the clinic's today when it is not given.
        """
        pathway = self.pathway(done.patient_id, done.referral_id)
        if pathway is None or any(event.says("appointment") == done.id for event in pathway.events if _is_seen(event)):
            return ()
        others = self.saver.records.of_patient(Appointment, done.patient_id)
        name = "first_appointment" if is_first(done, others) else "follow_up"
        return (self.waiting.note(pathway, name, on or self.today, appointment=done.id, outcome=outcome),)

    def pathway(self, patient_id: str, referral_id: str = "") -> Pathway | None:
        """The open pathway of a referral, else the patient's newest open one."""
        found = [one for one in self.saver.records.of_patient(Pathway, patient_id) if one.status == "active"]
        own = [one for one in found if referral_id and one.referral_id == referral_id]
        return next(iter((*own, *found)), None)


def _is_seen(event: PathwayEvent) -> bool:
    return event.name in ("first_appointment", "follow_up")


def _since(entry: WaitingEntry) -> tuple[str, str]:
    return entry.since, entry.id
