"""Publishing: twice makes nothing twice; holidays, leave and clashes are left out by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.clinic_templates import ClinicTemplate
from msk_desk.domain.clinics import Session
from msk_desk.domain.leave import Leave
from msk_desk.domain.publishing import Standing, Why, clashes, plan
from tests.fakes.clinic_templates import MORNING, templates

FIRST, LAST = date(2026, 12, 14), date(2027, 1, 4)
OTHER = replace(MORNING, id="t2", title="Ankle clinic", staff_id="ben")
LATER = replace(OTHER, room_id="room 4")


def reasons(*chosen: ClinicTemplate, standing: Standing = Standing()) -> list[tuple[date, str, Why | None]]:  # noqa: B008
    return [(each.day, each.template.id, each.why) for each in plan(chosen, FIRST, LAST, standing)]


def test_bank_holidays_leave_and_closed_sites_are_left_out_with_the_reason() -> None:
    away = Leave("l1", "asha", "2026-12-21", "2026-12-21", "Annual leave")
    closed = Leave("l2", "", "2027-01-04", "2027-01-04", "Boiler", site_id="harlow")
    standing = Standing(leave=(away, closed), is_bank_holiday=is_bank_holiday)
    assert reasons(MORNING, standing=standing) == [
        (date(2026, 12, 14), "t1", None), (date(2026, 12, 21), "t1", Why.LEAVE),
        (date(2026, 12, 28), "t1", Why.BANK_HOLIDAY), (date(2027, 1, 4), "t1", Why.CLOSED),
    ]  # fmt: skip
    open_then = replace(MORNING, on_bank_holidays=True)
    assert reasons(open_then, standing=standing)[2] == (date(2026, 12, 28), "t1", None)


def test_leave_for_a_morning_leaves_the_afternoon() -> None:
    afternoon = replace(MORNING, id="t3", start=13 * 60, end=16 * 60, breaks=())
    standing = Standing(leave=(Leave("l1", "asha", "2026-12-14", "2026-12-14", start=0, end=12 * 60),))
    assert [why for _, _, why in reasons(MORNING, afternoon, standing=standing)[:2]] == [Why.LEAVE, None]


def test_a_room_and_a_clinician_are_not_used_twice() -> None:
    found = plan((MORNING, OTHER), FIRST, FIRST, Standing())
    assert [(each.template.id, each.why) for each in found] == [("t2", None), ("t1", Why.ROOM)]
    assert found[1].other == found[0].session
    same_person = plan((MORNING, replace(LATER, staff_id="asha")), FIRST, FIRST, Standing())
    assert same_person[1].why is Why.CLINICIAN
    assert [each.why for each in plan((MORNING, LATER), FIRST, FIRST, Standing())] == [None, None]


def test_what_is_past_and_what_was_cancelled_is_not_made() -> None:
    made = plan((MORNING,), FIRST, LAST, Standing())
    cancelled = replace(made[0].session, active=False)
    moved = replace(made[1].session, start=made[1].session.start + timedelta(days=40))
    standing = Standing((cancelled,), {moved.id: moved}, now=datetime(2026, 12, 28, 9, 0, tzinfo=UTC))
    assert [why for _, _, why in reasons(MORNING, standing=standing)] == [
        Why.CANCELLED, Why.PUBLISHED, Why.PAST, None,
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(templates(), min_size=1, max_size=4), st.integers(0, 60))
def test_publishing_twice_makes_nothing_twice_and_nothing_that_clashes(drawn: list[ClinicTemplate], days: int) -> None:
    chosen = [
        replace(each, id=f"t{at}", staff_id=f"staff {at % 2}", room_id=f"room {at % 3}")
        for at, each in enumerate(drawn)
    ]
    last = FIRST + timedelta(days=days)
    standing = Standing(is_bank_holiday=is_bank_holiday)
    once = plan(chosen, FIRST, last, standing)
    made = tuple(each.session for each in once if each.why is None)
    assert clashes(made) == ()
    assert len({session.id for session in made}) == len(made)
    again = plan(chosen, FIRST, last, replace(standing, sessions=made))
    assert [each for each in again if each.why is None] == []
    assert {each.session.id for each in again} == {each.session.id for each in once}


def test_two_that_were_made_apart_are_found_to_clash() -> None:
    def held(id: str, staff: str, room: str, hour: int, hours: int = 2) -> Session:
        start = datetime(2026, 12, 14, hour, tzinfo=UTC)
        return Session(id, staff, room, "harlow", start, start + timedelta(hours=hours))

    sessions = (
        held("a", "asha", "r1", 9), held("b", "ben", "r1", 10), held("c", "ben", "r2", 11, 3),
        held("d", "asha", "r2", 13), replace(held("e", "asha", "r1", 9), active=False), held("f", "carol", "", 9, 8),
    )  # fmt: skip
    found = [(clash.over, clash.first.id, clash.second.id) for clash in clashes(sessions)]
    assert found == [(Why.ROOM, "a", "b"), (Why.CLINICIAN, "b", "c"), (Why.ROOM, "c", "d")]
