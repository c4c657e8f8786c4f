"""Turns what a hand drew into few points: Douglas–Peucker, and what a stroke is meant as."""

from collections.abc import Sequence
from math import hypot

from msk_desk.domain.body_chart import Point, Shape
from msk_desk.drawing.body.geometry import box

TOLERANCE = 0.22
"""Hundredths of a figure's height by which a simplified line may differ from the one drawn."""
TAP = 0.9
"""A mark smaller than this is a spot."""
NEAR_END = 0.28
"""A line whose ends are nearer than this share of its size is a closed area."""


def simplified(points: Sequence[Point], tolerance: float = TOLERANCE) -> tuple[Point, ...]:
    """The fewest of the points that keep to the line within a tolerance."""
    if len(points) < 3:
        return tuple(points)
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = _farthest(points, first, last)
        if distance > tolerance:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(points[place] for place in sorted(kept))


def meant(points: Sequence[Point]) -> Shape:
    """A tap is a spot, a line that comes back to its start is an area, any other a stroke."""
    left, top, right, bottom = box(points)
    size = hypot(right - left, bottom - top)
    if size < TAP:
        return Shape.SPOT
    gap = hypot(points[0][0] - points[-1][0], points[0][1] - points[-1][1])
    narrow = min(right - left, bottom - top)
    return Shape.AREA if gap <= NEAR_END * size and narrow > TAP else Shape.STROKE


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = points[first], points[last]
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    found, most = first, -1.0
    for place in range(first + 1, last):
        x, y = points[place]
        along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / square)) if square else 0.0
        away = hypot(x - ax - along * dx, y - ay - along * dy)
        if away > most:
            found, most = place, away
    return found, most
