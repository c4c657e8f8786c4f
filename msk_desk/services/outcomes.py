"""Outcomes: PROMs typed in from paper, scored, stored, and read as series with what a change means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msk_desk.domain.errors import BadInput
from msk_desk.domain.pathways import Todo
from msk_desk.domain.proms.change import ChangeReading, interpret_change
from msk_desk.domain.proms.definition import Definition, ScoreRule
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer, ScoreResult, score
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import FormAnswers, Score
from msk_desk.services.ports import InstrumentLibrary
from msk_desk.services.prom_answers import given
from msk_desk.services.saving import Saver

PROM_FORM = "https://msk-desk.example/fhir/Questionnaire/prom-"
NOT_APPLICABLE_SYSTEM = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_ENTER = (Role.RECEPTIONIST, Role.SECRETARY, Role.CLINICIAN, Role.ESP)


@dataclass(frozen=True, slots=True)
class Series:
    """One score of one instrument over time, oldest first, with the reading of first against last."""

    instrument: Definition
    rule: ScoreRule
    scores: tuple[Score, ...]
    change: ChangeReading | None


@dataclass(frozen=True, slots=True)
class ActivityRating:
    """An activity in the patient's words, 0 unable to 10 as before: rated first and now."""

    name: str
    first: float
    now: float


