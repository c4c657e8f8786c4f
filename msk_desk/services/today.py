"""Today: the clinic list of a day, the preview of one patient on it, and arriving them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from msk_desk.domain.clinics import Appointment, ClinicLine, DaySummary, Status
from msk_desk.domain.errors import BadInput
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Visit
from msk_desk.services.due import DueMeasures
from msk_desk.services.outcomes import Outcomes, Series
from msk_desk.services.ports import ClinicLists
from msk_desk.services.record import Banner, Record
from msk_desk.services.saving import Saver

_TO_COME = (Status.PROPOSED, Status.BOOKED, Status.ARRIVED)


@dataclass(frozen=True, slots=True)
class ClinicDay:
    """One day's list and its counts."""

    summary: DaySummary
    lines: tuple[ClinicLine, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown beside the list for the selected patient; clinical parts are empty for other roles."""

    banner: Banner
    series: tuple[Series, ...] = ()
    last_visit: Visit | None = None
    last_impression: str = ""
    open_actions: tuple[str, ...] = ()


class Today:
    """The clinic day."""

    def __init__(
        self, clinics: ClinicLists, record: Record, outcomes: Outcomes, due: DueMeasures, saver: Saver
    ) -> None:
        self._clinics = clinics
        self._record = record
        self._outcomes = outcomes
        self._due = due
        self._saver = saver

    def mine(self, day: date) -> ClinicDay:
        """The signed-in clinician's own list."""
        actor = self._saver.access.require_patients()
        return self._clinic_day(day, self._clinics.day(day, staff_id=actor.staff_id))

    def everyone(self, day: date, site_id: str = "") -> ClinicDay:
        """All clinics of the day, of one site when given."""
        self._saver.access.require_patients()
        return self._clinic_day(day, self._clinics.day(day, site_id=site_id))

    def preview(self, patient_id: str) -> Preview:
        """The patient of the selected row."""
        actor = self._saver.access.require_patients()
        banner = self._record.banner(patient_id)
        if not actor.role.clinical or not self._record.held(patient_id):
            return Preview(banner)
        overview = self._record.overview(patient_id)
        return Preview(
            banner, overview.series, overview.last_visit, overview.last_impression,
            tuple(todo.text for todo in overview.todos if todo.status != "completed"),
        )  # fmt: skip

    def arrive(self, appointment_id: str) -> Changes:
        """The patient has come to the desk.

        Raises:
            BadInput: the appointment is gone or cannot be arrived.
        """
        self._saver.access.require(*(role for role in Role if role.sees_patients))
        appointment = self._saver.records.read(Appointment, appointment_id)
        if appointment is None or appointment.status not in (Status.BOOKED, Status.ARRIVED):
            raise BadInput("Only a booked appointment can be arrived.", advice="Refresh the list and look again.")
        if appointment.status is Status.ARRIVED:
            return Changes()
        return self._saver.save("Patient arrived", replace(appointment, status=Status.ARRIVED))

    def _clinic_day(self, day: date, lines: tuple[ClinicLine, ...]) -> ClinicDay:
        """The list with what must be asked of those who have not been seen yet."""
        waiting = [line.patient_id for line in lines if line.patient_id and line.status in _TO_COME]
        due = self._due.required_of(waiting, day)
        lines = tuple(replace(line, proms_due=due.get(line.patient_id, ())) for line in lines)
        booked = [line for line in lines if line.appointment_id]
        arrived = sum(line.status == Status.ARRIVED for line in booked)
        return ClinicDay(DaySummary(day, len(lines), len(booked), arrived), lines)
