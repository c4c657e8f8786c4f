"""Working days in England: Monday to Friday less bank holidays, which the caller gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

IsHoliday = Callable[[date], bool]


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether people work on a day."""
    return day.weekday() < 5 and not is_holiday(day)


def due_after(received: date, working_days: int, is_holiday: IsHoliday) -> date:
    """The n-th working day after the day of receipt; what comes on a day off counts as come on the next working day."""
    days = _working_days_from(received, is_holiday)
    for _ in range(working_days):
        next(days)
    return next(days)


def working_days_between(start: date, end: date, is_holiday: IsHoliday) -> int:
    """How many working days lie after `start` up to and with `end`; 0 when the end is not later."""
    span = (end - start).days
    return sum(is_working_day(start + timedelta(at), is_holiday) for at in range(1, span + 1))


def _working_days_from(day: date, is_holiday: IsHoliday) -> Iterator[date]:
    while True:
        if is_working_day(day, is_holiday):
            yield day
        day += timedelta(days=1)
