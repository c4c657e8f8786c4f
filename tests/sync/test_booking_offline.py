"""Two desks without a network book, move and overbook at once: found, listed, nothing and nobody lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from msk_desk.domain.clinics import Appointment, OpenSlot, Session, Slot, Status
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.bookings import Bookings
from msk_desk.services.moving import PATIENT
from msk_desk.services.rebooking import Why
from tests.fakes.booking_desks import desk_at
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]
new_id = Computer.new_id
START = (datetime.now(UTC) + timedelta(days=30)).replace(hour=9, minute=0, second=0, microsecond=0)
HALF = timedelta(minutes=30)


class Desks:
    """Ann's and Ben's computers, in step, with a session of four slots and two people who wait."""

    def __init__(self, ann: Computer, ben: Computer, capacity: int = 1) -> None:
        self.ann, self.ben = ann, ben
        self.nell, self.tom = somebody("Farrow", "Nell"), somebody("Orme", "Tom", "07700 900456")
        session = Session(new_id(), new_id(), new_id(), new_id(), START, START + 4 * HALF)
        self.slots = [
            Slot(new_id(), session.id, START + at * HALF, START + (at + 1) * HALF, capacity=capacity) for at in range(4)
        ]
        self.waits = {person.id: self._waits(person) for person in (self.nell, self.tom)}
        ways = (Pathway(new_id(), w.patient_id, "Knee", stage="triaged", referral_id=w.referral_id)
                for w in self.waits.values())  # fmt: skip
        ann.save(self.nell, self.tom, session, *self.slots, *self.waits.values(), *ways)
        self.meet()

    @staticmethod
    def _waits(person: Patient) -> WaitingEntry:
        return WaitingEntry(new_id(), person.id, new_id(), "2026-09-01")

    def meet(self) -> None:
        """The network is back: everybody synchronises until nothing is left to say."""
        for _ in range(2):
            self.ann.sync()
            self.ben.sync()

    def booked(self, at: Computer, person: Patient) -> list[Appointment]:
        found = at.store.records.of_patient(Appointment, person.id)
        return sorted(found, key=lambda each: (each.start, each.status))

    def offer(self, at: Computer, number: int) -> OpenSlot:
        found = at.store.clinics.slot(self.slots[number].id)
        assert found is not None
        return found

    def same_everywhere(self) -> None:
        """Nothing waits, nobody is asked to settle what the rules settle, and both computers hold the same."""
        for computer in (self.ann, self.ben):
            assert not computer.store.sync_states.waiting()
            assert not computer.store.sync_states.conflicts()
        for person in (self.nell, self.tom):
            assert self.booked(self.ann, person) == self.booked(self.ben, person)
        for slot in self.slots:
            here = [each.store.records.read(Slot, slot.id) for each in (self.ann, self.ben)]
            assert here[0] == here[1]


@pytest.fixture
def two(computer: Make) -> tuple[Computer, Computer, Bookings, Bookings]:
    ann, ben = computer("ann", Role.RECEPTIONIST), computer("ben", Role.RECEPTIONIST)
    return ann, ben, desk_at(ann), desk_at(ben)


def test_the_loser_of_a_slot_needs_rebooking_with_a_number_and_the_next_times(
    two: tuple[Computer, Computer, Bookings, Bookings],
) -> None:
    ann, ben, anns, bens = two
    desks = Desks(ann, ben)
    anns.booking.book(desks.nell.id, desks.offer(ann, 0), kind="new")
    bens.booking.book(desks.tom.id, desks.offer(ben, 0), kind="new")
    desks.meet()
    desks.same_everywhere()
    assert [one.status for one in desks.booked(ben, desks.nell)] == [Status.BOOKED]
    (lost,) = desks.booked(ann, desks.tom)
    assert (lost.status, lost.start, lost.waiting_id) == (Status.PROPOSED, START, desks.waits[desks.tom.id].id)
    looked = anns.rebooking.look(lost.id)
    assert (looked.why, looked.phones) == (Why.SLOT_LOST, ("07700 900456",))
    assert [fit.slot.slot_id for fit in looked.next] == [slot.id for slot in desks.slots[1:]]
    anns.booking.book(desks.tom.id, looked.next[0], kind="new")
    desks.meet()
    desks.same_everywhere()
    done, new = desks.booked(ben, desks.tom)
    assert (done.status, new.status, new.replaces_id) == (Status.CANCELLED, Status.BOOKED, lost.id)
    entry = ben.store.records.read(WaitingEntry, desks.waits[desks.tom.id].id)
    assert entry is not None
    assert (entry.status, entry.appointment_id) == ("completed", new.id)


def test_one_entry_booked_into_two_slots_keeps_both_until_somebody_chooses(
    two: tuple[Computer, Computer, Bookings, Bookings],
) -> None:
    ann, ben, anns, bens = two
    desks = Desks(ann, ben)
    anns.booking.book(desks.nell.id, desks.offer(ann, 1), kind="new")
    bens.booking.book(desks.nell.id, desks.offer(ben, 3), kind="new")
    desks.meet()
    desks.same_everywhere()
    first, second = desks.booked(ann, desks.nell)
    assert {first.status, second.status} == {Status.BOOKED}
    entry = ben.store.records.read(WaitingEntry, desks.waits[desks.nell.id].id)
    assert entry is not None
    assert (entry.status, entry.appointment_id) == ("completed", first.id)
    assert anns.rebooking.look(second.id).why is Why.TWICE
    assert [event.name for event in _way(ben, desks).events].count("booked") == 2
    bens.rebooking.keep(second.id)
    desks.meet()
    desks.same_everywhere()
    assert [one.status for one in desks.booked(ann, desks.nell)] == [Status.CANCELLED, Status.BOOKED]
    assert anns.rebooking.look(second.id).why is Why.NOTHING
    assert not anns.booking.waits(desks.nell.id)


def _way(at: Computer, desks: Desks) -> Pathway:
    (found,) = at.store.records.of_patient(Pathway, desks.nell.id)
    return found


def test_a_move_whose_new_time_is_lost_leaves_the_earlier_time_standing(
    two: tuple[Computer, Computer, Bookings, Bookings],
) -> None:
    ann, ben, anns, bens = two
    desks = Desks(ann, ben)
    bens.booking.book(desks.nell.id, desks.offer(ben, 0), kind="new")
    desks.meet()
    (mine,) = desks.booked(ben, desks.nell)
    anns.booking.book(desks.tom.id, desks.offer(ann, 2), kind="new")
    bens.moves.move(mine.id, desks.offer(ben, 2), by=PATIENT, reason="Work")
    desks.meet()
    desks.same_everywhere()
    standing, lost = desks.booked(ann, desks.nell)
    assert (standing, lost.status, lost.replaces_id) == (mine, Status.PROPOSED, mine.id)
    looked = anns.rebooking.look(lost.id)
    assert (looked.why, looked.other) == (Why.SLOT_LOST, mine)
    holders = [ann.store.records.read(Slot, slot.id) for slot in desks.slots]
    assert [len(slot.holders) if slot else -1 for slot in holders] == [1, 0, 1, 0]


def test_a_group_fills_from_two_desks_and_the_one_too_many_needs_rebooking(
    two: tuple[Computer, Computer, Bookings, Bookings],
) -> None:
    ann, ben, anns, bens = two
    desks = Desks(ann, ben, capacity=2)
    eve = somebody("Lund", "Eve")
    ann.save(eve)
    desks.meet()
    anns.booking.book(desks.nell.id, desks.offer(ann, 0), kind="new")
    bens.booking.book(desks.tom.id, desks.offer(ben, 0), kind="new")
    bens.booking.book(eve.id, desks.offer(ben, 0), kind="review")
    desks.meet()
    desks.same_everywhere()
    statuses = [one.status for person in (desks.nell, desks.tom, eve) for one in desks.booked(ann, person)]
    assert sorted(statuses) == [Status.BOOKED, Status.BOOKED, Status.PROPOSED]
    group = ann.store.records.read(Slot, desks.slots[0].id)
    assert group is not None
    assert (group.status, len(group.holders)) == ("busy", 2)


def test_overbooked_by_two_desks_without_knowing_is_overbooked_once(
    two: tuple[Computer, Computer, Bookings, Bookings],
) -> None:
    ann, ben, anns, bens = two
    desks = Desks(ann, ben)
    eve = somebody("Lund", "Eve")
    ann.save(eve)
    anns.booking.book(eve.id, desks.offer(ann, 0), kind="review")
    desks.meet()
    anns.booking.book(desks.nell.id, desks.offer(ann, 0), kind="new", overbook_reason="Flare")
    bens.booking.book(desks.tom.id, desks.offer(ben, 0), kind="new", overbook_reason="Came early")
    desks.meet()
    desks.same_everywhere()
    assert [one.status for one in desks.booked(ben, desks.nell)] == [Status.BOOKED]
    assert [one.status for one in desks.booked(ann, desks.tom)] == [Status.PROPOSED]


def test_a_time_given_back_while_another_joins_the_group_is_free_for_one_more(
    two: tuple[Computer, Computer, Bookings, Bookings],
) -> None:
    ann, ben, anns, bens = two
    desks = Desks(ann, ben, capacity=2)
    anns.booking.book(desks.nell.id, desks.offer(ann, 0), kind="new")
    desks.meet()
    (first,) = desks.booked(ann, desks.nell)
    anns.moves.cancel(first.id, by=PATIENT, reason="Work")
    bens.booking.book(desks.tom.id, desks.offer(ben, 0), kind="new")
    desks.meet()
    desks.same_everywhere()
    group = ben.store.records.read(Slot, desks.slots[0].id)
    assert group is not None
    (toms,) = desks.booked(ben, desks.tom)
    assert (group.status, group.holders) == ("free", (toms.id,))
    assert replace(group, holders=()) == desks.slots[0]
