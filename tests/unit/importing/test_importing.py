"""Importing: every resource whole and accounted for, links resolved, nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.local.opening import LocalStore
from msk_desk.domain.errors import Refused
from msk_desk.domain.roles import Actor, Role
from msk_desk.fhir.faults import faults_of
from msk_desk.services.exporting import Exporter
from msk_desk.services.importing import UNIT, ImportReport

Take = Callable[..., ImportReport]
Write = Callable[..., Path]
Export = Callable[[], dict[tuple[str, str], Any]]
URN = "urn:uuid:0b6f2f36-5a0b-4f0e-9d55-3b0ce9f00001"
ANN = {"resourceType": "Patient", "id": "ann", "name": [{"family": "Źrebiec"}], "unknownToUs": {"kept": [True]}}


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, len(report.refused)


def _bundle(*entries: dict[str, Any], type: str = "transaction") -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": type, "entry": list(entries)}


def _transaction() -> dict[str, Any]:
    """The shape Synthea writes: POST, urn:uuid fullUrls, references by fullUrl and by identifier."""
    observation = {
        "resourceType": "Observation", "status": "final", "code": {"text": "Pain"},
        "subject": {"reference": URN},
        "performer": [{"reference": "Practitioner?identifier=https://example.org/staff|42"}],
        "valueQuantity": {"value": 7.5},
    }  # fmt: skip
    staff = {
        "resourceType": "Practitioner", "id": "staff-42",
        "identifier": [{"system": "https://example.org/staff", "value": "42"}],
    }  # fmt: skip
    return _bundle(
        {"fullUrl": URN, "resource": {"resourceType": "Patient"}, "request": {"method": "POST", "url": "Patient"}},
        {"fullUrl": URN[:-1] + "2", "resource": observation},
        {"fullUrl": URN[:-1] + "3", "resource": staff},
    )


def test_a_single_resource_comes_out_as_it_went_in(take: Take, write: Write, export: Export) -> None:
    assert _counts(take(write(ANN))) == (1, 0, 0, 0)
    assert export() == {("Patient", "ann"): ANN}


def test_the_same_file_twice_makes_no_duplicates(take: Take, write: Write, export: Export) -> None:
    path = write(_transaction())
    assert _counts(take(path)) == (3, 0, 0, 0)
    before = export()
    assert _counts(take(path)) == (0, 0, 3, 0)
    assert export() == before


def test_fullurls_and_identifiers_become_references(take: Take, write: Write, export: Export) -> None:
    take(write(_transaction()))
    found = export()
    observation = found["Observation", URN[9:-1] + "2"]
    assert observation["subject"]["reference"] == f"Patient/{URN[9:]}"
    assert observation["performer"] == [{"reference": "Practitioner/staff-42"}]
    assert ("Patient", URN[9:]) in found


def test_what_nobody_answers_to_stays_as_it_is(take: Take, write: Write, export: Export) -> None:
    references = [
        "urn:uuid:00000000-0000-4000-8000-000000000009", "https://example.org/fhir/Patient/9", "#inside",
        "Practitioner?identifier=https://example.org/staff|nobody", "Patient/elsewhere",
    ]  # fmt: skip
    flag = {"resourceType": "List", "id": "list", "entry": [{"item": {"reference": r}} for r in references]}
    take(write(_bundle({"resource": flag}, type="collection")))
    kept = export()["List", "list"]
    assert [entry["item"]["reference"] for entry in kept["entry"]] == references


def test_identifiers_are_looked_up_in_the_store_and_across_a_folder(take: Take, write: Write, export: Export) -> None:
    asks = {
        "resourceType": "Encounter", "id": "visit",
        "participant": [{"individual": {"reference": "Practitioner?identifier=https%3A%2F%2Fexample.org%7C7"}}],
    }  # fmt: skip
    seven = {
        "resourceType": "Practitioner", "id": "seven", "identifier": [{"system": "https://example.org", "value": "7"}],
    }  # fmt: skip
    write(asks, "folder/a.json")
    folder = write(seven, "folder/deeper/z.json").parent.parent
    assert _counts(take(folder)) == (2, 0, 0, 0)
    assert export()["Encounter", "visit"]["participant"][0]["individual"] == {"reference": "Practitioner/seven"}


def test_an_identifier_that_two_have_points_nowhere(take: Take, write: Write, export: Export) -> None:
    twins = [{"resourceType": "Practitioner", "id": name, "identifier": [{"value": "1"}]} for name in ("a", "b")]
    asks = {"resourceType": "Encounter", "id": "v", "subject": {"reference": "Practitioner?identifier=1"}}
    take(write(_bundle(*({"resource": resource} for resource in (*twins, asks)))))
    assert export()["Encounter", "v"]["subject"] == {"reference": "Practitioner?identifier=1"}


def test_a_changed_file_updates_and_is_replaced_whole(take: Take, write: Write, export: Export) -> None:
    take(write(ANN))
    changed = {"resourceType": "Patient", "id": "ann", "gender": "female"}
    assert _counts(take(write(changed))) == (0, 1, 0, 0)
    assert export()["Patient", "ann"] == changed


def test_numbers_keep_the_way_they_are_written(take: Take, write: Write, store: LocalStore) -> None:
    text = '{"resourceType":"Observation","id":"n","valueQuantity":{"value":7.50},"x":[1e-7,12345678901234567890123]}'
    take(write(text))
    assert list(Exporter(store.whole).export_all()) == [text]
    assert _counts(take(write(text))) == (0, 0, 1, 0)
    assert _counts(take(write(text.replace("7.50", "7.5")))) == (0, 1, 0, 0)


def test_resources_without_an_id_get_the_same_one_each_time(take: Take, write: Write, export: Export) -> None:
    path = write(_bundle({"resource": {"resourceType": "Basic", "code": {"text": "a"}}}, type="collection"))
    take(path)
    assert _counts(take(path)) == (0, 0, 1, 0)
    assert len(export()) == 1


def test_two_entries_with_one_id_are_both_kept(take: Take, write: Write, export: Export) -> None:
    entries = [
        {"fullUrl": f"https://{server}.example/P/1", "resource": {"resourceType": "Patient", "id": "1", "gender": g}}
        for server, g in (("a", "female"), ("b", "male"))
    ]  # fmt: skip
    path = write(_bundle(*entries, type="searchset"))
    assert _counts(take(path)) == (2, 0, 0, 0)
    assert {r["gender"] for r in export().values()} == {"female", "male"}
    assert _counts(take(path)) == (0, 0, 2, 0)


def test_of_a_history_the_newest_is_kept(take: Take, write: Write, export: Export) -> None:
    versions = [{"resource": {"resourceType": "Patient", "id": "p", "gender": gender}} for gender in ("male", "other")]
    take(write(_bundle(*versions, type="history")))
    assert export()["Patient", "p"]["gender"] == "male"


def test_a_document_is_kept_whole_beside_its_entries(take: Take, write: Write, export: Export) -> None:
    document = {**_transaction(), "type": "document", "id": "letter"}
    assert _counts(take(write(document))) == (4, 0, 0, 0)
    assert export()["Bundle", "letter"] == document


def test_lines_of_json_with_or_without_the_suffix(take: Take, write: Write) -> None:
    lines = '{"resourceType":"Patient","id":"a"}\n\n{"resourceType":"Patient","id":"b"}\nbroken\n'
    report = take(write(lines, "patients.ndjson"))
    assert _counts(report) == (2, 0, 0, 1)
    assert report.refused[0].resource == "line 4"
    assert _counts(take(write(lines, "patients.json"))) == (0, 0, 2, 1)


def test_a_large_import_is_stored_in_units_the_service_takes(take: Take, write: Write, store: LocalStore) -> None:
    entries = [{"resource": {"resourceType": "Patient", "id": f"p{n}"}} for n in range(2 * UNIT + 1)]
    assert take(write(_bundle(*entries))).created == 2 * UNIT + 1
    assert len(store.sync_states.waiting()) == 3


def test_a_doubtful_resource_is_stored_apart_and_named(take: Take, write: Write, store: LocalStore) -> None:
    good = [{"resource": {"resourceType": "Patient", "id": f"p{n}"}} for n in range(3)]
    bad = {"resource": {"resourceType": "Patient", "id": "odd", "gender": 3}}
    report = take(write(_bundle(good[0], bad, *good[1:])), faults=faults_of)
    assert _counts(report) == (4, 0, 0, 0)
    assert [(d.resource, "Patient.gender" in d.reason) for d in report.doubtful] == [("Patient/odd (entry 2)", True)]
    assert len(store.sync_states.waiting()) == 2


def test_an_analyst_imports_nothing(take: Take, write: Write) -> None:
    with pytest.raises(Refused):
        take(write(ANN), by=Actor("a", "Rory Kincaid", Role.ANALYST))


def test_resources_of_different_types_may_share_an_id(take: Take, write: Write, export: Export) -> None:
    entries = [{"resource": {"resourceType": kind, "id": "1"}} for kind in ("Patient", "Basic")]
    path = write(_bundle(*entries))
    assert _counts(take(path)) == (2, 0, 0, 0)
    assert _counts(take(path)) == (0, 0, 2, 0)
    assert len(export()) == 2
