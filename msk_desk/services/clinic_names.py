"""Names of staff, sites and rooms for the ids in sessions; the services of clinics look them up here."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.clinics import Place, Session
from msk_desk.domain.people import Staff
from msk_desk.services.ports import Records


@dataclass(frozen=True, slots=True)
class ClinicNames:
    """Read once for a whole list."""

    staff: dict[str, str]
    places: dict[str, Place]

    def who(self, staff_id: str) -> str:
        """`Asha Rao`; empty when not known."""
        return self.staff.get(staff_id, "")

    def place(self, place_id: str) -> str:
        """The name of a site or room; empty when not known."""
        found = self.places.get(place_id)
        return found.name if found else ""

    def where(self, session: Session) -> str:
        """`Room 3, Harlow Community Clinic`, or the site alone."""
        return ", ".join(filter(None, (self.place(session.room_id), self.place(session.site_id))))


def names_from(records: Records) -> ClinicNames:
    """The names as they are now."""
    staff = {person.id: person.name.spoken() for person in records.every(Staff)}
    return ClinicNames(staff, {place.id: place for place in records.every(Place)})
