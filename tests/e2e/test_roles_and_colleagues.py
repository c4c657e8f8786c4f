"""Through the real service: what each role's computer holds, and that a colleague sees what was recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from msk_desk.domain.clinics import Appointment
from msk_desk.domain.errors import Refused
from msk_desk.domain.form_catalogue import FormKind
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Actor
from msk_desk.domain.visits import FormAnswers, Score, Visit
from msk_desk.sync.running import Watch
from msk_desk.wiring.demo import CLINICIAN, UNLOCK_CODE, Demo, demonstration
from msk_desk.wiring.lock import ProfileLock
from msk_desk.wiring.office import Office, build_office, new_id, now
from msk_desk.wiring.synchronising import connected, once, scope_of
from tests.fakes.service_form import FORM, URL

COLLEAGUE = "kofi.darko"
CLINICAL = {
    "Encounter", "QuestionnaireResponse", "Observation", "Condition", "AllergyIntolerance", "CarePlan", "Goal",
    "Composition",
}  # fmt: skip
MARGARET = "holloway margaret 14/3/1956"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demonstration(tmp_path_factory.mktemp("demo") / "district", patients=120) as running:
        yield running


@contextmanager
def seated(demo: Demo, computer: str, login: str) -> Iterator[tuple[Office, Actor]]:
    """Somebody at a computer, unlocked and synchronised."""
    profile = demo.profile(computer)
    demo.enrol(profile, login)
    office = build_office()
    lock = ProfileLock(profile, office.opened, now, new_id)
    actor = lock.unlock(login, UNLOCK_CODE).actor(profile.device_id)
    office.access.begin(actor)
    try:
        once(profile, office.opened.store, actor)
        yield office, actor
        once(profile, office.opened.store, actor)
    finally:
        lock.lock()


def types_held(office: Office) -> set[str]:
    return {str(resource["resourceType"]) for resource in office.opened.store.whole.every_whole()}


def test_a_receptionist_s_files_hold_nothing_clinical(demo: Demo) -> None:
    login = demo.first_with("receptionist").login
    with seated(demo, "front-desk", login) as (office, _):
        held = types_held(office)
        assert {"Patient", "Appointment", "Slot"} <= held
        assert not held & CLINICAL
        patient = office.patients.find(MARGARET)[0]
        assert office.today.everyone(now().date()).lines
        with pytest.raises(Refused):
            office.record.overview(patient.id)
        raw = office.opened.store.files.cache
        with raw.reading() as cache:
            words = b"".join(bytes(str(row), "utf-8") for row in cache.execute("SELECT base_json FROM resource"))
        assert b"Penicillin" not in words
        assert b"joint line tenderness" not in words


def test_a_colleague_with_the_next_appointment_sees_the_visit(demo: Demo) -> None:
    with seated(demo, "clinic-laptop", CLINICIAN) as (office, _):
        patient_id = office.patients.find(MARGARET)[0].id
        appointment = next(
            line.appointment_id for line in office.today.mine(now().date()).lines if line.patient_id == patient_id
        )
        visit = office.visits.start(appointment)
        office.outcomes.enter(patient_id, "NPRS", {"PAIN": 4}, visit_id=visit.id)
        colleague = demo.account(COLLEAGUE).staff_id
        offer = office.booking.offers(now() + timedelta(hours=1), staff_id=colleague)[0]
        office.booking.book(patient_id, offer, reason="Knee review")
    with seated(demo, "other-laptop", COLLEAGUE) as (office, _):
        records = office.ports.records
        assert records.read(Visit, visit.id) is not None
        assert any(score.visit_id == visit.id for score in records.of_patient(Score, patient_id))
        assert any(answers.visit_id == visit.id for answers in records.of_patient(FormAnswers, patient_id))
        assert any(a.staff_id == colleague for a in records.of_patient(Appointment, patient_id))


def test_a_record_outside_one_s_care_says_so_until_it_is_opened_with_a_reason(demo: Demo) -> None:
    other = next(account for account in demo.accounts if account.login == "maya.lindqvist")
    with seated(demo, "third-laptop", other.login) as (office, actor):
        patient = office.patients.find("patel nisha")[0].id
        assert not office.record.held(patient)
        assert office.record.banner(patient).allergies is None, "not recorded would be a lie"
        profile, store = demo.profile("third-laptop"), office.opened.store
        with connected(profile, store) as transport:
            watch = Watch(store, transport, now, scope_of(store, actor.staff_id, actor.role), None)
            watch.attempt({"do": "detail", "patient": patient, "reason": "Rang the clinic about new leg pain"})
        assert office.record.held(patient)
        assert office.record.overview(patient).last_visit is not None
        assert office.record.banner(patient).allergies is not None


def test_two_people_who_change_different_things_lose_neither(demo: Demo) -> None:
    with seated(demo, "clinic-laptop", CLINICIAN) as (here, _):
        patient = here.patients.read(here.patients.find(MARGARET)[0].id)
        with seated(demo, "front-desk", demo.first_with("receptionist").login) as (desk, _):
            desk.patients.change_phone(patient.id, "07700 900999")
        assert here.patients.read(patient.id).phone() == patient.phone(), "not before it synchronises"
    with seated(demo, "clinic-laptop", CLINICIAN) as (here, _):
        after = here.ports.records.read(Patient, patient.id)
        assert after is not None
        assert after.phone() == "07700 900999"


def test_a_form_that_an_administrator_puts_in_use_reaches_the_clinic(demo: Demo, tmp_path: Path) -> None:
    file = tmp_path / "falls.json"
    file.write_text(json.dumps(FORM), encoding="utf-8")
    with seated(demo, "back-office", demo.first_with("administrator").login) as (office, _):
        candidate = office.service_forms.look_at(file)
        office.service_forms.bring_in(candidate, FormKind.ASSESSMENT, ["hip"])
        office.service_forms.activate(f"{URL}|1")
    with seated(demo, "clinic-laptop", CLINICIAN) as (office, _):
        assert office.forms.read(URL)["title"] == "Falls check"
        with pytest.raises(Refused):
            office.service_forms.retire(f"{URL}|1")
        assert str(office.forms.read(URL)["item"][1]["initial"][0]["valueDecimal"]) == "1.5"
