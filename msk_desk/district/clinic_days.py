"""Working days and clinic times of the district, in England's calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from msk_desk.domain.bank_holidays import is_bank_holiday

ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday, not a bank holiday in England."""
    return day.weekday() < 5 and not is_bank_holiday(day)


def working_day_before(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def working_day_after(day: date) -> date:
    """The first working day later than the day."""
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days(first: date, last: date) -> list[date]:
    """Every working day from first to last, both included."""
    days = (first + ONE_DAY * step for step in range((last - first).days + 1))
    return [day for day in days if is_working_day(day)]


@cache
def _last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - ONE_DAY * ((day.weekday() + 1) % 7)


@cache
def hours_ahead_of_utc(day: date) -> int:
    """1 in British summer time, else 0, for clinic hours.

    Source: Summer Time Order 2002: from the last Sunday of March to the last Sunday of October.
    """
    return int(_last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10))


def instant_at(day: date, minutes: int) -> str:
    """A local clock time, in minutes after midnight, as a FHIR instant in UTC."""
    utc = minutes - 60 * hours_ahead_of_utc(day)
    return f"{day.isoformat()}T{utc // 60:02d}:{utc % 60:02d}:00.000Z"
