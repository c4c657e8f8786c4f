"""Outcomes: answers stored and scored, and read as series with what a change means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msk_desk.domain.errors import BadInput
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.procedures import Procedure
from msk_desk.domain.proms.answering import Circumstances, Mode
from msk_desk.domain.proms.change import Care, ChangeReading, interpret_change
from msk_desk.domain.proms.definition import Definition, ScoreRule
from msk_desk.domain.proms.scorer import Answer, ScoreResult, score
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import FormAnswers, Score
from msk_desk.services.alerts import PROM_FORM, Alerts
from msk_desk.services.ports import InstrumentLibrary
from msk_desk.services.prom_answers import given
from msk_desk.services.prom_entry import ENTERED_IN_ERROR, MAY_ENTER, Entered, PromEntry, canonical_of, scores_of
from msk_desk.services.saving import Saver


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

    def __init__(self, instruments: InstrumentLibrary, alerts: Alerts, saver: Saver) -> None:
        self._instruments = instruments
        self._saver = saver
        self._entry = PromEntry(instruments, alerts, saver)

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
        how: Circumstances | None = None,
    ) -> Changes:  # fmt: skip
        """Store answers and their scores as one unit; reception's answers are scored when they are read.

        Args:
            answers: item code -> number, "na" where the item does not apply, None where not answered.
            texts: words that belong to an item, such as the activity the patient named.
            how: by which way, whose and when; else made of `visit_id` and `mode`.

        Raises:
            BadInput: an answer is outside its range, or nothing was answered.
        """
        known = how or Circumstances(visit_id, Mode(mode))
        return self._entry.enter(patient_id, code, answers, known, texts or {})

    def answered(self, patient_id: str, code: str, item: str, value: Answer, answers_id: str) -> Changes:
        """One answer was given on the patient's screen: what asks for action is on the record at once."""
        return self._entry.answered(patient_id, code, item, value, answers_id)

    def entered(self, patient_id: str) -> tuple[Entered, ...]:
        """What was entered for a patient, newest first, with who entered it and by which way."""
        return self._entry.entered(patient_id)

    def withdraw(self, answers_id: str, reason: str) -> Changes:
        """Mark answers and their scores as entered in error, with the reason.

        Raises:
            BadInput: no reason was given, or there are no such answers.
        """
        return self._entry.withdraw(answers_id, reason)

    def correct(
        self, answers_id: str, reason: str, code: str, answers: Mapping[str, Answer],
        how: Circumstances, texts: Mapping[str, str] | None = None,
    ) -> Changes:  # fmt: skip
        """Withdraw answers and store others in their place, as one unit.

        Raises:
            BadInput: as `withdraw` and `enter`; nothing was changed.
        """
        return self._entry.correct(answers_id, reason, code, answers, how, texts or {})

    def series(self, patient_id: str) -> tuple[Series, ...]:
        """Each score series of a patient, most recently measured first, primary scores only."""
        self._saver.access.require_clinical()
        grouped: dict[tuple[str, str], list[Score]] = {}
        found = self._saver.records.of_patient(Score, patient_id)
        kept = [each for each in found if each.status != ENTERED_IN_ERROR]
        for stored in (*kept, *self._scored_now(patient_id, {one.answers_id for one in found})):
            grouped.setdefault((stored.instrument, stored.score), []).append(stored)
        changed = {code for (code, _), scores in grouped.items() if len(scores) > 1}
        care = self._care(patient_id, changed) if changed else Care("")
        made = [self._one_series(code, name, scores, care) for (code, name), scores in grouped.items()]
        ordered = sorted((s for s in made if s is not None), key=lambda s: s.scores[-1].taken, reverse=True)
        return tuple(ordered)

    def activities(self, patient_id: str) -> tuple[str, ...]:
        """The activities that the patient named last in the patient-specific scale, in item order."""
        self._saver.access.require(*MAY_ENTER)
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
            instrument = next((one for one in self._instruments.every() if canonical_of(one) == answers.form), None)
            if instrument is None or answers.status not in ("completed", "amended"):
                continue
            result = score(instrument, given(answers.items))
            if not result.problems:
                yield from scores_of(answers, instrument, result, self._saver)

    def _care(self, patient_id: str, codes: set[str]) -> Care:
        """Whom a change is read for: on which pathway, and whether after surgery where a figure depends on it."""
        rules = [rule for each in self._instruments.every() if each.code in codes for rule in each.scores]
        groups = [change.group for rule in rules for change in rule.changes]
        groups += [error.group for rule in rules for error in rule.errors]
        by_setting = any(group.setting for group in groups)
        pathways = self._saver.records.of_patient(Pathway, patient_id)
        open_one = next((one for one in pathways if one.status == "active"), pathways[0] if pathways else None)
        done = self._saver.records.of_patient(Procedure, patient_id) if by_setting else ()
        operated = any(one.kind == "surgery" and one.status == "completed" for one in done)
        return Care(open_one.title if open_one else "", operated)

    def _one_series(self, code: str, name: str, scores: list[Score], care: Care) -> Series | None:
        try:
            instrument = self._instruments.read(code)
        except BadInput:
            return None  # an instrument this version does not know: its scores stay whole in the record
        rule = next((rule for rule in instrument.scores if rule.name == name), None)
        if rule is None:
            return None
        ordered = tuple(sorted(scores, key=lambda stored: stored.taken))
        valued = [stored.value for stored in ordered if stored.value is not None]
        change = interpret_change(instrument, name, valued[0], valued[-1], care) if len(valued) > 1 else None
        return Series(instrument, rule, ordered, change)


def _rated(answers: FormAnswers) -> dict[str, float]:
    """The named activities of one patient-specific scale with their ratings, in item order."""
    found = {}
    for item in answers.items:
        for answer in item.get("answer", ()):
            value = answer.get("valueInteger", answer.get("valueDecimal"))
            if item.get("text") and value is not None:
                found[str(item["text"])] = float(value)
    return found
