"""Storing answers to an instrument: one unit with their scores, corrected or withdrawn later; used by Outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Staff
from msk_desk.domain.proms.answering import Circumstances
from msk_desk.domain.proms.definition import Definition, ScoreRule
from msk_desk.domain.proms.form_parts import OWN_ANSWERS
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer, ScoreResult, score
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import ENTERING
from msk_desk.domain.typed_later import TypedLater
from msk_desk.domain.visits import FormAnswers, Score
from msk_desk.services.alerts import PROM_FORM, Alerts
from msk_desk.services.ports import InstrumentLibrary
from msk_desk.services.saving import Saver

NOT_APPLICABLE_SYSTEM = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
MAY_ENTER = ENTERING
ENTERED_IN_ERROR = "entered-in-error"
_NO_WORDS: Mapping[str, str] = {}


def canonical_of(instrument: Definition) -> str:
    """The form of an instrument with its version; a canonical URL holds no spaces."""
    return f"{PROM_FORM}{instrument.code.lower()}|{instrument.version.replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Entered:
    """One set of answers on the record: of which instrument, by which way, whose, and who entered it."""

    answers: FormAnswers
    instrument: Definition
    by: str

    @property
    def in_error(self) -> bool:
        """Whether it was marked as entered in error, and counts no more."""
        return self.answers.status == ENTERED_IN_ERROR


class PromEntry:
    """Answers in, answers and scores on the record."""

    def __init__(self, instruments: InstrumentLibrary, alerts: Alerts, saver: Saver) -> None:
        self._instruments = instruments
        self._alerts = alerts
        self._saver = saver

    def enter(
        self, patient_id: str, code: str, answers: Mapping[str, Answer], how: Circumstances,
        texts: Mapping[str, str] = _NO_WORDS,
    ) -> Changes:  # fmt: skip
        """Store answers and their scores as one unit; stored once, however often the same id is given.

        Raises:
            BadInput: an answer is outside its range, nothing was answered, or the day has not come yet.
        """
        actor = self._saver.access.require(*MAY_ENTER)
        instrument = self._instruments.read(code)
        result = _checked(instrument, answers)
        record = self._answers(patient_id, instrument, answers, how, texts)
        stored = self._saver.records.read(FormAnswers, record.id)
        if stored is not None and stored.patient_id != patient_id:
            raise BadInput("These answers are another patient’s.", advice="Open the patient again and start afresh.")
        if stored is not None:
            return Changes()
        scores = scores_of(record, instrument, result, self._saver) if actor.role.writes_notes else []
        return self._saver.save(
            f"{instrument.title} entered", record, *scores, *self._alerts.raised_by(record, instrument)
        )

    def answered(self, patient_id: str, code: str, item: str, value: Answer, answers_id: str) -> Changes:
        """One answer was given on the patient's screen: what asks for action is on the record at once."""
        self._saver.access.require(*MAY_ENTER)
        instrument = self._instruments.read(code)
        known = instrument.item(item)
        if known is None or known.alert_from is None or not isinstance(value, int | float):
            return Changes()
        if value < known.alert_from:
            return Changes()
        alert = self._alerts.raised_at_once(patient_id, instrument.code, item, float(value), answers_id)
        return self._saver.save(f"{instrument.title}: act today", alert) if alert is not None else Changes()

    def entered(self, patient_id: str) -> tuple[Entered, ...]:
        """Every set of answers of a patient, newest first."""
        self._saver.access.require_clinical()
        known = {canonical_of(one).partition("|")[0]: one for one in self._instruments.every()}
        staff = {one.id: one.name.banner() for one in self._saver.records.every(Staff)}
        return tuple(
            Entered(answers, known[answers.canonical], staff.get(answers.author_id, ""))
            for answers in self._saver.records.of_patient(FormAnswers, patient_id) if answers.canonical in known
        )  # fmt: skip

    def withdraw(self, answers_id: str, reason: str) -> Changes:
        """Mark answers and their scores as entered in error; they stay on the record, and count no more.

        Raises:
            BadInput: no reason was given, or there are no such answers.
        """
        return self._saver.save("Answers marked as entered in error", *self._withdrawn(answers_id, reason))

    def correct(
        self, answers_id: str, reason: str, code: str, answers: Mapping[str, Answer], how: Circumstances,
        texts: Mapping[str, str] = _NO_WORDS,
    ) -> Changes:  # fmt: skip
        """Withdraw answers and store others in their place, as one unit.

        Raises:
            BadInput: as `withdraw` and `enter`; nothing was changed.
        """
        withdrawn = self._withdrawn(answers_id, reason)
        instrument = self._instruments.read(code)
        result = _checked(instrument, answers)
        record = self._answers(withdrawn[0].patient_id, instrument, answers, how, texts)
        scores = scores_of(record, instrument, result, self._saver)
        alerts = self._alerts.raised_by(record, instrument)
        return self._saver.save(f"{instrument.title} corrected", *withdrawn, record, *scores, *alerts)

    def _withdrawn(self, answers_id: str, reason: str) -> list[FormAnswers | Score]:
        self._saver.access.require_author()
        if not reason.strip():
            raise BadInput("Why is it an error?", advice="Write a few words: they stay on the record.")
        found = self._saver.records.read(FormAnswers, answers_id)
        if found is None or not found.canonical.startswith(PROM_FORM) or found.status == ENTERED_IN_ERROR:
            raise BadInput("There are no such answers any more.", advice="Open the outcomes again and look.")
        scores = self._saver.records.of_patient(Score, found.patient_id)
        return [
            replace(found, status=ENTERED_IN_ERROR, error_reason=reason.strip()),
            *(replace(each, status=ENTERED_IN_ERROR) for each in scores if each.answers_id == answers_id),
        ]

    def _answers(
        self, patient_id: str, instrument: Definition, answers: Mapping[str, Answer], how: Circumstances,
        texts: Mapping[str, str],
    ) -> FormAnswers:  # fmt: skip
        completed, now, by = self._completed(how), self._saver.now(), self._saver.access.actor.staff_id
        return FormAnswers(
            how.answers_id or self._saver.new_id(), patient_id, canonical_of(instrument), "completed",
            completed, by, how.visit_id, tuple(_items(instrument, answers, texts)),
            str(how.mode), str(how.given_by), how.wording, how.language,
            typed=TypedLater(now.isoformat(), by) if completed < now else None,
        )  # fmt: skip

    def _completed(self, how: Circumstances) -> datetime:
        """Now, or noon of the day it was filled in."""
        now = self._saver.now()
        today = now.astimezone().date()
        if how.taken is None or how.taken == today:
            return now
        if how.taken > today:
            raise BadInput("The day has not come yet.", advice="Give the day on which the form was filled in.")
        return datetime.combine(how.taken, time(12)).astimezone()


