"""A series of scores as a chart, a table and sentences: the window and the printed page say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from msk_desk.domain.dates import staff_date
from msk_desk.domain.proms.definition import Direction
from msk_desk.drawing.prom_chart import ChartGap, ChartPoint, PromChart, ReferenceLine
from msk_desk.drawing.prom_marks import ChartBand, ChartEvent
from msk_desk.services.ports import Words

if TYPE_CHECKING:
    from msk_desk.domain.proms.change import ChangeReading, CitedChange
    from msk_desk.domain.visits import Score
    from msk_desk.services.outcomes import Series

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One score as a line of the table beside its chart; `note` says what is out of the ordinary."""

    day: str
    score: str
    band: str
    change: str
    answered: str
    mode: str
    note: str


def title_of(series: Series) -> str:
    """The instrument by its title where that is short, else its code; with the score where it has several."""
    instrument = series.instrument
    name = instrument.title if len(instrument.title) <= _LONGEST else instrument.code
    return f"{name}, {series.rule.title}" if len(instrument.scores) > 1 else name


def shown(value: float) -> str:
    """A score as it is read: at most one decimal."""
    return f"{round(value, 1):g}"


def signed(value: float) -> str:
    """A difference with its sign, a real minus."""
    return f"{round(value, 1):+g}".replace("-", "−") if round(value, 1) else "0"


def direction(series: Series, words: Words) -> str:
    """`0–56, higher is better`."""
    better = series.rule.direction is Direction.HIGHER_BETTER
    key = "charts.higher_better" if better else "charts.lower_better"
    return words.get(key, low=shown(series.rule.low), high=shown(series.rule.high))


def chart_of(series: Series, events: tuple[ChartEvent, ...], words: Words, *, captioned: bool = True) -> PromChart:
    """The chart of a series, with what a screen reader says of it."""
    change, error = _references(series, words)
    gaps = tuple(ChartGap(_day(score), words.get("charts.no_score")) for score in series.scores if score.value is None)
    return PromChart(
        points_of(series), series.rule.low, series.rule.high, description(series, events, words),
        caption=caption(series, words) if captioned else "", change=change, error=error,
        bands=tuple(ChartBand(band.low, band.high, band.label) for band in series.rule.bands),
        events=events, gaps=gaps,
    )  # fmt: skip


def points_of(series: Series) -> tuple[ChartPoint, ...]:
    """Each score that has a value."""
    return tuple(
        ChartPoint(
            _day(score), score.value, shown(score.value), staff_date(_day(score)), score.version, score.imputed > 0
        )
        for score in series.scores if score.value is not None
    )  # fmt: skip


def description(series: Series, events: tuple[ChartEvent, ...], words: Words) -> str:
    """The chart in words, for who cannot see it."""
    steps = ", ".join(f"{point.date_label} {point.label}" for point in points_of(series))
    parts = [f"{title_of(series)}, {direction(series, words)}", steps, caption(series, words)]
    parts += [f"{staff_date(event.day)} {event.words}" for event in events]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def caption(series: Series, words: Words) -> str:
    """The change since the first score in words; no figure without whom it was published of."""
    reading = series.change
    if reading is None:
        return words.get("charts.one_score")
    if reading.outcome == "same":
        return words.get("charts.same")
    change = signed(reading.change)
    worse = reading.outcome == "worse"
    said = words.get("charts.worse", change=change) if worse else _better(reading, change, words)
    return said + _against_error(reading, words)


def _better(reading: ChangeReading, change: str, words: Words) -> str:
    if not reading.fitting:
        key = "charts.better_others" if reading.changes else "charts.better"
        return words.get(key, change=change)
    cited = reading.fitting[0]
    key = "charts.matters" if cited.reached else "charts.less"
    said = words.get(key, change=change, points=shown(cited.points), population=cited.change.population)
    several = len(reading.fitting)
    return said + (words.get("charts.several", n=several) if several > 1 else "")


