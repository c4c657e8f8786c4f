"""Columns of the calendar: nobody booked goes unseen, places are counted, what overlaps lies side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msk_desk.domain.diary import Diary, Sitting, Space, Waiting, fits
from tests.fakes.made_up_diary import DAY, at, booked, diary, sitting
from ui.screens.clinics.columns import BOOKED, BREAK, FREE, LOST, Column, columns_of
from ui.screens.clinics.geometry import Geometry


def one(sitting: Sitting, *loose: object) -> Column:
    (column,) = columns_of(Diary(DAY, DAY, (sitting,), tuple(loose)))  # type: ignore[arg-type]
    return column


def with_spaces(*spaces: Space) -> Sitting:
    return replace(sitting(0), spaces=spaces)


def test_a_clinician_has_a_column_a_site_and_day_and_the_home_site_comes_first() -> None:
    columns = columns_of(diary(8, days=2), home_site="site 1")
    assert [column.title for column in columns[:3]] == ["Clinician 6", "Clinician 7", "Clinician 0"]
    assert len({column.key for column in columns}) == 16
    assert columns[0].places == (5, 14)
    assert [b.what for b in columns[0].blocks].count(BREAK) == 1


def test_a_slot_for_several_shows_each_booking_and_what_is_left() -> None:
    group = Space("s", "x", at(9), at(10), capacity=3, booked=(booked("A", at(9)), booked("B", at(9))))
    blocks = one(with_spaces(group)).blocks
    assert [(b.what, b.lane, b.lanes) for b in blocks] == [(BOOKED, 0, 3), (BOOKED, 1, 3), (FREE, 2, 3)]
    assert one(with_spaces(group)).places == (1, 3)
    full = replace(group, status="busy")
    assert [b.what for b in one(with_spaces(full)).blocks] == [BOOKED, BOOKED]


def test_a_booking_without_a_slot_is_seen_beside_what_lies_at_its_time() -> None:
    free = Space("s", "x", at(9), at(9, 30))
    lost = booked("A", at(9, 10), staff_id="staff 0")
    column = one(with_spaces(free), lost)
    assert {(b.what, b.lane, b.lanes) for b in column.blocks} == {(FREE, 0, 2), (LOST, 1, 2)}
    shape = Geometry((column,), 300)
    boxes = [shape.box(0, block) for block in column.blocks]
    assert min(box.x for box in boxes) + boxes[0].width <= max(box.x for box in boxes)


def test_somebody_booked_with_a_clinician_who_has_no_session_has_a_column() -> None:
    lost = booked("A", at(9), staff_id="somebody", staff_name="Ben Carter")
    first, second = columns_of(Diary(DAY, DAY, (sitting(0),), (lost,)))
    assert (first.title, second.title) == ("Clinician 0", "Ben Carter")
    assert [block.what for block in second.blocks] == [LOST]


def test_nothing_of_a_cancelled_session_can_be_booked() -> None:
    column = one(replace(sitting(0), active=False))
    assert column.called_off
    assert not any(block.bookable for block in column.blocks)


@pytest.mark.parametrize(
    ("entry", "slot", "well"),
    [
        ({}, {}, True),
        ({"minutes": 40}, {}, False),
        ({"minutes": 30}, {}, True),
        ({"kind": "new"}, {"kind": "review"}, False),
        ({"kind": "new"}, {"kind": "new"}, True),
        ({"mode": "video"}, {"mode": "f2f"}, False),
        ({"staff_id": "somebody else"}, {}, False),
        ({"site_id": "site 0"}, {}, True),
        ({"not_before": "2026-11-24"}, {}, False),
        ({"not_before": "2026-11-23"}, {}, True),
        ({}, {"status": "busy"}, False),
        ({"needs": ("double-slot",)}, {}, True),
        ({"needs": ("double-slot",), "minutes": 60}, {}, True),
        ({"needs": ("double-slot",)}, {"start": at(9, 30), "end": at(10)}, False),
        ({"service": "podiatry"}, {}, False),
    ],
)
def test_who_fits_a_slot(entry: dict[str, object], slot: dict[str, object], well: bool) -> None:
    anybody = Waiting("w", "p", "A", "", "", "Knee", "", "", "routine", "2026-08-01")
    waiting = replace(anybody, **entry)  # type: ignore[arg-type]
    space = replace(Space("s", "x", at(9), at(9, 30)), **slot)  # type: ignore[arg-type]
    there = replace(sitting(0), spaces=(space, Space("t", "x", at(9, 30), at(10))))
    assert fits(waiting, space, there) is well


def test_a_session_held_by_a_laptop_is_held_until_it_gives_it_back() -> None:
    held = diary(3).sittings[2]
    assert held.held_at(at(17, 59))
    assert not held.held_at(at(18))


def test_a_double_slot_is_one_booking_and_a_held_session_is_not_booked_from_here() -> None:
    long = replace(booked("A", at(9)), end=at(10))
    first = Space("s1", "x", at(9), at(9, 30), "busy", booked=(long,))
    second, third = Space("s2", "x", at(9, 30), at(10), "busy"), Space("s3", "x", at(10), at(10, 30))
    (block, free) = one(with_spaces(first, second, third)).blocks
    assert (block.top, block.bottom, free.bookable) == (540, 600, True)
    held = replace(with_spaces(third), lease_holder="laptop 4", lease_until=at(18))
    (there,) = columns_of(Diary(DAY, DAY, (held,)), now=at(12), device_id="front desk")
    (own,) = columns_of(Diary(DAY, DAY, (held,)), now=at(12), device_id="laptop 4")
    assert (there.blocks[0].bookable, own.blocks[0].bookable) == (False, True)


def test_every_point_of_a_block_finds_it_and_no_point_finds_two() -> None:
    columns = columns_of(diary(9, days=2))
    shape = Geometry(columns, 900)
    for at_column, column in enumerate(columns):
        for number, block in enumerate(column.blocks):
            box = shape.box(at_column, block)
            for x, y in ((box.x, box.y), (box.x + box.width - 1, box.y + box.height - 1)):
                assert shape.spot_at(x, y) == (at_column, number)
    assert shape.spot_at(-1, 10) is None
    assert shape.spot_at(shape.width + 500, 10) is None
    assert {n for n, _ in shape.spots_between(0, 0, shape.height)} == set(range(len(columns[0].blocks)))
