"""Booking: the first time that fits, booked; the slot is the lock, and the waiting-list entry closes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from msk_desk.domain.attendance import missed_first
from msk_desk.domain.booking_rules import LIVE, Fit, Wanted, elsewhere_at, first_fit
from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import Appointment, Mode, OpenSlot, Status
from msk_desk.domain.errors import BadInput
from msk_desk.domain.offers import is_reasonable
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.booking_units import BookingUnits

SEARCHED, STEP = 3_000, 250
"""So many free times from the day on are looked through for one that fits, a step at a time until there are enough."""
HELD = 200
"""So many free times more are read than are asked for: some of them another computer may hold."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is booked, apart from the time; `over` is why one more than there is room for, empty when there is room.

    `entry_id` names the waiting-list entry that is answered, `replaces_id` a booking that was lost or called off;
    `apart` leaves the waiting list alone.
    """

    kind: str = "review"
    mode: Mode = Mode.FACE_TO_FACE
    reason: str = ""
    entry_id: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    over: str = ""
    series_id: str = ""
    replaces_id: str = ""
    letter: bool = True
    apart: bool = False


class Booking:
    """Books a patient into a slot."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def offers(
        self, after: datetime, *, staff_id: str = "", site_id: str = "", limit: int = 20
    ) -> tuple[OpenSlot, ...]:
        """Free slots from a moment on, earliest first; none that another computer holds."""
        self._saver.access.require_patients()
        now, device = self._saver.now(), self._saver.access.actor.device_id
        found = self._units.clinics.open_slots(after, limit + HELD, staff_id, site_id)
        return tuple(slot for slot in found if not _held_elsewhere(slot, now, device))[:limit]

    def find(self, wanted: Wanted, limit: int = 40, patient_id: str = "") -> tuple[Fit, ...]:
        """The first times that fit; the nearest first where that is wanted.

        Args:
            patient_id: whose postcode says what is near, and who is not offered a time when they are elsewhere.
        """
        self._saver.access.require_patients()
        if patient_id and not wanted.postcode:
            wanted = replace(wanted, postcode=self._postcode(patient_id))
        now, device = self._saver.now(), self._saver.access.actor.device_id
        theirs = self._saver.records.of_patient(Appointment, patient_id) if patient_id else ()
        theirs = tuple(one for one in theirs if one.status in LIVE)
        known: dict[str, OpenSlot] = {}
        step = SEARCHED if wanted.nearest_first else STEP
        while True:
            after = max((slot.start for slot in known.values()), default=wanted.after)
            found = self._units.clinics.open_slots(
                after, step, wanted.staff_id, wanted.site_id, wanted.before, wanted.service, wanted.kind
            )
            fresh = [slot for slot in found if slot.slot_id not in known]
            known.update((slot.slot_id, slot) for slot in fresh)
            open_to_us = (
                slot for slot in known.values()
                if not _held_elsewhere(slot, now, device) and elsewhere_at(theirs, slot.start, slot.end) is None
            )  # fmt: skip
            fits = first_fit(open_to_us, wanted, limit)
            if len(fits) >= limit or len(found) < step or len(known) >= SEARCHED:
                return fits
            step *= 2

    def slot(self, slot_id: str) -> OpenSlot | None:
        """One slot as it stands, free or not: what a calendar or a list points at."""
        self._saver.access.require_patients()
        return self._units.clinics.slot(slot_id)

    def book(
        self, patient_id: str, offer: OpenSlot | Fit, *, kind: str = "review", mode: Mode = Mode.FACE_TO_FACE,
        reason: str = "", entry_id: str = "", needs: Sequence[str] = (), note: str = "", overbook_reason: str = "",
        replaces_id: str = "", letter: bool = True,
    ) -> Changes:  # fmt: skip
        """Book an offered time: slot, appointment, waiting-list entry and pathway are one unit.

        Raises:
            Conflict: the slot was taken meanwhile, its clinic is off or held elsewhere, or the entry is answered.
            BadInput: the patient already has an appointment at that time.
        """
        wish = Wish(
            kind, mode, reason, entry_id, tuple(needs), note, overbook_reason.strip(), "", replaces_id, letter
        )  # fmt: skip
        return self._saver.save("Appointment booked", *self.unit(patient_id, offer, wish))

    def unit(
        self, patient_id: str, offer: OpenSlot | Fit, wish: Wish, pathway: Pathway | None = None
    ) -> tuple[Record, ...]:
        """The records of one booking, not saved yet: for services that book several at once.

        Args:
            pathway: as an earlier booking of the same save leaves it, else as it is stored.

        Raises:
            Conflict, BadInput: as `book` says.
        """
        self._saver.access.require_patients()
        fit = offer if isinstance(offer, Fit) else Fit(offer)
        units, booked_id = self._units, self._saver.new_id()
        slot_ids = (fit.slot.slot_id, *((fit.second.slot_id,) if fit.second else ()))
        slots = units.take(slot_ids, booked_id, over=bool(wish.over))
        start, end = slots[0].start, slots[-1].end
        lost = units.lost_of(patient_id, wish.kind, wish.replaces_id) if not wish.apart else None
        units.refuse_two_places(patient_id, start, end, but=lost.id if lost else wish.replaces_id)
        entry = None if wish.apart else units.entry_for(patient_id, wish.kind, wish.entry_id, lost)
        referral_id = entry.referral_id if entry else lost.referral_id if lost else ""
        pathway = pathway or units.pathway(patient_id, referral_id)
        appointment = Appointment(
            booked_id, patient_id, fit.slot.staff_id, fit.slot.place_id, slots[0].id, start, end, Status.BOOKED,
            wish.kind, wish.mode, wish.reason, referral_id or (pathway.referral_id if pathway else ""),
            created=self._saver.now().isoformat(timespec="seconds"), note=wish.note, needs=wish.needs,
            overbook_reason=wish.over, series_id=wish.series_id, replaces_id=lost.id if lost else wish.replaces_id,
            waiting_id=entry.id if entry else "", letter_wanted="booked" if wish.letter else "",
            more_slots=slot_ids[1:],
        )  # fmt: skip
        records: list[Record] = [*slots, appointment, *self._answered(entry, appointment), *self._replaced(lost)]
        if pathway is not None:
            records.append(self._noted(pathway, appointment))
        return tuple(records)

    def _answered(self, entry: WaitingEntry | None, appointment: Appointment) -> tuple[Record, ...]:
        return (self._units.answered(entry, appointment.id),) if entry is not None else ()

    def _replaced(self, lost: Appointment | None) -> tuple[Record, ...]:
        """A booking that lost its slot is done with once another time is booked; its history stays."""
        if lost is None or lost.status is not Status.PROPOSED:
            return ()
        done = replace(lost, status=Status.CANCELLED, cancelled_by="service", cancel_reason="Another time was booked")
        return (done,)

    def _noted(self, pathway: Pathway, appointment: Appointment) -> Pathway:
        """The pathway with the booking; after a missed first appointment it is the patient's contact to rebook."""
        units = self._units
        missed = missed_first(pathway)
        if missed:
            pathway = units.waiting.note(pathway, "patient_contacts_to_rebook", units.today, appointment=missed)
        day = day_of(appointment.start)
        pathway = units.waiting.note(
            pathway, "offer", units.today, date=day.isoformat(), answer="accepted",
            reasonable=is_reasonable(units.today, day), appointment=appointment.id,
        )  # fmt: skip
        return units.waiting.note(pathway, "booked", units.today, appointment=appointment.id, kind=appointment.kind)

    def upcoming(self, patient_id: str, after: datetime) -> tuple[Appointment, ...]:
        """The patient's booked appointments from a moment on, earliest first."""
        self._saver.access.require_patients()
        found = self._saver.records.of_patient(Appointment, patient_id)
        booked = (a for a in found if a.status is Status.BOOKED and a.start >= after)
        return tuple(sorted(booked, key=_start))

    def waits(self, patient_id: str) -> tuple[WaitingEntry, ...]:
        """What the patient waits for, the longest wait first."""
        self._saver.access.require_patients()
        return self._units.open_entries(patient_id)

    def _postcode(self, patient_id: str) -> str:
        patient = self._saver.records.read(Patient, patient_id)
        if patient is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        return next((one.postcode for one in patient.addresses if one.postcode), "")


def _held_elsewhere(slot: OpenSlot, now: datetime, device: str) -> bool:
    return bool(slot.lease_holder) and slot.lease_holder != device and bool(slot.lease_until and slot.lease_until > now)


def _start(appointment: Appointment) -> datetime:
    return appointment.start
