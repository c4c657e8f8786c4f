"""Schedules: every answer counts once, nothing is asked too early, and what is open today is asked once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.content.pathways import load_all
from msk_desk.domain.proms.schedule import (
    OPEN,
    Choice,
    Course,
    Due,
    PathwaySchedule,
    State,
    due_now,
    open_now,
    plan_of,
    schedule_for,
    whole_schedule,
)
from msk_desk.domain.proms.time_points import spans

KNEE = load_all()["knee"]
SEEN = date(2026, 6, 1).toordinal()
DAYS = st.integers(SEEN - 200, SEEN + 500)
COURSES = st.builds(
    Course,
    st.just("pathway"), st.just("patient"), st.just("Right knee"), st.sampled_from(("assessed", "decision", "pifu")),
    started=st.integers(SEEN - 120, SEEN), ended=st.one_of(st.just(0), st.integers(SEEN, SEEN + 400)),
    seen=st.one_of(st.just(0), st.just(SEEN)), booked=st.one_of(st.just(0), st.integers(SEEN, SEEN + 90)),
    taken=st.dictionaries(st.sampled_from(("MSK-HQ", "OKS", "PSFS")), st.lists(DAYS, max_size=6).map(tuple)),
)  # fmt: skip


def course(**known: object) -> Course:
    begun = {"started": SEEN - 40, "seen": SEEN} | known
    return Course("pathway", "patient", "Right knee", **{"stage": "assessed", **begun})  # type: ignore[arg-type]


def at(found: tuple[Due, ...], instrument: str, point: str) -> Due:
    return next(due for due in found if (due.instrument, due.point) == (instrument, point))


def state(day: int, point: str, instrument: str = "MSK-HQ", **known: object) -> State:
    return at(whole_schedule(KNEE, course(**known), SEEN + day), instrument, point).state


@pytest.mark.parametrize(
    ("day", "point", "wanted"),
    [
        (0, "baseline", State.DUE), (1, "baseline", State.OVERDUE), (21, "baseline", State.OVERDUE),
        (22, "baseline", State.MISSED), (27, "6-weeks", State.TOO_EARLY), (28, "6-weeks", State.DUE),
        (56, "6-weeks", State.DUE), (57, "6-weeks", State.OVERDUE), (66, "6-weeks", State.OVERDUE),
        (67, "6-weeks", State.MISSED), (77, "3-months", State.DUE), (365, "12-months", State.DUE),
        (422, "12-months", State.OVERDUE), (500, "12-months", State.MISSED),
    ],
)  # fmt: skip
def test_each_point_opens_grows_late_and_gives_way(day: int, point: str, wanted: State) -> None:
    assert state(day, point) is wanted


@pytest.mark.parametrize(("answered", "counts"), [(-68, True), (-69, False), (0, True), (21, True), (22, False)])
def test_the_baseline_takes_what_lies_nearest_to_the_first_treatment(answered: int, counts: bool) -> None:
    assert (state(30, "baseline", taken={"MSK-HQ": (SEEN + answered,)}) is State.DONE) == counts


def test_a_late_answer_counts_for_the_nearest_point() -> None:
    taken = {"MSK-HQ": (SEEN + 60,)}
    assert state(100, "6-weeks", taken=taken) is State.DONE
    taken = {"MSK-HQ": (SEEN + 70,)}
    assert state(100, "6-weeks", taken=taken) is State.MISSED
    assert state(100, "3-months", taken=taken) is State.DONE


def test_before_the_first_visit_is_booked_nothing_is_due() -> None:
    assert due_now(KNEE, course(seen=0), SEEN) == ()
    waiting = whole_schedule(KNEE, course(seen=0), SEEN)
    assert {due.point for due in waiting} == {"baseline"}
    assert {due.state for due in waiting} == {State.TOO_EARLY}


def test_the_baseline_is_asked_from_two_weeks_before_the_appointment() -> None:
    booked = course(seen=0, booked=SEEN)
    assert due_now(KNEE, booked, SEEN - 15) == ()
    assert {due.instrument for due in due_now(KNEE, booked, SEEN - 14)} == {"MSK-HQ", "OKS", "EQ-5D-5L", "NPRS", "PSFS"}


def test_before_surgery_is_asked_while_the_decision_lasts_and_a_fresh_answer_does() -> None:
    deciding = course(stage="decision", taken={"OKS": (SEEN,)})
    assert at(due_now(KNEE, deciding, SEEN + 29), "OKS", "before-surgery").state is State.DUE
    assert "OKS" not in {due.instrument for due in due_now(KNEE, deciding, SEEN + 28)}
    assert all(due.point != "before-surgery" for due in whole_schedule(KNEE, course(), SEEN + 29))


def test_at_discharge_the_points_that_would_follow_fall_away() -> None:
    left = whole_schedule(KNEE, course(ended=SEEN + 100), SEEN + 101)
    assert [due.point for due in left if due.instrument == "MSK-HQ"] == ["baseline", "6-weeks", "discharge"]
    assert at(left, "MSK-HQ", "discharge").state is State.DUE


@pytest.mark.parametrize("kind", [State.DECLINED, State.NOT_APPLICABLE])
def test_declined_and_not_applicable_stand_with_their_reason_until_an_answer_comes(kind: State) -> None:
    chosen = {("MSK-HQ", "baseline"): Choice(kind, "Reads no English")}
    found = at(whole_schedule(KNEE, course(choices=chosen), SEEN), "MSK-HQ", "baseline")
    assert (found.state, found.reason) == (kind, "Reads no English")
    answered = course(choices=chosen, taken={"MSK-HQ": (SEEN,)})
    assert at(whole_schedule(KNEE, answered, SEEN), "MSK-HQ", "baseline").state is State.DONE


@given(COURSES, DAYS)
def test_an_answer_counts_for_one_point_of_its_instrument_at_most(known: Course, day: int) -> None:
    for wanted in KNEE.wanted:
        found = spans(KNEE.points, wanted.points, known.started, known.seen, known.booked, known.ended)
        assert sum(span.since <= day <= span.until for span in found) <= 1
        for span in found:
            assert span.since <= span.until


@given(COURSES, DAYS)
def test_between_two_points_the_nearer_one_takes_the_answer(known: Course, day: int) -> None:
    for wanted in KNEE.wanted:
        found = spans(KNEE.points, wanted.points, known.started, known.seen, known.booked, known.ended)
        if len(found) < 2 or not found[0].target <= day <= found[-1].target:
            continue
        (taken,) = (span for span in found if span.since <= day <= span.until)
        assert abs(taken.target - day) == min(abs(span.target - day) for span in found)


@given(COURSES, DAYS)
def test_what_is_open_is_asked_once_and_nothing_before_it_opens(known: Course, today: int) -> None:
    asked = due_now(KNEE, known, today)
    assert len({due.instrument for due in asked}) == len(asked)
    for due in asked:
        assert due.state in OPEN
        assert due.opens <= today <= due.until
        assert (due.state is State.OVERDUE) == (today > due.late)


@given(COURSES, DAYS)
def test_what_is_asked_now_is_what_the_whole_schedule_has_open(known: Course, today: int) -> None:
    timed = {(due.instrument, due.point): due.state for due in whole_schedule(KNEE, known, today) if due.state in OPEN}
    asked = {(due.instrument, due.point): due.state for due in due_now(KNEE, known, today)}
    assert asked.items() <= timed.items()
    assert {instrument for instrument, _ in timed} == {instrument for instrument, _ in asked}
    required = open_now(plan_of(KNEE, required=True), known, today)
    assert required == tuple(due for due in due_now(KNEE, known, today) if not due.optional)


@given(COURSES, DAYS)
def test_an_answer_given_today_leaves_nothing_of_its_instrument_open(known: Course, today: int) -> None:
    for due in due_now(KNEE, known, today):
        days = (*known.taken.get(due.instrument, ()), today)
        told = Course(
            known.pathway_id, known.patient_id, known.title, known.stage, known.started, known.ended, known.seen,
            known.booked, {**known.taken, due.instrument: days},
        )  # fmt: skip
        assert due.instrument not in {after.instrument for after in due_now(KNEE, told, today)}


@pytest.mark.parametrize("schedule", load_all().values(), ids=lambda schedule: schedule.code)
def test_every_area_has_its_schedule(schedule: PathwaySchedule) -> None:
    found = schedule_for(load_all().values(), f"Left {schedule.words[0]}" if schedule.words else "Something else")
    assert found is schedule
