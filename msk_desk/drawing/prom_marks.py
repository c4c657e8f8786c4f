"""What stands behind and below the scores of a chart: bands of severity, events, answers without a score."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from msk_desk.drawing.display_list import Circle, Item, Line, Rect, Text
from msk_desk.drawing.scales import Scale, words_width

SMALL = 11.0
LINE_GAP = 15.0
_EVENT_DASH = (3.0, 3.0)
_LOWEST_BAND = 13.0
"""Points of height below which a band has no room for its name."""


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A named part of the scale; the names are neutral."""

    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """Something that happened: an injection, surgery, discharge."""

    day: date
    words: str


def band_grounds(bands: tuple[ChartBand, ...], up: Scale, left: float, right: float) -> Iterator[Item]:
    """Every other band in the colour of the page; edges meet half-way."""
    for at, (upper, lower) in enumerate(_edges(bands, up)):
        if at % 2 == 0:
            yield Rect((left, upper), (right - left, lower - upper), fill="page")


def band_words(bands: tuple[ChartBand, ...], up: Scale, left: float) -> Iterator[Item]:
    """The name of each band that has room for it, on the band's own colour, so that no line runs through it."""
    for at, ((upper, lower), band) in enumerate(zip(_edges(bands, up), bands, strict=True)):
        if lower - upper >= _LOWEST_BAND:
            base = (upper + lower) / 2 + SMALL * 0.35
            wide = words_width(band.words, SMALL)
            yield Rect((left + 3, base - SMALL), (wide + 4, SMALL + 3), fill="surface" if at % 2 else "page")
            yield Text((left + 5, base), band.words, SMALL, "muted")


def band_room(bands: tuple[ChartBand, ...]) -> float:
    """How far in the first score must stand to leave the names of the bands free."""
    return max((words_width(band.words, SMALL) + 10 for band in bands), default=0.0)


def _edges(bands: tuple[ChartBand, ...], up: Scale) -> list[tuple[float, float]]:
    edges = []
    for at, band in enumerate(bands):
        low = (bands[at - 1].high + band.low) / 2 if at else band.low
        high = (band.high + bands[at + 1].low) / 2 if at + 1 < len(bands) else band.high
        edges.append((min(up.at(low), up.at(high)), max(up.at(low), up.at(high))))
    return edges


def event_items(events: tuple[ChartEvent, ...], along: Scale, top: float, bottom: float) -> Iterator[Item]:
    """A line down at each event, its words above, on two levels so that near ones stay apart."""
    taken = [float("-inf"), float("-inf")]
    for event in sorted(events, key=_day):
        x = along.at(event.day.toordinal())
        half = words_width(event.words, SMALL) / 2
        centre = min(max(x, along.start + half - 24), max(along.end - half + 24, x - half))
        level = next((row for row in range(2) if centre - half > taken[row] + 6), None)
        yield Line((x, top - 8), (x, bottom), "plum", 1.2, _EVENT_DASH)
        yield Circle((x, top - 8), 3.0, "plum")
        if level is not None:
            taken[level] = centre + half
            yield Text((centre, top - 14 - level * LINE_GAP), event.words, SMALL, "plum", "middle")


def gap_items(gaps: Iterable[tuple[float, str]], bottom: float) -> Iterator[Item]:
    """A cross on the axis where answers gave no score, with the words above it."""
    for x, words in gaps:
        for rise in (-1, 1):
            yield Line((x - 4, bottom - 4 * rise), (x + 4, bottom + 4 * rise), "warn_text", 1.8)
        yield Text((x, bottom - 9), words, SMALL, "warn_text", "middle")


def _day(event: ChartEvent) -> date:
    return event.day
