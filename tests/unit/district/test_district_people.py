"""The people: numbers, names, ages, addresses, hard cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from msk_desk.district.draws import nhs_numbers
from msk_desk.district.first_clinic import GUESTS
from msk_desk.district.hard_cases import LONG_FAMILY
from msk_desk.domain.dates import age_in_years
from msk_desk.domain.nhs_number import is_valid
from msk_desk.domain.people import Patient
from msk_desk.fhir.mapping import read

Resources = Sequence[dict[str, Any]]
TODAY = date(2026, 11, 23)


def _patients(resources: Resources) -> list[Patient]:
    return [record for record in map(read, resources) if isinstance(record, Patient)]


def test_nhs_numbers_are_valid_of_the_unissued_range_and_unique(district_resources: Resources) -> None:
    numbers = [p.nhs_number for p in _patients(district_resources) if p.nhs_number]
    assert all(is_valid(number) and number.startswith("999") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_enough_nhs_numbers_for_the_largest_district() -> None:
    taken = frozenset(guest.nhs_number for guest in GUESTS)
    numbers = list(islice(nhs_numbers(1, taken), 450_000))
    assert len(set(numbers)) == 450_000
    assert not taken & set(numbers)


def test_first_clinics_numbers_are_valid() -> None:
    assert all(is_valid(guest.nhs_number) for guest in GUESTS)


def test_telephones_are_those_kept_for_drama(district_resources: Resources) -> None:
    numbers = {contact.value for p in _patients(district_resources) for contact in p.contacts}
    assert all(re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", number) for number in numbers)


def test_postcodes_are_well_formed_in_the_area_that_does_not_exist(district_resources: Resources) -> None:
    postcodes = {address.postcode for p in _patients(district_resources) for address in p.addresses}
    assert all(re.fullmatch(r"HW\d{1,2} \d[A-Z]{2}", postcode) for postcode in postcodes)


def test_all_are_sixteen_or_older_and_most_are_of_middle_age(district_resources: Resources) -> None:
    ages = [age_in_years(p.born, TODAY) for p in _patients(district_resources) if len(p.born) == 10]
    known = [age for age in ages if age is not None]
    assert min(known) >= 16
    assert 50 < sorted(known)[len(known) // 2] < 65


def test_names_of_many_communities_and_scripts(district_resources: Resources) -> None:
    letters = {letter for p in _patients(district_resources) for name in p.names for letter in
               name.family + "".join(name.given)}  # fmt: skip
    assert letters >= set("żłéşÓ’")
    assert any("\u0980" <= letter <= "\u09ff" for letter in letters)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in letters)
    assert any("\u0600" <= letter <= "\u06ff" for letter in letters)


def test_languages_and_ethnic_categories_vary(district_resources: Resources) -> None:
    patients = _patients(district_resources)
    assert len({p.language for p in patients}) > 6
    assert len({p.ethnicity for p in patients}) > 8
    assert any(p.interpreter for p in patients)


def test_the_hard_cases_are_there(district_resources: Resources) -> None:
    patients = _patients(district_resources)
    twins = Counter((p.name.listed(), p.born) for p in patients)
    assert twins["BEGUM, Shirin", "1961-07-19"] >= 2
    assert any(p.deceased for p in patients)
    assert any(not p.nhs_number for p in patients)
    assert any(not p.born for p in patients)
    assert any(len(p.born) == 4 for p in patients)
    assert any(p.name.family == LONG_FAMILY and len(p.name.listed()) > 100 for p in patients)
    assert any(name.use == "old" for p in patients for name in p.names)
    assert any(not p.name.family for p in patients)
    assert {p.preferred_format for p in patients} >= {"large-print", "easy-read"}
    triplets = [p for p in patients if p.name.family == "Okonkwo-Hale"]
    assert len(triplets) == 3
    assert len({p.born for p in triplets}) == 1
