"""Refusing what cannot be kept, with its reason, and never the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.local.opening import LocalStore
from msk_desk.domain.errors import CacheLocked, DiskFull
from msk_desk.domain.roles import Actor, Role
from msk_desk.fhir.faults import unreadable
from msk_desk.services.importing import Importer, ImportReport

Take = Callable[..., ImportReport]
Write = Callable[..., Path]
GOOD = {"resourceType": "Patient", "id": "good"}


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        (None, "not a JSON object"),
        ([], "not a JSON object"),
        ({}, "no resourceType"),
        ({"resourceType": 3}, "no resourceType"),
        ({"resourceType": "Pacient"}, "not one of FHIR R4"),
        ({"resourceType": "OperationOutcome"}, "answer of a service"),
        ({"resourceType": "Parameters"}, "answer of a service"),
        ({"resourceType": "Patient", "id": "a b"}, "not a FHIR id"),
        ({"resourceType": "Patient", "id": "x" * 65}, "not a FHIR id"),
        ({"resourceType": "Patient", "id": 7}, "not a FHIR id"),
        ({"resourceType": "Patient", "id": "good\n"}, "not a FHIR id"),
        ({"resourceType": "Patient", "meta": []}, "meta is not an object"),
        ({"resourceType": "Patient", "extension": {}}, "extension is not a list"),
        ({"resourceType": "Patient", "contained": ["x"]}, "contained is not a list"),
        ({"resourceType": "Patient", "gender": "\ud800"}, "not valid Unicode"),
        ({"resourceType": "Patient", "x": json.loads("[" * 200 + "]" * 200)}, "nested too deeply"),
    ],
)
def test_one_bad_entry_among_good_ones(resource: Any, words: str, take: Take, write: Write) -> None:
    bundle = {"resourceType": "Bundle", "type": "batch", "entry": [{"resource": resource}, {"resource": GOOD}]}
    report = take(write(bundle))
    assert (report.created, len(report.refused)) == (1, 1)
    refusal = report.refused[0]
    assert refusal.file == "file.json"
    assert "entry 1" in refusal.resource
    assert words in refusal.reason


def test_what_could_never_be_read_is_refused(take: Take, write: Write) -> None:
    broken = {"resourceType": "Observation", "id": "o", "code": {"text": "Score"}, "subject": {"reference": "x"}}

    def is_observation(resource: Mapping[str, Any]) -> bool:
        return resource["resourceType"] == "Observation"

    bundle = {"resourceType": "Bundle", "type": "batch", "entry": [{"resource": broken}, {"resource": GOOD}]}
    report = take(write(bundle), unreadable=is_observation)
    assert (report.created, [r.reason for r in report.refused]) == (1, ["Its elements are not of the kinds FHIR says."])


def test_a_check_that_trips_over_a_resource_makes_it_doubtful(take: Take, write: Write) -> None:
    def tripping(resource: Mapping[str, Any]) -> tuple[str, ...]:
        return resource["missing"]  # type: ignore[no-any-return]

    report = take(write(GOOD), faults=tripping)
    assert (report.created, [doubt.reason for doubt in report.doubtful]) == (1, ["It could not be checked."])


def test_checks_see_ordinary_numbers(take: Take, write: Write) -> None:
    seen: list[Any] = []

    def noting(resource: Mapping[str, Any]) -> tuple[str, ...]:
        seen.extend([type(resource["value"]), resource["value"]])
        return ()

    take(write('{"resourceType":"Basic","id":"b","value":7.50}'), faults=noting)
    assert seen == [float, 7.5]


def test_mappers_say_what_they_can_read() -> None:
    assert not unreadable({"resourceType": "Patient", "name": [{"family": "Ashworth"}]})
    assert not unreadable({"resourceType": "Basic", "code": 7})


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"request": {"method": "GET", "url": "Patient"}}, "nothing to keep"),
        ({"request": {"method": "DELETE", "url": "Patient/good"}}, "removes nothing"),
        ({"fullUrl": "urn:uuid:1"}, "holds no resource"),
        ("text", "not an object"),
    ],
)
def test_entries_without_a_resource(entry: Any, words: str, take: Take, write: Write) -> None:
    bundle = {"resourceType": "Bundle", "type": "batch", "entry": [entry, {"resource": GOOD}]}
    report = take(write(bundle))
    assert (report.created, [words in refusal.reason for refusal in report.refused]) == (1, [True])


@pytest.mark.parametrize("content", ["", "{", b"\xff\xfe\x00", "null", "[]", '"x"', '{"resourceType":"Bundle"}'])
def test_a_bad_file_does_not_stop_the_next(content: str | bytes, take: Take, write: Write) -> None:
    report = take(write(content, "a.json"), write(GOOD, "b.json"))
    assert (report.created, len(report.refused)) == (1, 1)
    assert report.refused[0].file == "a.json"


def test_a_file_that_is_not_there_is_refused(take: Take, write: Write) -> None:
    path = write(GOOD)
    report = take(path.parent / "missing.json", path)
    assert (report.created, [r.file for r in report.refused]) == (1, ["missing.json"])


def test_reasons_tell_nothing_of_the_patient(take: Take, write: Write) -> None:
    report = take(write({"resourceType": "Patient", "id": "Secretname Family"}))
    assert "Secretname" not in report.refused[0].reason


class _Failing:
    """The store, failing to store whatever a test names."""

    def __init__(self, store: LocalStore, error: Exception, ids: set[str]) -> None:
        self._whole, self._error, self._ids = store.whole, error, ids

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    def store_whole(self, resources: Any, by: Actor, what: str) -> Any:
        if self._ids & {resource["id"] for resource in resources}:
            raise self._error
        return self._whole.store_whole(resources, by, what)


@pytest.mark.parametrize("error", [DiskFull(), CacheLocked()])
def test_what_cannot_be_stored_is_refused_alone(error: Exception, store: LocalStore, write: Write) -> None:
    entries = [{"resource": {"resourceType": "Patient", "id": f"p{n}"}} for n in range(5)]
    path = write({"resourceType": "Bundle", "type": "batch", "entry": entries})
    importer = Importer(_Failing(store, error, {"p2"}))
    report = importer.import_paths([path], Actor("asha", "Asha Rao", Role.ESP))
    assert (report.created, [r.resource for r in report.refused]) == (4, ["Patient/p2 (entry 3)"])
    assert store.whole.whole("Patient", "p4") is not None
    assert store.whole.whole("Patient", "p2") is None


_LEAF = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
_ANY = st.recursive(
    _LEAF, lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=6), x, max_size=3), max_leaves=8
)
_NAMES = st.sampled_from(["resourceType", "id", "meta", "extension", "identifier", "subject", "text", "contained"])
_KINDS = st.sampled_from(["Patient", "Observation", "Bundle", "Task", "Slot", "Nonsense", "Parameters"])
_RESOURCE = st.builds(
    lambda kind, rest: {"resourceType": kind, **rest}, _KINDS, st.dictionaries(_NAMES, _ANY, max_size=4)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(_RESOURCE | _ANY, min_size=1, max_size=4))
def test_anything_at_all_is_kept_or_refused(content: list[Any], store: LocalStore, write: Write) -> None:
    entries = [{"resource": resource} for resource in content]
    path = write({"resourceType": "Bundle", "type": "collection", "entry": entries})
    report = Importer(store.whole).import_paths([path], Actor("asha", "Asha Rao", Role.ESP))
    total = report.created + report.updated + report.unchanged + len(report.refused)
    assert total == len(content)
