"""Polygons of the body chart: curves flattened, areas, what lies inside, and a polygon cut in two along a line."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, hypot, sqrt

from msk_desk.drawing.display_list import Close, CurveTo, LineTo, Move, Point, Segment

Polygon = tuple[Point, ...]
MOST_STEPS = 8
FLATNESS = 0.03
"""Hundredths of a figure's height by which straight pieces may leave a curve: a fifth of a pixel at 700 px."""


def curve(points: Sequence[Point], ahead: Point | None = None) -> tuple[Segment, ...]:
    """An open curve through every point (Catmull-Rom as cubic Béziers).

    Args:
        ahead: where the curve comes from before its first point, for a smooth start.
    """
    last = len(points) - 1
    segments: list[Segment] = [Move(points[0])]
    for place in range(last):
        before, here = points[place - 1] if place else ahead or points[0], points[place]
        there, after = points[place + 1], points[min(last, place + 2)]
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        segments.append(CurveTo(first, second, there))
    return tuple(segments)


def outline(*runs: Sequence[Point]) -> tuple[Segment, ...]:
    """A closed outline of smooth runs; each begins where the one before ends, with a corner there."""
    segments: list[Segment] = [Move(runs[0][0])]
    for run in runs:
        segments.extend(curve(run)[1:])
    return (*segments, Close())


def mirrored_outline(*runs: Sequence[Point]) -> tuple[tuple[Segment, ...], Polygon]:
    """A symmetrical outline from its half at the viewer's right, which begins and ends on the middle line.

    Returns:
        The whole outline, and the half as a polygon.
    """
    start = runs[0][1]
    half: list[Segment] = [*curve(runs[0], ahead=(-start[0], start[1]))]
    for run in runs[1:]:
        half.extend(curve(run)[1:])
    return (*half, *_back(half), Close()), flat(half)


def _back(half: Sequence[Segment]) -> list[Segment]:
    """The mirror image of a half, walked back to where it began."""
    ends = [segment.to for segment in half if not isinstance(segment, Close)]
    found: list[Segment] = []
    for place in range(len(half) - 1, 0, -1):
        segment, (x, y) = half[place], ends[place - 1]
        if isinstance(segment, CurveTo):
            (x1, y1), (x2, y2) = segment.first_control, segment.second_control
            found.append(CurveTo((-x2, y2), (-x1, y1), (-x, y)))
    return found


def flat(segments: Iterable[Segment]) -> Polygon:
    """The outline as a polygon."""
    points: list[Point] = []
    for segment in segments:
        match segment:
            case Move(to) | LineTo(to):
                points.append(to)
            case CurveTo(first, second, to):
                here = points[-1]
                steps = _steps(here, first, second, to)
                points.extend(_on_curve(here, first, second, to, step / steps) for step in range(1, steps + 1))
            case Close():
                break
    if len(points) > 1 and hypot(points[0][0] - points[-1][0], points[0][1] - points[-1][1]) < 1e-9:
        points.pop()
    return tuple(points)


def _steps(a: Point, b: Point, c: Point, d: Point) -> int:
    """How many straight pieces stand for a curve: one where it is hardly bent."""
    bent = max(hypot(3 * b[0] - 2 * a[0] - d[0], 3 * b[1] - 2 * a[1] - d[1]),
               hypot(3 * c[0] - 2 * d[0] - a[0], 3 * c[1] - 2 * d[1] - a[1]))  # fmt: skip
    return max(1, min(MOST_STEPS, ceil(sqrt(bent / (4 * FLATNESS)))))


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    if t == 1:
        return d
    s = 1 - t
    k = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        k[0] * a[0] + k[1] * b[0] + k[2] * c[0] + k[3] * d[0],
        k[0] * a[1] + k[1] * b[1] + k[2] * c[1] + k[3] * d[1],
    )


def signed_area(polygon: Sequence[Point]) -> float:
    """Area; positive when the points run clockwise as seen, with y down."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        total += x1 * y2 - x2 * y1
    return total / 2


def inside(polygon: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in a polygon; a point on a shared side lies in one of two neighbours."""
    x, y = point
    found = False
    previous = polygon[-1]
    for here in polygon:
        (x1, y1), (x2, y2) = (previous, here) if previous[1] < here[1] else (here, previous)
        if y1 <= y < y2 and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            found = not found
        previous = here
    return found


def box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Least x, least y, greatest x, greatest y."""
    places = list(points)
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def turned(points: Iterable[Point]) -> Polygon:
    """The mirror image: right for left."""
    return tuple((-x, y) for x, y in points)


def carved(polygon: Polygon, cut: Sequence[Point]) -> tuple[Polygon, Polygon]:
    """A polygon cut in two along a line that enters and leaves it once.

    Returns:
        What lies to the left of somebody walking along the line, then what lies to their right: for a line from
        left to right what is above and what is below.

    Raises:
        ValueError: the line does not cross the outline exactly twice.
    """
    if signed_area(polygon) < 0:
        polygon = tuple(reversed(polygon))
    meetings = sorted(_meetings(polygon, cut))
    if len(meetings) != 2:
        raise ValueError(f"a cut from {cut[0]} to {cut[-1]} meets the outline {len(meetings)} times")
    (along_in, edge_in, enters), (along_out, edge_out, leaves) = meetings
    within = [point for place, point in enumerate(cut) if along_in < place < along_out]
    left = (enters, *_walk(polygon, edge_in, edge_out), leaves, *reversed(within))
    right = (leaves, *_walk(polygon, edge_out, edge_in), enters, *within)
    return left, right


def _walk(polygon: Polygon, start: float, end: float) -> list[Point]:
    """The corners from one place of the outline on to another, in order."""
    count = len(polygon)
    first, last = int(start) + 1, int(end)
    if end < start:
        last += count
    return [polygon[place % count] for place in range(first, last + 1)]


def _meetings(polygon: Polygon, cut: Sequence[Point]) -> list[tuple[float, float, Point]]:
    """Where a line meets an outline: how far along the line, how far along the outline, and the place."""
    found: list[tuple[float, float, Point]] = []
    for at, (a, b) in enumerate(pairwise(cut)):
        for edge, (c, d) in enumerate(zip(polygon, (*polygon[1:], polygon[0]), strict=True)):
            shares = _crossing(a, b, c, d)
            if shares is not None:
                t, u = shares
                found.append((at + t, edge + u, (c[0] + u * (d[0] - c[0]), c[1] + u * (d[1] - c[1]))))
    return found


def _crossing(a: Point, b: Point, c: Point, d: Point) -> tuple[float, float] | None:
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = rx * sy - ry * sx
    if cross == 0:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
    return (t, u) if 0 <= t < 1 and 0 <= u < 1 else None
