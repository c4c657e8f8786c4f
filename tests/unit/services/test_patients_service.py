"""Patients: one telephone number changes and nothing else, and no banner ever mixes two people."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from tests.fakes.small_clinic import DAVID, MARGARET, Clinic

FOREIGN = {
    "resourceType": "Patient",
    "id": "9d1c2a80-0000-4000-8000-000000000009",
    "extension": [{"url": "https://other.example/birth-sex", "valueCode": "F"}],
    "name": [{"use": "official", "family": "Nowak", "given": ["Zofia"], "_given": [{"id": "g1"}]}],
    "telecom": [
        {"system": "phone", "value": "07700 900005", "use": "mobile", "rank": 1, "period": {"start": "2020-01-01"}},
        {"system": "fax", "value": "01632 960009"},
    ],
    "birthDate": "1971-02",
    "contact": [{"name": {"family": "Nowak"}, "telecom": [{"system": "phone", "value": "07700 900005"}]}],
}


def whole(clinic: Clinic, patient_id: str) -> dict[str, Any]:
    found = clinic.store.whole.whole("Patient", patient_id)
    assert found is not None
    return copy.deepcopy(dict(found))


def test_a_changed_number_changes_one_element_only(clinic: Clinic) -> None:
    before = whole(clinic, MARGARET)
    clinic.office.patients.change_phone(MARGARET, " 07700  900123 ")
    after = whole(clinic, MARGARET)
    wanted = copy.deepcopy(before)
    next(one for one in wanted["telecom"] if one["value"] == "07700 900001")["value"] = "07700 900123"
    assert bare(after) == bare(wanted)


def test_what_others_wrote_into_a_patient_survives_a_change(clinic: Clinic) -> None:
    clinic.store.whole.store_whole([FOREIGN], clinic.wear(Role.RECEPTIONIST), "Import")
    clinic.office.patients.change_phone(str(FOREIGN["id"]), "07700 900333")
    wanted: dict[str, Any] = copy.deepcopy(FOREIGN)
    wanted["telecom"][0]["value"] = "07700 900333"
    assert bare(whole(clinic, str(FOREIGN["id"]))) == wanted


def bare(resource: dict[str, Any]) -> dict[str, Any]:
    """Without the mark of the save."""
    kept = [one for one in resource.get("extension", []) if not one["url"].endswith("/last-op")]
    found = {key: value for key, value in resource.items() if key not in ("extension", "meta")}
    return {**found, "extension": kept} if kept else found


def test_a_first_number_is_added_and_the_rest_stays(clinic: Clinic) -> None:
    clinic.office.patients.change_phone(DAVID, "07700 900456")
    david = clinic.office.patients.read(DAVID)
    assert david.phone() == "07700 900456"
    assert [contact.value for contact in david.contacts] == ["d.okafor@mail.example", "07700 900456"]


@pytest.mark.parametrize("number", ["", "   ", "ask wife", "12345"])
def test_what_is_no_number_is_refused_and_nothing_stored(clinic: Clinic, number: str) -> None:
    with pytest.raises(BadInput):
        clinic.office.patients.change_phone(MARGARET, number)
    assert clinic.office.patients.read(MARGARET).phone() == "07700 900001"
    assert clinic.saved() == 0


def test_the_same_number_again_is_no_change(clinic: Clinic) -> None:
    assert clinic.office.patients.change_phone(MARGARET, "07700 900001") == Changes()


@pytest.mark.parametrize(
    "typed",
    ["holloway", "margaret holl", "price", "peggy", "14/3/1956", "07700 900001", "HR2 3BB", "999 012 3457", "holoway"],
)
def test_a_patient_is_found_by_what_people_say(clinic: Clinic, typed: str) -> None:
    found = clinic.office.patients.find(typed)
    assert found
    assert found[0].id == MARGARET


@pytest.mark.parametrize("typed", ["", "   ", "zzzzqq"])
def test_nobody_is_found_by_nothing(clinic: Clinic, typed: str) -> None:
    assert clinic.office.patients.find(typed) == ()


def test_a_patient_who_is_not_here_is_said_not_invented(clinic: Clinic) -> None:
    for read in (clinic.office.patients.read, clinic.office.record.banner):
        with pytest.raises(BadInput):
            read("00000000-0000-4000-8000-00000000dead")


def test_a_thousand_switches_never_mix_two_people(clinic: Clinic) -> None:
    clinic.office.visits.record_no_allergies(DAVID)
    names = {MARGARET: "HOLLOWAY, Margaret Ann (Mrs)", DAVID: "OKAFOR, David (Mr)"}
    for turn in range(1000):
        wanted = MARGARET if turn % 3 else DAVID
        banner = clinic.office.record.banner(wanted)
        assert banner.patient.id == wanted
        assert banner.patient.name.banner() == names[wanted]
        assert bool(banner.gp_practice) == (wanted == MARGARET)
        assert bool(banner.allergies) == (wanted == DAVID)


def test_the_banner_says_what_is_known_and_no_more(clinic: Clinic) -> None:
    margaret = clinic.office.record.banner(MARGARET)
    assert (margaret.age, margaret.gp_practice, margaret.pathway, margaret.weeks) == (
        70, "Willow Surgery", "Right knee", 12,
    )  # fmt: skip
    assert margaret.allergies == (), "not recorded"
    david = clinic.office.record.banner(DAVID)
    assert (david.age, david.gp_practice, david.pathway, david.weeks) == (None, "", "", None)


def test_the_waiting_time_grows_with_the_day_not_the_clock_of_the_screen(clinic: Clinic) -> None:
    clinic.clock.pass_by(days=6)
    assert clinic.office.record.banner(MARGARET).weeks == 12
    clinic.clock.pass_by(days=1)
    assert clinic.office.record.banner(MARGARET).weeks == 13


def test_reading_back_a_patient_gives_what_was_stored(clinic: Clinic) -> None:
    found = clinic.office.patients.read(MARGARET)
    assert isinstance(found, Patient)
    assert (found.preferred_name, found.nhs_number, found.gp_practice_id != "") == ("Peggy", "9990123457", True)
