"""What a printed paper needs to know, gathered by services and drawn by documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.clinics import Organisation, Place
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.form_reading import Difference, ReadAnswers
from msk_desk.domain.letters import Letter
from msk_desk.domain.patient_letters import FilledLetter
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.plans import Plan
from msk_desk.domain.visits import Goal


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who the paper comes from."""

    service: str
    site: Place | None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter ready to be drawn; `copies` names who gets one; `to` whom it is for when it is not the patient."""

    letter: Letter
    patient: Patient
    author: Staff | None
    practice: Organisation | None
    masthead: Masthead
    written: date
    copies: tuple[str, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True)
class PatientLetterContent:
    """A letter about an appointment or a wait, ready to be drawn; `layout` is standard, large-print or easy-read."""

    letter: FilledLetter
    patient: Patient
    masthead: Masthead
    written: date
    layout: str = "standard"


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan ready to be drawn; `layout` is standard, large-print or plain."""

    plan: Plan
    patient: Patient
    goals: tuple[Goal, ...]
    exercises: tuple[Exercise, ...]
    masthead: Masthead
    author: Staff | None
    written: date
    layout: str = "standard"


@dataclass(frozen=True, slots=True)
class VisitContent:
    """The clinical record of a visit ready to be drawn.

    `scores` are (instrument, score in words); `left_out` counts forms entered in error that are not part of it.
    """

    patient: Patient
    forms: tuple[ReadAnswers, ...]
    masthead: Masthead
    printed: datetime
    visited: datetime | None = None
    scores: tuple[tuple[str, str], ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonContent:
    """Two forms side by side ready to be drawn; `left` and `right` say which and when."""

    patient: Patient
    left: str
    right: str
    differences: tuple[Difference, ...]
    masthead: Masthead
    printed: datetime
    left_chart: tuple[BodyArea, ...] = ()
    right_chart: tuple[BodyArea, ...] = ()


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a printed list; `share` is its width against the others'.

    With `lead` a cell begins in bold; with `write` it is ruled off to be written in.
    """

    title: str
    share: float = 1.0
    lead: bool = False
    write: bool = False


@dataclass(frozen=True, slots=True)
class ListPart:
    """Rows that belong together, such as one clinician's; a cell of several lines has them parted by line breaks."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListContent:
    """A list of many patients ready to be drawn; nothing in it is cut, long names wrap.

    `lines` say below the title what was chosen and how many there are; `empty` is said where a part has no row;
    with `apart` each part begins on a page of its own, and every page says whose it is.
    """

    title: str
    columns: tuple[ListColumn, ...]
    parts: tuple[ListPart, ...]
    masthead: Masthead
    printed: datetime
    printed_by: str = ""
    lines: tuple[str, ...] = ()
    empty: str = ""
    ending: str = ""
    apart: bool = False
    landscape: bool = True
