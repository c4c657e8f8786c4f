"""Diaries for tests and measurements of the calendar: columns with everything that a column can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msk_desk.domain.diary import Booked, Diary, Sitting, Space

ZONE = ZoneInfo("Europe/London")
DAY = date(2026, 11, 23)
_NAMES = (
    "COOPER, Ruth", "MURRAY, Ewan", "SINGH, Harpreet", "FRASER, Lorna", "HOLLOWAY, Margaret Ann", "ALI, Yusuf",
    "WRIGHT, Colin", "KOWALSKA, Anna", "YOUNG, Thomas", "PATEL, Nisha", "OSEI, Daniel", "BENNETT, Joan",
)  # fmt: skip
_STATUS = ("booked", "arrived", "booked", "fulfilled", "noshow", "booked", "proposed")


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A time of a day on the clinic's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def booked(name: str, start: datetime, minutes: int = 30, **more: str) -> Booked:
    """A booking; its ids follow from the name and time."""
    given = {
        "appointment_id": f"a/{name}/{start:%d%H%M}", "patient_id": f"p/{name}", "born": "1956-03-14",
        "kind": "review", "mode": "f2f", "reason": "knee", **more,
    }  # fmt: skip
    return Booked(name=name, start=start, end=start + timedelta(minutes=minutes), **given)  # type: ignore[arg-type]


def sitting(number: int, day: date = DAY, slots: int = 14) -> Sitting:
    """One clinician's day of so many half-hour slots from nine, with an hour's break; about two in three are taken."""
    id = f"session {number} {day}"
    spaces, start = [], at(9, 0, day)
    for slot in range(slots):
        if slot == slots // 2:
            spaces.append(Space(f"{id}/break", id, start, start + timedelta(hours=1), "busy-unavailable"))
            start += timedelta(hours=1)
        end = start + timedelta(minutes=30)
        taken = (slot * 7 + number * 3) % 5 > 1
        who = booked(_NAMES[(slot + number) % 12], start, status=_STATUS[(slot + number) % 7])
        spaces.append(
            Space(f"{id}/{slot}", id, start, end, "busy" if taken else "free", booked=(who,) if taken else ())
        )
        start = end
    site = number // 6
    return Sitting(
        id, f"staff {number}", f"Clinician {number}", f"Room {number % 6 + 1}", f"site {site}", f"Site {site}",
        at(9, 0, day), start, "Physiotherapy", spaces=tuple(spaces),
    )  # fmt: skip


def diary(columns: int, days: int = 1) -> Diary:
    """So many clinicians on each day; the third session is held by a laptop and the fifth is called off."""
    made = [sitting(number, DAY + timedelta(days=day)) for day in range(days) for number in range(columns)]
    made = [
        replace(each, lease_holder="laptop 4", lease_until=at(18)) if n == 2 else each for n, each in enumerate(made)
    ]
    made = [replace(each, active=False, cancel_reason="Leave") if n == 4 else each for n, each in enumerate(made)]
    return Diary(DAY, DAY + timedelta(days=days - 1), tuple(made))
