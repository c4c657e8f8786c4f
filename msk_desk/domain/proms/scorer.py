"""Makes scores of answers, as an instrument's definition says; nothing in gives nothing out, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from msk_desk.domain.proms.definition import Definition, Item, Method, ScoreRule
from msk_desk.domain.proms.rules import RULES

NotApplicable = Literal["na"]
Answer = float | NotApplicable | None
NOT_APPLICABLE: NotApplicable = "na"
_DIMENSIONS = ("MO", "SC", "UA", "PD", "AD")


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """An answer that cannot be used; `kind`: unknown-item, out-of-range, not-a-step, not-a-number, not-applicable."""

    item: str
    kind: str


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """The scores of one set of answers; unrounded, None where there is no score.

    `flagged` names scores that rest on fewer answers than they should, or on no hours at work.
    `missing` lists items without an answer, `imputed` how many of them a score stands in for, and
    `alerts` the items whose answer asks for action whatever the score.
    """

    instrument: str
    version: str
    rule_version: str
    scores: Mapping[str, float | None]
    bands: Mapping[str, str]
    missing: tuple[str, ...]
    not_applicable: tuple[str, ...]
    problems: tuple[AnswerProblem, ...]
    answered: int
    imputed: int
    alerts: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()


def score(definition: Definition, answers: Mapping[str, object]) -> ScoreResult:
    """All scores of an instrument; a problem with any answer leaves the scores that use it empty."""
    problems = tuple(_problems(definition, answers))
    unusable = {problem.item for problem in problems}
    given = {
        item.code: float(answer)
        for item in definition.items
        if isinstance(answer := answers.get(item.code), int | float) and item.code not in unusable
    }
    not_applicable = tuple(
        item.code for item in definition.items if item.not_applicable and answers.get(item.code) == NOT_APPLICABLE
    )
    scores = _scores(definition, given, unusable)
    return ScoreResult(
        instrument=definition.code,
        version=definition.version,
        rule_version=definition.rule_version,
        scores=scores,
        bands=_bands(definition, scores, given),
        missing=tuple(
            item.code for item in definition.items if item.code not in given and item.code not in not_applicable
        ),
        not_applicable=not_applicable,
        problems=problems,
        answered=len(given),
        imputed=_imputed(definition, scores, given, not_applicable),
        alerts=tuple(
            item.code
            for item in definition.items
            if item.alert_from is not None and given.get(item.code, item.alert_from - 1) >= item.alert_from
        ),
        flagged=tuple(rule.name for rule in definition.scores if _is_flagged(rule, scores, given)),
    )


def _is_flagged(rule: ScoreRule, scores: Mapping[str, float | None], given: Mapping[str, float]) -> bool:
    if scores[rule.name] is None:
        return False
    few = sum(code in given for code in rule.items) < rule.flag_below
    return few or (rule.rule == "work-impaired" and given.get("Q4") == 0)


def _problems(definition: Definition, answers: Mapping[str, object]) -> list[AnswerProblem]:
    found = []
    for code, answer in answers.items():
        item = definition.item(code)
        if item is None:
            found.append(AnswerProblem(code, "unknown-item"))
        elif answer == NOT_APPLICABLE:
            if not item.not_applicable:
                found.append(AnswerProblem(code, "not-applicable"))
        elif isinstance(answer, int | float):
            found.extend(_value_problems(item, answer))
        elif answer is not None:
            found.append(AnswerProblem(code, "not-a-number"))
    return found


def _value_problems(item: Item, answer: float) -> list[AnswerProblem]:
    if not item.low <= answer <= item.high:
        return [AnswerProblem(item.code, "out-of-range")]
    steps = (answer - item.low) / item.step
    return [] if abs(steps - round(steps)) < 1e-9 else [AnswerProblem(item.code, "not-a-step")]


def _scores(definition: Definition, given: Mapping[str, float], unusable: set[str]) -> dict[str, float | None]:
    scores: dict[str, float | None] = {}
    for rule in definition.scores:
        used = not unusable.isdisjoint(rule.items)
        scores[rule.name] = None if used else _one_score(definition, rule, given, scores)
    return scores


def _one_score(
    definition: Definition, rule: ScoreRule, given: Mapping[str, float], before: Mapping[str, float | None]
) -> float | None:
    if rule.method is Method.RULE:
        return RULES[rule.rule](given, before)
    if rule.of:
        return _of_scores(rule, [before[name] for name in rule.of])
    if rule.method is Method.WEIGHTS:
        return _weighted(rule, given)
    items = [item for item in definition.items if item.code in rule.items]
    values = [item.counted(given[item.code]) for item in items if item.code in given]
    if not values or len(values) < rule.fewest:
        return None
    mean = sum(values) / len(values)
    whole = len(values) if rule.method is Method.SUM_OF_ANSWERED else len(items)
    return rule.constant + rule.factor * _of_mean(rule.method, items[0], mean, whole)


def _of_mean(method: Method, item: Item, mean: float, whole: int) -> float:
    if method in (Method.SUM, Method.SUM_OF_ANSWERED):
        return mean * whole
    if method is Method.MEAN:
        return mean
    percent = (mean - item.low) / (item.high - item.low) * 100
    return 100 - percent if method is Method.INVERTED_PERCENT else percent


def _of_scores(rule: ScoreRule, parts: list[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if rule.method is Method.TABLE:
        return rule.table.get(round(known[0])) if known[0] == round(known[0]) else None
    total = sum(known)
    return rule.constant + rule.factor * (total / len(known) if rule.method is Method.MEAN_OF_SCORES else total)


def _weighted(rule: ScoreRule, given: Mapping[str, float]) -> float | None:
    if any(code not in given for code in rule.items):
        return None
    return rule.constant + sum(rule.weights[code].get(int(given[code]), 0.0) for code in rule.items)


def _bands(definition: Definition, scores: Mapping[str, float | None], given: Mapping[str, float]) -> dict[str, str]:
    found = {}
    for rule in definition.scores:
        value = scores[rule.name]
        if value is not None and (label := rule.band_of(value)):
            found[rule.name] = label
    if definition.code == "EQ-5D-5L" and all(code in given for code in _DIMENSIONS):
        found["profile"] = "".join(str(int(given[code])) for code in _DIMENSIONS)
    return found


def _imputed(
    definition: Definition,
    scores: Mapping[str, float | None],
    given: Mapping[str, float],
    not_applicable: tuple[str, ...],
) -> int:
    """Items without an answer that a score was made in spite of."""
    stood_in = {
        code
        for rule in definition.scores
        if scores[rule.name] is not None and rule.method is not Method.RULE
        for code in rule.items
        if code not in given and code not in not_applicable
    }
    return len(stood_in)
