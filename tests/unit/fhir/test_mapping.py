"""Mappers: a record survives the round trip, and an edit changes its own element and no other."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from msk_desk.central.validation import validate
from msk_desk.domain.alerts import AlertResponse, PromAlert, Risk
from msk_desk.domain.clinics import Appointment, Mode, Organisation, Place, Session, Slot, Status
from msk_desk.domain.duty import DutyDay
from msk_desk.domain.letters import Letter, LetterSection, StoredDocument
from msk_desk.domain.pathways import Clock, FlagAnswer, Handover, Pathway, PathwayEvent, Referral, Todo, Triage
from msk_desk.domain.people import Address, Contact, Patient, PersonName, Staff
from msk_desk.domain.plans import Dose, Plan, PlanExercise
from msk_desk.domain.records import Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.visits import Alert, Allergy, FormAnswers, Goal, Problem, Score, Visit
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.fhir.mapping import patient_of, read, type_of, write
from msk_desk.fhir.provenance import of_unit, seal

WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)
DOSE = Dose(sets=3, repetitions=10, hold=None, days_a_week=3, note="Add a little weight when it is easy")

RECORDS: list[Any] = [
    Patient(
        "p1",
        (PersonName("Hołloway", ("Margaret", "Ann"), "Mrs", "official"), PersonName("Field", ("Margaret",), "", "old")),
        "1956-03",
        "female",
        "9990000018",
        (Contact("phone", "07700 900123", "mobile"),),
        (Address(("1 Mill Lane",), "Harlow", "ZZ1 1AA", "home"),),
        "Polish",
        True,
        "large-print",
        "",
        "gp1",
        "",
    ),
    Staff("s1", PersonName("Rao", ("Asha",)), "Physiotherapist", "PH00000"),
    Organisation("o1", "Old Mill Surgery", "gp", "01632 960011"),
    Place("l1", "Room 3", "l0", "01632 960012"),
    Session("c1", "s1", "l1", "l0", WHEN, LATER, "Knee clinic"),
    Slot("t1", "c1", WHEN, LATER, "busy"),
    Appointment("a1", "p1", "s1", "l1", "t1", WHEN, LATER, Status.ARRIVED, "new", Mode.VIDEO, "Knee pain", "r1"),
    Referral("r1", "p1", "2026-10-09", "self", "Knee pain for a year", "Knee", "ESP", "routine", "active", "Dr Poole"),
    Referral(
        "r2",
        "p1",
        "2026-10-09",
        "gp",
        "Neck pain",
        received_at="2026-10-09T08:55:00Z",
        referrer="Dr Poole",
        practice_id="o1",
        consent="yes",
        kind="advice",
        ppi="MSK-000123",
        clock_start="2026-09-01",
        note="Dropping cups",
        attachments=("h1", "h2"),
        handovers=(Handover("n1", "Emergency department", "s1", "2026-10-09T09:10:00Z", "Sister on duty told"),),
    ),
    Session("c2", "s1", "l1", "l0", WHEN, LATER, "knee", False, "Clinician ill", "tp1", ("f2f", "video")),
    Slot("t5", "c1", WHEN, LATER, "free", 2, "new", "video"),
    Appointment(
        "a2",
        "p1",
        "s1",
        "l1",
        "t1",
        WHEN,
        LATER,
        Status.CANCELLED,
        created="2026-11-01T09:00:00Z",
        cancelled_by="patient",
        cancel_reason="Ill",
        note="Rang at 8",
        needs=("interpreter", "step-free"),
        overbook_reason="Urgent",
        series_id="z1",
        started="2026-11-23T09:02:00Z",
        replaces_id="a1",
        waiting_id="w1",
    ),
    WaitingEntry(
        "w1",
        "p1",
        "r1",
        "2026-10-09",
        "new",
        "esp",
        "s1",
        "l0",
        "urgent",
        "video",
        40,
        "2026-12-01",
        ("interpreter", "double-slot"),
        "Rings after 4",
        "completed",
        "a1",
        "Booked",
    ),
    Pathway(
        "e2",
        "p1",
        "Knee",
        "active",
        "triaged",
        "2026-10-09",
        "",
        "r1",
        "s1",
        "o1",
        Clock("ahp", date(2026, 10, 9)),
        "physiotherapy",
        (
            PathwayEvent("ev1", date(2026, 10, 9), "referral_received"),
            PathwayEvent("ev2", date(2026, 10, 12), "triaged", (("by", "s1"), ("service", "physiotherapy"))),
        ),
        "2027-01-09",
        "MSK-000123",
    ),
    Triage(
        "t2",
        "p1",
        "r1",
        "completed",
        "esp",
        "2026-10-12T10:00:00Z",
        "s1",
        "Locks and gives way",
        "urgent",
        "esp",
        "new",
        "t1",
        (FlagAnswer("saddle", "no", "No numbness"), FlagAnswer("gait")),
        "s1",
        "2026-10-12T09:50:00Z",
        "Orthopaedics",
        "Told by telephone",
        "Spoke to the GP: not new",
        "2026-10-13",
        ("ev1", "ev2"),
    ),
    PromAlert(
        "t4",
        "p1",
        "PHQ-9",
        "Q09",
        1.0,
        WHEN,
        "q1",
        "v1",
        "s1",
        "team-lead",
        "2026-11-23",
        "completed",
        AlertResponse("Plans, means", Risk.POSSIBLE, "Stayed", "GP", False, "Declined", "s1", LATER),
    ),
    DutyDay("u1", "2026-11-23", "s1", "l0", False),
    Todo("t3", "p1", "Review the plan", "requested", "s1", "2026-12-15"),
    Pathway(
        "e1", "p1", "Knee", "active", "assessed", "2026-10-09", "", "r1", "s1", "o1", Clock("rtt", date(2026, 10, 9))
    ),
    Visit("v1", "p1", "s1", WHEN, LATER, "finished", "a1", "e1", "l1", "Knee pain"),
    FormAnswers(
        "q1",
        "p1",
        "https://a.example/Q|1",
        "completed",
        WHEN,
        "s1",
        "v1",
        ({"linkId": "a", "answer": [{"valueInteger": 1}]},),
    ),
    Score("x1", "p1", "OKS", "total", 29.5, WHEN, "1", "paper", "1.0", "higher-better", 12, 0, "", "q1", "v1"),
    Score("x2", "p1", "OKS", "total", None, WHEN),
    Problem("d1", "p1", "Osteoarthritis of right knee", "", "active", "2023", "2026-10-26", "Right knee"),
    Allergy("y1", "p1", "Penicillin", "Rash"),
    Allergy("y2", "p1", "No known allergies", none_known=True),
    Alert("f1", "p1", "Uses a wheelchair", "access"),
    Goal("g1", "p1", "Walk to the allotment", "2026-12-15", 7, "active", "2026-10-26"),
    Plan(
        "n1",
        "p1",
        "My plan: right knee",
        3,
        "draft",
        "v1",
        ("g1",),
        (PlanExercise("sit", "Sit to stand", DOSE),),
        "Do less",
        "Call us",
    ),
    Letter(
        "m1",
        "p1",
        "discharge",
        "Discharge letter",
        "draft",
        WHEN,
        "s1",
        "v1",
        (LetterSection("plan", "What happens next", "Keep going.\nCall <us> & ask."), LetterSection("x", "Empty")),
        ("GP",),
    ),
    StoredDocument("h1", "p1", "Discharge letter", "2026-11-23", data=b"%PDF", about_id="m1", author_id="s1"),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_survives_the_round_trip(record: Any) -> None:
    resource = write(record, None)
    assert resource["resourceType"] == type_of(type(record))
    assert read(resource) == record


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_writing_an_unchanged_record_changes_nothing(record: Any) -> None:
    base = {
        **write(record, None),
        "meta": {"versionId": "4"},
        "implicitRules": "x",
        "extra": {"deep": [1, {"a": 7.50}]},
    }
    kept = copy.deepcopy(base)
    assert write(record, base) == kept
    assert base == kept, "the base is never changed in place"


def test_a_new_telephone_number_changes_that_element_and_no_other() -> None:
    base = {
        "resourceType": "Patient",
        "id": "p1",
        "extension": [{"url": "https://other.example", "valueString": "kept"}],
        "telecom": [
            {
                "system": "phone",
                "value": "555-1",
                "use": "home",
                "rank": 2,
                "extension": [{"url": "u", "valueBoolean": True}],
            },
            {"system": "email", "value": "a@example.org"},
        ],
        "address": [{"state": "MA", "country": "US", "line": ["1 Road"], "extension": [{"url": "geo"}]}],
        "multipleBirthBoolean": False,
    }
    patient = read(base)
    assert isinstance(patient, Patient)
    edited = replace(patient, contacts=(replace(patient.contacts[0], value="555-2"), patient.contacts[1]))
    expected = copy.deepcopy(base)
    expected["telecom"][0]["value"] = "555-2"
    assert write(edited, base) == expected


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_what_belongs_to_a_patient_says_so(record: Any) -> None:
    owner = getattr(record, "patient_id", "p1" if isinstance(record, Patient) else "")
    assert patient_of(write(record, None)) == owner


@pytest.mark.parametrize("kind", sorted({type_of(type(r)) for r in RECORDS}))
@pytest.mark.parametrize("junk", [None, 7, "x", [], [None], {}, {"a": None}], ids=str)
def test_broken_resources_are_read_without_a_traceback(kind: str, junk: Any) -> None:
    keys = {key for record in RECORDS for key in write(record, None)} - {"resourceType"}
    for key in keys:
        read({"resourceType": kind, key: junk})
    read({"resourceType": kind, **dict.fromkeys(keys, junk)})


def test_kinds_that_we_do_not_model_are_left_alone() -> None:
    assert read({"resourceType": "Claim", "id": "c"}) is None
    assert read({"resourceType": "CarePlan", "id": "n", "status": "active", "intent": "order"}) is None
    assert read({"resourceType": "Observation", "id": "o", "code": {"text": "Blood pressure"}}) is None


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_what_we_write_is_valid_fhir(record: Any) -> None:
    resource = write(record, None)
    assert validate(resource) == []


def test_the_provenance_of_a_unit_is_valid_and_seals_what_was_signed() -> None:
    letter = write(RECORDS[-2], None)
    unit = Unit("u1", "Letter signed", Actor("s1", "Asha Rao", Role.ESP, "laptop-4"), WHEN, (RECORDS[-2],), signed=True)
    provenance = of_unit(unit, [letter])
    assert validate(provenance) == []
    touched = {**letter, "meta": {"versionId": "2"}}
    altered = {**letter, "title": "Other"}
    assert seal([touched]) == seal([letter]) == provenance["signature"][0]["data"]
    assert seal([altered]) != seal([letter])
