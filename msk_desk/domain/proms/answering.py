"""How a set of answers to an instrument came about: by which way, through whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mode(StrEnum):
    """By which way the answers came."""

    PAPER = "paper"
    PATIENT_SCREEN = "patient-screen"
    INTERVIEW = "interview"


class GivenBy(StrEnum):
    """Whose answers they are: the patient's own, the patient's through an interpreter, or another's for them."""

    PATIENT = "patient"
    INTERPRETER = "interpreter"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the answers came about.

    `answers_id` is the id they are stored under, the draft's when there was one, so that saving twice
    stores once; `taken` the day of completion when it is not today; `wording` the Questionnaire resource
    that was read, empty when only numbers were typed; `language` its language when translated.
    """

    visit_id: str = ""
    mode: Mode = Mode.PAPER
    given_by: GivenBy = GivenBy.PATIENT
    taken: date | None = None
    answers_id: str = ""
    wording: str = ""
    language: str = ""
