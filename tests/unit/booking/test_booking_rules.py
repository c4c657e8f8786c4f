"""What fits a wish, in which order, and what may stand beside what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.booking_rules import (
    CHECK_STEP_FREE,
    DOUBLE,
    STEP_FREE,
    Wanted,
    elsewhere_at,
    first_fit,
    overlapping,
    with_place_freed,
    with_place_taken,
)
from msk_desk.domain.clinics import Appointment, OpenSlot, Slot, Status
from msk_desk.domain.nearness import Nearness
from msk_desk.domain.offers import Offer, is_reasonable, standing
from msk_desk.domain.pathways import PathwayEvent

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


def slot(number: int, *, session: str = "s", **more: object) -> OpenSlot:
    start = MONDAY + number * HALF
    made = OpenSlot(f"{session}{number}", session, start, start + HALF, "asha", "Asha Rao", "north", "North")
    return replace(made, **more)  # type: ignore[arg-type]


OPEN = st.builds(
    slot, st.integers(0, 400), session=st.sampled_from(("s", "t")), kind=st.sampled_from(("", "new", "review")),
    service=st.sampled_from(("", "esp", "podiatry")), staff_id=st.sampled_from(("asha", "ben")),
    step_free=st.sampled_from((True, False, None)), modes=st.sampled_from(((), ("f2f",), ("telephone", "video"))),
    postcode=st.sampled_from(("", "HW2 1AA", "HW5 1AA")),
)  # fmt: skip
WANTED = st.builds(
    Wanted, st.just(MONDAY), kind=st.sampled_from(("", "new")), service=st.sampled_from(("", "esp")),
    staff_id=st.sampled_from(("", "asha")), mode=st.sampled_from(("", "f2f", "video")),
    part=st.sampled_from(("", "morning", "afternoon", "evening")),
    weekdays=st.frozensets(st.integers(0, 6), max_size=2),
    needs=st.frozensets(st.sampled_from((STEP_FREE, DOUBLE))), postcode=st.sampled_from(("", "HW2 9ZZ")),
    nearest_first=st.booleans(),
)  # fmt: skip


@given(st.lists(OPEN, max_size=25, unique_by=lambda each: each.slot_id), WANTED)
def test_what_is_offered_answers_the_wish_and_is_in_order(slots: list[OpenSlot], wanted: Wanted) -> None:
    fits = first_fit(slots, wanted, 100)
    for fit in fits:
        assert fit.slot in slots
        assert wanted.kind in ("", fit.slot.kind) or not fit.slot.kind
        assert wanted.service in ("", fit.slot.service) or not fit.slot.service
        assert wanted.staff_id in ("", fit.slot.staff_id)
        assert not wanted.mode or not fit.slot.modes or wanted.mode in fit.slot.modes
        assert not wanted.weekdays or fit.start.weekday() in wanted.weekdays
        if STEP_FREE in wanted.needs and fit.slot.step_free is False:
            assert wanted.mode == "video", "a place with steps is offered only to who does not come"
        if DOUBLE in wanted.needs:
            assert fit.second is not None
            assert (fit.second.session_id, fit.second.start) == (fit.slot.session_id, fit.slot.end)
            assert fit.end - fit.start == 2 * HALF
    order = [(fit.nearness, fit.start) if wanted.nearest_first else fit.start for fit in fits]
    assert order == sorted(order)  # type: ignore[type-var]


def test_nothing_that_fits_is_left_out() -> None:
    slots = [slot(number) for number in range(6)]
    assert [fit.slot for fit in first_fit(slots, Wanted(MONDAY + HALF))] == slots[1:]
    assert len(first_fit(slots, Wanted(MONDAY, needs=frozenset({DOUBLE})))) == 5
    assert len(first_fit(slots, Wanted(MONDAY, minutes=45))) == 0
    assert len(first_fit(slots, Wanted(MONDAY, part="morning"))) == 6
    assert first_fit(slots, Wanted(MONDAY, part="evening")) == ()


def test_a_place_that_nobody_recorded_is_offered_with_a_note_after_one_that_is_known() -> None:
    known, unknown = slot(1, step_free=True), slot(1, session="t", step_free=None)
    steps = slot(1, session="u", step_free=False)
    fits = first_fit((unknown, steps, known), Wanted(MONDAY, needs=frozenset({STEP_FREE})))
    assert [(fit.slot, fit.notes) for fit in fits] == [(known, ()), (unknown, (CHECK_STEP_FREE,))]


def test_the_nearest_first_where_it_is_wanted() -> None:
    far, near = slot(0, postcode="HW5 1AA"), slot(9, session="t", postcode="HW7 1AA", near_to=("HW2",))
    wanted = Wanted(MONDAY, postcode="HW2 3BB")
    assert [fit.slot for fit in first_fit((far, near), wanted)] == [far, near]
    fits = first_fit((far, near), replace(wanted, nearest_first=True))
    assert [fit.nearness for fit in fits] == [Nearness.NEAR, Nearness.SAME_AREA]


@given(st.integers(1, 4), st.lists(st.tuples(st.booleans(), st.sampled_from("abcdef")), max_size=20))
def test_a_slot_is_busy_exactly_when_no_place_is_left(capacity: int, steps: list[tuple[bool, str]]) -> None:
    held, held_by = Slot("1", "s", MONDAY, MONDAY + HALF, capacity=capacity), set[str]()
    for taken, who in steps:
        held = with_place_taken(held, who) if taken else with_place_freed(held, who)
        held_by = held_by | {who} if taken else held_by - {who}
        assert (set(held.holders), len(held.holders)) == (held_by, len(held_by))
        assert (held.status == "busy") == (len(held_by) >= capacity)


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(tuple(Status))), max_size=6))
def test_two_places_at_once_are_found_whatever_the_order(drawn: list[tuple[int, Status]]) -> None:
    booked = [
        Appointment(str(at), "p", "", "", "", MONDAY + n * HALF, MONDAY + n * HALF + 2 * HALF, status)
        for at, (n, status) in enumerate(drawn)
    ]
    found = {frozenset((one.id, other.id)) for one, other in overlapping(booked)}
    live = [one for one in booked if one.status in (Status.BOOKED, Status.ARRIVED)]
    assert found == {
        frozenset((one.id, other.id)) for one in live for other in live
        if one.id != other.id and one.start < other.end and other.start < one.end
    }  # fmt: skip
    for one in live:
        beside = elsewhere_at(booked, one.start, one.end, but=one.id)
        assert (beside is not None) >= any(one.id in pair for pair in found)


def offered(made: date, day: date, answer: str = "declined") -> PathwayEvent:
    return PathwayEvent(f"{made}{day}", made, "offer", (("date", day.isoformat()), ("answer", answer)))


def test_three_weeks_are_reasonable_and_a_day_less_is_not() -> None:
    made = date(2026, 11, 23)
    assert is_reasonable(made, date(2026, 12, 14))
    assert not is_reasonable(made, date(2026, 12, 13))


def test_two_reasonable_dates_declined_ask_for_a_talk_and_nothing_less_does() -> None:
    made = date(2026, 11, 23)
    early, first, second = date(2026, 11, 30), date(2026, 12, 14), date(2026, 12, 23)
    assert standing((offered(made, early), offered(made, first))).declined == 1
    one = standing((offered(made, first),))
    assert (one.talk, one.second_by) == (False, first + timedelta(weeks=6))
    assert standing((offered(made, first), offered(made, first + timedelta(days=2)))).declined == 1, "one week is one"
    two = standing((offered(made, first), offered(made, second), offered(made, second, "accepted")))
    assert (two.declined, two.talk, two.second_by) == (2, True, None)
    assert two.offers[0] == Offer(made, first, "declined")
    seen = PathwayEvent("x", second, "first_appointment")
    assert standing((offered(made, first), offered(made, second), seen)).declined == 0
