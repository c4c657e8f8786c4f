"""Leave of a clinician and days on which a site is closed: clinics are not published into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from msk_desk.domain.clinic_time import day_of, minutes_of

MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody is away, or with `site_id` alone a site is closed (FHIR Schedule of its own kind).

    `first` and `last` are ISO dates, both included; `start` and `end` are minutes after midnight of each of the days.
    """

    id: str
    staff_id: str
    first: str
    last: str
    reason: str = ""
    site_id: str = ""
    start: int = 0
    end: int = MIDNIGHT
    active: bool = True

    @property
    def whole_days(self) -> bool:
        """Whether it takes its days from midnight to midnight."""
        return self.start <= 0 and self.end >= MIDNIGHT

    def takes(self, staff_id: str, site_id: str, start: datetime, end: datetime) -> bool:
        """Whether a clinician's clinic at a site falls into it."""
        concerns = self.staff_id == staff_id if self.staff_id else bool(self.site_id) and self.site_id == site_id
        day = day_of(start).isoformat()
        if not self.active or not concerns or not self.first <= day <= self.last:
            return False
        return minutes_of(start) < self.end and self.start < (minutes_of(end) or MIDNIGHT)


def leave_over(entries: Iterable[Leave], staff_id: str, site_id: str, start: datetime, end: datetime) -> Leave | None:
    """The leave or closing into which a clinic falls, if any."""
    return next((entry for entry in entries if entry.takes(staff_id, site_id, start, end)), None)


def days(entry: Leave) -> tuple[date, date]:
    """First and last day."""
    return date.fromisoformat(entry.first), date.fromisoformat(entry.last)
