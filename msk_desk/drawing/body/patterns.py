"""The pattern of each kind of symptom, cut to the shape it fills: known without its colour."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sin

from msk_desk.domain.body_chart import Symptom
from msk_desk.drawing.display_list import Circle, Item, LineTo, Move, Path, Point, Segment

Spans = Callable[[Sequence[Point], float], list[tuple[float, float]]]
"""Where a level line at a height lies in a shape: pairs of left and right."""
PENCIL = 1.2
_STEP = 5.0
"""Points between the lines of a pattern."""


def pattern(symptom: Symptom, points: Sequence[Point], spans: Spans, reach: float, size: float) -> Iterator[Item]:
    """The marks of a pattern inside a shape.

    Args:
        points: corners of an area, or the middle line of a stroke.
        spans: how level lines meet the shape.
        reach: how far the shape goes beyond its points.
        size: how large the pattern is drawn; 1 on a figure some 400 points high.
    """
    token = f"mark_{symptom.value}"
    step = _STEP * size
    match symptom:
        case Symptom.PAIN:
            yield from _lines(token, points, spans, reach, -45.0, step, size)
        case Symptom.ACHE:
            yield from _waves(token, points, spans, reach, step * 1.15, size)
        case Symptom.BURNING:
            yield from _crosses(token, points, spans, reach, step * 1.25, size)
        case Symptom.NUMB:
            yield from _lines(token, points, spans, reach, 0.0, step * 0.85, size)
        case Symptom.PINS:
            yield from _dots(token, points, spans, reach, step * 0.95, size)
        case Symptom.STIFF:
            yield from _lines(token, points, spans, reach, 90.0, step, size)
        case Symptom.WEAK:
            yield from _lines(token, points, spans, reach, 45.0, step, size, dash=(3.2 * size, 2.6 * size))


def within_area(points: Sequence[Point], height: float) -> list[tuple[float, float]]:
    """Where a level line lies inside a closed area."""
    found = []
    previous = points[-1]
    for here in points:
        (x1, y1), (x2, y2) = (previous, here) if previous[1] < here[1] else (here, previous)
        if y1 <= height < y2:
            found.append(x1 + (height - y1) * (x2 - x1) / (y2 - y1))
        previous = here
    found.sort()
    return list(zip(found[::2], found[1::2], strict=False))


def within_stroke(radius: float) -> Spans:
    """Where a level line lies inside a line drawn with a round pen."""

    def spans(points: Sequence[Point], height: float) -> list[tuple[float, float]]:
        found = [_disc_span(place, radius, height) for place in points]
        found += [_side_span(a, b, radius, height) for a, b in pairwise(points)]
        return _together([span for span in found if span is not None])

    return spans


def _disc_span(place: Point, radius: float, height: float) -> tuple[float, float] | None:
    rest = radius * radius - (height - place[1]) ** 2
    return None if rest <= 0 else (place[0] - rest**0.5, place[0] + rest**0.5)


def _side_span(a: Point, b: Point, radius: float, height: float) -> tuple[float, float] | None:
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length == 0:
        return None
    nx, ny = -(b[1] - a[1]) / length * radius, (b[0] - a[0]) / length * radius
    corners = ((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny))
    found = within_area(corners, height)
    return found[0] if found else None


def _together(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(right, found[-1][1])
        else:
            found.append((left, right))
    return found


def _rows(
    points: Sequence[Point], spans: Spans, reach: float, step: float
) -> Iterator[tuple[int, float, float, float]]:
    """Number, height, left and right of each level piece inside the shape."""
    lowest, highest = min(y for _, y in points) - reach, max(y for _, y in points) + reach
    for number in range(ceil(lowest / step), floor(highest / step) + 1):
        for left, right in spans(points, number * step):
            yield number, number * step, left, right


def _lines(
    token: str, points: Sequence[Point], spans: Spans, reach: float, angle: float, step: float, size: float,
    dash: tuple[float, ...] = (),
) -> Iterator[Item]:  # fmt: skip
    c, s = cos(radians(angle)), sin(radians(angle))
    turned = [(x * c + y * s, y * c - x * s) for x, y in points]
    drawn: list[Segment] = []
    for _, height, left, right in _rows(turned, spans, reach, step):
        if right - left > 0.6 * size:
            start, end = ((x * c - height * s, height * c + x * s) for x in (left, right))
            drawn += [Move(start), LineTo(end)]
    yield from _one_path(drawn, token, size, dash)


def _one_path(drawn: list[Segment], token: str, size: float, dash: tuple[float, ...] = ()) -> Iterator[Item]:
    """All lines of a pattern in one stroke of the painter."""
    if drawn:
        yield Path(tuple(drawn), None, token, PENCIL * size, dash)


def _waves(token: str, points: Sequence[Point], spans: Spans, reach: float, step: float, size: float) -> Iterator[Item]:
    half, high = 2.6 * size, 1.5 * size
    drawn: list[Segment] = []
    for _, height, left, right in _rows(points, spans, reach, step):
        first, last = ceil(left / half), floor(right / half)
        corners = [(at * half, height + (high if at % 2 else -high)) for at in range(first, last + 1)]
        if len(corners) > 1:
            drawn += [Move(corners[0]), *(LineTo(corner) for corner in corners[1:])]
    yield from _one_path(drawn, token, size)


def _places(points: Sequence[Point], spans: Spans, reach: float, step: float, room: float) -> Iterator[Point]:
    for number, height, left, right in _rows(points, spans, reach, step):
        shift = step / 2 if number % 2 else 0.0
        for at in range(ceil((left + room - shift) / step), floor((right - room - shift) / step) + 1):
            yield at * step + shift, height


def _crosses(
    token: str, points: Sequence[Point], spans: Spans, reach: float, step: float, size: float
) -> Iterator[Item]:
    arm = 1.7 * size
    drawn: list[Segment] = []
    for x, y in _places(points, spans, reach, step, arm * 0.6):
        drawn += [Move((x - arm, y - arm)), LineTo((x + arm, y + arm))]
        drawn += [Move((x - arm, y + arm)), LineTo((x + arm, y - arm))]
    yield from _one_path(drawn, token, size)


def _dots(token: str, points: Sequence[Point], spans: Spans, reach: float, step: float, size: float) -> Iterator[Item]:
    for place in _places(points, spans, reach, step, 0.8 * size):
        yield Circle(place, 1.15 * size, token)
