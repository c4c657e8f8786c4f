"""Two people book one slot: one confirmed booking, one kept to be rebooked, nothing dropped."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from msk_desk.domain.clinics import Appointment, Slot, Status
from msk_desk.domain.roles import Role
from tests.fakes.computers import Computer, somebody
from tests.fakes.service import RunningService

Make = Callable[..., Computer]
START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def new_id() -> str:
    return str(uuid.uuid4())


def slot(hour: int = 0) -> Slot:
    start = START + timedelta(hours=hour)
    return Slot(new_id(), "session-1", start, start + timedelta(minutes=30), "free")


def booking(patient_id: str, of: Slot) -> Appointment:
    return Appointment(new_id(), patient_id, "", "", of.id, of.start, of.end, Status.BOOKED)


@pytest.fixture
def desks(computer: Make) -> tuple[Computer, Computer]:
    return computer("ann", Role.RECEPTIONIST), computer("ben", Role.RECEPTIONIST)


def both_see(ann: Computer, ben: Computer, *slots: Slot) -> None:
    ann.save(*slots)
    ann.sync()
    ben.sync()


@pytest.mark.parametrize("pulls_first", [False, True])
def test_one_slot_has_one_confirmed_booking(desks: tuple[Computer, Computer], pulls_first: bool) -> None:
    ann, ben = desks
    nine = slot()
    both_see(ann, ben, nine)
    first, second = booking(somebody().id, nine), booking(somebody().id, nine)
    ann.save(replace(nine, status="busy"), first)
    ben.save(replace(nine, status="busy"), second)
    ann.sync()
    session = ben.session()
    if pulls_first:
        from msk_desk.sync.handshake import greet
        from msk_desk.sync.pull import pull

        for _ in greet(session):
            pass
        for _ in pull(session):
            pass
    report = ben.sync()
    ann.sync()
    ben.sync()
    assert report.conflicts == 0
    for computer in (ann, ben):
        assert computer.store.records.read(Appointment, first.id) == first
        kept = computer.store.records.read(Appointment, second.id)
        assert kept == replace(second, status=Status.PROPOSED)
        assert computer.store.records.read(Slot, nine.id) == replace(nine, status="busy")
        assert not computer.store.sync_states.waiting()
        assert not computer.store.sync_states.conflicts()


def test_slot_given_back_meanwhile_may_be_booked(desks: tuple[Computer, Computer], service: RunningService) -> None:
    ann, ben = desks
    nine = slot()
    both_see(ann, ben, nine)
    mine = booking(somebody().id, nine)
    ann.save(replace(nine, status="busy"))
    ann.sync()
    ann.save(nine)
    ann.sync()
    ben.save(replace(nine, status="busy"), mine)
    ben.sync()
    ann.sync()
    assert ann.store.records.read(Appointment, mine.id) == mine
    assert ann.store.records.read(Slot, nine.id) == replace(nine, status="busy")


def test_earlier_booking_stands_when_the_new_time_is_taken(desks: tuple[Computer, Computer]) -> None:
    ann, ben = desks
    nine, ten = slot(), slot(1)
    both_see(ann, ben, nine, ten)
    mine = booking(somebody().id, nine)
    ben.save(replace(nine, status="busy"), mine)
    ben.sync()
    ann.sync()
    ann.save(replace(ten, status="busy"), booking(somebody().id, ten))
    ann.sync()
    moved = replace(mine, slot_id=ten.id, start=ten.start, end=ten.end)
    ben.save(nine, replace(ten, status="busy"), moved)
    assert ben.sync().quarantined == 1
    ann.sync()
    assert ann.store.records.read(Appointment, mine.id) == mine
    assert ann.store.records.read(Slot, nine.id) == replace(nine, status="busy")
