"""Reads a change between two scores against what was published: what matters, and measurement error."""

from collections.abc import Mapping
from dataclasses import dataclass

from msk_desk.domain.proms.definition import (
    Definition,
    Direction,
    MeasurementError,
    ScoreRule,
    SmallestChange,
)
from msk_desk.domain.proms.scorer import Answer

SAME = 1e-9
"""Points below which a change is none."""


@dataclass(frozen=True, slots=True)
class CitedChange:
    """A published smallest change, the points it comes to here, and whether the person improved by that."""

    change: SmallestChange
    points: float
    reached: bool


@dataclass(frozen=True, slots=True)
class CitedError:
    """A published measurement error, and whether the change, either way, is larger."""

    error: MeasurementError
    beyond: bool


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """A change read: `change` in points as scored, `improvement` in points towards better.

    `outcome` is better, worse or same. Smallest changes are published for improvement, so none of
    them is reached by getting worse. `percent` of the baseline is None where the baseline is 0.
    """

    instrument: str
    score: str
    baseline: float
    now: float
    change: float
    improvement: float
    percent: float | None
    outcome: str
    changes: tuple[CitedChange, ...]
    errors: tuple[CitedError, ...]


def interpret_change(definition: Definition, score_name: str, baseline: float, now: float) -> ChangeReading:
    """What a change from a baseline to now means, for every publication the definition cites."""
    rule = definition.score(score_name)
    change = now - baseline
    improvement = change if rule.direction is Direction.HIGHER_BETTER else -change
    return ChangeReading(
        instrument=definition.code,
        score=score_name,
        baseline=baseline,
        now=now,
        change=change,
        improvement=improvement,
        percent=100 * improvement / baseline if baseline else None,
        outcome="same" if abs(change) < SAME else "better" if improvement > 0 else "worse",
        changes=tuple(_cited_changes(rule, baseline, improvement)),
        errors=tuple(CitedError(error, abs(change) > error.amount + SAME) for error in rule.errors),
    )


def points_of(change: SmallestChange, baseline: float) -> float:
    """A smallest change in points from this baseline."""
    return abs(baseline) * change.amount / 100 if change.percent else change.amount


@dataclass(frozen=True, slots=True)
class Levels:
    """Where on the score's scale to draw what matters: None where nothing is cited or it lies off the scale.

    `error` is drawn on the side of improvement, as far from the baseline as the measurement error.
    """

    change: float | None
    cited_change: SmallestChange | None
    error: float | None
    cited_error: MeasurementError | None


def levels(rule: ScoreRule, baseline: float) -> Levels:
    """The levels of the first change and the first error that the definition cites, from this baseline."""
    sign = 1 if rule.direction is Direction.HIGHER_BETTER else -1
    change = rule.changes[0] if rule.changes else None
    error = rule.errors[0] if rule.errors else None
    return Levels(
        _on_scale(rule, baseline + sign * points_of(change, baseline)) if change else None,
        change,
        _on_scale(rule, baseline + sign * error.amount) if error else None,
        error,
    )


def _on_scale(rule: ScoreRule, value: float) -> float | None:
    return value if rule.low <= value <= rule.high else None


def paired_activities(
    baseline: Mapping[str, Answer], now: Mapping[str, Answer]
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Both sets of ratings without what was not rated on both occasions.

    Source: Stratford et al. 1995 (PSFS): the same activities are rated again.
    """
    both = [code for code in baseline if baseline[code] is not None and now.get(code) is not None]
    return {code: baseline[code] for code in both}, {code: now[code] for code in both}


def _cited_changes(rule: ScoreRule, baseline: float, improvement: float) -> list[CitedChange]:
    found = []
    for change in rule.changes:
        points = points_of(change, baseline)
        found.append(CitedChange(change, points, points > 0 and improvement >= points - SAME))
    return found
