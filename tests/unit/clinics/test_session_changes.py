"""A session changed or cancelled: each booked patient is kept, moves with it or is to be rebooked; nobody is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.session_changes import (
    CLOSED_SLOT,
    LIVE,
    Cause,
    Held,
    Outcome,
    SessionChange,
    cancelled,
    changed,
    reinstated,
)

START = datetime(2026, 12, 14, 9, tzinfo=UTC)
HALF = timedelta(minutes=30)
SESSION = Session("s", "asha", "room 3", "harlow", START, START + 6 * HALF)
SLOTS = tuple(Slot(f"slot {n}", "s", START + n * HALF, START + (n + 1) * HALF, "free") for n in range(6))


def booked(number: int, patient: str = "", status: Status = Status.BOOKED) -> Appointment:
    slot = SLOTS[number]
    return Appointment(
        f"a{number}{patient}", patient or f"p{number}", "asha", "harlow", slot.id, slot.start, slot.end, status
    )


def held(*appointments: Appointment, **elsewhere: tuple[Appointment, ...]) -> Held:
    used = {a.slot_id for a in appointments if a.status in LIVE}
    slots = tuple(replace(slot, status="busy") if slot.id in used else slot for slot in SLOTS)
    return Held(SESSION, slots, appointments, elsewhere)


def same(**values: object) -> SessionChange:
    change = SessionChange(SESSION.start, SESSION.end, "asha", "room 3", "harlow")
    return replace(change, **values)  # type: ignore[arg-type]


def test_another_room_of_the_site_keeps_everybody_and_wants_no_letter() -> None:
    done = changed(held(booked(0)), same(room_id="room 4"), frozenset(), "")
    assert done.session.room_id == "room 4"
    assert done.slots == ()
    (effect,) = done.effects
    assert (effect.outcome, effect.causes, effect.letter) == (Outcome.KEPT, (Cause.ROOM,), False)


def test_another_time_moves_slots_and_patients_together() -> None:
    later = same(start=START + HALF, end=SESSION.end + HALF)
    done = changed(held(booked(0), booked(3)), later, frozenset(), "")
    assert [slot.start - HALF for slot in done.slots] == [slot.start for slot in SLOTS]
    for effect in done.effects:
        assert effect.after.start == effect.before.start + HALF
        assert (effect.outcome, effect.causes, effect.letter) == (Outcome.MOVED, (Cause.TIME,), True)


def test_who_would_be_in_two_places_is_to_be_rebooked_and_the_slot_is_free() -> None:
    other = Appointment("x", "p0", "ben", "harlow", "y", START + HALF, START + 2 * HALF)
    later = same(start=START + HALF, end=SESSION.end + HALF)
    done = changed(held(booked(0), p0=(other,)), later, frozenset(), "Room not ready")
    (effect,) = done.effects
    assert (effect.outcome, effect.causes) == (Outcome.REBOOK, (Cause.TWO_PLACES,))
    assert (effect.after.status, effect.after.cancelled_by) == (Status.CANCELLED, "service")
    assert effect.after.cancel_reason == "Room not ready"
    assert next(slot for slot in done.slots if slot.id == "slot 0").status == "free"


def test_a_shorter_session_cuts_its_last_slots_and_keeps_the_times_of_the_rest() -> None:
    short = same(end=SESSION.end - 2 * HALF, keep_times=True)
    done = changed(held(booked(1), booked(5)), short, frozenset(), "Fire drill")
    assert {slot.id: slot.status for slot in done.slots} == {"slot 4": CLOSED_SLOT, "slot 5": CLOSED_SLOT}
    assert [(e.before.id, e.outcome, e.causes) for e in done.effects] == [
        ("a1", Outcome.KEPT, (Cause.NOTHING,)), ("a5", Outcome.REBOOK, (Cause.CUT,)),
    ]  # fmt: skip


def test_another_clinician_takes_the_patients_over_but_for_those_who_would_rather_not() -> None:
    done = changed(held(booked(0), booked(1)), same(staff_id="ben"), frozenset({"a1"}), "")
    first, second = done.effects
    assert (first.after.staff_id, first.outcome, first.letter) == ("ben", Outcome.MOVED, True)
    assert (second.outcome, second.causes) == (Outcome.REBOOK, (Cause.CHOSEN,))
    assert [(slot.id, slot.status) for slot in done.slots] == [("slot 1", "free")]


def test_one_of_a_group_leaves_the_others_their_slot() -> None:
    slots = (replace(SLOTS[0], capacity=2, status="busy"), *SLOTS[1:])
    group = Held(SESSION, slots, (booked(0, "p"), booked(0, "q")))
    done = changed(group, same(staff_id="ben"), frozenset({"a0q"}), "")
    assert [(slot.id, slot.status) for slot in done.slots] == [("slot 0", "free")]


def test_a_long_booking_gives_both_its_slots_back() -> None:
    long = replace(booked(0), end=SLOTS[1].end)
    slots = tuple(replace(slot, status="busy") if slot.id in ("slot 0", "slot 1") else slot for slot in SLOTS)
    done = changed(Held(SESSION, slots, (long,)), same(staff_id="ben"), frozenset({"a0"}), "")
    assert {slot.id: slot.status for slot in done.slots} == {"slot 0": "free", "slot 1": "free"}


def test_calling_off_what_is_left_of_a_day_leaves_what_was_held() -> None:
    seen = booked(0, status=Status.FULFILLED)
    here, to_come = booked(1, status=Status.ARRIVED), booked(4)
    done = cancelled(held(seen, here, to_come), "Taken ill", START + HALF + timedelta(minutes=5))
    assert done.session.active
    assert done.session.end == SLOTS[2].start
    assert {slot.id for slot in done.slots} == {"slot 2", "slot 3", "slot 4", "slot 5"}
    assert [(e.before.id, e.outcome) for e in done.effects] == [("a1", Outcome.KEPT), ("a4", Outcome.REBOOK)]


def test_a_session_called_off_before_it_begins_is_not_held() -> None:
    done = cancelled(held(booked(2)), "No room", START - HALF)
    assert (done.session.active, done.session.cancel_reason) == (False, "No room")
    assert {slot.status for slot in done.slots} == {CLOSED_SLOT}
    assert len(done.slots) == 6


@given(
    st.sets(st.integers(0, 5)), st.integers(-12, 12), st.integers(1, 8), st.booleans(),
    st.sampled_from(("asha", "ben")), st.sets(st.integers(0, 5)), st.integers(-2, 7),
)  # fmt: skip
def test_nobody_is_lost_whatever_is_changed(
    at: set[int], shift: int, halves: int, keep: bool, who: str, chosen: set[int], now: int
) -> None:
    before = held(*(booked(number) for number in at), p1=(replace(booked(3, "p1"), id="other"),))
    start = START + shift * HALF
    change = same(start=start, end=start + halves * HALF, staff_id=who, keep_times=keep)
    for done in (
        changed(before, change, frozenset(f"a{n}" for n in chosen), "why"),
        cancelled(before, "why", START + now * HALF),
    ):
        assert {effect.before.id for effect in done.effects} == {a.id for a in before.live}
        slots = {slot.id: slot for slot in (*before.slots, *done.slots)}
        for effect in done.effects:
            if effect.outcome is Outcome.REBOOK:
                assert (effect.after.status, effect.after.cancelled_by) == (Status.CANCELLED, "service")
            else:
                assert effect.after.status in LIVE
                assert slots[effect.after.slot_id].start == effect.after.start
                assert slots[effect.after.slot_id].status != CLOSED_SLOT or Cause.OVER in effect.causes


def test_a_session_held_after_all_gives_their_time_back_to_those_who_were_not_told() -> None:
    off = cancelled(held(booked(0), booked(1), booked(2), booked(3)), "Flood", START - HALF)
    wanting = [replace(effect.after, letter_wanted="cancelled", told_at="2026-12-01") for effect in off.effects]
    told = replace(wanting[1], letter_wanted="")
    elsewhere = Appointment("x", "p2", "ben", "harlow", "y", SLOTS[2].start, SLOTS[2].end)
    again = Appointment("z", "p3", "ben", "harlow", "w", SLOTS[5].end, SLOTS[5].end + HALF, replaces_id="a3")
    now_off = Held(off.session, off.slots, (wanting[0], told, *wanting[2:]), {"p2": (elsewhere,), "p3": (again,)})
    back = reinstated(now_off, START - HALF)
    assert (back.session.active, back.session.cancel_reason) == (True, "")
    assert [(e.before.id, e.outcome) for e in back.effects] == [
        ("a0", Outcome.KEPT), ("a1", Outcome.REBOOK), ("a2", Outcome.REBOOK), ("a3", Outcome.REBOOK),
    ]  # fmt: skip
    first = back.effects[0].after
    assert (first.status, first.cancelled_by, first.letter_wanted) == (Status.BOOKED, "", "")
    assert [(slot.status, slot.holders) for slot in back.slots][:2] == [("busy", ("a0",)), ("free", ())]


@given(st.sets(st.integers(0, 5)), st.integers(-3, 3), st.sampled_from(("asha", "ben")))
def test_holding_it_after_all_leaves_every_booking_in_its_slot(at: set[int], shift: int, who: str) -> None:
    off = cancelled(held(*(booked(number) for number in at)), "Flood", START - 9 * HALF)
    gone = tuple(replace(effect.after, letter_wanted="cancelled") for effect in off.effects)
    slots = tuple(replace(slot, start=slot.start + shift * HALF, end=slot.end + shift * HALF) for slot in off.slots)
    by_then = Held(replace(off.session, staff_id=who), slots, gone)
    back = reinstated(by_then, START - 9 * HALF)
    assert {effect.before.id for effect in back.effects} == {a.id for a in gone}
    now_there = {slot.id: slot for slot in back.slots}
    for effect in back.effects:
        if effect.outcome is Outcome.KEPT:
            slot = now_there[effect.after.slot_id]
            assert (slot.start, slot.status, slot.holders) == (effect.after.start, "busy", (effect.after.id,))
            assert effect.after.staff_id == back.session.staff_id
        else:
            assert effect.after.status is Status.CANCELLED
