"""Templates: which days, which slots; never two of one, never one in a break, on days of any length."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.clinic_templates import (
    ALTERNATE,
    MONTHLY,
    Break,
    ClinicTemplate,
    SlotLength,
    days_of,
    runs_on,
    session_on,
    slot_times,
    unused_minutes,
)
from msk_desk.domain.clinic_time import minutes_in, minutes_of
from msk_desk.domain.template_checks import faults
from tests.fakes.clinic_templates import MORNING, templates

CLOCKS_CHANGE = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))


def test_a_session_is_filled_in_the_order_of_kinds_around_its_break() -> None:
    found = [(slot.start, slot.end, slot.kind) for slot in slot_times(MORNING)]
    assert found == [
        (540, 580, "new"), (580, 610, "review"), (610, 640, "review"),
        (660, 700, "new"), (700, 730, "review"),
    ]  # fmt: skip
    assert unused_minutes(MORNING) == 20  # 12:10 to 12:30: the next review would end after the clinic


@pytest.mark.parametrize(
    ("pattern", "nth", "expected"),
    [
        ("every", (), [2, 9, 16, 23, 30]),
        (ALTERNATE, (), [2, 16, 30]),  # 5 January 2026 begins an even week, 2 March is eight weeks on
        (MONTHLY, (1, 3), [2, 16]),
        (MONTHLY, (-1,), [30]),
        (MONTHLY, (5,), [30]),
    ],
)
def test_the_weeks_of_a_pattern(pattern: str, nth: tuple[int, ...], expected: list[int]) -> None:
    template = replace(MORNING, pattern=pattern, nth=nth)
    found = [day.day for day in days_of(template, date(2026, 3, 1), date(2026, 3, 31))]
    assert found == expected


def test_a_template_runs_only_while_it_is_valid() -> None:
    short = replace(MORNING, valid_until="2026-01-12")
    assert runs_on(short, date(2026, 1, 12))
    assert not runs_on(short, date(2026, 1, 19))
    assert not runs_on(short, date(2025, 12, 29))
    assert not runs_on(replace(short, active=False), date(2026, 1, 12))


@pytest.mark.parametrize("day", CLOCKS_CHANGE)
def test_the_clock_on_the_wall_stands_when_clocks_change(day: date) -> None:
    template = replace(MORNING, weekdays=(6,))
    assert runs_on(template, day)
    for near in (day - timedelta(days=7), day, day + timedelta(days=7)):
        session, slots = session_on(template, near)
        assert minutes_of(session.start) == template.start
        assert minutes_of(session.end) == template.end
        assert [minutes_of(slot.start) for slot in slots] == [time.start for time in slot_times(template)]
        assert [(slot.end - slot.start).seconds // 60 for slot in slots] == [40, 30, 30, 40, 30]


@given(templates(), st.dates(date(2026, 1, 5), date(2030, 12, 31)))
def test_no_slot_is_in_a_break_outside_its_session_or_in_another(template: ClinicTemplate, day: date) -> None:
    session, slots = session_on(template, day)
    again, same = session_on(template, day)
    assert (session, slots) == (again, same)
    assert len({slot.id for slot in slots}) == len(slots)
    for before, after in pairwise(slots):
        assert before.end <= after.start
    for slot in slots:
        assert session.start <= slot.start < slot.end <= session.end
        for pause in template.breaks:
            assert minutes_of(slot.end) <= pause.start or pause.end <= minutes_of(slot.start)


@given(templates())
def test_what_may_be_kept_has_slots(template: ClinicTemplate) -> None:
    assert bool(slot_times(template)) is (faults(template) == ())
    assert set(faults(template)) <= {"slots"}


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"title": "  "}, "title"),
        ({"staff_id": ""}, "staff"),
        ({"room_id": ""}, "room"),
        ({"weekdays": ()}, "weekdays"),
        ({"pattern": MONTHLY}, "nth"),
        ({"start": 13 * 60}, "times"),
        ({"start": 60}, "times"),
        ({"modes": ()}, "modes"),
        ({"valid_from": ""}, "dates"),
        ({"valid_until": "2025-01-01"}, "dates"),
        ({"lengths": (SlotLength("new", 40), SlotLength("new", 30))}, "lengths"),
        ({"order": ("new", "decision")}, "order"),
        ({"breaks": (Break(8 * 60, 9 * 60),)}, "breaks"),
        ({"end": 9 * 60 + 30, "breaks": ()}, "slots"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, object], fault: str) -> None:
    assert faults(MORNING) == ()
    assert fault in faults(replace(MORNING, **wrong))  # type: ignore[arg-type]


def test_a_clinic_by_telephone_needs_no_room() -> None:
    assert faults(replace(MORNING, room_id="", modes=("telephone", "video"))) == ()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("9", 540), ("09:30", 570), ("930", 570), ("9.30", 570), ("1345", 825), ("24:00", None), ("9:6", None),
     ("", None), ("nine", None), ("12:75", None)],
)  # fmt: skip
def test_times_are_read_as_they_are_typed(typed: str, minutes: int | None) -> None:
    assert minutes_in(typed) == minutes
