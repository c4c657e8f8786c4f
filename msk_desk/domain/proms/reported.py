"""What sources report beside the scores of an instrument: bands under their names, yes or no, change of two answers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msk_desk.domain.proms.definition import Definition, Mark
from msk_desk.domain.proms.scorer import ScoreResult

Reported = float | int | bool | None


def published_bands(definition: Definition, result: ScoreResult) -> Mapping[str, str]:
    """The bands of a result as their sources call them."""
    found = {}
    for rule in definition.scores:
        value = result.scores[rule.name]
        band = None if value is None or not rule.band_name else rule.band_at(value)
        if band is not None:
            found[rule.band_name] = band.published or band.label
    return found


def marks(definition: Definition, result: ScoreResult) -> Mapping[str, Reported]:
    """The yes-or-no results of an instrument, and the number of its answers where sources report it."""
    return {mark.name: _marked(mark, result) for mark in definition.marks}


def _marked(mark: Mark, result: ScoreResult) -> Reported:
    if not mark.of:
        return result.answered
    value = result.scores[mark.of]
    if value is None:
        return None
    return (mark.low is None or value >= mark.low) and (mark.high is None or value <= mark.high)


# Smallest changes in pain that matter. Source: Ostelo et al. 2008, Spine 33:90-4: 2 points, or 30% of the baseline.
_POINTS, _PERCENT = 2, 30


def pain_change(answers: Sequence[float | None]) -> Mapping[str, Reported]:
    """Change of pain from a baseline to a follow-up: less pain is a positive change; none of a missing answer."""
    baseline, later = answers
    if baseline is None or later is None:
        return dict.fromkeys(("change", "percent_change", "reaches_MIC_2pt", "reaches_MIC_30pct"))
    change = Fraction(baseline) - Fraction(later)
    percent = 100 * change / Fraction(baseline) if baseline else None
    return {
        "change": float(change),
        "percent_change": None if percent is None else float(percent),
        "reaches_MIC_2pt": change >= _POINTS,
        "reaches_MIC_30pct": percent is not None and percent >= _PERCENT,
    }
