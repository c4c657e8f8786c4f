"""People's names as lists, banners and patients read them; roles and plans as data."""

from __future__ import annotations

import pytest

from msk_desk.domain.people import Address, Contact, Patient, PersonName, Staff
from msk_desk.domain.plans import Dose
from msk_desk.domain.roles import Role


def test_names_are_shown_for_lists_banners_and_speech() -> None:
    name = PersonName("Okafor", ("David", "Chidi"), "Mr")
    assert name.listed() == "OKAFOR, David Chidi"
    assert name.banner() == "OKAFOR, David Chidi (Mr)"
    assert name.spoken() == "David Okafor"


@pytest.mark.parametrize(
    ("name", "listed", "spoken"),
    [
        (PersonName(), "Name not known", "Name not known"),
        (PersonName("Singh"), "SINGH", "Singh"),
        (PersonName("", ("Madonna",)), "Madonna", "Madonna"),
        (PersonName("O’Neill-Straße", ("Zoë",)), "O’NEILL-STRASSE, Zoë", "Zoë O’Neill-Straße"),
    ],
)
def test_part_names_are_shown_as_far_as_they_are_known(name: PersonName, listed: str, spoken: str) -> None:
    assert (name.listed(), name.spoken()) == (listed, spoken)


def test_a_former_name_is_never_the_current_one_in_any_order() -> None:
    old, now = PersonName("Price", ("Ann",), use="old"), PersonName("Holloway", ("Ann",))
    assert Patient("1", (old, now)).name == Patient("1", (now, old)).name == now
    assert Patient("1", (old,)).name == old, "the only name there is"
    assert Patient("1").name.listed() == "Name not known"


@pytest.mark.parametrize(
    ("names", "preferred"),
    [
        ((PersonName("A", ("B",)),), ""),
        ((PersonName("A", ("B",)), PersonName("", ("Peggy",), use="nickname")), "Peggy"),
        ((PersonName("A", ("B",)), PersonName("A", ("Bea",), use="usual")), "Bea"),
        ((PersonName("A", ("B",), use="usual"),), ""),
    ],
)
def test_a_preferred_name_is_only_what_was_recorded_as_one(names: tuple[PersonName, ...], preferred: str) -> None:
    assert Patient("1", names).preferred_name == preferred


def test_the_mobile_number_is_shown_first_and_empty_ones_not_at_all() -> None:
    home, mobile = Contact("phone", "01632 960001", "home"), Contact("phone", "07700 900001", "mobile")
    assert Patient("1", contacts=(home, mobile)).phone() == mobile.value
    assert Patient("1", contacts=(Contact("phone", "", "mobile"), home)).phone() == home.value
    assert Patient("1", contacts=(Contact("email", "a@b.example"),)).phone() == ""


def test_addresses_and_initials() -> None:
    assert Address(("1 Mill Lane",), "Harlow", "HR1 1AA").one_line() == "1 Mill Lane, Harlow, HR1 1AA"
    assert Address().one_line() == "Not known"
    assert Staff("1", PersonName("Rao", ("Asha",))).initials() == "AR"
    assert Staff("1", PersonName("Rao")).initials() == "R"


def test_roles_are_as_the_table_says() -> None:
    assert {role for role in Role if role.writes_notes} == {Role.CLINICIAN, Role.ESP}
    assert {role for role in Role if role.clinical} == {
        Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD,
    }  # fmt: skip
    assert {role for role in Role if not role.sees_patients} == {Role.ANALYST}
    assert all(role.words for role in Role)


@pytest.mark.parametrize(
    ("dose", "entered"),
    [
        (Dose(), False),
        (Dose(sets=3), False),
        (Dose(repetitions=10), False),
        (Dose(days_a_week=5), False),
        (Dose(note="as able"), False),
        (Dose(repetitions=10, days_a_week=5), True),
        (Dose(hold=30, days_a_week=5), True),
    ],
)
def test_a_dose_is_entered_when_it_says_how_many_and_how_often(dose: Dose, entered: bool) -> None:
    assert dose.entered is entered
