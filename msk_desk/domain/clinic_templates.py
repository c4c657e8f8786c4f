"""Clinic templates: on which days a clinic is held, and which slots a session of it has; pure rules."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msk_desk.domain.clinic_time import at
from msk_desk.domain.clinics import Mode, Session, Slot

_IDS = uuid.UUID("b7a3f0de-5a0e-4a43-9f0c-2f6a4c1d8e55")
EVERY_WEEK, ALTERNATE, MONTHLY = "every", "alternate", "monthly"
PATTERNS = (EVERY_WEEK, ALTERNATE, MONTHLY)
LAST_WEEK = -1
ANY_KIND = "any"
"""A slot that takes an appointment of any kind."""
EARLIEST, LATEST = 6 * 60, 22 * 60
"""Clinics are held between six and ten: the hour that summer time takes or gives is never among them."""


@dataclass(frozen=True, slots=True)
class SlotLength:
    """How long an appointment of a kind takes, and how many patients its slot takes at once."""

    kind: str
    minutes: int
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Break:
    """A time without patients, in minutes after midnight by the clinic's clock."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClinicTemplate:
    """A clinic as it is planned (FHIR HealthcareService); times are minutes after midnight by the clinic's clock.

    `weekdays` count from 0, Monday. `pattern` is every week, alternate weeks (counted from the week of `valid_from`)
    or monthly, then `nth` names the weekdays of the month: 1 to 5, or -1 for the last. `order` is the row of kinds
    that fills a session, begun again until it is full. Dates are ISO dates; an empty `valid_until` has no end.
    """

    id: str
    title: str
    staff_id: str
    site_id: str
    room_id: str = ""
    service: str = ""
    weekdays: tuple[int, ...] = ()
    pattern: str = EVERY_WEEK
    nth: tuple[int, ...] = ()
    start: int = 9 * 60
    end: int = 12 * 60 + 30
    lengths: tuple[SlotLength, ...] = ()
    order: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    modes: tuple[str, ...] = (str(Mode.FACE_TO_FACE),)
    valid_from: str = ""
    valid_until: str = ""
    on_bank_holidays: bool = False
    active: bool = True

    @property
    def needs_room(self) -> bool:
        """Whether patients come to it."""
        return str(Mode.FACE_TO_FACE) in self.modes

    def length_of(self, kind: str) -> SlotLength | None:
        """The slot of a kind of appointment."""
        return next((length for length in self.lengths if length.kind == kind), None)


@dataclass(frozen=True, slots=True)
class SlotTime:
    """One slot of a template's session; times are minutes after midnight by the clinic's clock."""

    start: int
    end: int
    kind: str
    capacity: int


def runs_on(template: ClinicTemplate, day: date) -> bool:
    """Whether the template has a clinic on a day, holidays and leave aside."""
    if not template.active or day.weekday() not in template.weekdays or not _valid_on(template, day):
        return False
    if template.pattern == ALTERNATE:
        return _weeks_between(date.fromisoformat(template.valid_from), day) % 2 == 0
    if template.pattern == MONTHLY:
        last = (day + timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 in template.nth or (last and LAST_WEEK in template.nth)
    return True


def _valid_on(template: ClinicTemplate, day: date) -> bool:
    iso = day.isoformat()
    return template.valid_from <= iso and (not template.valid_until or iso <= template.valid_until)


def _weeks_between(first: date, day: date) -> int:
    """Weeks from the week of one day to that of the other; weeks begin on Monday."""
    mondays = [each - timedelta(days=each.weekday()) for each in (first, day)]
    return (mondays[1] - mondays[0]).days // 7


def days_of(template: ClinicTemplate, first: date, last: date) -> Iterator[date]:
    """The days of a stretch on which the template has a clinic, holidays and leave aside."""
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        if runs_on(template, day):
            yield day


def slot_times(template: ClinicTemplate) -> tuple[SlotTime, ...]:
    """The slots of one session: the row of kinds again and again; what does not fit before a break comes after it."""
    found: list[SlotTime] = []
    now, turn = template.start, 0
    while template.order:
        length = template.length_of(template.order[turn % len(template.order)])
        if length is None or length.minutes <= 0:
            break
        now = _after_breaks(template.breaks, now, length.minutes)
        if now + length.minutes > template.end:
            break
        found.append(SlotTime(now, now + length.minutes, length.kind, length.capacity))
        now += length.minutes
        turn += 1
    return tuple(found)


def _after_breaks(breaks: tuple[Break, ...], start: int, minutes: int) -> int:
    """The first time from `start` on at which so many minutes touch no break."""
    for pause in sorted(breaks, key=_start_of):
        if start < pause.end and pause.start < start + minutes:
            start = pause.end
    return start


def _start_of(pause: Break) -> int:
    return pause.start


def unused_minutes(template: ClinicTemplate) -> int:
    """Minutes of a session that are neither slot nor break."""
    held = {minute for pause in template.breaks for minute in range(pause.start, pause.end)}
    held |= {minute for slot in slot_times(template) for minute in range(slot.start, slot.end)}
    return sum(minute not in held for minute in range(template.start, template.end))


def session_id(template_id: str, day: date) -> str:
    """The id of a template's session on a day: the same on every computer, so that it is never made twice."""
    return str(uuid.uuid5(_IDS, f"{template_id}/{day.isoformat()}"))


def slot_id(session: str, number: int) -> str:
    """The id of a slot of a published session, counted from 0."""
    return str(uuid.uuid5(_IDS, f"{session}/slot/{number}"))


def session_on(template: ClinicTemplate, day: date) -> tuple[Session, tuple[Slot, ...]]:
    """The session that a template makes on a day, with its slots."""
    made = session_id(template.id, day)
    session = Session(
        made, template.staff_id, template.room_id, template.site_id, at(day, template.start), at(day, template.end),
        template.service, template_id=template.id, modes=template.modes,
    )  # fmt: skip
    mode = template.modes[0] if len(template.modes) == 1 else ""
    slots = tuple(
        Slot(
            slot_id(made, number), made, at(day, time.start), at(day, time.end),
            capacity=time.capacity, kind="" if time.kind == ANY_KIND else time.kind, mode=mode,
        )
        for number, time in enumerate(slot_times(template))
    )  # fmt: skip
    return session, slots


def overlap(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> bool:
    """Whether two stretches of time share any moment."""
    return start < other_end and other_start < end