def _checked(instrument: Definition, answers: Mapping[str, Answer]) -> ScoreResult:
    result = score(instrument, answers)
    if result.problems:
        wrong = "; ".join(f"{problem.item}: {problem.kind}" for problem in result.problems)
        raise BadInput(wrong, advice="Correct the marked answers and save again.")
    if not any(value is not None for value in answers.values()):
        raise BadInput("Nothing was answered.", advice="Type at least one answer, or close without saving.")
    return result


def _items(
    instrument: Definition, answers: Mapping[str, Answer], texts: Mapping[str, str]
) -> list[Mapping[str, object]]:
    items: list[Mapping[str, object]] = []
    for item in instrument.items:
        value = answers.get(item.code)
        entry: dict[str, object] = {"linkId": item.code}
        if item.code in texts:
            entry["text"] = texts[item.code]
        if value == NOT_APPLICABLE:
            entry["answer"] = [{"valueCoding": {"system": NOT_APPLICABLE_SYSTEM, "code": "not-applicable"}}]
        elif isinstance(value, int | float) and item.options:
            words = item.options[int(value - item.low)]
            entry["answer"] = [{"valueCoding": {"system": OWN_ANSWERS, "code": str(int(value)), "display": words}}]
        elif isinstance(value, int | float):
            entry["answer"] = [{"valueDecimal": value} if value % 1 else {"valueInteger": int(value)}]
        items.append(entry)
    return items


def scores_of(answers: FormAnswers, instrument: Definition, result: ScoreResult, saver: Saver) -> list[Score]:
    """Every score of one set of answers, with what is needed to read them again."""
    return [_score(answers, instrument, rule, result, saver.new_id()) for rule in instrument.scores]


def _score(answers: FormAnswers, instrument: Definition, rule: ScoreRule, result: ScoreResult, score_id: str) -> Score:
    return Score(
        score_id, answers.patient_id, instrument.code, rule.name, result.scores.get(rule.name),
        answers.authored, instrument.version, answers.mode or "paper", instrument.rule_version, rule.direction,
        result.answered, result.imputed, rule.value_set, answers.id, answers.visit_id, given_by=answers.given_by,
        typed=answers.typed,
    )  # fmt: skip
