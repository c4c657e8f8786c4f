"""Patients found as people type: any order, part words, misspelt, former names, numbers, dates, postcodes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.local.cache.typed import read_typed
from msk_desk.domain.people import Contact, Patient, PersonName
from msk_desk.domain.search_words import digits_of, folded
from msk_desk.domain.spelling import slips, sound_of
from tests.db.local.conftest import Profile

Made = Callable[..., Patient]
NAMES = (
    ("zak", "Żak-Łoś", "Łucja Anna"), ("obrien", "O’Brien", "Síle"), ("berg", "van der Berg", "Søren"),
    ("palmer", "Palmer", "Patricia"), ("palm", "Palmer", "John"), ("smith", "Smith", "Ann"),
    ("smithers", "Smithers", "Bob"), ("han", "韩", "梅梅"), ("gibson", "Gibson", "Heather"),
)  # fmt: skip


@pytest.fixture
def people(profile: Profile, patient: Made) -> Profile:
    made = [
        patient(id, family, given, born=f"19{50 + at}-0{at + 1}-1{at}", nhs_number=f"99900000{at}{at}",
                contacts=(Contact("phone", f"+44 7700 9001{at}{at}", "mobile"), Contact("phone", "01632 960001")))
        for at, (id, family, given) in enumerate(NAMES)
    ]  # fmt: skip
    former = patient("married", "Newname", "Mary")
    made.append(Patient(**{**_values(former), "names": (*former.names, PersonName("Oldname", ("Mary",), use="old"))}))
    profile.save(*made)
    return profile


def _values(patient: Patient) -> dict[str, object]:
    return {name: getattr(patient, name) for name in patient.__dataclass_fields__}


@pytest.mark.parametrize(
    ("typed", "first", "reason"),
    [
        ("zak", "zak", "name"), ("ŻAK", "zak", "name"), ("anna zak", "zak", "name"), ("zak-los", "zak", "name"),
        ("obrien", "obrien", "name"), ("o'brien sile", "obrien", "name"), ("vanderberg", "berg", "name"),
        ("soren berg", "berg", "name"), ("pal pa", "palmer", "name"), ("smith", "smith", "name"),
        ("smi b", "smithers", "name"), ("韩", "han", "name"), ("梅 韩", "han", "name"),
        ("gbison", "gibson", "similar name"), ("heater gibsn", "gibson", "similar name"),
        ("oldname", "married", "former name"), ("mary old", "married", "name"),
        ("10-01-1950", "zak", "date of birth"), ("10/1/50", "zak", "date of birth"),
        ("1950-01-10", "zak", "date of birth"), ("10 Jan 1950", "zak", "date of birth"),
        ("10-Jan-50", "zak", "date of birth"), ("10011950", "zak", "date of birth"),
        ("01/1950", "zak", "date of birth"),
        ("999 000 0011", "obrien", "NHS number"), ("9990000011", "obrien", "NHS number"),
        ("07700 900122", "berg", "telephone"), ("+447700900122", "berg", "telephone"),
        ("0044 7700 900122", "berg", "telephone"), ("smith 15/06/1955", "smith", "date of birth"),
        ("palmer 1953", "palmer", "date of birth"),
    ],
)  # fmt: skip
def test_found_as_typed(people: Profile, typed: str, first: str, reason: str) -> None:
    found = people.store.finder.find(typed)
    assert (found[0].id, found[0].matched_on) == (first, reason)


@pytest.mark.parametrize("typed", ["LS1 2AB", "ls12ab", "ls1", "LS1 2"])
def test_everybody_of_a_postcode(people: Profile, typed: str) -> None:
    found = people.store.finder.find(typed)
    assert len(found) == len(NAMES) + 1
    assert {line.matched_on for line in found} == {"postcode"}


@pytest.mark.parametrize(
    "typed", ["", "  ", "-", "qqq", "31/31/1950", "smith 1901", '"', "*", "a OR b", "NEAR(", "%", "+", "x" * 5000]
)
def test_what_nobody_fits_finds_nobody_and_breaks_nothing(people: Profile, typed: str) -> None:
    assert people.store.finder.find(typed) == ()


def test_no_more_than_asked_for(people: Profile) -> None:
    assert len(people.store.finder.find("ls1", limit=3)) == 3
    assert len(people.store.finder.find("s", limit=2)) == 2


def test_a_line_shows_what_a_list_needs(people: Profile) -> None:
    (line,) = people.store.finder.find("gibson")
    assert (line.name, line.born, line.phone, line.postcode) == (
        "GIBSON, Heather",
        "1958-09-18",
        "+44 7700 900188",
        "LS1 2AB",
    )


def test_a_changed_name_is_found_and_the_one_before_is_not(people: Profile, patient: Made) -> None:
    people.save(patient("gibson", "Fisher", "Heather", born="1970-01-01"))
    assert [line.id for line in people.store.finder.find("fisher")] == ["gibson"]
    assert people.store.finder.find("gibson heather") == ()
    assert people.store.finder.find("18-09-1958") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ólafsdóttir", ("olafsdottir",)), ("Strauß", ("strauss",)), ("Łódź", ("lodz",)), ("Ærø", ("aero",)),
        ("D'Arcy–Jones", ("darcy", "jones")), ("ﬁnn", ("finn",)), ("İpek", ("ipek",)),
    ],
)  # fmt: skip
def test_letters_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


def test_other_scripts_keep_their_beginnings() -> None:
    (whole,), (part,) = folded("Владимир"), folded("Влад")
    assert whole.startswith(part)
    assert part.isascii()


def test_a_two_digit_year_is_the_latest_that_can_be() -> None:
    assert read_typed("1/2/26", 2026).terms[0].tokens == ("b20260201",)
    assert read_typed("1/2/27", 2026).terms[0].tokens == ("b19270201",)


@pytest.mark.parametrize("typed", ["+44 (0)7700 900123", "+447700900123", "07700900123", "0044 7700 900123"])
def test_a_telephone_number_however_it_is_written(typed: str) -> None:
    assert digits_of(typed) == "07700900123"


@pytest.mark.parametrize(
    ("one", "other"), [("smith", "smyth"), ("philips", "fillips"), ("stephens", "stevens"), ("clark", "clarke")]
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("typed", "word", "count"),
    [("smith", "smith", 0), ("smtih", "smith", 1), ("smih", "smith", 1), ("smiith", "smith", 1), ("jones", "smith", 3)],
)
def test_slips_are_counted(typed: str, word: str, count: int) -> None:
    assert slips(typed, word, 2) == count
