"""From the waiting list to the chair and back: each step one unit, nobody lost, the clock told of what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from msk_desk.domain.attendance import Condition, Step
from msk_desk.domain.booking_rules import DOUBLE, Wanted, with_place_taken
from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict, FormIncomplete, Refused
from msk_desk.domain.pathways import Pathway, Referral, Todo
from msk_desk.domain.records import Record
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.fhir.names import LEASE
from msk_desk.services.bookings import Bookings
from msk_desk.services.moving import ASK, KEEP_OTHER, PATIENT, SERVICE
from msk_desk.services.rebooking import Why
from tests.fakes.small_clinic import (
    ASHA,
    BEN,
    DAVID,
    MARGARET,
    MOMENT,
    ROOM,
    SESSION,
    SITE,
    TODAY_BOOKING,
    Clinic,
    named,
)

ENTRY, REFERRAL, WAY = named("david's entry"), named("david's referral"), named("david's pathway")
LATER, LATER_SLOT = named("later session"), named("later slot")
IN_FOUR_WEEKS = MOMENT.replace(minute=0) + timedelta(weeks=4)
SINCE = "2026-09-14"


@pytest.fixture
def desk(clinic: Clinic) -> Bookings:
    """Reception at the desk; David was triaged and waits for a first appointment since September."""
    referral = Referral(REFERRAL, DAVID, SINCE, "gp", "Shoulder pain")
    started = Pathway(WAY, DAVID, "Shoulder", stage="triaged", started=SINCE, referral_id=REFERRAL, case_manager_id=BEN)
    kind = replace(started, clock=replace(started.clock, kind="rtt"), service="esp")
    way = clinic.office.waiting.note(kind, "referral_received", MOMENT.date().replace(month=9, day=14))
    clinic.put(referral, way, WaitingEntry(ENTRY, DAVID, REFERRAL, SINCE, "new", "esp"), *later())
    clinic.wear(Role.RECEPTIONIST)
    return clinic.office.bookings


def later() -> tuple[Record, ...]:
    """A session in four weeks with three free times."""
    start = IN_FOUR_WEEKS
    half = timedelta(minutes=30)
    slots = [Slot(named(f"later slot {at}"), LATER, start + at * half, start + (at + 1) * half) for at in range(3)]
    return Session(LATER, BEN, ROOM, SITE, start, start + 3 * half), *slots


def way(clinic: Clinic) -> Pathway:
    found = clinic.store.records.read(Pathway, WAY)
    assert found is not None
    return found


def entry(clinic: Clinic) -> WaitingEntry:
    (found,) = clinic.store.records.of_patient(WaitingEntry, DAVID)
    return found


def bookings(clinic: Clinic) -> list[Appointment]:
    return sorted(clinic.store.records.of_patient(Appointment, DAVID), key=lambda each: (each.created, each.start))


def slot(clinic: Clinic, slot_id: str) -> Slot:
    found = clinic.store.records.read(Slot, slot_id)
    assert found is not None
    return found


def book(clinic: Clinic, desk: Bookings, number: int = 1) -> Appointment:
    desk.booking.book(DAVID, clinic.offer(number), kind="new")
    return next(one for one in bookings(clinic) if one.status is Status.BOOKED)


def names(clinic: Clinic) -> list[str]:
    return [event.name for event in way(clinic).events]


def test_booking_closes_the_entry_and_tells_the_pathway_in_one_unit(clinic: Clinic, desk: Bookings) -> None:
    before = clinic.saved()
    booked = book(clinic, desk)
    assert clinic.saved() == before + 1
    assert (entry(clinic).status, entry(clinic).appointment_id) == ("completed", booked.id)
    assert (booked.waiting_id, booked.referral_id, booked.letter_wanted) == (ENTRY, REFERRAL, "booked")
    assert names(clinic) == ["referral_received", "offer", "booked"]
    assert slot(clinic, booked.slot_id).holders == (booked.id,)
    with pytest.raises(Conflict):
        desk.booking.book(DAVID, clinic.offer(2), kind="new", entry_id=ENTRY)


def test_a_double_time_takes_two_slots_and_gives_both_back(clinic: Clinic, desk: Bookings) -> None:
    fit = desk.booking.find(Wanted(MOMENT, needs=frozenset({DOUBLE})), patient_id=DAVID)[0]
    desk.booking.book(DAVID, fit, kind="new", needs=(DOUBLE,))
    (booked,) = bookings(clinic)
    assert (booked.end - booked.start, len(booked.slot_ids)) == (timedelta(hours=1), 2)
    assert {slot(clinic, one).status for one in booked.slot_ids} == {"busy"}
    desk.moves.cancel(booked.id, by=PATIENT, reason="Work")
    assert {slot(clinic, one).status for one in booked.slot_ids} == {"free"}


def test_short_notice_is_a_cancellation_and_the_place_in_the_queue_is_kept(clinic: Clinic, desk: Bookings) -> None:
    booked = book(clinic, desk)
    clinic.clock.moment = booked.start - timedelta(minutes=1)
    desk.moves.cancel(booked.id, by=PATIENT, reason="Child is ill")
    (gone,) = bookings(clinic)
    assert (gone.status, gone.cancelled_by, gone.cancel_reason) == (Status.CANCELLED, "patient", "Child is ill")
    assert (entry(clinic).status, entry(clinic).since, entry(clinic).appointment_id) == ("requested", SINCE, "")
    assert slot(clinic, booked.slot_id).status == "free"
    assert names(clinic)[-1] == "patient_cancellation"
    assert "dna" not in names(clinic)
    assert way(clinic).clock.stop is None
    again = book(clinic, desk, 2)
    clinic.clock.moment = again.start
    with pytest.raises(BadInput):
        desk.moves.cancel(again.id, by=PATIENT, reason="Never rang")
    desk.moves.cancel(again.id, by=PATIENT, reason="Rang", told=again.start - timedelta(hours=1))
    assert entry(clinic).status == "requested"


def test_who_wants_no_other_is_put_to_the_case_manager_and_never_dropped(clinic: Clinic, desk: Bookings) -> None:
    booked = book(clinic, desk)
    with pytest.raises(BadInput):
        desk.moves.cancel(booked.id, by=PATIENT, reason=" ")
    with pytest.raises(BadInput):
        desk.moves.cancel(booked.id, by=PATIENT, reason="Better", then=KEEP_OTHER)
    desk.moves.cancel(booked.id, by=PATIENT, reason="Better", then=ASK)
    (todo,) = clinic.store.records.of_patient(Todo, DAVID)
    assert (todo.owner_id, todo.status) == (BEN, "requested")
    assert way(clinic).status == "active"


def test_moving_frees_the_old_time_and_keeps_its_history_in_one_unit(clinic: Clinic, desk: Bookings) -> None:
    old = book(clinic, desk)
    desk.moves.move(old.id, clinic.offer(3), by=PATIENT, reason="Work")
    gone, new = sorted(bookings(clinic), key=lambda each: each.start)
    assert (gone.id, gone.status, gone.cancelled_by) == (old.id, Status.CANCELLED, "patient")
    assert (new.status, new.replaces_id, new.waiting_id, new.kind) == (Status.BOOKED, old.id, ENTRY, "new")
    assert (slot(clinic, old.slot_id).status, slot(clinic, new.slot_id).status) == ("free", "busy")
    assert (entry(clinic).status, entry(clinic).appointment_id) == ("completed", new.id)
    assert names(clinic).count("patient_cancellation") == 1
    clinic.put(replace(slot(clinic, named("slot 4")), status="busy"))
    taken = replace(clinic.offer(2), slot_id=named("slot 4"))
    with pytest.raises(Conflict):
        desk.moves.move(new.id, taken, by=SERVICE)
    assert clinic.store.records.read(Appointment, new.id) == new


def test_a_full_time_is_only_overbooked_with_a_reason_and_a_group_takes_as_many_as_it_has_places(
    clinic: Clinic, desk: Bookings
) -> None:
    group = replace(slot(clinic, named("slot 5")), capacity=2)
    clinic.put(group)
    offer = clinic.offer(5)
    desk.booking.book(MARGARET, offer, kind="review")
    assert (slot(clinic, group.id).status, desk.booking.slot(group.id).left) == ("free", 1)  # type: ignore[union-attr]
    desk.booking.book(DAVID, offer, kind="new")
    assert slot(clinic, group.id).status == "busy"
    third = replace(offer, slot_id=group.id)
    desk.moves.cancel(bookings(clinic)[0].id, by=PATIENT, reason="Work")
    clinic.put(replace(slot(clinic, group.id), capacity=1, status="busy"))
    with pytest.raises(Conflict):
        desk.booking.book(DAVID, third, kind="new", overbook_reason=" ")
    desk.booking.book(DAVID, third, kind="new", overbook_reason="Flare, seen between two")
    booked = next(one for one in bookings(clinic) if one.status is Status.BOOKED)
    assert booked.overbook_reason == "Flare, seen between two"
    assert len(slot(clinic, group.id).holders) == 2


def test_two_reasonable_dates_declined_are_put_to_a_clinician_and_stop_no_clock(clinic: Clinic, desk: Bookings) -> None:
    soon = clinic.offer(1)
    late = desk.booking.slot(named("later slot 0"))
    assert late is not None
    desk.offers.declined(DAVID, soon, "Cannot today")
    assert (desk.offers.standing(DAVID).declined, names(clinic)) == (0, ["referral_received", "offer"])
    desk.offers.declined(DAVID, late, "On holiday")
    assert desk.offers.standing(DAVID).second_by == (IN_FOUR_WEEKS + timedelta(weeks=6)).date()
    assert not clinic.store.records.of_patient(Todo, DAVID)
    desk.offers.declined(DAVID, replace(late, start=late.start + timedelta(weeks=1)), "No")
    (todo,) = clinic.store.records.of_patient(Todo, DAVID)
    assert todo.owner_id == BEN
    assert way(clinic).clock.stop is None
    assert names(clinic).count("declined") == 2


def test_first_missed_begins_the_wait_anew_and_a_later_one_keeps_it(clinic: Clinic, desk: Bookings) -> None:
    first = book(clinic, desk)
    with pytest.raises(BadInput):
        desk.attendance.did_not_attend(first.id)
    clinic.clock.moment = first.end
    desk.attendance.did_not_attend(first.id)
    assert way(clinic).clock.start is None, "nullified: counted nowhere"
    looked = desk.missed.look(first.id)
    assert (looked.next.first, looked.next.step, looked.next.why) == (True, Step.ASK, ("needs-recorded",))
    with pytest.raises(Refused):
        desk.missed.offer_another(first.id)
    desk.missed.patient_called(first.id)
    assert way(clinic).clock.start == clinic.clock.moment.date()
    assert (entry(clinic).status, entry(clinic).since) == ("requested", clinic.clock.moment.date().isoformat())
    with pytest.raises(Conflict):
        desk.missed.patient_called(first.id)
    clinic.put(replace(first, id=named("seen"), status=Status.FULFILLED, start=first.start - timedelta(days=9)))
    second = book(clinic, desk, 3)
    clinic.clock.moment = second.end
    desk.attendance.did_not_attend(second.id)
    assert not desk.missed.look(second.id).next.first
    assert way(clinic).clock.start is not None
    clinic.wear(Role.CLINICIAN)
    desk.missed.offer_another(second.id)
    assert entry(clinic).since == first.end.date().isoformat()


def test_who_was_not_clearly_told_keeps_the_first_clock(clinic: Clinic, desk: Bookings) -> None:
    missed = book(clinic, desk)
    before = way(clinic).clock
    clinic.clock.moment = missed.end
    desk.attendance.did_not_attend(missed.id)
    assert way(clinic).clock != before
    desk.attendance.not_told(missed.id)
    assert way(clinic).clock == before, "rule 5e needs an appointment that was clearly communicated"
    assert names(clinic).count("dna") == 1
    desk.missed.patient_called(missed.id)
    with pytest.raises(BadInput):
        desk.attendance.not_told(missed.id)


def test_only_a_clinician_discharges_with_all_four_conditions(clinic: Clinic, desk: Bookings) -> None:
    missed = book(clinic, desk)
    clinic.clock.moment = missed.end
    desk.attendance.did_not_attend(missed.id)
    with pytest.raises(Refused):
        desk.missed.discharge(missed.id, set(Condition), "Did not come")
    clinic.wear(Role.CLINICIAN)
    with pytest.raises(FormIncomplete):
        desk.missed.discharge(missed.id, set(Condition) - {Condition.IN_INTEREST}, "Did not come")
    assert way(clinic).status == "active"
    desk.missed.discharge(missed.id, set(Condition), "Recovered, told by letter")
    assert (way(clinic).status, way(clinic).stage) == ("finished", "discharged")
    with pytest.raises(BadInput):
        desk.attendance.came_after_all(missed.id)


def test_came_after_all_takes_the_miss_back_from_the_clock(clinic: Clinic, desk: Bookings) -> None:
    late = book(clinic, desk)
    clinic.clock.moment = late.end
    desk.attendance.did_not_attend(late.id)
    desk.attendance.came_after_all(late.id)
    assert "dna" not in names(clinic)
    assert way(clinic).clock.start is not None
    desk.attendance.start(late.id)
    desk.attendance.finish(late.id, "treatment started")
    assert way(clinic).clock.stop == clinic.clock.moment.date()
    assert names(clinic)[-1] == "first_appointment"


def test_a_visit_that_is_finished_is_on_the_pathway_once(clinic: Clinic) -> None:
    visit = clinic.begin_visit()
    booked = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert booked is not None
    assert booked.started
    clinic.office.visits.finish(visit.id)
    clinic.office.visits.finish(visit.id)
    pathway = clinic.store.records.read(Pathway, named("pathway"))
    assert pathway is not None
    seen = [event for event in pathway.events if event.says("appointment") == TODAY_BOOKING]
    assert [event.name for event in seen] == ["first_appointment"]


def test_a_series_is_booked_whole_or_not_at_all(clinic: Clinic, desk: Bookings) -> None:
    turns = desk.series.plan(DAVID, Wanted(MOMENT), 2, 4)
    assert [turn.fit is not None for turn in turns] == [True, True]
    fits = [turn.fit for turn in turns if turn.fit is not None]
    from msk_desk.services.booking import Wish

    before = clinic.saved()
    desk.series.book(DAVID, fits, Wish("new"))
    assert clinic.saved() == before + 1
    first, second = sorted(bookings(clinic), key=lambda each: each.start)
    assert first.series_id == second.series_id != ""
    assert (second.start - first.start).days >= 27
    assert names(clinic).count("booked") == 2
    with pytest.raises(Conflict):
        desk.series.book(MARGARET, fits, Wish())
    assert clinic.saved() == before + 1


def test_a_freed_time_is_offered_to_the_longest_wait_that_fits(clinic: Clinic, desk: Bookings) -> None:
    other = WaitingEntry(named("m"), MARGARET, named("referral"), "2026-08-31", "new", "podiatry", priority="routine")
    clinic.put(other, replace(slot(clinic, named("slot 2")), kind="new"))
    assert [who.entry_id for who in desk.filling.who_fits(named("slot 2"))] == [other.id, ENTRY]
    clinic.put(replace(other, needs=("double-slot",)), replace(slot(clinic, named("slot 3")), status="busy"))
    assert [who.entry_id for who in desk.filling.who_fits(named("slot 2"))] == [ENTRY]
    assert desk.filling.who_fits(named("slot 3")) == ()


def test_a_clinic_called_off_or_held_elsewhere_is_not_booked(clinic: Clinic, desk: Bookings) -> None:
    session = clinic.store.whole.whole("Schedule", SESSION)
    assert session is not None
    offer = clinic.offer(1)
    parts = [
        {"url": "holder", "valueString": "van-2"}, {"url": "epoch", "valueInteger": 1},
        {"url": "until", "valueInstant": (MOMENT + timedelta(hours=2)).isoformat()},
    ]  # fmt: skip
    lease = {"url": LEASE, "extension": parts}
    for changed in ({"active": False}, {"active": True, "extension": [lease]}):
        clinic.store.whole.store_whole([{**session, **changed}], clinic.office.access.actor, "Changed elsewhere")
        assert all(fit.slot.session_id != SESSION for fit in desk.booking.find(Wanted(MOMENT)))
        with pytest.raises(Conflict):
            desk.booking.book(DAVID, offer, kind="new")
    assert entry(clinic).status == "requested"


def test_one_entry_booked_twice_is_on_the_list_to_rebook_until_one_is_kept(clinic: Clinic, desk: Bookings) -> None:
    one = book(clinic, desk)
    free = slot(clinic, named("slot 4"))
    other = replace(one, id=named("other"), slot_id=free.id, start=free.start, end=free.end)
    clinic.put(other, with_place_taken(free, other.id))
    rows = clinic.office.lists.read("rebooking").rows
    assert {(row.subject_id, row.what) for row in rows} == {(one.id, "booked-twice"), (other.id, "booked-twice")}
    desk.rebooking.keep(other.id)
    assert clinic.office.lists.read("rebooking").rows == ()
    assert slot(clinic, one.slot_id).status == "free"


def test_two_bookings_at_once_are_told_with_a_number_and_the_next_times(clinic: Clinic, desk: Bookings) -> None:
    one = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert one is not None
    held = slot(clinic, named("slot 1"))
    other = replace(one, id=named("other"), slot_id=held.id, staff_id=BEN, waiting_id="")
    clinic.put(other, replace(held, status="busy", holders=(other.id,)))
    clinic.clock.moment = one.start - timedelta(hours=1)
    looked = desk.rebooking.look(one.id)
    assert (looked.why, looked.other) == (Why.TWO_PLACES, other)
    assert looked.phones == ("01632 960001", "07700 900001")
    assert looked.next[0].slot.staff_id == ASHA
    desk.rebooking.keep(one.id)
    assert desk.rebooking.look(one.id).why is Why.NOTHING
    assert slot(clinic, held.id).status == "free"
