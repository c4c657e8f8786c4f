"""The front desk's day: more clinics at the first site today, half booked, and an outreach one that a laptop holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle

from msk_desk.district.diary import Booking, Clinic, Diary, Time
from msk_desk.district.draws import fixed_id
from msk_desk.district.staff import Employee

FEWEST = 200
"""Patients that a district has before its front desk is busy."""
HOLDER = "laptop 7"
_ONE_IN = 10
"""Of the patients so many are booked today, up to `_MOST`."""
_MOST = 26
_NINE, _NOON, _LUNCH, _FIVE = 9 * 60, 12 * 60, 60, 17 * 60
_OUTREACH = 6
# What is booked, slot by slot, in each clinic in turn: a (arrived), b (booked), m (did not attend), - (free).
_DAYS = ("ab-bb--bb-bb-", "ma-b-bb--b-b-", "b-b-bb-bb--b-", "bb-bbb-b-b---")
_STATUS = {"a": "arrived", "b": "booked", "m": "noshow"}


def add_front_desk(diary: Diary, seed: int, today: date, patients: int, clinicians: tuple[Employee, ...]) -> None:
    """Put them into the diary, one patient a booking.

    Args:
        patients: how many the district has beside those of the first clinic.
    """
    if patients < FEWEST:
        return
    busy = {clinic.clinician.id for clinic in diary.clinics if clinic.day == today}
    at_home = [person for person in clinicians[1:] if person.home_site == 0 and person.id not in busy]
    out = [person for person in clinicians[_OUTREACH : _OUTREACH + 1] if person.id not in busy]
    left = min(_MOST, patients // _ONE_IN)
    for person, day in zip((*at_home[:3], *out), _DAYS, strict=False):
        clinic = Clinic(fixed_id(seed, "front desk", person.id), person, today, _NINE, _FIVE)
        clinic.holder = HOLDER if person in out else ""
        diary.clinics.append(clinic)
        for time, sign in zip(_slots(seed, clinic), cycle(day), strict=False):
            diary.times.append(time)
            if sign in _STATUS and not time.note and left:
                left -= 1
                time.status = "busy"
                diary.caseload.append((Booking(time, _STATUS[sign]),))


def _slots(seed: int, clinic: Clinic) -> Iterator[Time]:
    """Half hours, every third one forty minutes, around an hour's lunch."""
    start, number = clinic.start, 0
    while start < clinic.end:
        minutes = min(40 if number % 3 == 0 else 30, (_NOON if start < _NOON else clinic.end) - start)
        key = fixed_id(seed, "front desk slot", clinic.clinician.id, str(number))
        if start == _NOON:
            yield Time(key, clinic, start, _LUNCH, "busy-unavailable", "Lunch")
            minutes = _LUNCH
        elif minutes >= 20:
            yield Time(key, clinic, start, minutes)
        start, number = start + minutes, number + 1
