"""Soft outlines: closed curves through points, and limbs as tapered, rounded shapes."""

from collections.abc import Sequence
from math import hypot

from msk_desk.drawing.display_list import Close, CurveTo, Move, Point, Segment

ROUND = 0.5523
"""Control length for a quarter of a circle of radius 1."""


def smooth(points: Sequence[Point]) -> tuple[Segment, ...]:
    """A closed curve through every point (Catmull-Rom as cubic Béziers)."""
    count = len(points)
    segments: list[Segment] = [Move(points[0])]
    for place in range(count):
        before, here = points[place - 1], points[place]
        there, after = points[(place + 1) % count], points[(place + 2) % count]
        segments.append(
            CurveTo(
                (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6),
                (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6),
                there,
            )
        )
    return (*segments, Close())


def limb(
    start: Point, end: Point, start_radius: float, end_radius: float, bulges: tuple[float, float] = (0.0, 0.0)
) -> tuple[Segment, ...]:
    """A limb from joint to joint, round at both ends; bulges swell its front and its back."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    u = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    n = (-u[1], u[0])

    def at(origin: Point, forward: float, outward: float) -> Point:
        return origin[0] + u[0] * forward + n[0] * outward, origin[1] + u[1] * forward + n[1] * outward

    front, back = bulges
    third = length * 0.36
    r, s = start_radius, end_radius
    return (
        Move(at(start, 0, r)),
        CurveTo(at(start, third, r + front), at(end, -third, s + front), at(end, 0, s)),
        CurveTo(at(end, s * ROUND, s), at(end, s, s * ROUND), at(end, s, 0)),
        CurveTo(at(end, s, -s * ROUND), at(end, s * ROUND, -s), at(end, 0, -s)),
        CurveTo(at(end, -third, -s - back), at(start, third, -r - back), at(start, 0, -r)),
        CurveTo(at(start, -r * ROUND, -r), at(start, -r, -r * ROUND), at(start, -r, 0)),
        CurveTo(at(start, -r, r * ROUND), at(start, -r * ROUND, r), at(start, 0, r)),
        Close(),
    )


def framed(origin: Point, forward: Point, up: Point, points: Sequence[Point]) -> tuple[Point, ...]:
    """Points given as (forward, up) of a frame, placed."""
    return tuple((origin[0] + forward[0] * f + up[0] * u, origin[1] + forward[1] * f + up[1] * u) for f, u in points)
