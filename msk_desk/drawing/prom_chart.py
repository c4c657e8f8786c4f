"""A score over time, with the change that matters and the measurement error drawn apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from msk_desk.drawing.display_list import Circle, Drawing, Item, Line, Point, Polyline, Rect, Text
from msk_desk.drawing.prom_marks import (
    ChartBand,
    ChartEvent,
    band_grounds,
    band_room,
    band_words,
    event_items,
    gap_items,
)
from msk_desk.drawing.scales import Scale, number, ticks, words_width

SMALL = 11.0
"""Size of words, in points."""
LEFT, RIGHT, TOP = 52.0, 12.0, 22.0
LINE_GAP = 15.0
DASHED = (5.0, 4.0)
DOTTED = (1.5, 3.5)
_ABOVE, _BELOW = -12.0, 21.0
"""From a point to the base line of its label."""
_OFF_THE_LINE = 5.0


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One score; the words beside it and below it are the caller's.

    `version` of the instrument: scores of two versions are not joined. `imputed` when answers were
    missing and the mean of the others stood in for them: ringed.
    """

    day: date
    value: float
    label: str
    date_label: str
    version: str = ""
    imputed: bool = False


@dataclass(frozen=True, slots=True)
class ChartGap:
    """Answers that gave no score, on the axis."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A level worth comparing with, on the score's own scale, and the words at its end."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class PromChart:
    """What is drawn. The first point is the baseline; `caption` stands below, `direction` at the top.

    `change` is the level that the smallest change that matters would reach from the baseline,
    `error` the level that lies as far from it as the measurement error.
    """

    points: tuple[ChartPoint, ...]
    low: float
    high: float
    description: str
    direction: str = ""
    caption: str = ""
    change: ReferenceLine | None = None
    error: ReferenceLine | None = None
    bands: tuple[ChartBand, ...] = ()
    events: tuple[ChartEvent, ...] = ()
    gaps: tuple[ChartGap, ...] = ()


def prom_chart(chart: PromChart, width: float, height: float) -> Drawing:
    """The chart in a given width and height, in points; a level off the scale is not drawn."""
    chart = replace(chart, change=_on_scale(chart, chart.change), error=_on_scale(chart, chart.error))
    up, along = _scales(chart, width, height)
    bottom, top = up.start, up.end
    told = [*_references(chart, up, width), *_series(chart.points, along, up, _levels(chart, up))]
    items = [
        *band_grounds(chart.bands, up, LEFT, width - RIGHT),
        *_grid(chart, up, width),
        *band_words(chart.bands, up, LEFT),
        *event_items(chart.events, along, top, bottom),
        *_grounds(told, [up.at(tick) for tick in ticks(chart.low, chart.high)]),
        *told,
        *gap_items(((along.at(gap.day.toordinal()), gap.words) for gap in chart.gaps), bottom),
        *_dates(chart.points, along, bottom),
        *_words_around(chart, height),
    ]
    return Drawing(width, height, tuple(items), chart.description)


def point_places(chart: PromChart, width: float, height: float) -> tuple[Point, ...]:
    """Where each score stands, in points: for who points at one, or walks along them by keys."""
    up, along = _scales(chart, width, height)
    return tuple((along.at(point.day.toordinal()), up.at(point.value)) for point in chart.points)


def _scales(chart: PromChart, width: float, height: float) -> tuple[Scale, Scale]:
    bottom = height - (48.0 if chart.caption else 28.0)
    top = TOP + (LINE_GAP if chart.direction else 0.0) + (2 * LINE_GAP if chart.events else 0.0)
    days = [point.day for point in chart.points] + [event.day for event in chart.events]
    days += [gap.day for gap in chart.gaps]
    return Scale(chart.low, chart.high, bottom, top), _days(
        days, LEFT + 24 + band_room(chart.bands), width - RIGHT - _label_room(chart)
    )


def _on_scale(chart: PromChart, line: ReferenceLine | None) -> ReferenceLine | None:
    return line if line is not None and chart.low <= line.value <= chart.high else None


def _days(shown: list[date], start: float, end: float) -> Scale:
    days = [day.toordinal() for day in shown] or [0]
    return Scale(min(days), max(days), start, end)


def _label_room(chart: PromChart) -> float:
    words = [line.words for line in (chart.change, chart.error) if line is not None]
    return 34.0 + max((words_width(line, SMALL) for line in words), default=0.0)


def _grid(chart: PromChart, up: Scale, width: float) -> Iterator[Item]:
    for tick in ticks(chart.low, chart.high):
        y = up.at(tick)
        yield Line((LEFT, y), (width - RIGHT, y), "line", 1.0)
        yield Text((LEFT - 8, y + SMALL * 0.35), number(tick), SMALL, "muted", "end")


def _references(chart: PromChart, up: Scale, width: float) -> Iterator[Item]:
    right = width - RIGHT
    if chart.change is not None and chart.points:
        level, baseline = up.at(chart.change.value), up.at(chart.points[0].value)
        upper = min(level, baseline)
        yield Rect((LEFT, upper), (right - LEFT, abs(level - baseline)), fill="good_soft")
        yield Line((LEFT, level), (right, level), "good", 1.4, DASHED)
    if chart.error is not None:
        level = up.at(chart.error.value)
        yield Line((LEFT, level), (right, level), "muted", 1.4, DOTTED)
    yield from _reference_words(chart, up, right)


def _reference_words(chart: PromChart, up: Scale, right: float) -> Iterator[Item]:
    lines = [(line, colour) for line, colour in ((chart.change, "good"), (chart.error, "muted")) if line]
    lines.sort(key=lambda pair: -up.at(pair[0].value))
    levels = [up.at(line.value) for line, _ in lines]
    for at, ((line, colour), level) in enumerate(zip(lines, levels, strict=True)):
        crowded = any(level - above <= SMALL + 8 for above in levels[at + 1 :])
        y = level + SMALL + 4 if crowded else level - 5
        yield Text((right - 4, y), line.words, SMALL, colour, "end")


def _grounds(told: list[Item], lines: list[float]) -> Iterator[Item]:
    """A ground under the words that a line of the grid would run through."""
    for item in told:
        if isinstance(item, Text) and any(item.point[1] - item.size <= line <= item.point[1] + 2 for line in lines):
            wide = words_width(item.words, item.size)
            left = item.point[0] - (wide if item.anchor == "end" else wide / 2)
            yield Rect((left - 2, item.point[1] - item.size), (wide + 4, item.size + 3), fill="surface")


def _levels(chart: PromChart, up: Scale) -> tuple[float, ...]:
    return tuple(up.at(line.value) for line in (chart.change, chart.error) if line is not None)


def _series(points: tuple[ChartPoint, ...], along: Scale, up: Scale, levels: tuple[float, ...]) -> Iterator[Item]:
    places = [(along.at(point.day.toordinal()), up.at(point.value)) for point in points]
    for _, run in groupby(zip(points, places, strict=True), key=_version):
        joined = tuple(place for _, place in run)
        if len(joined) > 1:
            yield Polyline(joined, "primary", 2.2)
    for point, place in zip(points, places, strict=True):
        if point.imputed:
            yield Circle(place, 8.5, None, "muted", 1.4)
        yield Circle(place, 5.0, "surface", "primary", 2.2)
    taken = float("inf")
    for point, (x, y) in reversed(list(zip(points, places, strict=True))):
        half = words_width(point.label, SMALL + 1) / 2
        if x + half + 3 <= taken:
            taken = x - half
            yield Text((x, _clear_of(levels, y)), point.label, SMALL + 1, "ink", "middle", "bold")


def _version(pair: tuple[ChartPoint, Point]) -> str:
    return pair[0].version


def _clear_of(levels: tuple[float, ...], y: float) -> float:
    """The base line of a point's label: above the point, higher where a reference line would run through it."""
    higher = sorted((level - _OFF_THE_LINE for level in levels if level < y), reverse=True)
    for base in (y + _ABOVE, *higher, y + _BELOW):
        if all(level < base - SMALL or level > base + 2 for level in levels):
            return base
    return y + _ABOVE


def _dates(points: tuple[ChartPoint, ...], along: Scale, bottom: float) -> Iterator[Item]:
    """Dates below the axis; where they would touch, the earlier one gives way to the latest."""
    taken = float("inf")
    for point in reversed(points):
        x = along.at(point.day.toordinal())
        half = words_width(point.date_label, SMALL) / 2
        if x + half + 6 <= taken:
            taken = x - half
            yield Line((x, bottom), (x, bottom + 4), "muted", 1.0)
            yield Text((x, bottom + 18), point.date_label, SMALL, "muted", "middle")


def _words_around(chart: PromChart, height: float) -> Iterator[Item]:
    if chart.direction:
        yield Text((LEFT, SMALL + 3), chart.direction, SMALL, "muted")
    if chart.caption:
        yield Text((LEFT, height - 10), chart.caption, SMALL, "muted")
