"""Dates as the clinic writes them; partial dates stay partial (ISO text `2026`, `2026-11`, `2026-11-22`)."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_KNOWN = "Not known"


def whole_date(text: str | None) -> date | None:
    """The calendar day of an ISO date or date-time, or None when it is absent, partial or not a date."""
    if not text or len(text) < 10:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def staff_date(value: date | str | None) -> str:
    """`04-May-1960` for staff, whatever the locale; partial dates keep what is known."""
    if value is None or value == "":
        return NOT_KNOWN
    if isinstance(value, date):
        return f"{value.day:02d}-{MONTHS[value.month - 1][:3]}-{value.year:04d}"
    day = whole_date(value)
    if day is not None:
        return staff_date(day)
    parts = value.split("-")
    if len(parts) == 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        return f"{MONTHS[int(parts[1]) - 1][:3]}-{parts[0]}"
    return parts[0] if len(parts) == 1 else NOT_KNOWN


def patient_date(value: date | str | None) -> str:
    """`4 May 2026` for patients."""
    day = value if isinstance(value, date) else whole_date(value)
    return NOT_KNOWN if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def patient_time(moment: datetime) -> str:
    """`9am`, `1:30pm`, `midday` for patients, in the moment's own zone."""
    hour, minute = moment.hour, moment.minute
    if (hour, minute) in ((0, 0), (12, 0)):
        return "midnight" if hour == 0 else "midday"
    past = f":{minute:02d}" if minute else ""
    return f"{(hour + 11) % 12 + 1}{past}{'am' if hour < 12 else 'pm'}"


def clock_time(moment: datetime | None) -> str:
    """`09:05`, 24 hours, in the moment's own zone."""
    return NOT_KNOWN if moment is None else f"{moment.hour:02d}:{moment.minute:02d}"


def age_in_years(born: str | date | None, on: date) -> int | None:
    """Completed years on a day; None when the birth date is not wholly known or is later than the day."""
    day = born if isinstance(born, date) else whole_date(born)
    if day is None or day > on:
        return None
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def weeks_completed(start: date, on: date) -> int:
    """Completed weeks waited, same day = 0.

    Source: NHS England, Recording and reporting RTT v5.0 (11 February 2025): days = stop - start.
    """
    return (on - start).days // 7
