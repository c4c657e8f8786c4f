"""Which regions a mark covers, by geometry: the share of its area that lies in each, the greatest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin

from msk_desk.domain.body_chart import BodyView, Point, Shape
from msk_desk.drawing.body.figures import figure_of
from msk_desk.drawing.body.geometry import box, inside

PEN = 0.85
"""Half the width of a drawn line, in hundredths of the figure's height."""
SPOT = 1.7
"""Radius of a spot."""
LEAST_SHARE = 0.12
"""A region with less of a mark than this is only touched and is left out."""
_GRID = 26
_RINGS = ((0.0, 1), (0.4, 6), (0.7, 10), (0.93, 14))
_FEW = ((0.0, 1), (0.8, 6))
"""Places looked at across a line, which has many along it."""


def shares(view: BodyView, shape: Shape, points: Sequence[Point]) -> tuple[tuple[str, float], ...]:
    """Region codes with the share of the mark that lies in each; what lies beside the figure is not counted."""
    figure = figure_of(view)
    counted = Counter(code for code in map(figure.region_at, _places(shape, points)) if code)
    total = counted.total()
    return tuple((code, count / total) for code, count in counted.most_common()) if total else ()


def regions_of(view: BodyView, shape: Shape, points: Sequence[Point]) -> tuple[str, ...]:
    """The regions that a mark covers, the one most covered first; an arrow's in the order of its way."""
    found = [(code, share) for code, share in shares(view, shape, points) if share >= LEAST_SHARE]
    codes = [code for code, _ in found or shares(view, shape, points)[:1]]
    if shape is not Shape.ARROW:
        return tuple(codes)
    figure = figure_of(view)
    way = dict.fromkeys(map(figure.region_at, _along(points)))
    return tuple(code for code in way if code in codes)


def _places(shape: Shape, points: Sequence[Point]) -> Iterable[Point]:
    if shape is Shape.SPOT:
        return _disc(points[0], SPOT)
    if shape is Shape.AREA and len(points) > 2:
        return _grid(points)
    return (place for middle in _along(points) for place in _disc(middle, PEN, _FEW))


def _disc(middle: Point, radius: float, rings: Sequence[tuple[float, int]] = _RINGS) -> Iterator[Point]:
    for share, count in rings:
        for step in range(count):
            turn = 2 * pi * step / count
            yield middle[0] + radius * share * cos(turn), middle[1] + radius * share * sin(turn)


def _grid(points: Sequence[Point]) -> Iterator[Point]:
    left, top, right, bottom = box(points)
    step = max(right - left, bottom - top) / _GRID
    for row in range(ceil((bottom - top) / step)):
        for column in range(ceil((right - left) / step)):
            place = left + (column + 0.5) * step, top + (row + 0.5) * step
            if inside(points, place):
                yield place


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Places on a line, a pen's width apart."""
    if len(points) == 1:
        yield points[0]
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(1, ceil(hypot(bx - ax, by - ay) / PEN))
        for step in range(count):
            share = (step + 0.5) / count
            yield ax + (bx - ax) * share, ay + (by - ay) * share
