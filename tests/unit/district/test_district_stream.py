"""The stream: deterministic, in order, valid, understood by the mappers, and of the promised size."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

import fhirkit
import pytest

from msk_desk.district.district import FEWEST, District
from msk_desk.domain.duty import duty_id
from msk_desk.fhir import mapping
from msk_desk.services.import_links import references_of

Resources = Sequence[dict[str, Any]]
TODAY = date(2026, 11, 23)
NOT_MODELLED = {"PractitionerRole", "HealthcareService"}


def _of(resources: Resources, kind: str) -> Iterator[dict[str, Any]]:
    return (resource for resource in resources if resource["resourceType"] == kind)


def test_same_arguments_give_the_same_bytes() -> None:
    first, second = (list(District(today=TODAY, patients=80, seed=3).lines()) for _ in range(2))
    assert first == second


def test_another_seed_gives_other_people_and_ids() -> None:
    one, other = (list(District(today=TODAY, patients=80, seed=seed).resources()) for seed in (3, 4))
    rota = {duty_id(TODAY + timedelta(days=at)) for at in range(7)}  # a day of the rota has one id everywhere
    assert {r["id"] for r in one} & {r["id"] for r in other} == rota


def test_lines_are_the_resources() -> None:
    district = District(today=TODAY, patients=60, seed=2)
    assert [json.loads(line) for line in district.lines()] == list(district.resources())


def test_every_reference_points_to_something_that_came_before(district_resources: Resources) -> None:
    seen: set[str] = set()
    for resource in district_resources:
        assert [r for r in references_of(resource) if r not in seen] == []
        seen.add(f"{resource['resourceType']}/{resource['id']}")
    assert len(seen) == len(district_resources)


def test_every_resource_is_valid_fhir(district_resources: Resources) -> None:
    found = {str(issue) for r in district_resources for issue in fhirkit.validate(json.dumps(r))}
    assert found == set()


def test_mappers_read_every_resource_and_would_write_it_the_same(district_resources: Resources) -> None:
    for resource in district_resources:
        record = mapping.read(resource)
        if record is None or resource["resourceType"] != "HealthcareService":  # the service itself, not its clinics
            assert (record is None) == (resource["resourceType"] in NOT_MODELLED)
        if record is not None:
            assert record.id == resource["id"]
            assert mapping.write(record, resource) == resource


def test_everything_of_a_patient_is_found_to_be_theirs(district_resources: Resources) -> None:
    patients = {r["id"] for r in _of(district_resources, "Patient")}
    nobodys = {
        "Organization", "Location", "HealthcareService", "Practitioner", "PractitionerRole", "Schedule", "Slot",
    }  # fmt: skip
    owned = [r for r in district_resources if r["resourceType"] not in nobodys]
    assert {mapping.patient_of(r) for r in owned} == patients


@pytest.mark.parametrize("patients", [FEWEST, 900])
def test_as_many_patients_as_asked(patients: int) -> None:
    resources = District(today=TODAY, patients=patients).resources()
    assert sum(r["resourceType"] == "Patient" for r in resources) == patients


def test_fewer_than_the_fewest_gives_the_fewest() -> None:
    resources = District(today=TODAY, patients=1).resources()
    assert sum(r["resourceType"] == "Patient" for r in resources) == FEWEST


def test_about_eight_resources_a_patient() -> None:
    count = sum(1 for _ in District(today=TODAY, patients=4000).resources())
    assert 7.0 < count / 4000 < 9.5


def test_largest_district_starts_at_once_and_keeps_its_diary_bounded() -> None:
    kinds = Counter(r["resourceType"] for r in islice(District(today=TODAY, patients=450_000).resources(), 60_000))
    assert kinds["Slot"] < 50_000
    assert kinds["Patient"] > 100
