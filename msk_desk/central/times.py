"""FHIR dates and instants as bounds that sort as text."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
FIRST, LAST = "0000", "9999-12-31T23:59:59.999999Z"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?")


@lru_cache(maxsize=65536)
def bounds(text: str) -> tuple[str, str]:
    """First and last moment of a FHIR date, dateTime or instant, in UTC; dates count as UTC days.

    Raises:
        ValueError: not a date that exists.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError("not a FHIR date")
    year, month, day, hour = (int(part) if part else None for part in found.group(1, 2, 3, 4))
    assert year is not None
    if hour is None or month is None or day is None:
        return _days(year, month, day)
    return _moment(text, found)


def instant(at: int) -> str:
    """A FHIR instant with microseconds, from microseconds since 1970."""
    return (_EPOCH + timedelta(microseconds=at)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware time."""
    return (moment - _EPOCH) // _MICROSECOND


def micros_of_bound(bound: str) -> int:
    """Microseconds since 1970 of a bound made here."""
    return micros(datetime.strptime(bound, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC))


def _days(year: int, month: int | None, day: int | None) -> tuple[str, str]:
    first = datetime(year, month or 1, day or 1)  # noqa: DTZ001 - checks that the day exists
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return (
        f"{year:04d}-{first.month:02d}-{first.day:02d}T00:00:00.000000Z",
        f"{year:04d}-{last_month:02d}-{last_day:02d}T23:59:59.999999Z",
    )


def _moment(text: str, found: re.Match[str]) -> tuple[str, str]:
    seconds, fraction, zone = found.group(6, 7, 8)
    base = f"{text[:16]}:{seconds or '00'}{_six(fraction)}{'+00:00' if zone in (None, 'Z') else zone}"
    moment = datetime.fromisoformat(base).astimezone(UTC)
    width = timedelta(0) if fraction else timedelta(seconds=1 if seconds else 60) - _MICROSECOND
    form = "%Y-%m-%dT%H:%M:%S.%fZ"
    return moment.strftime(form), (moment + width).strftime(form)


def _six(fraction: str | None) -> str:
    return (fraction or ".0")[:7].ljust(7, "0")
