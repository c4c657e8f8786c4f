"""The district as a stream of FHIR resources, in an order where each refers only to what came before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import orjson

from msk_desk.district import histories
from msk_desk.district.diary import Diary
from msk_desk.district.draws import Draws, draws_for, nhs_numbers
from msk_desk.district.first_clinic import FIRST_CLINIC_NUMBERS, first_clinic
from msk_desk.district.first_inbox import FIRST_INBOX_NUMBERS, first_inbox
from msk_desk.district.front_desk import add_front_desk
from msk_desk.district.hard_cases import HARD_CASES
from msk_desk.district.parts import Json
from msk_desk.district.people import identity, patient
from msk_desk.district.places import PRACTICES, Places
from msk_desk.district.scene import Case, Scene, condition_for
from msk_desk.district.staff import staff_of, staff_resources

FEWEST = 46
"""Patients that the first clinic, the first inbox, the hard cases and a handful of others need."""
_ONE_DIED_OF = 120


class District:
    """A made-up district: the same arguments always give the same people, clinics and histories.

    Nothing is kept between resources but the diary, so that 450,000 patients take no more memory than 45,000.
    """

    def __init__(self, *, today: date, patients: int = 2000, seed: int = 1) -> None:
        """Args: `today`, the day on which the first clinic is held; `patients`, no fewer than FEWEST."""
        staff = staff_of(seed)
        self.patients = max(FEWEST, patients)
        clinicians = tuple(person for person in staff if person.sees_patients)
        self.scene = Scene(seed, today, Places(seed), staff, clinicians)

    def resources(self) -> Iterator[Json]:
        """Every resource; parts may be shared between them, so copy one before changing it."""
        scene = self.scene
        yield from scene.places.resources()
        yield from staff_resources(scene.seed, scene.places)
        named = FIRST_CLINIC_NUMBERS | FIRST_INBOX_NUMBERS
        rest = self.patients - len(named) - len(HARD_CASES)
        diary = Diary(scene.seed, scene.today, rest, scene.clinicians, scene.places)
        add_front_desk(diary, scene.seed, scene.today, rest, scene.clinicians)
        yield from diary.resources()
        yield from first_clinic(scene)
        yield from first_inbox(scene)
        numbers = nhs_numbers(scene.seed, named)
        for number, hard_case in enumerate(HARD_CASES):
            yield from hard_case(scene, draws_for(scene.seed, 900_000_000 + number), numbers)
        for number in range(rest):
            yield from self._person(number, diary, numbers)

    def lines(self) -> Iterator[bytes]:
        """Every resource as one line of JSON (NDJSON), without the line's end."""
        return map(orjson.dumps, self.resources())

    def _person(self, number: int, diary: Diary, numbers: Iterator[str]) -> list[Json]:
        scene = self.scene
        draws = draws_for(scene.seed, number)
        who = identity(draws, scene.today, numbers)
        practice = draws.between(0, len(PRACTICES) - 1)
        case = Case(scene, draws, who, practice, condition_for(draws, who.age), "right" if draws.one_in(2) else "left")
        seen = number < len(diary.caseload)
        tell = self._history(draws, seen)
        died = {} if seen or tell is not _discharged else self._died(draws)
        case.tell(patient(draws, who, scene.places.practice_ids[practice], **died))
        histories.background(case)
        if seen:
            histories.being_seen(case, diary.caseload[number])
        else:
            tell(case)
        return case.told

    def _history(self, draws: Draws, seen: bool) -> Callable[[Case], None]:
        chance = draws.random()
        if seen or chance < 0.16:
            return _waiting
        return _open_follow_up if chance < 0.26 else _discharged

    def _died(self, draws: Draws) -> dict[str, object]:
        if not draws.one_in(_ONE_DIED_OF):
            return {}
        return {"deceasedDateTime": self.scene.days_ago(draws.between(10, 50)).isoformat()}


def _waiting(case: Case) -> None:
    """One in fifteen of those waiting came in the last days; a few have waited more than 18 weeks."""
    draws = case.draws
    if draws.one_in(15):
        histories.waiting(case, draws.between(0, 4))
    else:
        histories.waiting(case, int(4 + 150 * draws.random() ** 2))


def _open_follow_up(case: Case) -> None:
    histories.discharged(case, case.draws.between(10, 200), pifu=True)


def _discharged(case: Case) -> None:
    histories.discharged(case, case.draws.between(60, 700))
