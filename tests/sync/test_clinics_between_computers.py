"""Clinics on two computers without a network: published once, nobody booked is lost, clashes are shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest

from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.clinic_templates import ClinicTemplate, SlotLength
from msk_desk.domain.clinics import Appointment, Place, Session, Slot, Status
from msk_desk.domain.people import Patient, PersonName, Staff
from msk_desk.domain.publishing import Why
from msk_desk.domain.roles import Role
from msk_desk.domain.session_changes import CLOSED_SLOT, SessionChange
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]
SITE, ROOM, ASHA, BEN = (str(uuid.uuid5(uuid.NAMESPACE_OID, name)) for name in ("site", "room", "asha", "ben"))


def working_day(of: date) -> date:
    """A day that is no bank holiday, so that the test holds whatever the day it runs on."""
    return of if not is_bank_holiday(of) else working_day(of + timedelta(days=1))


DAY = working_day(date.today() + timedelta(days=30))
TEMPLATE = ClinicTemplate(
    str(uuid.uuid5(uuid.NAMESPACE_OID, "template")), "Knee clinic", ASHA, SITE, ROOM, "esp", tuple(range(7)),
    start=9 * 60, end=11 * 60, lengths=(SlotLength("any", 30),), order=("any",), valid_from="2026-01-01",
)  # fmt: skip
THERE = (
    Place(SITE, "Harlow"), Place(ROOM, "Room 3", SITE), Staff(ASHA, PersonName("Rao", ("Asha",))),
    Staff(BEN, PersonName("Carter", ("Ben",))), TEMPLATE,
)  # fmt: skip


def office(computer: Computer) -> Office:
    """The services over a computer's store."""
    with patch.object(office_module, "now", computer.clock):
        made = office_module.build_office()
    made.opened._store = computer.store
    made.access.begin(computer.actor)
    return made


@pytest.fixture
def desks(computer: Make) -> tuple[Computer, Computer, Patient]:
    """Two receptionists who know the same templates, places and patient."""
    admin, ann, ben = (computer(name, role) for name, role in (
        ("adi", Role.ADMINISTRATOR), ("ann", Role.RECEPTIONIST), ("ben", Role.RECEPTIONIST),
    ))  # fmt: skip
    admin.save(*THERE)
    patient = somebody()
    ann.save(patient)
    for each in (admin, ann, ben):
        each.sync()
    return ann, ben, patient


def publish(computer: Computer) -> Session:
    clinics = office(computer).clinics
    preview = clinics.preview([TEMPLATE.id], DAY, DAY)
    clinics.publish(preview.made)
    return preview.lines[0].session


def book(computer: Computer, session: Session, number: int, patient: Patient) -> str:
    made = office(computer)
    offers = made.booking.offers(session.start - timedelta(minutes=1), limit=50)
    made.booking.book(patient.id, [each for each in offers if each.session_id == session.id][number])
    return max(made.ports.records.of_patient(Appointment, patient.id), key=lambda each: each.created).id


def settled(*computers: Computer) -> None:
    for computer in computers:
        assert not computer.store.sync_states.waiting()
        assert not computer.store.sync_states.conflicts()


def test_one_clinic_published_on_two_computers_is_there_once(desks: tuple[Computer, Computer, Patient]) -> None:
    ann, ben, patient = desks
    session = publish(ann)
    kept = book(ann, session, 0, patient)
    later = timedelta(hours=2)
    moved = SessionChange(session.start + later, session.end + later, ASHA, ROOM, SITE)
    office(ann).session_changes.change(session.id, moved)
    ann.sync()
    assert publish(ben).id == session.id  # knowing nothing of ann's
    ben.sync()
    ann.sync()
    settled(ann, ben)
    for each in (ann, ben):
        held = office(each).session_changes.held(session.id)
        assert held.session.start == session.start + later
        assert [slot.start - later for slot in held.slots] == [
            session.start + timedelta(minutes=30 * at) for at in range(4)
        ]
        assert [a.id for a in held.live] == [kept]
        assert [slot.status for slot in held.slots] == ["busy", "free", "free", "free"]
        assert office(each).session_changes.stranded() == ()


def test_a_place_booked_in_a_clinic_that_both_published_is_lost_to_the_first_and_kept_for_rebooking(
    desks: tuple[Computer, Computer, Patient],
) -> None:
    ann, ben, patient = desks
    other = somebody("Quill", "Una")
    ben.save(other)
    first = book(ann, publish(ann), 0, patient)
    ann.sync()
    second = book(ben, publish(ben), 0, other)
    report = ben.sync()
    ann.sync()
    settled(ann, ben)
    assert report.conflicts == 0
    for each in (ann, ben):
        read = each.store.records.read
        assert [read(Appointment, id).status for id in (first, second)] == [Status.BOOKED, Status.PROPOSED]  # type: ignore[union-attr]


@pytest.mark.parametrize("cancels_first", [True, False])
def test_who_is_booked_while_the_clinic_is_cancelled_elsewhere_is_found_and_rebooked(
    desks: tuple[Computer, Computer, Patient], cancels_first: bool
) -> None:
    ann, ben, patient = desks
    session = publish(ann)
    ann.sync()
    ben.sync()
    office(ann).session_changes.cancel(session.id, "Clinician unwell")
    booked = book(ben, session, 1, patient)
    for each in (ann, ben, ann) if cancels_first else (ben, ann, ben):
        each.sync()
    settled(ann, ben)
    for each in (ann, ben):
        kept = each.store.records.read(Appointment, booked)
        assert kept is not None
        waits = kept.status is Status.PROPOSED
        stranded = {found.appointment_id for found in office(each).session_changes.stranded()}
        assert waits or booked in stranded, f"{kept.status}: nobody would see this patient"
        assert {slot.status for slot in office(each).session_changes.held(session.id).slots} == {CLOSED_SLOT}
    office(ann).session_changes.put_right(session.id)
    ann.sync()
    ben.sync()
    settled(ann, ben)
    kept = ben.store.records.read(Appointment, booked)
    assert kept is not None
    assert kept.status is Status.PROPOSED or (kept.status, kept.cancelled_by) == (Status.CANCELLED, "service")
    assert office(ben).session_changes.stranded() == ()


def test_a_room_used_twice_without_a_network_is_shown_to_be_settled(desks: tuple[Computer, Computer, Patient]) -> None:
    ann, ben, _ = desks
    mine = publish(ann)
    theirs = replace(mine, id=str(uuid.uuid4()), staff_id=BEN, template_id="")
    ben.save(theirs, Slot(str(uuid.uuid4()), theirs.id, theirs.start, theirs.end))
    for each in (ann, ben, ann):
        each.sync()
    settled(ann, ben)
    for each in (ann, ben):
        (clash,) = office(each).clinics.clashes(DAY, 1)
        assert (clash.over, {clash.first.id, clash.second.id}) == (Why.ROOM, {mine.id, theirs.id})
    office(ann).session_changes.cancel(theirs.id, "Room is Asha Rao’s")
    ann.sync()
    ben.sync()
    assert office(ben).clinics.clashes(DAY, 1) == ()