def _against_error(reading: ChangeReading, words: Words) -> str:
    if not reading.fitting_errors:
        return ""
    cited = reading.fitting_errors[0]
    key = "charts.beyond_error" if cited.beyond else "charts.within_error"
    return words.get(key, points=shown(cited.error.amount))


def _references(series: Series, words: Words) -> tuple[ReferenceLine | None, ReferenceLine | None]:
    reading = series.change
    towards = 1 if series.rule.direction is Direction.HIGHER_BETTER else -1
    change = error = None
    if reading is not None and reading.fitting:
        points = reading.fitting[0].points
        change = ReferenceLine(
            reading.baseline + towards * points, words.get("charts.line_change", points=shown(points))
        )
    if reading is not None and reading.fitting_errors:
        amount = reading.fitting_errors[0].error.amount
        error = ReferenceLine(reading.baseline + towards * amount, words.get("charts.line_error", points=shown(amount)))
    return change, error


def sources(series: Series, words: Words) -> tuple[str, ...]:
    """Every published figure with its people and its citation, those that fit first."""
    reading = series.change
    if reading is None:
        return ()
    lines = []
    for each in reading.changes:
        key = "charts.source_change" if each.fits else "charts.source_change_others"
        lines.append(
            words.get(key, points=_amount(each, words), population=each.change.population,
                      comparator=each.change.comparator, citation=each.change.citation.text)
        )  # fmt: skip
    for error in reading.errors:
        key = "charts.source_error" if error.fits else "charts.source_error_others"
        lines.append(
            words.get(key, kind=error.error.kind, points=shown(error.error.amount),
                      population=error.error.population, citation=error.error.citation.text)
        )  # fmt: skip
    return tuple(lines)


def _amount(cited: CitedChange, words: Words) -> str:
    """Points; of a share of the first score that too."""
    points = shown(cited.points)
    return words.get("charts.share", points=points, n=shown(cited.change.amount)) if cited.change.percent else points


def rows(series: Series, words: Words) -> tuple[ChartRow, ...]:
    """Each score as a line of the table, newest first."""
    first = next((score for score in series.scores if score.value is not None), None)
    return tuple(_row(series, score, first, words) for score in reversed(series.scores))


def _row(series: Series, score: Score, first: Score | None, words: Words) -> ChartRow:
    value, rule = score.value, series.rule
    change = "" if value is None or first is None or score is first else signed(value - (first.value or 0.0))
    count = len(rule.items) or len(series.instrument.items)
    answered = words.get("charts.answered_of", done=score.answered, n=max(count, score.answered))
    return ChartRow(
        staff_date(_day(score)), words.get("charts.no_score") if value is None else shown(value),
        rule.band_of(value) if value is not None else "", change, answered if score.answered else "",
        _mode(score, words), _note(series, score, words),
    )  # fmt: skip


def _mode(score: Score, words: Words) -> str:
    known = {"paper": "charts.mode_paper", "patient-screen": "charts.mode_screen", "interview": "charts.mode_interview"}
    return words.get(known[score.mode]) if score.mode in known else score.mode


def _note(series: Series, score: Score, words: Words) -> str:
    notes = []
    if score.imputed:
        notes.append(words.get("charts.imputed", n=score.imputed))
    if score.value_set:
        notes.append(words.get("charts.value_set", name=score.value_set))
    if score.version and score.version != series.scores[-1].version:
        notes.append(words.get("charts.version", version=score.version))
    return " · ".join(notes)


def footnote(series: Series, words: Words) -> str:
    """What the marks of this chart mean, and that no score decides: empty where there is nothing to say."""
    notes = []
    if any(score.imputed for score in series.scores):
        notes.append(words.get("charts.ringed"))
    if len({score.version for score in series.scores if score.value is not None}) > 1:
        notes.append(words.get("charts.versions_apart"))
    if series.rule.bands:
        notes.append(words.get("charts.no_gate"))
    return " ".join(notes)


def _day(score: Score) -> date:
    return score.taken.astimezone().date()
