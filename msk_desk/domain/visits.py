"""Visits and what is recorded at them: form answers, scores, problems, allergies, alerts, goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msk_desk.domain.typed_later import TypedLater


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit (FHIR Encounter); `status` is in-progress, finished or entered-in-error.

    `typed` says that it was typed up afterwards from paper; its times are the true ones.
    """

    id: str
    patient_id: str
    staff_id: str
    started: datetime
    ended: datetime | None = None
    status: str = "in-progress"
    appointment_id: str = ""
    pathway_id: str = ""
    place_id: str = ""
    title: str = ""
    typed: TypedLater | None = None


IN_ERROR = "entered-in-error"
SIGNED = ("completed", "amended")


@dataclass(frozen=True, slots=True)
class ErrorMark:
    """Why signed work does not hold, who said so and when."""

    reason: str
    by_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """A QuestionnaireResponse: `form` is `canonical|version`, `items` its FHIR item list, whole.

    For instruments `mode` says by which way the answers came, `given_by` whose they are, `wording` which
    Questionnaire resource was read; `error_reason` why they were marked as entered in error.
    """

    id: str
    patient_id: str
    form: str
    status: str
    authored: datetime
    author_id: str
    visit_id: str = ""
    items: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)
    mode: str = ""
    given_by: str = ""
    wording: str = ""
    language: str = ""
    error_reason: str = ""
    error: ErrorMark | None = None
    typed: TypedLater | None = None

    @property
    def signed(self) -> bool:
        """Whether it is signed and holds: drafts and what was entered in error do not."""
        return self.status in SIGNED

    @property
    def in_error(self) -> bool:
        """Whether it was marked as entered in error: to be seen, and to be used for nothing."""
        return self.status == IN_ERROR

    @property
    def canonical(self) -> str:
        """The questionnaire's canonical URL without its version."""
        return self.form.split("|", 1)[0]


@dataclass(frozen=True, slots=True)
class Addendum:
    """What an author adds to signed answers (`about_id`) later: they stay as they are, this stands below them."""

    id: str
    patient_id: str
    about_id: str
    text: str
    written: datetime
    author_id: str
    visit_id: str = ""
    status: str = "final"


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one PROM, with everything needed to read it again in ten years.

    `value` is unrounded, None when it could not be scored. `direction` is higher-better or higher-worse;
    `status` is final or entered-in-error; `given_by` is the patient, an interpreter for them, or a proxy.
    """

    id: str
    patient_id: str
    instrument: str
    score: str
    value: float | None
    taken: datetime
    version: str = ""
    mode: str = "paper"
    rule_version: str = ""
    direction: str = ""
    answered: int = 0
    imputed: int = 0
    value_set: str = ""
    answers_id: str = ""
    visit_id: str = ""
    status: str = "final"
    given_by: str = ""
    typed: TypedLater | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem; `code` is a SNOMED CT code only where a source was read, else empty; dates are ISO text."""

    id: str
    patient_id: str
    text: str
    code: str = ""
    status: str = "active"
    onset: str = ""
    recorded: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Allergy:
    """An allergy, or the recorded statement that none is known (`none_known`)."""

    id: str
    patient_id: str
    text: str
    reaction: str = ""
    none_known: bool = False
    status: str = "active"


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert or access need (FHIR Flag); `category` is safety or access."""

    id: str
    patient_id: str
    text: str
    category: str = "access"
    status: str = "active"


@dataclass(frozen=True, slots=True)
class Goal:
    """What matters to the patient, in their words; `confidence` 0 to 10; `due` ISO date."""

    id: str
    patient_id: str
    words: str
    due: str = ""
    confidence: int | None = None
    status: str = "active"
    recorded: str = ""
