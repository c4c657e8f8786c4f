"""Offers: a date that a patient declined is kept with what they said, and whether it was a reasonable one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import OpenSlot
from msk_desk.domain.errors import BadInput
from msk_desk.domain.offers import Standing, is_reasonable, needs_review, standing
from msk_desk.domain.pathways import Pathway, Todo
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.waiting_list import REQUESTED, WaitingEntry
from msk_desk.services.booking_units import BookingUnits

TALK = "Two reasonable dates were declined: talk with the patient about what they want"
REVIEW = "The patient asks to wait longer than six weeks: review what that means for them"


class Offers:
    """Records what was offered and declined; nothing follows for the patient but a clinician's talk with them."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def standing(self, patient_id: str, referral_id: str = "") -> Standing:
        """What was offered to the patient so far, and what is to be done."""
        self._saver.access.require_patients()
        pathway = self._units.pathway(patient_id, referral_id)
        return standing(pathway.events if pathway else ())

    def declined(self, patient_id: str, slot: OpenSlot, words: str = "", referral_id: str = "") -> Changes:
        """The patient does not want this date.

        Raises:
            BadInput: the patient has no open pathway that it could be kept on.
        """
        self._saver.access.require_patients()
        pathway = self._open(patient_id, referral_id)
        units, day = self._units, day_of(slot.start)
        before = standing(pathway.events)
        reasonable = is_reasonable(units.today, day)
        noted = units.waiting.note(
            pathway, "offer", units.today, date=day.isoformat(), answer="declined", words=words.strip(),
            reasonable=reasonable,
        )  # fmt: skip
        after = standing(noted.events)
        records: list[Record] = []
        if after.declined > before.declined:
            # The clock counts reasonable offers alone: they may, with a clinician, lead to active monitoring.
            noted = units.waiting.note(noted, "declined", units.today, date=day.isoformat())
        if after.talk and not before.talk:
            records.append(self._to_do(noted, TALK))
        return self._saver.save("Offer declined", noted, *records)

    def wants_later(self, entry_id: str, not_before: date, words: str = "") -> Changes:
        """The patient cannot or does not want to come before a day; more than six weeks are reviewed by a clinician.

        Raises:
            BadInput: the entry is not open, or the day has passed.
        """
        self._saver.access.require_patients()
        entry = self._saver.records.read(WaitingEntry, entry_id)
        units = self._units
        if entry is None or entry.status != REQUESTED:
            raise BadInput("The patient is no longer waiting for this.", advice="Refresh the list and look again.")
        if not_before < units.today:
            raise BadInput("That day has passed.", advice="Give a day to come.")
        records: list[Record] = [replace(entry, not_before=not_before.isoformat())]
        pathway = units.pathway(entry.patient_id, entry.referral_id)
        if pathway is not None:
            pathway = units.waiting.note(
                pathway, "patient_unavailable", units.today, until=not_before.isoformat(), words=words.strip()
            )
            records.append(pathway)
            if needs_review(units.today, not_before):
                records.append(self._to_do(pathway, REVIEW))
        return self._saver.save("Patient not free before a day", *records)

    def _to_do(self, pathway: Pathway, words: str) -> Todo:
        return Todo(
            self._saver.new_id(), pathway.patient_id, words, owner_id=pathway.case_manager_id,
            due=self._units.today.isoformat(),
        )  # fmt: skip

    def _open(self, patient_id: str, referral_id: str) -> Pathway:
        pathway = self._units.pathway(patient_id, referral_id)
        if pathway is None:
            raise BadInput("This patient has no open pathway.", advice="Take a referral first, then offer dates.")
        return pathway
