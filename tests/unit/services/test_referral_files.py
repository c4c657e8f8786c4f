"""Referrals as FHIR bundles in a folder: matched or new, attachments kept, refused with a reason, never lost."""

from __future__ import annotations

import base64
import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.pathways import Pathway, Referral
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from msk_desk.fhir.referral_bundle import is_referral, read_referrals
from tests.fakes.small_clinic import MARGARET, PRACTICE, Clinic

LETTER = b"%PDF-1.4 a made-up letter"


def bundle(number: str = "9990123454", **more: Any) -> dict[str, Any]:
    """What a practice sends: one request about one patient, a letter, a scan beside it."""
    patient = {
        "resourceType": "Patient", "name": [{"family": "Holloway", "given": ["Margaret"], "prefix": ["Mrs"]}],
        "birthDate": "1956-03-14", "gender": "female",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}],
        "telecom": [{"system": "phone", "value": "07700 900001", "use": "mobile"}],
    }  # fmt: skip
    request = {
        "resourceType": "ServiceRequest", "status": "active", "intent": "order", "priority": "urgent",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/UBRN", "value": "000049724812"}],
        "subject": {"reference": "urn:uuid:p"}, "requester": {"reference": "urn:uuid:role"},
        "reasonCode": [{"text": "Right knee pain for a year"}], "note": [{"text": "Swells after walking"}],
        "supportingInfo": [{"reference": "urn:uuid:d"}], **more,
    }  # fmt: skip
    role = {
        "resourceType": "PractitionerRole", "practitioner": {"reference": "urn:uuid:dr"},
        "organization": {"reference": "urn:uuid:org"}, "code": [{"text": "First Contact Practitioner"}],
    }  # fmt: skip
    entries = {
        "p": patient, "r": request, "role": role,
        "dr": {"resourceType": "Practitioner", "name": [{"family": "Hill", "given": ["Jo"], "prefix": ["Dr"]}]},
        "org": {"resourceType": "Organization", "name": "Willow Surgery"},
        "d": {
            "resourceType": "DocumentReference", "status": "current", "description": "Referral letter",
            "content": [{"attachment": {"contentType": "application/pdf", "url": "urn:uuid:b"}}],
        },
        "b": {"resourceType": "Binary", "contentType": "application/pdf", "data": base64.b64encode(LETTER).decode()},
    }  # fmt: skip
    return {
        "resourceType": "Bundle", "type": "message",
        "entry": [{"fullUrl": f"urn:uuid:{name}", "resource": each} for name, each in entries.items()],
    }  # fmt: skip


@pytest.fixture
def folder(clinic: Clinic, tmp_path: Path) -> Path:
    """A watched folder, and reception at the desk."""
    clinic.wear(Role.RECEPTIONIST)
    place = tmp_path / "incoming"
    place.mkdir()
    clinic.office.referral_files.watch(str(place))
    return place