class Outcomes:
    """PROMs of a patient."""

    def __init__(self, instruments: InstrumentLibrary, saver: Saver) -> None:
        self._instruments = instruments
        self._saver = saver

    def instruments(self) -> tuple[Definition, ...]:
        """Every instrument that can be entered."""
        return self._instruments.every()

    def instrument(self, code: str) -> Definition:
        """One instrument by code."""
        return self._instruments.read(code)

    def preview(self, code: str, answers: Mapping[str, Answer]) -> ScoreResult:
        """The scores of what was entered so far, without storing anything."""
        return score(self._instruments.read(code), answers)

    def enter(
        self, patient_id: str, code: str, answers: Mapping[str, Answer],
        *, visit_id: str = "", mode: str = "paper", texts: Mapping[str, str] | None = None,
    ) -> Changes:  # fmt: skip
        """Store answers and their scores as one unit; reception's answers are scored when they are read.

        Args:
            answers: item code -> number, "na" where the item does not apply, None where not answered.
            texts: words that belong to an item, such as the activity the patient named.

        Raises:
            BadInput: an answer is outside its range, or nothing was answered.
        """
        actor = self._saver.access.require(*_ENTER)
        instrument = self._instruments.read(code)
        result = score(instrument, answers)
        if result.problems:
            wrong = "; ".join(f"{problem.item}: {problem.kind}" for problem in result.problems)
            raise BadInput(wrong, advice="Correct the marked answers and save again.")
        if not any(value is not None for value in answers.values()):
            raise BadInput("Nothing was answered.", advice="Type at least one answer, or close without saving.")
        record = self._answers(patient_id, instrument, answers, visit_id, texts or {})
        scores = self._scores(record, instrument, result, mode) if actor.role.writes_notes else []
        return self._saver.save(f"{instrument.title} entered", record, *scores, *self._alarms(record, result))

    def _alarms(self, answers: FormAnswers, result: ScoreResult) -> list[Todo]:
        """Something to do today for each answer that asks for action whatever the score (self-harm items)."""
        today = self._saver.now().astimezone().date().isoformat()
        by = answers.author_id
        return [
            Todo(
                self._saver.new_id(),
                answers.patient_id,
                f"{result.instrument} {item}: act today",
                "requested",
                by,
                today,
            )
            for item in result.alerts
        ]

    def series(self, patient_id: str) -> tuple[Series, ...]:
        """Each score series of a patient, most recently measured first, primary scores only."""
        self._saver.access.require_clinical()
        grouped: dict[tuple[str, str], list[Score]] = {}
        kept = self._saver.records.of_patient(Score, patient_id)
        for stored in (*kept, *self._scored_now(patient_id, {one.answers_id for one in kept})):
            grouped.setdefault((stored.instrument, stored.score), []).append(stored)
        found = [self._one_series(code, name, scores) for (code, name), scores in grouped.items()]
        ordered = sorted((s for s in found if s is not None), key=lambda s: s.scores[-1].taken, reverse=True)
        return tuple(ordered)

    def activities(self, patient_id: str) -> tuple[str, ...]:
        """The activities that the patient named last in the patient-specific scale, in item order."""
        self._saver.access.require(*_ENTER)
        for answers in self._saver.records.of_patient(FormAnswers, patient_id):
            if answers.canonical == PROM_FORM + "psfs" and answers.status != "entered-in-error":
                return tuple(
                    str(item.get("text", "")) for item in answers.items if item.get("answer") and item.get("text")
                )
        return ()

    def activity_ratings(self, patient_id: str) -> tuple[ActivityRating, ...]:
        """Each activity that the patient rated last, with its first rating and the one now, by its name."""
        self._saver.access.require_clinical()
        found = self._saver.records.of_patient(FormAnswers, patient_id)
        forms = [each for each in found if each.canonical == PROM_FORM + "psfs" and each.status != "entered-in-error"]
        rated = [_rated(each) for each in sorted(forms, key=lambda each: each.authored)]
        if not rated:
            return ()
        firsts: dict[str, float] = {}
        for ratings in rated:
            for name, value in ratings.items():
                firsts.setdefault(name, value)
        return tuple(ActivityRating(name, firsts[name], value) for name, value in rated[-1].items())

    def _scored_now(self, patient_id: str, scored: set[str]) -> Iterator[Score]:
        """Scores of answers that were stored without: those who type from paper may not read or store scores."""
        for answers in self._saver.records.of_patient(FormAnswers, patient_id):
            if not answers.canonical.startswith(PROM_FORM) or answers.id in scored:
                continue
            instrument = next((one for one in self._instruments.every() if _canonical(one) == answers.form), None)
            if instrument is None or answers.status not in ("completed", "amended"):
                continue
            result = score(instrument, given(answers.items))
            if not result.problems:
                yield from self._scores(answers, instrument, result, "paper")

    def _one_series(self, code: str, name: str, scores: list[Score]) -> Series | None:
        try:
            instrument = self._instruments.read(code)
        except BadInput:
            return None  # an instrument this version does not know: its scores stay whole in the record
        rule = next((rule for rule in instrument.scores if rule.name == name), None)
        if rule is None:
            return None
        ordered = tuple(sorted(scores, key=lambda stored: stored.taken))
        valued = [stored.value for stored in ordered if stored.value is not None]
        change = interpret_change(instrument, name, valued[0], valued[-1]) if len(valued) > 1 else None
        return Series(instrument, rule, ordered, change)

    def _answers(
        self, patient_id: str, instrument: Definition, answers: Mapping[str, Answer],
        visit_id: str, texts: Mapping[str, str],
    ) -> FormAnswers:  # fmt: skip
        items = []
        for item in instrument.items:
            value = answers.get(item.code)
            entry: dict[str, object] = {"linkId": item.code}
            if item.code in texts:
                entry["text"] = texts[item.code]
            if value == NOT_APPLICABLE:
                entry["answer"] = [{"valueCoding": {"system": NOT_APPLICABLE_SYSTEM, "code": "not-applicable"}}]
            elif isinstance(value, int | float):
                entry["answer"] = [{"valueDecimal": value} if value % 1 else {"valueInteger": int(value)}]
            items.append(entry)
        return FormAnswers(
            self._saver.new_id(), patient_id, _canonical(instrument),
            "completed", self._saver.now(), self._saver.access.actor.staff_id, visit_id, tuple(items),
        )  # fmt: skip

    def _scores(self, answers: FormAnswers, instrument: Definition, result: ScoreResult, mode: str) -> list[Score]:
        return [self._score(answers, instrument, rule, result, mode) for rule in instrument.scores]

    def _score(
        self, answers: FormAnswers, instrument: Definition, rule: ScoreRule, result: ScoreResult, mode: str
    ) -> Score:
        return Score(
            self._saver.new_id(), answers.patient_id, instrument.code, rule.name, result.scores.get(rule.name),
            answers.authored, instrument.version, mode, instrument.rule_version, rule.direction,
            result.answered, result.imputed, rule.value_set, answers.id, answers.visit_id,
        )  # fmt: skip


def _canonical(instrument: Definition) -> str:
    """The form of an instrument with its version; a canonical URL holds no spaces."""
    return f"{PROM_FORM}{instrument.code.lower()}|{instrument.version.replace(' ', '-')}"


def _rated(answers: FormAnswers) -> dict[str, float]:
    """The named activities of one patient-specific scale with their ratings, in item order."""
    found = {}
    for item in answers.items:
        for answer in item.get("answer", ()):
            value = answer.get("valueInteger", answer.get("valueDecimal"))
            if item.get("text") and value is not None:
                found[str(item["text"])] = float(value)
    return found
