"""The facts that letters about appointments and waits are filled with: from the record, in a patient's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from msk_desk.domain.attendance import is_first
from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.clinics import Appointment, Mode, Place, Status
from msk_desk.domain.dates import MONTHS, WEEKDAYS, patient_date, patient_time
from msk_desk.domain.papers import Masthead
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient, Staff
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.ports import Records

INTERPRETER, INTERPRETER_BOOKED = "interpreter", "interpreter-booked"
_TELEPHONE, _VIDEO, _HOME = " by phone", " by video", " at your home"
_NO_LONGER = (Status.CANCELLED, Status.NO_SHOW, Status.PROPOSED)
_WHOLE = ("phone", "date", "_by")
_ENGLISH = ("", "english", "en", "en-gb", "british english")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a letter is filled with, and whose letterhead it has."""

    patient: Patient
    masthead: Masthead
    facts: Mapping[str, str]
    tags: frozenset[str] = field(default_factory=frozenset)


class LetterFacts:
    """Reads what letters say of appointments, waits and people."""

    def __init__(self, records: Records, mastheads: Mastheads) -> None:
        self._records = records
        self._mastheads = mastheads

    def of_appointment(self, appointment: Appointment, days: Mapping[str, int], today: date) -> Gathered:
        """Of an appointment that is booked, was moved, was cancelled or was missed."""
        patient = self._patient(appointment.patient_id)
        before = self._before(appointment)
        site = self._site(appointment)
        masthead = self._mastheads.of_site(site.id if site else "")
        facts = {
            **_of_person(patient), **_when(appointment), **_place_words(appointment, site),
            "phone": masthead.phone, "clinician": self._clinician(appointment.staff_id),
            **{f"{name}_by": patient_date(today + timedelta(span)) for name, span in days.items()},
        }  # fmt: skip
        if before is not None or appointment.status in _NO_LONGER:
            facts |= {f"old_{name}": words for name, words in _when(before or appointment).items()}
        return Gathered(patient, masthead, _unbroken(facts), frozenset(self._tags(appointment, before, patient)))

    def of_person(self, patient_id: str, site_id: str = "") -> Gathered:
        """Of a patient alone, for letters about a wait or a referral."""
        patient = self._patient(patient_id)
        masthead = self._mastheads.of_site(site_id)
        facts = {**_of_person(patient), "phone": masthead.phone}
        return Gathered(patient, masthead, _unbroken(facts), frozenset(_needs(patient, ())))

    def is_first(self, appointment: Appointment) -> bool:
        """Whether nobody of the service has seen the patient before on this referral."""
        return is_first(appointment, self._records.of_patient(Appointment, appointment.patient_id))

    def _tags(self, appointment: Appointment, before: Appointment | None, patient: Patient) -> set[str]:
        held = {str(appointment.mode), *_needs(patient, appointment.needs)}
        ended = before if before is not None else appointment
        if ended.cancelled_by != "patient":
            held.add("by-service")
        pathway = self._pathway(appointment)
        if pathway is not None and pathway.status == "active":
            held.add("waiting")
        if pathway is not None and pathway.clock.kind == "rtt":
            held.add("clock")
        return held

    def _pathway(self, appointment: Appointment) -> Pathway | None:
        found = self._records.of_patient(Pathway, appointment.patient_id)
        return next((one for one in found if one.referral_id == appointment.referral_id), None)

    def _before(self, appointment: Appointment) -> Appointment | None:
        return self._records.read(Appointment, appointment.replaces_id) if appointment.replaces_id else None

    def _site(self, appointment: Appointment) -> Place | None:
        place = self._records.read(Place, appointment.place_id) if appointment.place_id else None
        return (self._records.read(Place, place.part_of) or place) if place and place.part_of else place

    def _clinician(self, staff_id: str) -> str:
        staff = self._records.read(Staff, staff_id) if staff_id else None
        if staff is None:
            return ""
        profession = staff.profession if staff.profession.isupper() else staff.profession.lower()
        return f"{staff.spoken()} ({profession})" if profession else staff.spoken()

    def _patient(self, patient_id: str) -> Patient:
        return self._records.read(Patient, patient_id) or Patient(patient_id)


def _unbroken(facts: Mapping[str, str]) -> dict[str, str]:
    """Numbers and dates are never broken over two lines."""
    return {name: said.replace(" ", "\u00a0") if name.endswith(_WHOLE) else said for name, said in facts.items()}


def _of_person(patient: Patient) -> dict[str, str]:
    known = patient.language if patient.language.casefold() not in _ENGLISH else ""
    return {
        "first_name": " ".join(patient.name.given[:1]), "their_phone": patient.phone(), "language": known,
    }  # fmt: skip


def _needs(patient: Patient, needs: tuple[str, ...]) -> set[str]:
    held = {"language"} if patient.language.casefold() not in _ENGLISH else set()
    if patient.interpreter or INTERPRETER in needs:
        held.add(INTERPRETER)
    if INTERPRETER_BOOKED in needs:
        held.add(INTERPRETER_BOOKED)
    return held


def _when(appointment: Appointment) -> dict[str, str]:
    start = appointment.start.astimezone(CLINIC_ZONE)
    weekday = WEEKDAYS[start.weekday()]
    return {
        "date": patient_date(start.date()), "weekday": weekday, "time": patient_time(start),
        "short_date": f"{weekday[:3]} {start.day} {MONTHS[start.month - 1][:3]}",
        "minutes": str(round((appointment.end - appointment.start).total_seconds() / 60)),
    }  # fmt: skip


def _place_words(appointment: Appointment, site: Place | None) -> dict[str, str]:
    at = {Mode.TELEPHONE: _TELEPHONE, Mode.VIDEO: _VIDEO, Mode.HOME: _HOME}
    name = site.name if site else ""
    here = f" at {name}" if name else ""
    return {
        "place": name, "address": _address(site) if site else "", "directions": site.directions if site else "",
        "at_place": at.get(appointment.mode, here),
    }  # fmt: skip


def _address(site: Place) -> str:
    """The address with its postcode in one piece."""
    return site.address.replace(site.postcode, site.postcode.replace(" ", "\u00a0")) if site.postcode else site.address
