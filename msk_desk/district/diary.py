"""The diary of the district: sessions and slots eight weeks either side of today, and who is booked where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.district.clinic_days import instant_at, working_days
from msk_desk.district.clinic_plans import leave, roster, service_of, unpublished
from msk_desk.district.draws import Draws
from msk_desk.district.parts import Json, ref
from msk_desk.district.places import Places
from msk_desk.district.staff import Employee
from msk_desk.domain.clinic_templates import ClinicTemplate, runs_on, session_id, slot_id, slot_times
from msk_desk.fhir.mapping import write
from msk_desk.fhir.names import LEASE, MODES, SESSION_SITE, TEMPLATE

WEEKS = 8
SLOTS_A_SESSION = 7
"""Of a session, about: it is what its template makes of it."""
EVENING = 18 * 60
SLOTS_A_PATIENT = 0.5
VISITS_EACH = 2.4
"""About how many of a patient's visits fall into the diary's sixteen weeks."""


@dataclass(slots=True)
class Time:
    """One slot: its session, clinician and day; `start` in minutes after midnight."""

    id: str
    session: Clinic
    start: int
    minutes: int
    status: str = "free"
    note: str = ""

    @property
    def starts(self) -> str:
        """The start, a FHIR instant."""
        return instant_at(self.session.day, self.start)

    @property
    def ends(self) -> str:
        """The end, a FHIR instant."""
        return instant_at(self.session.day, self.start + self.minutes)


@dataclass(slots=True)
class Clinic:
    """One session: a clinician in a room for part of a day."""

    id: str
    clinician: Employee
    day: date
    start: int
    end: int
    template: ClinicTemplate | None = None
    holder: str = ""
    """The computer that alone books it until the evening, when it is out."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A patient's booked time and what became of it, as an Appointment's status."""

    time: Time
    status: str


class Diary:
    """Every session and slot, and the bookings of each patient on somebody's caseload."""

    def __init__(self, seed: int, today: date, patients: int, clinicians: tuple[Employee, ...], places: Places) -> None:
        self._draws = Draws(seed * 31 + 7)
        self._seed = seed
        self.templates: list[ClinicTemplate] = []
        self._today = today
        self._places = places
        self._clinicians = clinicians
        self.clinics: list[Clinic] = []
        self.times: list[Time] = []
        self._fill_days(patients)
        self.caseload: list[tuple[Booking, ...]] = self._book(patients // 3)
        """The bookings of one patient each, earliest first."""

    def resources(self) -> Iterator[Json]:
        """Templates and leave, then a Schedule for each session, then a Slot for each time."""
        for template in (*self.templates, *unpublished(self._seed, self._today, self._clinicians, self._places)):
            yield write(template, None)
        for entry in leave(self._seed, self._today, self._clinicians, self._places):
            yield write(entry, None)
        for clinic in self.clinics:
            yield schedule(clinic, self._places)
        for time in self.times:
            yield slot(time)

    def _fill_days(self, patients: int) -> None:
        span = timedelta(weeks=WEEKS)
        first = self._today - span
        days = working_days(first, self._today + span)
        wanted = patients * SLOTS_A_PATIENT / SLOTS_A_SESSION / max(1, len(days))
        a_day = max(6, min(2 * len(self._clinicians), round(wanted)))
        self.templates = roster(self._seed, first, a_day, self._clinicians, self._places)
        known = {person.id: person for person in self._clinicians}
        for day in days:
            for template in self.templates:
                clinician = known[template.staff_id]
                if day == self._today and clinician is self._clinicians[0]:
                    continue  # the first clinician's day is the first clinic's
                if runs_on(template, day):
                    self._add(template, clinician, day)

    def _add(self, template: ClinicTemplate, clinician: Employee, day: date) -> None:
        made = session_id(template.id, day)
        clinic = Clinic(made, clinician, day, template.start, template.end, template)
        self.clinics.append(clinic)
        for number, time in enumerate(slot_times(template)):
            self.times.append(Time(slot_id(made, number), clinic, time.start, time.end - time.start))

    def _book(self, most: int) -> list[tuple[Booking, ...]]:
        """Give each clinician's used times, in order, to their patients in turn."""
        share = min(1.0, VISITS_EACH * most / max(1.0, 0.7 * len(self.times)))
        used: dict[str, list[Time]] = {}
        for time in self.times:
            if self._draws.random() < share * self._chance(time.session.day):
                used.setdefault(time.session.clinician.id, []).append(time)
        caseload: list[tuple[Booking, ...]] = []
        for times in used.values():
            people = max(1, round(len(times) / VISITS_EACH))
            turns = (*range(people), *range(0, people, 4))  # one in four comes twice as often
            caseload.extend(
                tuple(self._booking(time) for at, time in enumerate(times) if turns[at % len(turns)] == person)
                for person in range(people)
            )
        return caseload[:most] if len(caseload) <= most else self._free(caseload, most)

    def _free(self, caseload: list[tuple[Booking, ...]], most: int) -> list[tuple[Booking, ...]]:
        for bookings in caseload[most:]:
            for booking in bookings:
                booking.time.status = "free"
        return caseload[:most]

    def _chance(self, day: date) -> float:
        """How full a day is: nearly full in the past, emptier the further ahead."""
        ahead = (day - self._today).days
        return 0.93 if ahead <= 0 else max(0.15, 0.92 - 0.013 * ahead)

    def _booking(self, time: Time) -> Booking:
        chance = self._draws.random()
        if time.session.day < self._today:
            status = "fulfilled" if chance < 0.88 else "noshow" if chance < 0.94 else "cancelled"
        elif time.session.day == self._today:
            status = "arrived" if chance < 0.08 and time.start < 10 * 60 else "booked"
        else:
            status = "booked" if chance < 0.97 else "cancelled"
        time.status = "free" if status == "cancelled" else "busy"
        return Booking(time, status)


def schedule(clinic: Clinic, places: Places) -> Json:
    """The session, a Schedule."""
    clinician, template = clinic.clinician, clinic.template
    site = ref("Location", places.site_ids[clinician.home_site])
    extensions: list[Json] = [{"url": SESSION_SITE, "valueReference": site}]
    if template is not None:
        extensions.append({"url": TEMPLATE, "valueString": template.id})
        extensions.append({"url": MODES, "valueString": " ".join(template.modes)})
    if clinic.holder:
        until = {"url": "until", "valueInstant": instant_at(clinic.day, EVENING)}
        extensions.append({"url": LEASE, "extension": [{"url": "holder", "valueString": clinic.holder}, until]})
    return {
        "resourceType": "Schedule",
        "id": clinic.id,
        "extension": extensions,
        "active": True,
        "serviceType": [{"text": service_of(clinician)}],
        "actor": [
            ref("Practitioner", clinician.id),
            ref("Location", places.room_id(clinician.home_site, clinician.room)),
        ],
        "planningHorizon": {
            "start": instant_at(clinic.day, clinic.start),
            "end": instant_at(clinic.day, clinic.end),
        },
    }


def slot(time: Time) -> Json:
    """The slot, a Slot."""
    resource: Json = {
        "resourceType": "Slot",
        "id": time.id,
        "schedule": ref("Schedule", time.session.id),
        "status": time.status,
        "start": time.starts,
        "end": time.ends,
    }
    if time.note:
        resource["comment"] = time.note
    return resource
