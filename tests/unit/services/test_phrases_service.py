"""Phrases: one's own stay one's own, shared ones are written by those who may, removing can be undone."""

from __future__ import annotations

import pytest

from msk_desk.content.phrases import Starters
from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.phrases import Phrase, Shelf, found, places, tidy_name
from msk_desk.domain.roles import Role
from tests.fakes.small_clinic import BEN, Clinic

MINE = Phrase("", "Knee OK", "Knee: {side} normal.")


def names(clinic: Clinic, shelf: Shelf) -> list[str]:
    return [one.name for one in clinic.office.phrases.every() if one.shelf is shelf]


def test_a_phrase_of_one_s_own_is_kept_for_nobody_else(clinic: Clinic) -> None:
    clinic.office.phrases.keep(MINE)
    assert names(clinic, Shelf.PERSONAL) == ["knee-ok"]
    assert clinic.saved() == 0  # nothing leaves this computer
    clinic.reopen()
    assert names(clinic, Shelf.PERSONAL) == ["knee-ok"]
    clinic.wear(Role.CLINICIAN, BEN, "Ben Carter")
    assert names(clinic, Shelf.PERSONAL) == []


def test_changing_and_removing_with_undo(clinic: Clinic) -> None:
    phrases = clinic.office.phrases
    phrases.keep(MINE)
    one = phrases.every()[0]
    phrases.keep(Phrase(one.id, "knee-fine", "Fine."))
    changed = phrases.every()[0]
    assert (changed.id, changed.name, changed.text) == (one.id, "knee-fine", "Fine.")
    phrases.remove(changed)
    assert names(clinic, Shelf.PERSONAL) == []
    phrases.keep(changed)
    assert phrases.every()[0] == changed


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.ADMINISTRATOR])
def test_shared_phrases_are_stored_as_records_and_undone(clinic: Clinic, role: Role) -> None:
    phrases = clinic.office.phrases
    clinic.wear(role)
    phrases.keep(Phrase("", "dna", "Did not attend.", Shelf.SHARED))
    one = next(each for each in phrases.every() if each.shelf is Shelf.SHARED)
    assert clinic.saved() == 1
    phrases.remove(one)
    assert names(clinic, Shelf.SHARED) == []
    phrases.keep(one)
    assert names(clinic, Shelf.SHARED) == ["dna"]
    clinic.wear(Role.CLINICIAN)
    assert names(clinic, Shelf.SHARED) == ["dna"]
    assert not phrases.may_share()
    for act in (phrases.keep, phrases.remove):
        with pytest.raises(Refused):
            act(one)


def test_names_and_texts_that_will_not_do(clinic: Clinic) -> None:
    phrases = clinic.office.phrases
    for name, text in (("", "x"), ("/", "x"), ("ok", "  "), ("n" * 41, "x")):
        with pytest.raises(BadInput):
            phrases.keep(Phrase("", name, text))
    phrases.keep(MINE)
    with pytest.raises(BadInput, match="/knee-ok already"):
        phrases.keep(MINE)
    shipped = next(one for one in phrases.every() if one.shelf is Shelf.SHIPPED)
    with pytest.raises(Refused):
        phrases.remove(shipped)


def test_one_s_own_comes_before_the_one_that_ships() -> None:
    own = Phrase("1", "gait", "Mine")
    fitting = found([*Starters().every(), own], "ga")
    assert fitting[0] == own
    assert [one.name for one in fitting].count("gait") == 1
    assert [one.name for one in found([own, Phrase("2", "knee-gait", "x"), Phrase("3", "agape", "y")], "ga")] == [
        "gait", "agape", "knee-gait",
    ]  # fmt: skip
    assert found([own], "zz") == ()


def test_places_and_names() -> None:
    assert places("On the {side} knee: {what}.") == ((7, 6), (20, 6))
    assert places("No {\n} place") == ()
    assert tidy_name("/Knee, normal (R)") == "knee-normal-r"
