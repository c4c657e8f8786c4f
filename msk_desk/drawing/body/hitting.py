"""Which marked area lies at a place of a figure: to choose it, or to rub it out."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape
from msk_desk.drawing.body.figures import figure_of
from msk_desk.drawing.body.geometry import inside
from msk_desk.drawing.body.resolving import PEN, SPOT

_FINGER = 0.6
"""Hundredths of the figure's height by which a touch may miss a line."""


def area_at(areas: Sequence[BodyArea], view: BodyView, at: Point) -> BodyArea | None:
    """The area drawn last of those at a place."""
    return next((area for area in reversed(areas) if area.view is view and _holds(area, at)), None)


def _holds(area: BodyArea, at: Point) -> bool:
    if area.shape is Shape.SPOT:
        return hypot(at[0] - area.points[0][0], at[1] - area.points[0][1]) <= SPOT + _FINGER
    if area.shape is Shape.REGION:
        return bool(area.regions) and figure_of(area.view).region_at(at) == area.regions[0]
    if area.shape is Shape.AREA:
        return len(area.points) > 2 and inside(area.points, at)
    return any(_away(at, a, b) <= PEN + _FINGER for a, b in pairwise((*area.points, area.points[-1])))


def _away(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square)) if square else 0.0
    return hypot(at[0] - a[0] - along * dx, at[1] - a[1] - along * dy)
