"""Taking back: the slot, the waiting list and the clock are as they were, or it is refused and nothing is changed."""

from __future__ import annotations

import pytest

from msk_desk.domain.clinics import Appointment, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.waiting_list import WaitingEntry
from tests.fakes.small_clinic import DAVID, MARGARET, Clinic, named

ENTRY = WaitingEntry(named("waits"), MARGARET, named("referral"), "2026-09-01", "review")


def state(clinic: Clinic) -> tuple[object, ...]:
    """What a slip must not leave changed."""
    read = clinic.store.records.read
    pathway = read(Pathway, named("pathway"))
    assert pathway is not None
    slots = [read(Slot, named(f"slot {number}")) for number in range(6)]
    entry = read(WaitingEntry, ENTRY.id)
    assert entry is not None
    return (
        [(slot.status, slot.holders) for slot in slots if slot is not None], entry.status, entry.appointment_id,
        [event.name for event in pathway.events], pathway.clock,
    )  # fmt: skip


def booked(clinic: Clinic, number: int = 2, patient: str = MARGARET) -> str:
    changes = clinic.office.bookings.booking.book(patient, clinic.offer(number))
    return clinic.office.bookings.undo.newest(changes)


def status(clinic: Clinic, appointment_id: str) -> Status:
    found = clinic.store.records.read(Appointment, appointment_id)
    assert found is not None
    return found.status


@pytest.fixture
def waiting(clinic: Clinic) -> Clinic:
    """Margaret waits for a review."""
    clinic.put(ENTRY)
    booked(clinic, 5, DAVID)  # the slots say who holds them from the first booking on
    clinic.office.bookings.undo.booked(booked(clinic, 2))
    return clinic


def test_a_booking_taken_back_leaves_everything_as_it_was(waiting: Clinic) -> None:
    before = state(waiting)
    made = booked(waiting)
    assert state(waiting) != before
    waiting.office.bookings.undo.booked(made)
    assert state(waiting) == before
    assert status(waiting, made) is Status.ENTERED_IN_ERROR


def test_a_move_taken_back_is_at_its_old_time_even_when_the_times_touch(waiting: Clinic) -> None:
    made = booked(waiting)
    before = state(waiting)
    moved = waiting.office.bookings.moves.move(made, waiting.offer(3), by="patient")
    new = waiting.office.bookings.undo.newest(moved)
    assert new not in ("", made)
    waiting.office.bookings.undo.moved(new)
    assert state(waiting) == before
    assert (status(waiting, made), status(waiting, new)) == (Status.BOOKED, Status.ENTERED_IN_ERROR)


def test_a_cancellation_taken_back_stands_and_nobody_waits_twice(waiting: Clinic) -> None:
    made = booked(waiting)
    before = state(waiting)
    waiting.office.bookings.moves.cancel(made, by="patient", reason="Ill")
    waiting.office.bookings.undo.cancelled(made)
    assert state(waiting) == before
    assert status(waiting, made) is Status.BOOKED


def test_what_was_given_to_somebody_else_is_not_taken_back(waiting: Clinic) -> None:
    made = booked(waiting)
    waiting.office.bookings.moves.cancel(made, by="patient", reason="Ill")
    booked(waiting, 2, DAVID)
    with pytest.raises(Conflict):
        waiting.office.bookings.undo.cancelled(made)
    again = booked(waiting, 3)
    new = waiting.office.bookings.undo.newest(
        waiting.office.bookings.moves.move(again, waiting.offer(4), by="service")
    )  # fmt: skip
    booked(waiting, 1, MARGARET)
    before = state(waiting)
    waiting.office.bookings.attendance.start(new)
    with pytest.raises(Conflict):
        waiting.office.bookings.undo.moved(new)
    with pytest.raises(Conflict):
        waiting.office.bookings.undo.booked(new)
    assert state(waiting) == before


def test_nobody_is_put_back_into_two_places(waiting: Clinic) -> None:
    made = booked(waiting)
    waiting.office.bookings.moves.cancel(made, by="patient", reason="Ill")
    gone = waiting.store.records.read(Appointment, made)
    assert gone is not None
    waiting.put(Appointment(named("elsewhere"), MARGARET, named("ben"), "", "", gone.start, gone.end))
    with pytest.raises(BadInput):
        waiting.office.bookings.undo.cancelled(made)
    assert status(waiting, made) is Status.CANCELLED
