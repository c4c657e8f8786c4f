"""Whether two records are of one person: the rules by example, and what must hold of any two people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from msk_desk.domain import nhs_number
from msk_desk.domain.birth_dates import typed_date
from msk_desk.domain.matching import Agreement, Verdict, compare, look_alikes
from msk_desk.domain.merging import distinct, merged, parted, survivor_of
from msk_desk.domain.people import Address, Contact, Patient, PersonName

MARGARET = Patient(
    "a", (PersonName("Holloway", ("Margaret", "Ann")), PersonName("Price", ("Margaret",), use="maiden")),
    "1956-03-14", "female", "9990123454", (Contact("phone", "07700 900001", "mobile"),),
    (Address(("12 Mill Lane",), "Harlow", "HR2 3BB"),),
)  # fmt: skip
OTHER = replace(MARGARET, id="b", nhs_number="", contacts=(), addresses=())


def numbers() -> st.SearchStrategy[str]:
    nines = st.integers(0, 999999).map(lambda n: f"999{n:06d}")
    whole = nines.filter(lambda nine: nhs_number.check_digit(nine) is not None)
    return whole.map(lambda nine: f"{nine}{nhs_number.check_digit(nine)}")


def people(id: str) -> st.SearchStrategy[Patient]:
    names = st.builds(
        PersonName, st.sampled_from(("Smith", "Smyth", "Begum", "O'Neill", "Jones-Begum", "")),
        st.lists(st.sampled_from(("Ann", "Anna", "Anne", "Margaret", "Marg", "A")), max_size=2).map(tuple),
        st.just(""), st.sampled_from(("official", "maiden", "nickname")),
    )  # fmt: skip
    phones = st.sampled_from(("", "07700 900001", "+447700900001", "01632 960001"))
    postcodes = st.sampled_from(("", "HR2 3BB", "hr23bb", "HR9 9ZZ"))
    days = st.sampled_from(("", "1956", "1956-03-14", "1956-03-15", "1956-04-03", "1999-01-01"))
    return st.builds(
        lambda name, born, number, phone, code: Patient(
            id, name, born, "", number, (Contact("phone", phone),), (Address(("1 Lane",), "", code),)
        ),
        st.lists(names, max_size=3).map(tuple), days, st.one_of(st.just(""), numbers()), phones, postcodes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.LIKELY),
        ({"nhs_number": "9990123454"}, Verdict.SAME_PERSON),
        ({"nhs_number": "9990123454", "born": "1956-03-15"}, Verdict.LIKELY),
        ({"nhs_number": "9990123454", "names": (PersonName("Okafor", ("David",)),)}, Verdict.LIKELY),
        ({"nhs_number": "9990123457"}, Verdict.LIKELY),  # fails its check digit: nobody's
        ({"nhs_number": "9990000018"}, Verdict.POSSIBLE),  # two valid numbers
        ({"names": (PersonName("Price", ("Margaret",)),)}, Verdict.LIKELY),
        ({"names": (PersonName("Holoway", ("Margret",)),)}, Verdict.LIKELY),
        ({"names": (PersonName("Holloway-Jones", ("Marg",)),)}, Verdict.LIKELY),
        ({"born": ""}, Verdict.POSSIBLE),
        ({"born": "", "addresses": MARGARET.addresses}, Verdict.LIKELY),
        ({"born": "1956"}, Verdict.POSSIBLE),
        ({"born": "1990-07-01"}, Verdict.UNLIKELY),
        ({"born": "1990-07-01", "addresses": MARGARET.addresses}, Verdict.POSSIBLE),  # mother and daughter
        ({"names": (PersonName("Okafor", ("Margaret",)),)}, Verdict.UNLIKELY),
        ({"names": (PersonName("Okafor", ("Margaret",)),), "contacts": MARGARET.contacts}, Verdict.POSSIBLE),
    ],
)
def test_the_verdict_follows_the_fields(change: dict[str, object], verdict: Verdict) -> None:
    assert compare(MARGARET, replace(OTHER, **change)).verdict is verdict


def test_the_reasons_name_what_agrees_first_and_then_what_does_not() -> None:
    swapped = replace(OTHER, born="1956-03-14", names=(PersonName("Price", ("Marg",)),), gender="male")
    said = [(each.field, each.agreement, each.note) for each in compare(MARGARET, swapped).reasons]
    assert said == [
        ("born", Agreement.SAME, ""), ("family", Agreement.NEAR, "former"), ("given", Agreement.NEAR, "short"),
        ("gender", Agreement.DIFFERENT, ""),
    ]  # fmt: skip


def test_three_born_on_one_day_at_one_address_are_shown_but_never_taken_for_one() -> None:
    home = (Address(("3 Lantern Row",), "Saltby", "HW21 4TQ"),)
    ada, ama = (Patient(name, (PersonName("Okonkwo-Hale", (name,)),), "2007-10-19", addresses=home)
                for name in ("Ada", "Ruth"))  # fmt: skip
    assert compare(ada, ama).verdict is Verdict.POSSIBLE
    numbered = compare(replace(ada, nhs_number="9990123454"), replace(ama, nhs_number="9990000018"))
    assert numbered.verdict is Verdict.POSSIBLE


@given(people("a"), people("b"))
def test_the_order_of_two_people_changes_nothing(one: Patient, other: Patient) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.verdict is back.verdict
    assert [each.agreement for each in there.fields] == [each.agreement for each in back.fields]


@given(people("a"), people("b"))
def test_nobody_is_taken_for_another_without_one_valid_number_and_one_birth_date(one: Patient, other: Patient) -> None:
    if compare(one, other).verdict is Verdict.SAME_PERSON:
        assert nhs_number.is_valid(one.nhs_number)
        assert nhs_number.parse(one.nhs_number) == nhs_number.parse(other.nhs_number)
        assert one.born == other.born != ""


@given(people("a"))
def test_a_person_written_down_twice_is_found(one: Patient) -> None:
    assume(one.name.family and one.name.given and len(one.born) == 10)
    assert compare(one, replace(one, id="b")).verdict in (Verdict.SAME_PERSON, Verdict.LIKELY)


@given(people("a"), people("b"))
def test_two_people_told_apart_by_a_person_stay_apart(one: Patient, other: Patient) -> None:
    apart, also = distinct(one, other)
    assert look_alikes(apart, (also,)) == look_alikes(also, (apart,)) == ()
    assert distinct(apart, also) == (apart, also)


@given(people("a"), people("b"))
def test_taking_a_merge_back_restores_both_as_they_were(one: Patient, other: Patient) -> None:
    kept, gone = merged(one, other, "staff", "2026-11-23T09:20:00Z", "Same address and telephone")
    assert gone.survivor_id == one.id
    assert not gone.active
    assert survivor_of(gone, {"a": kept}.get) == kept
    assert kept.names == one.names, "names stay where they are"
    assert parted(kept, gone) == (one, other)


def test_what_was_changed_after_a_merge_stays_when_it_is_taken_back() -> None:
    bare = replace(MARGARET, nhs_number="", contacts=())
    full = replace(OTHER, nhs_number="9990123454", contacts=(Contact("phone", "01632 960555"),))
    kept, gone = merged(bare, full, "staff", "2026-11-23T09:20:00Z", "One person")
    assert kept.nhs_number == "9990123454"
    moved = replace(kept, contacts=(Contact("phone", "07700 900777"),))
    alone, _ = parted(moved, gone)
    assert (alone.nhs_number, alone.contacts) == ("", moved.contacts)


def test_merges_in_opposite_directions_leave_each_to_itself() -> None:
    first, _ = merged(MARGARET, OTHER, "x", "", "")
    _, second = merged(OTHER, first, "y", "", "")
    back = merged(MARGARET, OTHER, "x", "", "")[1]
    assert survivor_of(second, {"a": second, "b": back}.get) is second


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4/5/60", date(1960, 5, 4)), ("04.05.1960", date(1960, 5, 4)), ("4 May 1960", date(1960, 5, 4)),
        ("04051960", date(1960, 5, 4)), ("1960-05-04", date(1960, 5, 4)), ("04-may-1960", date(1960, 5, 4)),
        ("4/5/26", date(2026, 5, 4)), ("4/5/27", date(1927, 5, 4)), ("31/2/1960", None), ("4/5", None),
        ("4/5/2030", None), ("4/5/1890", None), ("", None), ("soon", None), ("4/5/196", None), ("４/5/1960", None),
    ],
)  # fmt: skip
def test_a_birth_date_is_read_as_people_type_it(typed: str, found: date | None) -> None:
    assert typed_date(typed, date(2026, 11, 23)) == found
