"""Booking and the clinic list: a slot is booked once, nobody is in two places, the list tells what is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msk_desk.domain.clinics import Appointment, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.records import Changes
from tests.fakes.small_clinic import ASHA, DAVID, MARGARET, MOMENT, PRACTICE, TODAY_BOOKING, Clinic, named


def bookings(clinic: Clinic, patient_id: str) -> tuple[Appointment, ...]:
    return clinic.store.records.of_patient(Appointment, patient_id)


def test_slot_and_appointment_are_one_unit(clinic: Clinic) -> None:
    offer = clinic.offer()
    clinic.office.booking.book(DAVID, offer, reason="Shoulder")
    (appointment,) = bookings(clinic, DAVID)
    slot = clinic.store.records.read(Slot, offer.slot_id)
    assert slot is not None
    assert (slot.status, appointment.slot_id, appointment.start) == ("busy", slot.id, slot.start)
    assert clinic.saved() == 1
    assert offer.slot_id not in [one.slot_id for one in clinic.office.booking.offers(MOMENT)]
    assert clinic.office.booking.upcoming(DAVID, MOMENT) == (appointment,)


def test_a_slot_taken_meanwhile_is_refused_and_nothing_stored(clinic: Clinic) -> None:
    offer = clinic.offer()
    clinic.office.booking.book(DAVID, offer)
    before = clinic.saved()
    with pytest.raises(Conflict):
        clinic.office.booking.book(MARGARET, offer)
    assert clinic.saved() == before
    assert [one.id for one in bookings(clinic, MARGARET)] == [TODAY_BOOKING]


@pytest.mark.parametrize(("earlier", "minutes"), [("booked", 0), ("arrived", 0), ("booked", 29)])
def test_nobody_is_in_two_places_at_once(clinic: Clinic, earlier: str, minutes: int) -> None:
    from datetime import timedelta

    offer = clinic.offer(2)
    start = offer.start + timedelta(minutes=minutes)
    elsewhere = Appointment(
        named("elsewhere"), DAVID, named("ben"), "", "", start, start + timedelta(minutes=30), Status(earlier)
    )
    clinic.put(elsewhere)
    before = clinic.saved()
    with pytest.raises(BadInput):
        clinic.office.booking.book(DAVID, offer)
    slot = clinic.store.records.read(Slot, offer.slot_id)
    assert slot is not None
    assert slot.status == "free"
    assert clinic.saved() == before


def test_a_cancelled_appointment_or_one_just_before_does_not_stand_in_the_way(clinic: Clinic) -> None:
    offer = clinic.offer(2)
    before = Appointment(named("a"), DAVID, ASHA, "", "", clinic.offer(1).start, clinic.offer(1).end)
    gone = Appointment(named("b"), DAVID, ASHA, "", "", offer.start, offer.end, Status.CANCELLED)
    clinic.put(before, gone)
    clinic.office.booking.book(DAVID, offer)
    assert any(one.slot_id == offer.slot_id for one in bookings(clinic, DAVID))


def test_the_list_shows_each_slot_with_its_patient(clinic: Clinic) -> None:
    day = clinic.office.today.mine(MOMENT.date())
    assert (day.summary.slots, day.summary.booked, day.summary.arrived) == (6, 1, 0)
    first = day.lines[0]
    assert (first.patient_id, first.patient_name, first.born) == (MARGARET, "HOLLOWAY, Margaret Ann", "1956-03-14")
    assert clinic.office.today.everyone(MOMENT.date(), named("another site")).lines == ()


def test_arriving_is_seen_at_once_and_once(clinic: Clinic) -> None:
    changes = clinic.office.today.arrive(TODAY_BOOKING)
    assert changes.touches("Appointment")
    assert clinic.office.today.mine(MOMENT.date()).summary.arrived == 1
    assert clinic.office.today.arrive(TODAY_BOOKING) == Changes()


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.FULFILLED, Status.NO_SHOW])
def test_only_a_booked_patient_is_arrived(clinic: Clinic, status: Status) -> None:
    booked = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert booked is not None
    clinic.put(replace(booked, status=status))
    with pytest.raises(BadInput):
        clinic.office.today.arrive(TODAY_BOOKING)
    after = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert after is not None
    assert after.status is status


def test_the_preview_is_of_the_chosen_patient_and_tells_what_is_open(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 6})
    preview = clinic.office.today.preview(MARGARET)
    assert preview.banner.patient.gp_practice_id == PRACTICE
    assert len(preview.series) == 1
    assert clinic.office.today.preview(DAVID).series == ()


def test_what_was_not_sent_is_counted_as_waiting_never_as_in_step(clinic: Clinic) -> None:
    assert clinic.office.sync.status().waiting == 0
    clinic.office.booking.book(DAVID, clinic.offer())
    status = clinic.office.sync.status()
    assert status.waiting == 1
    assert [unit.what for unit in clinic.office.sync.waiting()] == ["Appointment booked"]
    assert clinic.office.sync.conflicts() == ()
