"""For when everything fails: which clinic lists are kept on this computer as papers, and who opened one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msk_desk.domain.roles import Actor
from msk_desk.domain.waiting.working_days import IsHoliday, is_working_day


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A clinic list that is kept: of one day at one site, each clinician on pages of their own.

    `name` is its file's, and says nothing; `digest` tells whether what it says has changed since; `patients`
    are whose names stand on it.
    """

    name: str
    day: date
    site: str
    made: datetime
    clinicians: tuple[str, ...]
    booked: int
    digest: str
    patients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """By what it is told whether a paper is still right: digests of its booked lines and of all that it says.

    `looked` is when all of it was looked at last.
    """

    lines: str
    content: str
    looked: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Every paper that can be read, by day and site; `checked` is when they were last found to be right."""

    papers: tuple[KeptPaper, ...]
    checked: datetime | None
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """A paper was opened while no audit could be written: it is told to the audit later."""

    at: datetime
    by: Actor
    patients: tuple[str, ...]


def name_of(day: date, site_id: str) -> str:
    """The file name of a day and site: the same each time, and it tells nobody which."""
    return hashlib.sha256(f"clinic-list/{day.isoformat()}/{site_id}".encode()).hexdigest()[:24]


def days_kept(today: date, is_holiday: IsHoliday) -> tuple[date, ...]:
    """Today and every day up to the next working day: a Saturday clinic between them is kept too."""
    days = [today]
    while len(days) == 1 or not is_working_day(days[-1], is_holiday):
        days.append(days[-1] + timedelta(days=1))
    return tuple(days)
