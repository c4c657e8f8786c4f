"""A score over time in a few words: where it began, where it is, and whether that change counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msk_desk.domain.dates import staff_date
from msk_desk.drawing.display_list import Drawing
from msk_desk.drawing.sparkline import sparkline
from ui.context import Texts

if TYPE_CHECKING:
    from msk_desk.services.outcomes import Series

_TOKENS = ("primary", "plum", "violet")
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """What a line about a score shows; `role` is the chip's."""

    title: str
    first: str
    last: str
    change: str
    verdict: str
    role: str


def series_words(series: Series, texts: Texts) -> SeriesWords:
    """The words for one series."""
    values = [stored.value for stored in series.scores if stored.value is not None]
    first, last = (shown(values[0]), shown(values[-1])) if values else ("", texts.get("record.not_scored"))
    change = f"{round(values[-1] - values[0], 1):+g}".replace("-", "−") if len(values) > 1 else ""
    verdict, role = _verdict(series, texts)
    return SeriesWords(_title(series), first if len(values) > 1 else "", last, change, verdict, role)


def _title(series: Series) -> str:
    instrument = series.instrument
    name = instrument.title if len(instrument.title) <= _LONGEST_NAME else instrument.code
    return f"{name}, {series.rule.title}" if len(instrument.scores) > 1 else name


def shown(value: float) -> str:
    """A score as it is read: at most one decimal."""
    return f"{round(value, 1):g}"


def _verdict(series: Series, texts: Texts) -> tuple[str, str]:
    reading = series.change
    if reading is None:
        return texts.get("record.first_score"), "neutral"
    errors = reading.fitting_errors
    unclear = reading.outcome == "same" or (errors and not any(error.beyond for error in errors))
    if unclear:
        return texts.get("record.no_clear_change"), "neutral"
    if reading.outcome == "worse":
        return texts.get("record.worse"), "warn"
    matters = any(change.reached for change in reading.fitting)
    return texts.get("record.better_matters" if matters else "record.better"), "good"


def series_line(series: Series, words: SeriesWords, at: int, width: float = 120, height: float = 30) -> Drawing:
    """The sparkline of one series, with what a screen reader says."""
    taken = [(stored.value, stored.taken.date()) for stored in series.scores if stored.value is not None]
    steps = ", ".join(f"{shown(value)} {staff_date(day)}" for value, day in taken)
    values = [value for value, _ in taken]
    return sparkline(values, width, height, f"{words.title}: {steps}", _TOKENS[at % len(_TOKENS)])
