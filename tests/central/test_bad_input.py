"""Mutated resources: refused with a reason or prepared whole, never an exception of another kind."""

from __future__ import annotations

import contextlib
import copy
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msk_desk.central.asking import understand
from msk_desk.central.context import Settings
from msk_desk.central.outcomes import Refusal
from msk_desk.central.preparing import draft, parse
from msk_desk.central.saving import post_bundle
from msk_desk.central.validation import validate
from msk_desk.central.wire import Asked
from msk_desk.central.writing import prepare
from tests.fakes.made_up import of_patient, patient, reference

SERVICE = SimpleNamespace(settings=Settings(""), now=lambda: datetime.now(UTC))
KINDS = ["Appointment", "Task", "Observation", "Composition", "DocumentReference", "Communication", "Flag", "Encounter"]
SAMPLES = [patient(identifier=[{"system": "s", "value": "v"}], generalPractitioner=[reference("Organization", "o")])]
SAMPLES += [of_patient(kind, "p1") for kind in KINDS]

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["2026-02-30", "Patient/", "/", "#", "urn:uuid:", "0000-00-00", "9999", "T", "\x00", "ß" * 400]),
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.dictionaries(st.text(max_size=3), st.none())), max_size=3),
    st.dictionaries(st.sampled_from(["reference", "coding", "code", "value", "start", "url"]), st.none() | st.text()),
)


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every place of a JSON value that can be overwritten."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    found = [(node, key) for key in keys]
    for key in keys:
        found += places(node[key])
    return found


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    resource = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 3))):
        spots = places(resource)
        holder, key = spots[draw(st.integers(0, len(spots) - 1))]
        if draw(st.booleans()) or not isinstance(holder, dict):
            holder[key] = draw(junk)
        else:
            holder[draw(st.sampled_from(["extension", "meta", "contained", "id", "text", "x", "subject"]))] = draw(junk)
    return resource


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resource=mutated())
def test_a_mutated_resource_is_refused_or_kept_whole(resource: dict[str, Any]) -> None:
    try:
        kind, id = str(resource["resourceType"]), str(resource["id"])
        write = prepare(parse(orjson.dumps(resource)), kind, id, None, True)
    except Refusal:
        return
    except (TypeError, orjson.JSONEncodeError) as error:
        # What Python could not even write down was never sent.
        if "orjson" not in type(error).__module__ and not str(error).startswith("Integer exceeds"):
            raise
        return
    kept = orjson.loads(write.draft.stamped(1, "2026-11-22T00:00:00.000000Z"))
    meta = kept.pop("meta")
    sent = dict(resource)
    sent_meta = {k: v for k, v in sent.pop("meta", {}).items() if k not in ("versionId", "lastUpdated")}
    assert kept == sent
    assert meta == {"versionId": "1", "lastUpdated": "2026-11-22T00:00:00.000000Z"} | sent_meta


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entry=st.one_of(junk, st.fixed_dictionaries({"request": junk, "resource": mutated() | junk, "fullUrl": junk})))
def test_a_mutated_bundle_is_refused(entry: Any) -> None:
    body = {"resourceType": "Bundle", "type": "transaction", "entry": [entry]}
    try:
        sent = orjson.dumps(body)
    except TypeError:
        return
    asked = Asked("POST", "http://x/fhir", {}, (), {}, sent, "/fhir")
    with pytest.raises(Refusal):
        post_bundle(SERVICE, None, asked, SimpleNamespace(count=0))


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(["Patient", "Appointment", "Observation", "Device"]),
    name=st.sampled_from(["_id", "_lastUpdated", "name", "birthdate", "date", "identifier", "phone",
                          "patient", "code:not", "actor:Patient",
                          "_include", "_count", "_sort", "_cursor", "status:missing"]),
    value=st.text(max_size=30) | st.sampled_from(["ge", "|", "a|", "|b", ",", "\\,", "Patient/", "ge2026-13-01"]),
)  # fmt: skip
def test_any_query_is_understood_or_refused(kind: str, name: str, value: str) -> None:
    with contextlib.suppress(Refusal):
        understand(kind, [(name, value)], 1000)


def test_what_could_not_be_written_again_is_refused_and_not_a_fault_of_the_service() -> None:
    deep = b'{"url":"u","extension":[' * 200 + b'{"url":"u","valueString":"end"}' + b"]}" * 200
    sent = parse(b'{"resourceType":"Patient","id":"a","extension":[%b]}' % deep)
    assert [issue.words for issue in validate(sent)] == ["It is nested too deeply."]


def test_numbers_are_kept_to_the_digit() -> None:
    sent = b'{"resourceType":"Observation","id":"a","status":"final","code":{"text":"t"},"extension":[' + (
        b'{"url":"u","valueDecimal":7.50},{"url":"u","valueDecimal":12345678901234567890},{"url":"u","valueInteger":7}]}'
    )
    made = draft(parse(sent)).stamped(1, "2026-11-22T00:00:00Z")
    assert all(written in made for written in (b":7.50}", b":12345678901234567890}", b":7}"))
