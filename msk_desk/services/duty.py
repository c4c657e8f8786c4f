"""The duty rota: who answers for alerts today, and setting it day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.domain.clinics import Appointment, Place
from msk_desk.domain.duty import DutyDay, OnDuty, duty_id
from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Staff
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.saving import Saver


@dataclass(frozen=True, slots=True)
class RotaDay:
    """One day as the rota shows it: who was named for it, and who answers for it."""

    day: date
    named_id: str
    answers: OnDuty


class DutyRota:
    """Names the duty clinician; where nobody is named a team lead answers, and it is said."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver

    def on(self, day: date, site_id: str = "") -> OnDuty:
        """Who answers on a day: of the site, else of the service, else a team lead, else nobody."""
        self._saver.access.require_patients()
        for place, by in ((site_id, "site"), ("", "service")):
            named = self._named(day, place)
            if named and (place or by == "service"):
                return OnDuty(named, by)
        lead = self._team_lead(site_id)
        return OnDuty(lead, "team-lead") if lead else OnDuty("", "nobody")

    def for_patient(self, patient_id: str, day: date) -> OnDuty:
        """Who answers for a patient: at the site of their appointment that is nearest to the day."""
        nearest: tuple[int, str] | None = None
        for appointment in self._saver.records.of_patient(Appointment, patient_id):
            distance = abs((appointment.start.date() - day).days)
            if nearest is None or distance < nearest[0]:
                nearest = distance, appointment.place_id
        return self.on(day, self._site_of(nearest[1]) if nearest else "")

    def rota(self, first: date, days: int, site_id: str = "") -> tuple[RotaDay, ...]:
        """Some days of the rota, of a site or of the whole service."""
        self._saver.access.require_patients()
        span = (first + timedelta(days=at) for at in range(days))
        return tuple(RotaDay(day, self._named(day, site_id), self.on(day, site_id)) for day in span)

    def put(self, day: date, staff_id: str, site_id: str = "") -> Changes:
        """Name the duty clinician of a day; an empty `staff_id` takes the name off.

        Raises:
            Refused: only team leads and administrators set the rota.
            BadInput: the person may not act on an alert.
        """
        self._saver.access.require(Role.TEAM_LEAD, Role.ADMINISTRATOR)
        known = self._saver.records.read(DutyDay, duty_id(day, site_id))
        if staff_id and staff_id not in {person.id for person in self.able()}:
            raise BadInput("Only clinicians and team leads act on alerts.", advice="Choose somebody who sees patients.")
        if not staff_id and known is None:
            return Changes()
        named = staff_id or (known.staff_id if known else "")
        entry = DutyDay(duty_id(day, site_id), day.isoformat(), named, site_id, bool(staff_id))
        return Changes() if entry == known else self._saver.save("Duty rota changed", entry)

    def able(self) -> tuple[Staff, ...]:
        """Everybody who may act on an alert, by name."""
        staff = self._saver.records.every(Staff)
        found = [person for person in staff if any(_acts(role) for role in person.roles)]
        return tuple(sorted(found, key=_by_name))

    def sites(self) -> tuple[Place, ...]:
        """Every site, by name."""
        return tuple(sorted((p for p in self._saver.records.every(Place) if not p.part_of), key=_by_place))

    def _named(self, day: date, site_id: str) -> str:
        entry = self._saver.records.read(DutyDay, duty_id(day, site_id))
        return entry.staff_id if entry is not None and entry.active else ""

    def _site_of(self, place_id: str) -> str:
        place = self._saver.records.read(Place, place_id) if place_id else None
        return (place.part_of or place.id) if place else ""

    def _team_lead(self, site_id: str) -> str:
        leads = [person for person in self.able() if Role.TEAM_LEAD in person.roles]
        near = [person for person in leads if site_id and site_id in person.sites]
        return next((person.id for person in (*near, *leads)), "")


def _acts(role: Role) -> bool:
    return role.writes_notes or role is Role.TEAM_LEAD


def _by_name(person: Staff) -> tuple[str, tuple[str, ...]]:
    return person.name.family.casefold(), person.name.given


def _by_place(place: Place) -> str:
    return place.name.casefold()
