"""Composing: what a letter says, gathered from the record under PRSB headings before anybody edits it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from msk_desk.domain.clinics import Organisation
from msk_desk.domain.dates import clock_time, patient_date
from msk_desk.domain.letter_templates import Need
from msk_desk.domain.letters import Letter, LetterSection
from msk_desk.domain.pathways import Referral
from msk_desk.domain.people import Patient, Staff
from msk_desk.domain.plans import Plan
from msk_desk.domain.visits import Alert, Allergy, FormAnswers, Goal, Problem, Visit
from msk_desk.services.answer_text import words_of
from msk_desk.services.body_charts import chart_words
from msk_desk.services.outcomes import Outcomes, Series
from msk_desk.services.ports import LetterTemplates, Records

# A letter that leaves these unsaid can harm: they are checked even where a template calls them optional.
SAFETY_NET = (
    "If things get worse while you wait, call us or your GP practice.\n"
    "Go to A&E or call 999 at once for new numbness between your legs, new trouble with your bladder or bowels, new "
    "weakness of both legs, or a hot swollen joint with a fever."
)
ALLERGIES, SCORES = "allergies-and-adverse-reactions", "assessment-scales"


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a letter is about."""

    patient_id: str
    visit_id: str
    author_id: str
    now: datetime


class Composer:
    """Fills a template from the record."""

    def __init__(self, templates: LetterTemplates, records: Records, outcomes: Outcomes) -> None:
        self._templates = templates
        self._records = records
        self._outcomes = outcomes
        self._parts: dict[str, Callable[[About], str]] = {
            "visit": self._visit,
            "author": self._author,
            "allergies": self._allergies,
            "problems": self._problems,
            "scores": self._scores,
            "goals": self._goals,
            "plan": self._plan,
            "needs": self._needs,
            "alerts": self._alerts,
            "referral": self._referral,
            "history": self._history,
            "examination": self._examination,
            "copies": self._copies,
            "safety-net": self._safety_net,
        }

    def compose(self, letter_id: str, kind: str, about: About) -> Letter:
        """A draft letter; sections with nothing recorded stay empty for the author."""
        template = self._templates.read(kind)
        sections = tuple(
            LetterSection(part.code, part.title, self._filled(part.filled_from or part.code, about))
            for part in template.sections
        )
        copies = tuple(line for line in self._copies(about).split("\n") if line)
        return Letter(
            letter_id, about.patient_id, kind, template.title, "draft", about.now,
            about.author_id, about.visit_id, sections, copies,
        )  # fmt: skip

    def checks(self, letter: Letter) -> Iterator[tuple[str, bool, bool, str]]:
        """Each check as (code, ok, must, heading): every section that is asked for, then what else should be right."""
        texts = {section.heading: section.text.strip() for section in letter.sections}
        for part in self._templates.read(letter.kind).sections:
            if part.need is Need.MANDATORY or (part.need is Need.REQUIRED and self._held(part.filled_from, letter)):
                yield "section", bool(texts.get(part.code)), part.need is Need.MANDATORY, part.code
        if ALLERGIES in texts:
            recorded = self._active_allergies(letter.patient_id)
            yield "allergies", bool(recorded), True, ALLERGIES
        if SCORES in texts:
            series = self._outcomes.series(letter.patient_id)
            yield "two-scores", any(len(one.scores) > 1 for one in series), False, SCORES

    def _held(self, part: str, letter: Letter) -> bool:
        """Whether the record holds something for a required section: 'send if you hold it'."""
        about = About(letter.patient_id, letter.visit_id, letter.author_id, letter.written)
        return bool(self._filled(part, about))

    def _filled(self, part: str, about: About) -> str:
        fill = self._parts.get(part)
        if part == "clinical-summary":
            fill = self._impression
        return fill(about) if fill else ""

    def _visit(self, about: About) -> str:
        visit = self._records.read(Visit, about.visit_id) if about.visit_id else None
        moment = (visit.started if visit else about.now).astimezone()
        staff = self._staff(visit.staff_id if visit else about.author_id)
        seen_by = ", ".join(part for part in (staff.spoken(), staff.profession) if part) if staff else ""
        lines = [f"{patient_date(moment.date())} at {clock_time(moment)}"]
        return "\n".join([*lines, f"Seen by {seen_by}"] if seen_by else lines)

    def _author(self, about: About) -> str:
        author = self._staff(about.author_id)
        if author is None:
            return ""
        moment = about.now.astimezone()
        written = f"{patient_date(moment.date())}, {clock_time(moment)}"
        return "\n".join(part for part in (author.spoken(), author.profession, author.registration, written) if part)

    def _impression(self, about: About) -> str:
        return self._answer(about, "impression")

    def _history(self, about: About) -> str:
        return "\n".join(part for part in (self._answer(about, "history"), self._felt(about)) if part)

    def _felt(self, about: About) -> str:
        """What was marked on the body chart, in the words that it was stored with."""
        for answers in self._records.of_patient(FormAnswers, about.patient_id):
            if answers.signed and about.visit_id in ("", answers.visit_id):
                words = chart_words(answers.items)
                if words:
                    return _listed(words)
        return ""

    def _examination(self, about: About) -> str:
        return self._answer(about, "examination")

    def _answer(self, about: About, section: str) -> str:
        for answers in self._records.of_patient(FormAnswers, about.patient_id):
            meant = answers.status != "entered-in-error" and about.visit_id in ("", answers.visit_id)
            if meant:
                text = words_of(answers.items, section)
                if text:
                    return text
        return ""

    def _active_allergies(self, patient_id: str) -> tuple[Allergy, ...]:
        return tuple(a for a in self._records.of_patient(Allergy, patient_id) if a.status == "active")

    def _allergies(self, about: About) -> str:
        active = self._active_allergies(about.patient_id)
        named = [a for a in active if not a.none_known]
        if named:
            return _listed(f"{a.text}: {a.reaction}" if a.reaction else a.text for a in named)
        return "No known allergies" if active else ""

    def _problems(self, about: About) -> str:
        found = self._records.of_patient(Problem, about.patient_id)
        return _listed(problem.text for problem in found if problem.status == "active")

    def _goals(self, about: About) -> str:
        found = self._records.of_patient(Goal, about.patient_id)
        return _listed(goal.words for goal in found if goal.status == "active")

    def _alerts(self, about: About) -> str:
        found = self._records.of_patient(Alert, about.patient_id)
        return _listed(a.text for a in found if a.status == "active" and a.category == "safety")

    def _scores(self, about: About) -> str:
        return _listed(_score_line(series) for series in self._outcomes.series(about.patient_id))

    def _plan(self, about: About) -> str:
        for plan in self._records.of_patient(Plan, about.patient_id):
            if plan.status == "active":
                names = [f"- {exercise.title}" for exercise in plan.exercises]
                return "\n".join([f"Keep going with your plan, version {plan.version}.", *names])
        return ""

    def _needs(self, about: About) -> str:
        patient = self._patient(about)
        needs = []
        if patient.preferred_format not in ("", "standard"):
            needs.append(f"Format: {patient.preferred_format.replace('-', ' ')}")
        if patient.interpreter:
            needs.append(f"Interpreter: {patient.language or 'language not known'}")
        alerts = self._records.of_patient(Alert, about.patient_id)
        return _listed([*needs, *(a.text for a in alerts if a.status == "active" and a.category == "access")])

    def _referral(self, about: About) -> str:
        found = self._records.of_patient(Referral, about.patient_id)
        if not found:
            return ""
        first = found[0]
        who = {"self": "You referred yourself", "gp": "Your GP practice"}.get(first.source, first.referrer)
        return ", ".join(part for part in (who, f"received {patient_date(first.received)}") if part)

    def _copies(self, about: About) -> str:
        practice = self._patient(about).gp_practice_id
        found = self._records.read(Organisation, practice) if practice else None
        return found.name if found else ""

    def _safety_net(self, _about: About) -> str:
        return SAFETY_NET

    def _patient(self, about: About) -> Patient:
        return self._records.read(Patient, about.patient_id) or Patient(about.patient_id)

    def _staff(self, staff_id: str) -> Staff | None:
        return self._records.read(Staff, staff_id) if staff_id else None


def _score_line(series: Series) -> str:
    valued = [score.value for score in series.scores if score.value is not None]
    if not valued:
        return ""
    better = "higher is better" if series.rule.direction == "higher-better" else "lower is better"
    ends = (valued[0], valued[-1]) if len(valued) > 1 else (valued[0],)
    change = " then ".join(f"{value:.{series.rule.decimals}f}" for value in ends)
    return f"{series.instrument.title}: {change}, from {series.rule.low:g} to {series.rule.high:g} ({better})"


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)
