"""A referral taken at the desk: one save with its pathway and clock, scope and emergencies recognised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msk_desk.content.scope import load
from msk_desk.domain.errors import BadInput, FormIncomplete, Refused
from msk_desk.domain.pathways import Handover, Pathway, Referral, Todo
from msk_desk.domain.people import Patient
from msk_desk.domain.referring import NewReferral
from msk_desk.domain.registration import NewPatient, patient_of, problems
from msk_desk.domain.roles import Role
from msk_desk.domain.scope_check import check_age
from msk_desk.domain.self_referral import read_answers
from msk_desk.services.referrals import READ_IT
from tests.fakes.small_clinic import ASHA, MARGARET, Clinic, named

SHOULDER = NewReferral(
    "gp", "Left shoulder pain since June", "Shoulder", "Left shoulder", referrer="Dr Hill", received="2026-11-20",
    consent="yes",
)  # fmt: skip
TYPED = NewPatient("999 012 3454", "Adeyemi", "Tolu", "", "", "4/5/1990", "female", mobile="07700 900123")


def test_a_referral_for_somebody_known_is_one_save_on_a_pathway_of_its_own(clinic: Clinic) -> None:
    clinic.wear(Role.RECEPTIONIST)
    known = clinic.office.referrals.known(MARGARET)
    assert [each.title for each in known.open_pathways] == ["Right knee"]
    before = clinic.saved()
    taken = clinic.office.referrals.take(known.patient, SHOULDER)
    assert clinic.saved() == before + 1
    clinic.reopen()
    stored = clinic.store.records.read(Pathway, taken.pathway.id)
    assert stored is not None
    assert (stored.stage, stored.status, stored.referral_id) == ("referred", "active", taken.referral.id)
    assert stored.clock.start is not None
    assert stored.clock.start.isoformat() == "2026-11-20"
    assert taken.triage_due.isoformat() == "2026-11-23", "received on a Friday: by Monday"


def test_somebody_new_is_saved_with_their_referral_or_not_at_all(clinic: Clinic) -> None:
    clinic.wear(Role.RECEPTIONIST)
    today = clinic.office.referrals.today()
    new = patient_of(TYPED, named("tolu"), today)
    with pytest.raises(FormIncomplete):
        clinic.office.referrals.take(new, replace(SHOULDER, reason=" "), register=True)
    assert clinic.store.records.read(Patient, new.id) is None
    clinic.office.referrals.take(new, SHOULDER, register=True)
    assert clinic.store.records.read(Patient, new.id) == new
    assert [line.id for line in clinic.office.patients.find("9990123454")] == [new.id]
    with pytest.raises(BadInput):
        clinic.office.referrals.take(replace(new, id=named("nobody")), SHOULDER)


def test_a_second_referral_for_the_same_thing_is_added_without_a_second_clock(clinic: Clinic) -> None:
    clinic.wear(Role.RECEPTIONIST)
    known = clinic.office.referrals.known(MARGARET)
    pathway = known.open_pathways[0]
    taken = clinic.office.referrals.take(known.patient, replace(SHOULDER, region="Knee"), add_to=pathway.id)
    assert taken.added
    stored = clinic.store.records.read(Pathway, pathway.id)
    assert stored is not None
    assert (stored.referral_id, stored.more_referrals) == (pathway.referral_id, (taken.referral.id,))
    assert stored.clock == pathway.clock
    assert len(clinic.store.records.of_patient(Pathway, MARGARET)) == 1
    (todo,) = [each for each in clinic.store.records.of_patient(Todo, MARGARET) if each.text.startswith(READ_IT)]
    assert (todo.owner_id, todo.due) == (pathway.case_manager_id, taken.triage_due.isoformat()), "triage is past"
    with pytest.raises(BadInput, match="closed"):
        clinic.office.referrals.take(known.patient, SHOULDER, add_to=named("no such way"))


def test_an_emergency_is_not_saved_before_somebody_was_told(clinic: Clinic) -> None:
    clinic.wear(Role.RECEPTIONIST)
    patient = clinic.office.referrals.known(MARGARET).patient
    words = replace(SHOULDER, reason="Back pain; lost control of her bladder since yesterday")
    assert [each.rule.code for each in clinic.office.referrals.check(words.reason)] == ["cauda-equina"]
    with pytest.raises(FormIncomplete):
        clinic.office.referrals.take(patient, words)
    told = Handover("h1", "Emergency department", ASHA, "2026-11-23T09:20:00Z", "Told to go at once; her son drives")
    taken = clinic.office.referrals.take(patient, replace(words, handovers=(told,)))
    stored = clinic.store.records.read(Referral, taken.referral.id)
    assert stored is not None
    assert (stored.priority, stored.handovers) == ("stat", (told,))


def test_a_hand_off_carries_its_number_and_its_first_clock_start(clinic: Clinic) -> None:
    patient = clinic.office.referrals.known(MARGARET).patient
    handed = replace(SHOULDER, source="other", referrer="Eastham MSK", ppi="EM-00017", clock_start="2026-09-01")
    taken = clinic.office.referrals.take(patient, handed)
    assert taken.pathway.ppi == "EM-00017"
    assert taken.pathway.clock.start is not None
    assert taken.pathway.clock.start.isoformat() == "2026-09-01"
    with pytest.raises(FormIncomplete):
        clinic.office.referrals.take(patient, replace(handed, clock_start="2026-11-21"))
    clinic.wear(Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        clinic.office.referrals.take(patient, SHOULDER)


@pytest.mark.parametrize(
    ("born", "state"),
    [("2010-11-24", "under"), ("2010-11-23", "young"), ("2000-11-24", "young"), ("2000-11-23", "fits"), ("", "unknown"),
     ("1980", "unknown")],
)  # fmt: skip
def test_the_age_that_the_service_begins_at(clinic: Clinic, born: str, state: str) -> None:
    assert check_age(load(), born, clinic.office.referrals.today()).state == state
    assert clinic.office.referrals.age(born).state == state


@pytest.mark.parametrize(
    ("words", "raised"),
    [
        ("Knee pain for 6 months, no bladder or bowel change", {"cauda-equina": True}),
        ("Pain in both legs. Not sleeping. Bowel changes", {"cauda-equina": False}),
        ("Fell from a ladder yesterday, can't put any weight on it", {"fracture": False, "accident": False}),
        ("She has Parkinson’s disease and back pain", {"neurological": False}),
        ("Low back pain for three weeks", {}),
        ("A hot, red, swollen knee", {"hot-joint": False}),
        ("No numbness, bladder does not empty", {"cauda-equina": False}),
        ("", {}),
    ],
)
def test_words_raise_what_they_say_and_what_is_denied_is_shown_as_denied(
    clinic: Clinic, words: str, raised: dict[str, bool]
) -> None:
    assert {each.rule.code: each.denied for each in clinic.office.referrals.check(words)} == raised


def test_every_rule_that_is_raised_by_words_is_raised_by_each_of_its_phrases(clinic: Clinic) -> None:
    for rule in load().rules:
        for phrase in rule.phrases:
            found = clinic.office.referrals.check(phrase.replace("*", "s"))
            assert rule.code in {each.rule.code for each in found}, phrase
        assert rule.sources
        assert rule.kind != "emergency" or (rule.where and rule.script)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, {}), ({"born": ""}, {"born": "missing"}), ({"born": "31/2/1990"}, {"born": "date"}), ({"born": "nk"}, {}),
        ({"nhs_number": "999 012 3457"}, {"nhs_number": "check-digit"}), ({"nhs_number": ""}, {}),
        ({"family": "", "given": ""}, {"family": "missing"}), ({"gender": ""}, {"gender": "missing"}),
        ({"mobile": "0770"}, {"mobile": "short"}), ({"email": "tolu"}, {"email": "email"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_somebody_new_is_said_by_field(
    clinic: Clinic, change: dict[str, str], wrong: dict[str, str]
) -> None:
    assert problems(replace(TYPED, **change), clinic.office.referrals.today()) == wrong  # type: ignore[arg-type]


def test_what_somebody_answers_is_the_referral_and_nothing_else_is() -> None:
    answered = [
        {"linkId": "problem-words", "answer": [{"valueString": "Knee gives way"}]},
        {"linkId": "since", "answer": [{"valueCoding": {"code": "weeks"}}]},
        {"linkId": "injury", "answer": [{"valueBoolean": True}]},
        {"linkId": "side", "answer": [{"valueCoding": {"code": "none"}}]},
        {"linkId": "reach", "answer": [{"valueString": "After four, on the mobile"}]},
    ]
    read = read_answers([{"linkId": "problem", "item": answered}, "odd"])
    assert read.reason == "Knee gives way, for 2 to 6 weeks. New injury: not told how"
    assert (read.area, read.side, read.consent, read.note) == ("", "", "", "Best reached: After four, on the mobile.")
