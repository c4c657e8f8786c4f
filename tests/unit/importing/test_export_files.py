"""Exporting: one patient with what belongs to them, or everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.local.opening import LocalStore
from msk_desk.domain.errors import BadInput
from msk_desk.services.exporting import Exporter
from msk_desk.services.importing import ImportReport

Take = Callable[..., ImportReport]
Write = Callable[..., Path]
LAST_OP = "https://msk-desk.example/fhir/StructureDefinition/last-op"
RESOURCES = (
    {"resourceType": "Organization", "id": "practice", "name": "Old Mill Surgery"},
    {"resourceType": "Organization", "id": "other", "name": "Not theirs"},
    {"resourceType": "Practitioner", "id": "ben"},
    {
        "resourceType": "Patient", "id": "ann", "extension": [{"url": "https://example.org/x", "valueInteger": 1}],
        "generalPractitioner": [{"reference": "Organization/practice"}],
    },
    {"resourceType": "Patient", "id": "bob"},
    {
        "resourceType": "Encounter", "id": "visit", "subject": {"reference": "Patient/ann"},
        "participant": [{"individual": {"reference": "Practitioner/ben"}}],
    },
    {"resourceType": "Encounter", "id": "his", "subject": {"reference": "Patient/bob"}},
)  # fmt: skip


@pytest.fixture
def loaded(store: LocalStore, take: Take, write: Write) -> Exporter:
    take(write("\n".join(json.dumps(resource) for resource in RESOURCES), "all.ndjson"))
    return Exporter(store.whole)


def test_a_patient_goes_with_their_records_and_who_is_named_in_them(loaded: Exporter) -> None:
    bundle = loaded.export_patient("ann")
    kept = {(r["resourceType"], r["id"]) for r in (entry["resource"] for entry in bundle["entry"])}
    assert kept == {
        ("Patient", "ann"), ("Encounter", "visit"), ("Organization", "practice"), ("Practitioner", "ben"),
    }  # fmt: skip


def test_the_mark_of_storing_is_not_given_out(loaded: Exporter, store: LocalStore) -> None:
    assert LAST_OP in json.dumps(store.whole.whole("Patient", "ann"))
    assert LAST_OP not in "".join(loaded.export_all())
    assert LAST_OP not in json.dumps(loaded.export_patient("ann"))


def test_everything_comes_out_equal(loaded: Exporter) -> None:
    found: list[Any] = [json.loads(line) for line in loaded.export_all()]
    assert sorted(found, key=json.dumps) == sorted(RESOURCES, key=json.dumps)


def test_what_is_exported_imports_as_unchanged(loaded: Exporter, take: Take, write: Write) -> None:
    report = take(write(loaded.export_patient("ann"), "again.json"))
    assert (report.created, report.updated, report.unchanged) == (0, 0, 4)


def test_an_unknown_patient_is_said_to_be_unknown(loaded: Exporter) -> None:
    with pytest.raises(BadInput):
        loaded.export_patient("nobody")
