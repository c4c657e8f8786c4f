"""The clinic's own clock: England's, whatever a computer is set to, and summer time as it comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CLINIC_ZONE = ZoneInfo("Europe/London")
_DAY = 24 * 60


def at(day: date, minutes: int) -> datetime:
    """A clock time, in minutes after midnight, as an aware moment in UTC."""
    later, rest = divmod(minutes, _DAY)
    wall = datetime.combine(day + timedelta(days=later), time(rest // 60, rest % 60), CLINIC_ZONE)
    return wall.astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The clinic day of an aware moment."""
    return moment.astimezone(CLINIC_ZONE).date()


def minutes_of(moment: datetime) -> int:
    """Minutes after the clinic's midnight, as its clock shows them."""
    wall = moment.astimezone(CLINIC_ZONE)
    return wall.hour * 60 + wall.minute


def clock(minutes: int) -> str:
    """`09:05`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_in(words: str) -> int | None:
    """Minutes after midnight of a typed time such as 9, 0930, 9.30 or 09:30; None when it is none."""
    digits = words.strip().replace(".", ":").replace(" ", "")
    hours, colon, rest = digits.partition(":")
    if not colon and len(hours) in (3, 4):
        hours, rest = hours[:-2], hours[-2:]
    if not hours.isdecimal() or not (rest or "00").isdecimal() or len(hours) > 2 or len(rest) not in (0, 2):
        return None
    hour, minute = int(hours), int(rest or "0")
    return hour * 60 + minute if hour < 24 and minute < 60 else None
