"""The libraries that services ask for content: one object a kind, all read from resources/."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from msk_desk.content import (
    aids,
    booking,
    exercises,
    forms,
    letters,
    pathways,
    patient_letters,
    prom_forms,
    proms,
    scope,
    services,
)
from msk_desk.content.resource_files import ContentMissing
from msk_desk.domain.aids import DecisionAid
from msk_desk.domain.attendance import AttendancePolicy
from msk_desk.domain.errors import BadInput
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.form_catalogue import FormEntry, Origin, entry_of
from msk_desk.domain.letter_templates import LetterTemplate
from msk_desk.domain.patient_letters import PatientLetterTemplate
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.schedule import PathwaySchedule
from msk_desk.domain.scope_check import ServiceScope
from msk_desk.domain.services import ServiceList


class Titled(Protocol):
    """Content with a title."""

    @property
    def title(self) -> str:
        """What it is called."""


T = TypeVar("T", bound=Titled)


class _Library(Generic[T]):
    """Content of one kind by its code."""

    def __init__(self, load: Callable[[], Mapping[str, T]]) -> None:
        self._load = load

    def read(self, code: str) -> T:
        """The one of this code.

        Raises:
            BadInput: there is none.
        """
        try:
            return self._load()[code]
        except KeyError:
            raise BadInput(f"There is no content with the code {code}.") from None

    def _by_title(self) -> tuple[T, ...]:
        return tuple(sorted(self._load().values(), key=lambda content: content.title.casefold()))


class PatientLetters(_Library[PatientLetterTemplate]):
    """The kinds of letters to patients about appointments and waits."""

    def __init__(self) -> None:
        super().__init__(patient_letters.load_all)


class Instruments(_Library[Definition]):
    """The instruments that ship."""

    def __init__(self) -> None:
        super().__init__(proms.load_all)

    def every(self) -> tuple[Definition, ...]:
        """All, by title."""
        return self._by_title()


class Services:
    """The services that a referral can go to."""

    def read(self) -> ServiceList:
        """All of them."""
        return services.load()


class Scope:
    """What the service takes, and what it sends on."""

    def read(self) -> ServiceScope:
        """Its rules."""
        return scope.load()


class Schedules(_Library[PathwaySchedule]):
    """The measurement schedules that ship."""

    def __init__(self) -> None:
        super().__init__(pathways.load_all)

    def every(self) -> tuple[PathwaySchedule, ...]:
        """All, by title."""
        return self._by_title()


class Aids(_Library[DecisionAid]):
    """The decision aids that ship."""

    def __init__(self) -> None:
        super().__init__(aids.load_all)

    def every(self) -> tuple[DecisionAid, ...]:
        """All, by title."""
        return self._by_title()


class Exercises(_Library[Exercise]):
    """The exercises that ship."""

    def __init__(self) -> None:
        super().__init__(exercises.load_all)

    def every(self, region: str = "") -> tuple[Exercise, ...]:
        """All, or those of a body region, by title."""
        return tuple(exercise for exercise in self._by_title() if not region or region in exercise.regions)


class LetterKinds(_Library[LetterTemplate]):
    """The kinds of letters that ship."""

    def __init__(self) -> None:
        super().__init__(letters.load_all)

    def every(self) -> tuple[LetterTemplate, ...]:
        """All, by title."""
        return self._by_title()


class Forms:
    """The Questionnaires that ship, those of imported packs, and numbered ones of the other instruments."""

    def __init__(self, packed: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._packed = packed or {}

    def read(self, canonical: str) -> Mapping[str, Any]:
        """A Questionnaire's JSON by canonical URL, with or without `|version`.

        Raises:
            BadInput: there is none.
        """
        found = self.find(canonical)
        if found is None:
            raise BadInput(f"There is no form {canonical}.")
        return found

    def find(self, canonical: str) -> Mapping[str, Any] | None:
        """A Questionnaire's JSON by canonical URL, with or without `|version`; None when there is none."""
        url, _, version = canonical.partition("|")
        packed = self._packed.get(url)
        if packed is not None and version in ("", packed.get("version")):
            return packed
        try:
            return prom_forms.by_canonical(canonical) or forms.by_canonical(canonical)
        except ContentMissing:
            return None

    def entries(self) -> tuple[FormEntry, ...]:
        """A line for each form of its own, by title; the forms of instruments are found by their code instead."""
        found = (entry_of(form, Origin.SHIPPED) for form in forms.written().values())
        return tuple(sorted(found, key=lambda entry: entry.title.casefold()))


class Policies:
    """The policies that ship, for a service that has not set its own."""

    def attendance(self) -> AttendancePolicy:
        """What follows a missed appointment."""
        return booking.attendance()
