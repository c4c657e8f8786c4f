"""Reads a change between two scores against what was published: what matters, and measurement error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msk_desk.domain.proms.definition import (
    Definition,
    Direction,
    Group,
    MeasurementError,
    ScoreRule,
    SmallestChange,
)
from msk_desk.domain.proms.scorer import Answer

SAME = 1e-9
"""Points below which a change is none."""


AFTER_SURGERY = "after-surgery"


@dataclass(frozen=True, slots=True)
class Care:
    """What is known of the person a change is read for: the title of the pathway, and whether they had surgery."""

    pathway: str
    after_surgery: bool = False


@dataclass(frozen=True, slots=True)
class CitedChange:
    """A published smallest change, the points it comes to here, and whether the person improved by that.

    `fits` says whether it was published of people like this one.
    """

    change: SmallestChange
    points: float
    reached: bool
    fits: bool = True


@dataclass(frozen=True, slots=True)
class CitedError:
    """A published measurement error, whether the change, either way, is larger, and whether it fits the person."""

    error: MeasurementError
    beyond: bool
    fits: bool = True


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

    @property
    def fitting(self) -> tuple[CitedChange, ...]:
        """The smallest changes published of people like this one, the most particular first."""
        return tuple(cited for cited in self.changes if cited.fits)

    @property
    def fitting_errors(self) -> tuple[CitedError, ...]:
        """The measurement errors published of people like this one, the most particular first."""
        return tuple(cited for cited in self.errors if cited.fits)


def interpret_change(
    definition: Definition, score_name: str, baseline: float, now: float, care: Care | None = None
) -> ChangeReading:
    """What a change from a baseline to now means, for every publication the definition cites.

    Those that fit the person come first; with nothing known of them each fits.
    """
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
        changes=tuple(_cited_changes(rule, baseline, improvement, care)),
        errors=tuple(
            CitedError(error, abs(change) > error.amount + SAME, _fits(error.group, care))
            for error in sorted(rule.errors, key=_by_fit(care))
        ),
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


def _cited_changes(rule: ScoreRule, baseline: float, improvement: float, care: Care | None) -> list[CitedChange]:
    found = []
    for change in sorted(rule.changes, key=_by_fit(care)):
        points = points_of(change, baseline)
        reached = points > 0 and improvement >= points - SAME
        found.append(CitedChange(change, points, reached, _fits(change.group, care)))
    return found


def _fits(group: Group, care: Care | None) -> bool:
    if care is None:
        return True
    setting = not group.setting or (group.setting == AFTER_SURGERY) == care.after_surgery
    return setting and (not group.areas or _in_area(group, care))


def _in_area(group: Group, care: Care) -> bool:
    title = care.pathway.casefold()
    return any(area in title for area in group.areas)


def _by_fit(care: Care | None) -> Callable[[SmallestChange | MeasurementError], int]:
    """Fitting before not fitting, of the same area and setting before general ones; else as they are listed."""

    def rank(cited: SmallestChange | MeasurementError) -> int:
        if care is None:
            return 0
        if not _fits(cited.group, care):
            return 4
        return 3 - bool(cited.group.setting) - (2 if cited.group.areas else 0)

    return rank