def drop(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    os.utime(path, (1, 1))
    return path


def margaret_has_a_number(clinic: Clinic) -> None:
    from dataclasses import replace

    patient = clinic.store.records.read(Patient, MARGARET)
    assert patient is not None
    clinic.put(replace(patient, nhs_number="9990123454"))


def test_a_file_for_somebody_known_for_certain_goes_to_their_record(clinic: Clinic, folder: Path) -> None:
    margaret_has_a_number(clinic)
    drop(folder, "one.json", bundle())
    (outcome,) = clinic.office.referral_files.look()
    assert (outcome.status, outcome.matched, outcome.patient_id, outcome.open) == ("taken", True, MARGARET, True)
    stored = clinic.store.records.read(Referral, outcome.referral_id)
    assert stored is not None
    assert (stored.source, stored.priority, stored.region) == ("fcp", "urgent", "Knee")
    assert (stored.referrer, stored.practice_id) == ("Dr Jo Hill", PRACTICE)
    assert "Swells after walking" in stored.note
    assert "000049724812" in stored.note
    pathway = next(p for p in clinic.store.records.of_patient(Pathway, MARGARET) if p.referral_id == stored.id)
    assert (pathway.stage, pathway.title) == ("referred", "Right knee")
    documents = [clinic.store.records.read(StoredDocument, each) for each in stored.attachments]
    assert [(each.title, each.data == LETTER) for each in documents if each] == [
        ("Referral letter", True), ("The referral as it was received", False),
    ]  # fmt: skip
    assert [path.name for path in (folder / "taken").iterdir()] == ["one.json"]
    assert not list(folder.glob("*.json"))


def test_the_same_referral_again_is_known_and_nothing_is_doubled(clinic: Clinic, folder: Path) -> None:
    drop(folder, "one.json", bundle())
    (first,) = clinic.office.referral_files.look()
    drop(folder, "one.json", bundle())
    (again,) = clinic.office.referral_files.look()
    assert (again.status, again.referral_id) == ("already", first.referral_id)
    assert len(list((folder / "taken").iterdir())) == 2, "neither file is written over"
    assert [each.status for each in clinic.office.referral_files.outcomes()] == ["already", "taken"]


def test_a_look_alike_is_registered_apart_and_stands_on_the_list_for_a_person(clinic: Clinic, folder: Path) -> None:
    drop(folder, "one.json", bundle(number="9990000018"))
    (outcome,) = clinic.office.referral_files.look()
    assert (outcome.matched, outcome.patient_id != MARGARET) == (False, True)
    (pair,) = clinic.office.matching.pairs()
    assert {pair.first.id, pair.second.id} == {MARGARET, outcome.patient_id}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("torn.json", '{"resourceType": "Bundle", "entry": [', "not JSON"),
        ("list.json", "[]", "not a FHIR Bundle"),
        ("nobody.json", {**bundle(), "entry": bundle()["entry"][1:2]}, "Patient"),
        ("nothing.json", {"resourceType": "Bundle", "entry": []}, "no open ServiceRequest"),
        ("done.json", bundle(status="completed"), "no open ServiceRequest"),
        ("odd.json", {**bundle(), "entry": [{"resource": {"resourceType": "ServiceRequest"}}, 7]}, "Patient"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_put_aside_with_its_reason_and_stops_nothing(
    clinic: Clinic, folder: Path, name: str, content: Any, reason: str
) -> None:
    drop(folder, name, content)
    drop(folder, "z-good.json", bundle())
    found = {each.name: each for each in clinic.office.referral_files.look()}
    assert found[name].status == "refused"
    assert found["z-good.json"].status == "taken"
    assert reason in (folder / "refused" / f"{name}.reason.txt").read_text()
    assert (folder / "refused" / name).exists()
    assert "Holloway" not in found[name].reason
    clinic.office.referral_files.again(name)
    assert (folder / name).exists()


def test_a_number_that_fails_its_check_is_kept_as_words_and_joins_nobody(clinic: Clinic, folder: Path) -> None:
    drop(folder, "one.json", bundle(number="9990123457"))
    (outcome,) = clinic.office.referral_files.look()
    stored = clinic.store.records.read(Referral, outcome.referral_id)
    person = clinic.store.records.read(Patient, outcome.patient_id)
    assert stored is not None
    assert person is not None
    assert person.nhs_number == ""
    assert "9990123457" in stored.note


def test_a_file_still_being_written_is_left_until_it_is_whole(clinic: Clinic, folder: Path) -> None:
    path = folder / "slow.json"
    path.write_text('{"resourceType": "Bundle"', encoding="utf-8")
    assert clinic.office.referral_files.look() == ()
    assert path.exists()
    path.write_text(json.dumps(bundle()), encoding="utf-8")
    assert [each.status for each in clinic.office.referral_files.look()] == ["taken"]


def test_words_that_may_need_help_now_go_up_in_the_queue(clinic: Clinic, folder: Path) -> None:
    worrying = bundle(priority="routine", reasonCode=[{"text": "Back pain, new numbness around the saddle area"}])
    drop(folder, "one.json", worrying)
    (outcome,) = clinic.office.referral_files.look()
    stored = clinic.store.records.read(Referral, outcome.referral_id)
    assert outcome.urgent
    assert stored is not None
    assert stored.priority == "urgent"


def test_a_folder_that_is_gone_or_wrong_is_said_and_loses_nothing(clinic: Clinic, folder: Path) -> None:
    with pytest.raises(BadInput):
        clinic.office.referral_files.watch(str(folder / "no-such-place"))
    folder.rename(folder.with_name("away"))
    assert clinic.office.referral_files.look() == ()
    clinic.wear(Role.ANALYST)
    with pytest.raises(Refused):
        clinic.office.referral_files.look()


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_bent_in_a_bundle_it_is_read_or_refused_in_words(data: st.DataObject) -> None:
    bent = copy.deepcopy(bundle())
    entry = data.draw(st.sampled_from(bent["entry"]))["resource"]
    name = data.draw(st.sampled_from(sorted(entry)))
    entry[name] = data.draw(st.sampled_from([None, [], {}, "x", 3, [None], [{}], {"reference": 7}, [["x"]], True]))
    try:
        found = read_referrals(bent, "2026-11-23")
    except BadInput:
        return  # refused with its reason
    assert all(each.patient.id and each.referral.reason for each in found)


def test_an_export_is_no_referral() -> None:
    assert is_referral(bundle())
    sent = bundle()
    sent["entry"].append({"resource": {"resourceType": "EpisodeOfCare"}})
    assert not is_referral(sent)
