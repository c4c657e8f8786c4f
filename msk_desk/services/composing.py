"""Composing: what a letter says, gathered from the record under PRSB headings before anybody edits it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from msk_desk.domain.dates import clock_time, patient_date
from msk_desk.domain.letters import Letter, LetterSection
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.plans import Plan
from msk_desk.domain.visits import Allergy, FormAnswers, Goal, Problem, Visit
from msk_desk.services.outcomes import Outcomes, Series
from msk_desk.services.ports import Records
from msk_desk.services.record import first_text


class LetterTemplate(Protocol):
    """A kind of letter as data: its title and its sections in order."""

    title: str
    sections: Sequence[TemplateSection]


class TemplateSection(Protocol):
    """One section of a template: PRSB heading, plain title, whether mandatory, and its standing words."""

    heading: str
    title: str
    need: str
    words: str


class LetterTemplates(Protocol):
    """The kinds of letters."""

    def read(self, kind: str) -> LetterTemplate:
        """One kind. Raises BadInput when there is none."""


class Composer:
    """Fills a template from the record."""

    def __init__(self, templates: LetterTemplates, records: Records, outcomes: Outcomes) -> None:
        self._templates = templates
        self._records = records
        self._outcomes = outcomes

    def compose(
        self, letter_id: str, patient_id: str, kind: str, visit_id: str, author_id: str, now: datetime
    ) -> Letter:
        """A draft letter; sections with nothing recorded stay empty for the author."""
        template = self._templates.read(kind)
        facts = self._facts(patient_id, visit_id, author_id, now)
        sections = tuple(
            LetterSection(part.heading, part.title, facts.get(part.heading) or part.words) for part in template.sections
        )
        return Letter(letter_id, patient_id, kind, template.title, "draft", now, author_id, visit_id, sections)

    def checks(self, letter: Letter) -> Iterator[tuple[str, bool, bool, str]]:
        """Each check as (code, ok, must, heading): every mandatory section, then what else should be right."""
        template = self._templates.read(letter.kind)
        texts = {section.heading: section.text.strip() for section in letter.sections}
        for part in template.sections:
            if part.need in ("mandatory", "required"):
                yield "section", bool(texts.get(part.heading)), part.need == "mandatory", part.heading
        recorded = [a for a in self._records.of_patient(Allergy, letter.patient_id) if a.status == "active"]
        yield "allergies", bool(recorded), True, "allergies-and-adverse-reactions"
        series = self._outcomes.series(letter.patient_id)
        yield "two-scores", any(len(one.scores) > 1 for one in series), False, "assessment-scales"

    def _facts(self, patient_id: str, visit_id: str, author_id: str, now: datetime) -> dict[str, str]:
        visit = self._records.read(Visit, visit_id) if visit_id else None
        author = self._records.read(Staff, author_id)
        return {
            "attendance-details": _attendance(visit, author, now),
            "allergies-and-adverse-reactions": _allergies(self._records.of_patient(Allergy, patient_id)),
            "clinical-summary": self._impression(patient_id, visit_id),
            "diagnoses": _listed(p.text for p in self._problems(patient_id)),
            "assessment-scales": "\n".join(_scores(one) for one in self._outcomes.series(patient_id)),
            "patient-and-carer-concerns": _listed(g.words for g in self._goals(patient_id)),
            "plan-and-requested-actions": self._plan(patient_id),
            "individual-requirements": self._needs(patient_id),
            "person-completing-record": _person(author, now),
        }

    def _impression(self, patient_id: str, visit_id: str) -> str:
        for answers in self._records.of_patient(FormAnswers, patient_id):
            if not visit_id or answers.visit_id == visit_id:
                text = first_text(answers.items, "impression")
                if text:
                    return text
        return ""

    def _problems(self, patient_id: str) -> tuple[Problem, ...]:
        return tuple(p for p in self._records.of_patient(Problem, patient_id) if p.status == "active")

    def _goals(self, patient_id: str) -> tuple[Goal, ...]:
        return tuple(g for g in self._records.of_patient(Goal, patient_id) if g.status == "active")

    def _plan(self, patient_id: str) -> str:
        for plan in self._records.of_patient(Plan, patient_id):
            if plan.status == "active":
                names = "\n".join(f"- {exercise.title}" for exercise in plan.exercises)
                return f"Keep going with your plan, version {plan.version}.\n{names}".strip()
        return ""

    def _needs(self, patient_id: str) -> str:
        patient = self._records.read(Patient, patient_id)
        if patient is None:
            return ""
        needs = []
        if patient.preferred_format and patient.preferred_format != "standard":
            needs.append(f"Format: {patient.preferred_format.replace('-', ' ')}")
        if patient.interpreter:
            needs.append(f"Interpreter: {patient.language or 'language not known'}")
        return "\n".join(needs)


def _attendance(visit: Visit | None, author: Staff | None, now: datetime) -> str:
    moment = (visit.started if visit else now).astimezone()
    seen_by = f"{author.spoken()}, {author.profession}".rstrip(", ") if author else ""
    return f"{patient_date(moment.date())} at {clock_time(moment)}\nSeen by {seen_by}".strip()


def _person(author: Staff | None, now: datetime) -> str:
    if author is None:
        return ""
    moment = now.astimezone()
    lines = (author.spoken(), author.profession, author.registration)
    return "\n".join([*filter(None, lines), f"{patient_date(moment.date())} {clock_time(moment)}"])


def _allergies(allergies: tuple[Allergy, ...]) -> str:
    active = [a for a in allergies if a.status == "active"]
    named = [a for a in active if not a.none_known]
    if named:
        return _listed(f"{a.text}: {a.reaction}" if a.reaction else a.text for a in named)
    return "No known allergies" if active else ""


def _scores(series: Series) -> str:
    valued = [score.value for score in series.scores if score.value is not None]
    if not valued:
        return ""
    better = "higher is better" if series.rule.direction == "higher-better" else "lower is better"
    change = " to ".join(f"{value:g}" for value in dict.fromkeys((valued[0], valued[-1])))
    return f"{series.instrument.title}: {change}, on a scale of {series.rule.low:g} to {series.rule.high:g} ({better})"


def _listed(lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)
