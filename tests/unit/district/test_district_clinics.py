"""Clinics: the first one as drawn, the diary, histories that hang together in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from msk_desk.district.accounts import demo_accounts
from msk_desk.district.clinic_days import instant_at, is_working_day, working_day_after
from msk_desk.district.district import District
from msk_desk.district.first_clinic import GUESTS
from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.clinic_templates import ClinicTemplate
from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.pathways import Pathway, Referral, Triage
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.publishing import Standing, Why, clashes, plan
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Allergy, Score, Visit
from msk_desk.fhir.mapping import read
from msk_desk.fhir.practitioner import roles_of

Resources = Sequence[dict[str, Any]]
TODAY = date(2026, 11, 23)


def _all(resources: Resources, kind: type) -> list[Any]:
    return [record for record in map(read, resources) if isinstance(record, kind)]


def _asha(resources: Resources) -> Staff:
    return next(staff for staff in _all(resources, Staff) if staff.spoken() == "Asha Rao")


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 22), date(2026, 12, 25), date(2027, 6, 15), date(2028, 2, 29)])
def test_the_first_clinic_is_held_whatever_the_day(today: date) -> None:
    resources = list(District(today=today, patients=40, seed=5).resources())
    asha = _asha(resources)
    sessions = {s.id for s in _all(resources, Session) if s.staff_id == asha.id and s.start.date() == today}
    slots = sorted((s for s in _all(resources, Slot) if s.session_id in sessions), key=lambda slot: slot.start)
    starts = [slot.start.isoformat(timespec="milliseconds").replace("+00:00", "Z") for slot in slots]
    clocks = sorted([guest.start for guest in GUESTS] + [12 * 60])
    assert starts == [instant_at(today, clock) for clock in clocks]
    assert [slot.status for slot in slots].count("busy-unavailable") == 1


def test_the_first_patient_is_margaret_holloway(district_resources: Resources) -> None:
    patient = next(
        p for p in _all(district_resources, Patient) if p.name.family == "Holloway" and p.born == "1956-03-14"
    )
    booked = [a for a in _all(district_resources, Appointment) if a.patient_id == patient.id]
    assert (patient.name.banner(), patient.nhs_number) == ("HOLLOWAY, Margaret (Mrs)", "9997680472")
    assert patient.preferred_format == "large-print"
    assert [(a.reason, a.status, a.kind) for a in booked] == [
        ("Knee pain, right", Status.FULFILLED, "new"),
        ("Knee pain, right", Status.ARRIVED, "review"),
    ]
    allergies = [a.text for a in _all(district_resources, Allergy) if a.patient_id == patient.id]
    assert allergies == ["Penicillin"]
    pathway = next(p for p in _all(district_resources, Pathway) if p.patient_id == patient.id)
    assert pathway.clock.start == date(2026, 10, 9)
    assert pathway.clock.weeks(TODAY) == 6
    series = [
        (s.taken, s.value) for s in _all(district_resources, Score)
        if s.patient_id == patient.id and s.instrument == "MSK-HQ"
    ]  # fmt: skip
    assert [value for _, value in sorted(series)] == [18, 24, 29]


def test_the_rest_of_the_first_clinic(district_resources: Resources) -> None:
    asha = _asha(district_resources)
    names = {p.id: p.name.family for p in _all(district_resources, Patient)}
    day = sorted(
        (a for a in _all(district_resources, Appointment) if a.staff_id == asha.id and a.start.date() == TODAY),
        key=lambda appointment: appointment.start,
    )
    assert [names[a.patient_id] for a in day] == [guest.family for guest in GUESTS]
    assert [a.mode.value for a in day] == ["f2f", "f2f", "video", "f2f", "f2f", "telephone", "f2f", "f2f"]
    ali = day[6].patient_id
    missed = [a for a in _all(district_resources, Appointment) if a.patient_id == ali and a.status is Status.NO_SHOW]
    assert len(missed) == 1


def test_a_busy_slot_has_its_booking_and_a_free_one_has_none(district_resources: Resources) -> None:
    live = (Status.BOOKED, Status.ARRIVED, Status.FULFILLED, Status.NO_SHOW)
    booked = Counter(a.slot_id for a in _all(district_resources, Appointment) if a.slot_id and a.status in live)
    for slot in _all(district_resources, Slot):
        assert booked[slot.id] == (1 if slot.status == "busy" else 0)


def test_appointments_stand_where_their_slots_do(district_resources: Resources) -> None:
    slots = {slot.id: slot for slot in _all(district_resources, Slot)}
    sessions = {session.id: session for session in _all(district_resources, Session)}
    for booked in _all(district_resources, Appointment):
        if booked.slot_id:
            slot = slots[booked.slot_id]
            session = sessions[slot.session_id]
            assert (booked.start, booked.end) == (slot.start, slot.end)
            assert (booked.staff_id, booked.place_id) == (session.staff_id, session.room_id)
            assert session.start <= slot.start < slot.end <= session.end


def test_nobody_and_no_room_is_in_two_sessions_at_once(district_resources: Resources) -> None:
    for key in ("staff_id", "room_id"):
        held: dict[str, list[Session]] = {}
        for session in sorted(_all(district_resources, Session), key=lambda s: s.start):
            held.setdefault(getattr(session, key), []).append(session)
        for sessions in held.values():
            assert all(one.end <= other.start for one, other in pairwise(sessions))


def test_sessions_lie_on_working_days_eight_weeks_either_side(district_resources: Resources) -> None:
    days = {session.start.date() for session in _all(district_resources, Session)}
    assert all(is_working_day(day) for day in days)
    assert min(days) <= TODAY - timedelta(weeks=7)
    assert max(days) >= TODAY + timedelta(weeks=7)
    assert date(2026, 12, 25) not in days
    assert date(2026, 12, 28) not in days


def test_what_is_past_is_settled_and_what_is_ahead_is_open(district_resources: Resources) -> None:
    for booked in _all(district_resources, Appointment):
        settled = booked.status in (Status.FULFILLED, Status.NO_SHOW, Status.CANCELLED)
        if booked.start.date() < TODAY:
            assert settled
        if booked.start.date() > TODAY:
            assert booked.status in (Status.BOOKED, Status.CANCELLED)


def test_a_fulfilled_appointment_has_its_visit(district_resources: Resources) -> None:
    visited = {visit.appointment_id for visit in _all(district_resources, Visit)}
    fulfilled = {a.id for a in _all(district_resources, Appointment) if a.status is Status.FULFILLED}
    assert fulfilled == visited - {""}


def test_histories_run_forward_in_time(district_resources: Resources) -> None:
    received = {r.id: date.fromisoformat(r.received) for r in _all(district_resources, Referral)}
    pathways = {p.id: p for p in _all(district_resources, Pathway)}
    for task in _all(district_resources, Triage):
        if task.status == "completed":
            done = date.fromisoformat(task.done_at[:10])
            assert received[task.referral_id] < done == working_day_after(received[task.referral_id]) <= TODAY
    for visit in _all(district_resources, Visit):
        pathway = pathways[visit.pathway_id]
        assert received[pathway.referral_id] < visit.started.date() <= TODAY
        assert pathway.clock.stop is None or pathway.clock.start <= pathway.clock.stop <= TODAY


def test_nobody_is_seen_after_they_died(district_resources: Resources) -> None:
    died = {p.id: p.deceased for p in _all(district_resources, Patient) if p.deceased}
    assert died
    for visit in _all(district_resources, Visit):
        assert visit.started.date().isoformat() <= died.get(visit.patient_id, "9999")


def test_every_stage_and_source_occurs(district_resources: Resources) -> None:
    stages = {pathway.stage for pathway in _all(district_resources, Pathway)}
    assert stages == {
        "referred", "triaged", "assessed", "review", "decision", "plan", "discharged", "pifu",
    }  # fmt: skip
    assert {r.source for r in _all(district_resources, Referral)} == {"gp", "fcp", "self", "internal", "other"}


def test_accounts_are_those_of_the_staff(district_resources: Resources) -> None:
    accounts = demo_accounts(seed=1)
    staff = {person.id: person.spoken() for person in _all(district_resources, Staff)}
    roles: dict[str, set[Role]] = {}
    for resource in district_resources:
        if resource["resourceType"] == "PractitionerRole":
            person = resource["practitioner"]["reference"].removeprefix("Practitioner/")
            roles.setdefault(person, set()).update(roles_of(resource))
    assert len(accounts) == len(staff) == len({account.login for account in accounts}) == 60
    assert all(staff[account.staff_id] == account.name for account in accounts)
    assert all(roles[account.staff_id] == set(account.roles) for account in accounts)
    assert {role for account in accounts for role in account.roles} == set(Role)
    assert accounts[0].login == "asha.rao"
    assert any(len(account.roles) == 2 for account in accounts)


def test_every_session_comes_from_a_template_and_is_published_already(district_resources: Resources) -> None:
    templates = _all(district_resources, ClinicTemplate)
    sessions = _all(district_resources, Session)
    assert {template_id for s in sessions if (template_id := s.template_id)} <= {t.id for t in templates}
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(weeks=8)
    standing = Standing(tuple(sessions), is_bank_holiday=is_bank_holiday)
    lines = plan(templates, first, last, standing)
    assert {line.why for line in lines} == {Why.PUBLISHED, Why.BANK_HOLIDAY}
    assert {line.why for line in plan(templates, last + timedelta(days=7), last + timedelta(days=40), standing)} == {
        None
    }
    assert clashes(sessions) == ()
