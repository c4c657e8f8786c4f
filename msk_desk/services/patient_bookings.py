"""What the desk sees of one patient: what they wait for, what was offered, what is booked, missed or lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from msk_desk.domain.attendance import acted_on
from msk_desk.domain.booking_rules import LIVE
from msk_desk.domain.clinics import Appointment, Place, Status
from msk_desk.domain.offers import Standing, standing
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.booking_units import BookingUnits

REMEMBERED = timedelta(days=120)
"""Appointments that are over are shown for so long."""
_TO_DO = {"missed": 0, "lost": 1, "called-off": 2, "twice": 3}


@dataclass(frozen=True, slots=True)
class Booked:
    """One appointment in words; `needs` says what a person has to do: missed, lost, called-off, twice or nothing."""

    appointment: Appointment
    staff: str
    place: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class PatientBookings:
    """One patient at the desk; `weeks` are completed weeks on the clock, None when none runs."""

    patient: Patient
    waits: tuple[WaitingEntry, ...]
    standing: Standing
    booked: tuple[Booked, ...]
    weeks: int | None = None
    pathway: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Clinicians and sites that can be asked for, each (id, name), by name; titles of services by code."""

    staff: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, str], ...]


class BookingDesk:
    """Reads for the desk."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def patient(self, patient_id: str) -> PatientBookings | None:
        """One patient, or None when they are not on this computer."""
        self._saver.access.require_patients()
        records = self._saver.records
        patient = records.read(Patient, patient_id)
        if patient is None:
            return None
        pathway = self._units.pathway(patient_id)
        return PatientBookings(
            patient, self._units.open_entries(patient_id), standing(pathway.events if pathway else ()),
            self._booked(patient_id), pathway.clock.weeks(self._units.today) if pathway else None,
            pathway.title if pathway else "",
        )  # fmt: skip

    def choices(self) -> Choices:
        """Whom and where one can ask for."""
        self._saver.access.require_patients()
        staff = [one for one in self._saver.records.every(Staff) if any(role.writes_notes for role in one.roles)]
        sites = [one for one in self._saver.records.every(Place) if not one.part_of]
        services = [(one.code, one.title) for one in self._units.waiting.services.services if one.clinics]
        return Choices(
            tuple(sorted(((one.id, one.name.spoken()) for one in staff), key=_second)),
            tuple(sorted(((one.id, one.name) for one in sites), key=_second)), tuple(services),
        )  # fmt: skip

    def _booked(self, patient_id: str) -> tuple[Booked, ...]:
        """What needs somebody first, then what is to come, then what is over."""
        records = self._saver.records
        now = self._saver.now()
        found = [one for one in records.of_patient(Appointment, patient_id) if one.start > now - REMEMBERED]
        pathways = records.of_patient(Pathway, patient_id)
        shown = [self._in_words(one, self._needs(one, found, pathways)) for one in found]
        shown = [one for one in shown if one.needs or one.appointment.status is not Status.ENTERED_IN_ERROR]
        ahead = sorted((one for one in shown if one.appointment.start >= now and not one.needs), key=_start)
        over = sorted((one for one in shown if one.appointment.start < now and not one.needs), key=_start)
        return (*sorted((one for one in shown if one.needs), key=_urgent), *ahead, *reversed(over))

    def _needs(self, one: Appointment, found: list[Appointment], pathways: tuple[Pathway, ...]) -> str:
        if one.status is Status.PROPOSED and one.slot_id:
            return "lost"
        if one.status is Status.NO_SHOW:
            later = any(other.start > one.start and other.status is not Status.CANCELLED for other in found)
            return "" if later or acted_on(pathways, one.id) or not pathways else "missed"
        again = any(other.replaces_id == one.id for other in found)
        if one.status is Status.CANCELLED and one.cancelled_by == "service" and not again:
            return "called-off" if self._waits_for_another(one, found) else ""
        return "twice" if one.status in LIVE and self._beside(one, found) else ""

    def _waits_for_another(self, one: Appointment, found: list[Appointment]) -> bool:
        booked = any(other.status in LIVE and other.kind == one.kind and other.start > one.start for other in found)
        return not booked and not any(wait.kind == one.kind for wait in self._units.open_entries(one.patient_id))

    def _beside(self, one: Appointment, found: list[Appointment]) -> bool:
        others = [other for other in found if other.id != one.id and other.status in LIVE]
        at_once = any(other.start < one.end and one.start < other.end for other in others)
        return at_once or any(one.waiting_id and other.waiting_id == one.waiting_id for other in others)

    def _in_words(self, one: Appointment, needs: str) -> Booked:
        records = self._saver.records
        staff = records.read(Staff, one.staff_id) if one.staff_id else None
        place = records.read(Place, one.place_id) if one.place_id else None
        site = records.read(Place, place.part_of) if place and place.part_of else place
        return Booked(one, staff.name.spoken() if staff else "", site.name if site else "", needs)


def _start(one: Booked) -> str:
    return one.appointment.start.isoformat()


def _urgent(one: Booked) -> tuple[int, str]:
    return _TO_DO[one.needs], one.appointment.start.isoformat()


def _second(line: tuple[str, str]) -> str:
    return line[1].casefold()
