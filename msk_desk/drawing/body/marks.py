"""A marked area as shapes: its colour, its pattern, its edge, its strength; and as a ghost of an earlier visit."""

from collections.abc import Callable, Iterator, Sequence
from math import atan2, cos, hypot, pi, sin

from msk_desk.domain.body_chart import BodyArea, Point, Shape
from msk_desk.drawing.body.figures import figure_of
from msk_desk.drawing.body.geometry import curve, flat, outline
from msk_desk.drawing.body.patterns import pattern, within_area, within_stroke
from msk_desk.drawing.body.resolving import PEN, SPOT
from msk_desk.drawing.display_list import Circle, Close, Item, Line, LineTo, Move, Path, Polyline, Text

Place = Callable[[Point], Point]
GHOST = (4.0, 3.0)
_EDGE = 1.5


def mark(area: BodyArea, place: Place, scale: float) -> Iterator[Item]:
    """One area.

    Args:
        place: from the figure's hundredths to the drawing.
        scale: points of the drawing for one hundredth.
    """
    size = _pattern_size(scale)
    token, soft = f"mark_{area.symptom.value}", f"mark_{area.symptom.value}_soft"
    if area.shape in (Shape.STROKE, Shape.ARROW):
        points = _smooth([place(point) for point in area.points])
        wide = PEN * scale
        yield Polyline(points, token, 2 * wide + 2 * _EDGE * size)
        yield Polyline(points, soft, 2 * wide)
        yield from pattern(area.symptom, points, within_stroke(wide), wide, size)
        if area.shape is Shape.ARROW:
            yield from _head(points, token, wide)
        return
    corners = _corners(area, place, scale)
    if corners:
        yield _closed(corners, soft, token, _EDGE * size)
        yield from pattern(area.symptom, corners, within_area, 0.0, size)


def ghost(area: BodyArea, place: Place, scale: float) -> Iterator[Item]:
    """The edge of an area as it was at an earlier visit."""
    if area.shape in (Shape.STROKE, Shape.ARROW):
        points = _smooth([place(point) for point in area.points])
        yield Polyline(points, "body_ghost", _EDGE, GHOST)
        if area.shape is Shape.ARROW:
            yield from _head(points, "body_ghost", PEN * scale)
        return
    corners = _corners(area, place, scale)
    if corners:
        yield _closed(corners, None, "body_ghost", _EDGE, GHOST)


def around(area: BodyArea, place: Place, scale: float, token: str, width: float) -> Iterator[Item]:
    """A line around the area that is chosen."""
    if area.shape in (Shape.STROKE, Shape.ARROW):
        points = _smooth([place(point) for point in area.points])
        yield Polyline(points, token, 2 * PEN * scale + 2 * width)
        return
    corners = _corners(area, place, scale)
    if corners:
        yield _closed(corners, None, token, width)


def strength(area: BodyArea, place: Place, size: float) -> Iterator[Item]:
    """The number of an area's intensity on a disc beside it."""
    if area.intensity is None:
        return
    x, y = badge_at(area, place)
    across, down = _outwards(area)
    at = (x + across * size * 0.88, y + down * size * 0.88)
    yield Circle(at, size * 0.78, "surface", f"mark_{area.symptom.value}", 1.2)
    yield Text((at[0], at[1] + size * 0.36), str(area.intensity), size, "ink", "middle", "bold")


def _outwards(area: BodyArea) -> Point:
    """Which way the number stands off, so that it hides nothing: up and right, or back from a line's start."""
    if area.shape not in (Shape.STROKE, Shape.ARROW) or len(area.points) < 2:
        return 0.7, -0.7
    (ax, ay), (bx, by) = area.points[:2]
    long = hypot(bx - ax, by - ay) or 1.0
    return (ax - bx) / long, (ay - by) / long


def badge_at(area: BodyArea, place: Place) -> Point:
    """Where the number of an area stands: at its upper right, or at a line's start."""
    if area.shape in (Shape.STROKE, Shape.ARROW):
        return place(area.points[0])
    if area.shape is Shape.REGION:
        return place(_in_sight(area))
    if area.shape is Shape.SPOT:
        return place((area.points[0][0] + SPOT, area.points[0][1] - SPOT))
    return place(max(area.points, key=_to_upper_right))


def _in_sight(area: BodyArea) -> Point:
    """The upper right place of a region that no limb in front hides."""
    corners = _region(area)
    if not corners:
        return 0.0, 0.0
    middle = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
    drawn = [(x + (middle[0] - x) * 0.12, y + (middle[1] - y) * 0.12) for x, y in corners]
    figure = figure_of(area.view)
    seen = [point for point in drawn if figure.region_at(point) == area.regions[0]]
    return max(seen or drawn, key=_to_upper_right)


def _to_upper_right(point: Point) -> float:
    return point[0] - point[1]


def _corners(area: BodyArea, place: Place, scale: float) -> tuple[Point, ...]:
    if area.shape is Shape.SPOT:
        x, y = place(area.points[0])
        turns = [2 * pi * step / 28 for step in range(28)]
        return tuple((x + SPOT * scale * cos(turn), y + SPOT * scale * sin(turn)) for turn in turns)
    if area.shape is Shape.REGION:
        return tuple(place(point) for point in _region(area))
    points = [place(point) for point in area.points]
    return flat(outline((*points, points[0]))) if len(points) > 2 else ()


def _region(area: BodyArea) -> tuple[Point, ...]:
    found = figure_of(area.view).region(area.regions[0]) if area.regions else None
    return found.polygon if found is not None else ()


def _smooth(points: Sequence[Point]) -> tuple[Point, ...]:
    return flat(curve(points)) if len(points) > 1 else (points[0], points[0])


def _closed(
    corners: Sequence[Point], fill: str | None, stroke: str, width: float, dash: tuple[float, ...] = ()
) -> Path:
    return Path((Move(corners[0]), *(LineTo(corner) for corner in corners[1:]), Close()), fill, stroke, width, dash)


def _head(points: Sequence[Point], token: str, wide: float) -> Iterator[Item]:
    """The head of an arrow at the end of a line."""
    (ax, ay), (bx, by) = points[-2], points[-1]
    for before in reversed(points[:-1]):
        ax, ay = before
        if hypot(bx - ax, by - ay) > 2 * wide:
            break
    turn = atan2(by - ay, bx - ax)
    long = wide * 4.2 + 3
    tip = (bx + cos(turn) * wide * 1.8, by + sin(turn) * wide * 1.8)
    for side in (2.55, -2.55):
        end = (tip[0] + long * cos(turn + side), tip[1] + long * sin(turn + side))
        yield Line(tip, end, token, max(2.0, wide * 0.9))


def _pattern_size(scale: float) -> float:
    """Patterns grow and shrink with the drawing, within what can be told apart."""
    return min(1.5, max(0.62, scale / 4.2))
