"""The duty rota: who answers for alerts on a day, of a site or of the whole service."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

_IDS = uuid.UUID("8d0d4b0e-60a5-4d0f-8c38-5b1f8e2f9d11")


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One day of the rota (FHIR Schedule); `place_id` is a site, or empty for the whole service."""

    id: str
    day: str
    staff_id: str
    place_id: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who answers, and by what: site, service, team-lead (nobody is on the rota) or nobody."""

    staff_id: str
    by: str


def duty_id(day: date, place_id: str = "") -> str:
    """The id of a day of the rota: the same on every computer, so that two entries for it are seen to clash."""
    return str(uuid.uuid5(_IDS, f"{day.isoformat()}/{place_id}"))
