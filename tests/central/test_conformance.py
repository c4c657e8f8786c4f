"""Everything the service says is valid FHIR R4."""

from __future__ import annotations

import fhirkit
import httpx2
import pytest

from tests.fakes.made_up import new_id, of_patient, patient

NEW = {"If-None-Match": "*"}


def problems(answer) -> list[str]:
    assert answer.headers["content-type"].startswith("application/fhir+json")
    return [str(issue) for issue in fhirkit.validate(answer.content)]


@pytest.mark.parametrize(
    "url",
    [
        "/metadata",
        "/Patient?_count=2",
        "/Patient?_summary=count",
        "/Patient?_elements=birthDate&_count=1",
        "/Patient?name=nobody-of-that-name",
        "/Appointment?_include=Appointment:patient&_count=3",
        "/_history?_cursor=&_count=5",
        "/_history?_count=5",
        "/Patient/_history",
        "/$sync-digest",
        "/Nonsense",
        "/Patient/nobody",
        "/Patient?colour=red",
        "/a/b/c/d/e/f",
    ],
)
def test_answers_are_valid(clerk, someone, url: str) -> None:
    visit = of_patient("Appointment", someone)
    assert clerk.put(f"/Appointment/{visit['id']}", json=visit, headers=NEW).status_code == 201
    assert problems(clerk.get(url)) == []


def test_a_record_and_its_history_are_valid(clerk, someone) -> None:
    assert problems(clerk.get(f"/Patient/{someone}/$everything")) == []
    assert problems(clerk.get(f"/Patient/{someone}/_history")) == []


@pytest.mark.parametrize("kind", ["transaction", "batch"])
def test_answers_to_bundles_are_valid(clerk, someone, kind: str) -> None:
    new, old = patient(new_id()), patient(someone)
    entries = [
        {"resource": r, "request": {"method": "PUT", "url": f"Patient/{r['id']}", "ifNoneMatch": "*"}}
        for r in (new, old)
    ]
    bundle = {"resourceType": "Bundle", "type": kind, "entry": entries}
    answer = clerk.post("", json=bundle, headers={"Prefer": "return=representation"})
    assert answer.status_code == (412 if kind == "transaction" else 200)
    assert problems(answer) == []


def test_the_refusal_of_a_stranger_is_valid(service) -> None:
    assert problems(httpx2.get(f"{service.base}/Patient", trust_env=False)) == []
