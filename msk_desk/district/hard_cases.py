"""Hard cases that every district holds, because every real one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from msk_desk.district import histories
from msk_desk.district.draws import Draws
from msk_desk.district.parts import Json
from msk_desk.district.people import Identity, identity, patient
from msk_desk.district.scene import Case, Scene, condition_for

HardCase = Callable[[Scene, Draws, Iterator[str]], list[Json]]
LONG_FAMILY = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Warburton"
SHARED = Identity("", "Begum", ("Shirin",), "Mrs", "female", "1961-07-19", 65, "", "K")


def _told(scene: Scene, draws: Draws, who: Identity, **more: object) -> list[Json]:
    case = Case(scene, draws, who, draws.between(0, 29), condition_for(draws, max(16, who.age)), "left")
    case.tell(patient(draws, who, scene.places.practice_ids[case.practice], **more))
    histories.background(case)
    histories.discharged(case, draws.between(60, 400))
    return case.told


def _deceased(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    died = scene.days_ago(20).isoformat()
    return _told(scene, draws, identity(draws, scene.today, numbers), deceasedDateTime=died)


def _shared_name(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    """One of two people of the same name and birth date."""
    return _told(scene, draws, replace(SHARED, id=draws.new_id(), nhs_number=next(numbers)))


def _renamed(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    who = identity(draws, scene.today, numbers)
    names = [
        {"use": "official", "family": "Ashworth", "given": ["Rosalind"], "prefix": ["Ms"]},
        {"use": "old", "family": "Żuławska", "given": ["Rozalia"], "period": {"end": "2019-06-01"}},
        {"use": "usual", "given": ["Roz"]},
    ]
    return _told(scene, draws, replace(who, gender="female"), name=names)


def _interpreter(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    who = identity(draws, scene.today, numbers)
    return _told(scene, draws, replace(who, language="bn", interpreter=True, script="শিরিন"))


def _signing(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    """Speaks British Sign Language and needs an interpreter."""
    who = identity(draws, scene.today, numbers)
    return _told(scene, draws, replace(who, language="bfi", interpreter=True))


def _no_number(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    return _told(scene, draws, replace(identity(draws, scene.today, numbers), nhs_number=""))


def _long_name(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    who = identity(draws, scene.today, numbers)
    given = ("Maximiliana-Alexandrina", "Bartholomea", "Konstantina")
    return _told(scene, draws, replace(who, family=LONG_FAMILY, given=given))


def _no_birth_date(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    return _told(scene, draws, replace(identity(draws, scene.today, numbers), born=""))


def _only_a_year(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    who = identity(draws, scene.today, numbers)
    return _told(scene, draws, replace(who, born="1948", script="秀英"))


def _one_name(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
    """Has no family name."""
    who = replace(identity(draws, scene.today, numbers), language="ar", interpreter=True)
    return _told(
        scene, draws, who, name=[{"use": "official", "given": ["Nooria"]}, {"use": "usual", "given": ["نورية"]}]
    )


def _triplet(given: str) -> HardCase:
    """One of three born on one day at one address, with one telephone."""

    def told(scene: Scene, draws: Draws, numbers: Iterator[str]) -> list[Json]:
        born = (scene.today - timedelta(days=19 * 365 + 40)).isoformat()
        who = Identity(draws.new_id(), "Okonkwo-Hale", (given,), "", "female", born, 19, next(numbers), "D")
        home = {"use": "home", "line": ["3 Lantern Row"], "city": "Saltby", "postalCode": "HW21 4TQ"}
        phone = {"system": "phone", "value": "07700 900321", "use": "mobile"}
        return _told(scene, draws, who, address=[home], telecom=[phone])

    return told


HARD_CASES: tuple[HardCase, ...] = (
    _deceased, _shared_name, _shared_name, _renamed, _interpreter, _signing, _no_number, _long_name,
    _no_birth_date, _only_a_year, _one_name, _triplet("Ada"), _triplet("Ama"), _triplet("Anna"),
)  # fmt: skip
