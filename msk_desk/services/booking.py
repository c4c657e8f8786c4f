"""Booking: find a free slot and book the follow-up; the slot is the lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from msk_desk.domain.clinics import Appointment, Mode, OpenSlot, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes
from msk_desk.services.ports import ClinicLists
from msk_desk.services.saving import Saver


class Booking:
    """Books a patient into a slot."""

    def __init__(self, clinics: ClinicLists, saver: Saver) -> None:
        self._clinics = clinics
        self._saver = saver

    def offers(
        self, after: datetime, *, staff_id: str = "", site_id: str = "", limit: int = 20
    ) -> tuple[OpenSlot, ...]:
        """Free slots from a moment on, earliest first."""
        self._saver.access.require_patients()
        return self._clinics.open_slots(after, limit, staff_id, site_id)

    def book(
        self,
        patient_id: str,
        offer: OpenSlot,
        *,
        kind: str = "review",
        mode: Mode = Mode.FACE_TO_FACE,
        reason: str = "",
    ) -> Changes:
        """Book an offered slot: slot and appointment are one unit.

        Raises:
            Conflict: the slot was taken meanwhile.
            BadInput: the patient already has an appointment at that time.
        """
        self._saver.access.require_patients()
        slot = self._saver.records.read(Slot, offer.slot_id)
        if slot is None or slot.status != "free":
            raise Conflict("That slot has just been taken.", advice="Choose another time from the list.")
        self._refuse_two_places(patient_id, slot)
        pathways = self._saver.records.of_patient(Pathway, patient_id)
        appointment = Appointment(
            self._saver.new_id(), patient_id, offer.staff_id, offer.place_id, slot.id, slot.start, slot.end,
            Status.BOOKED, kind, mode, reason, pathways[0].referral_id if pathways else "",
        )  # fmt: skip
        return self._saver.save("Appointment booked", replace(slot, status="busy"), appointment)

    def upcoming(self, patient_id: str, after: datetime) -> tuple[Appointment, ...]:
        """The patient's booked appointments from a moment on, earliest first."""
        self._saver.access.require_patients()
        found = self._saver.records.of_patient(Appointment, patient_id)
        booked = (a for a in found if a.status is Status.BOOKED and a.start >= after)
        return tuple(sorted(booked, key=lambda a: a.start))

    def _refuse_two_places(self, patient_id: str, slot: Slot) -> None:
        for other in self._saver.records.of_patient(Appointment, patient_id):
            live = other.status in (Status.BOOKED, Status.ARRIVED, Status.PROPOSED)
            if live and other.start < slot.end and slot.start < other.end:
                raise BadInput("The patient already has an appointment at that time.", advice="Choose another time.")
