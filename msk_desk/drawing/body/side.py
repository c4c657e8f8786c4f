"""The body from its right side, facing the viewer's right: its lines and its regions; the left side mirrors it."""

from math import cos, radians, sin

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.figure import Figure, Layer, figure, level, line, of_side, sliced
from msk_desk.drawing.body.geometry import Polygon, carved, curve, flat, outline
from msk_desk.drawing.body.region_names import RIGHT
from msk_desk.drawing.display_list import Point

_ANGLE = 33.0
"""Degrees by which the forearm points forward."""
_ALONG: Point = (sin(radians(_ANGLE)), cos(radians(_ANGLE)))
_WRIST: Point = (6.0, 46.2)

PROFILE: tuple[Point, ...] = (
    (-0.6, 0.0), (2.2, 0.6), (4.2, 2.2), (5.0, 4.0), (5.15, 5.3), (5.05, 6.1), (5.7, 7.3), (6.25, 8.3), (5.9, 8.8),
    (5.25, 9.0), (5.15, 9.5), (5.5, 9.9), (5.25, 10.35), (5.4, 10.8), (5.0, 11.3), (5.15, 12.1), (4.9, 12.9),
    (4.1, 13.3), (2.9, 13.3), (1.75, 13.9), (1.35, 15.2), (1.6, 16.8), (2.5, 18.2), (3.9, 20.2), (5.3, 23.2),
    (6.0, 26.2), (5.95, 28.6), (5.5, 31.6), (5.3, 34.6), (5.45, 37.6), (5.75, 41.0), (5.6, 44.2), (4.9, 47.4),
    (4.7, 50.0), (5.3, 53.0), (5.75, 56.4), (5.6, 60.4), (4.95, 64.6), (4.35, 67.6), (4.45, 69.6), (4.55, 71.2),
    (4.0, 73.2), (3.35, 75.2), (3.2, 78.0), (3.0, 82.0), (2.55, 86.4), (2.15, 90.2), (2.2, 92.6), (3.0, 94.6),
    (4.9, 96.2), (7.4, 97.3), (9.4, 98.0), (10.6, 98.6), (10.9, 99.3), (10.3, 99.9), (8.6, 100.0), (6.2, 99.9),
    (3.0, 99.4), (0.2, 99.6), (-1.8, 100.0), (-3.1, 99.7), (-3.7, 98.4), (-3.5, 96.8), (-2.7, 95.0), (-2.2, 92.8),
    (-2.1, 90.4), (-2.6, 86.6), (-3.6, 82.6), (-4.35, 79.2), (-4.3, 76.4), (-3.6, 73.8), (-3.0, 71.4), (-3.0, 69.0),
    (-3.6, 65.6), (-4.4, 61.2), (-4.9, 57.2), (-5.1, 54.6), (-5.9, 53.0), (-6.9, 50.6), (-7.1, 47.8), (-6.4, 44.8),
    (-5.1, 41.8), (-4.3, 38.8), (-4.2, 36.0), (-4.8, 32.8), (-5.8, 29.0), (-6.35, 25.4), (-6.2, 22.2), (-5.2, 19.2),
    (-3.9, 17.0), (-3.2, 15.2), (-3.1, 13.4), (-3.7, 11.8), (-5.0, 10.4), (-6.0, 8.2), (-6.3, 5.6), (-5.7, 3.0),
    (-4.2, 1.1), (-2.4, 0.2), (-0.6, 0.0),
)  # fmt: skip
# The hand hangs with the thumb towards the viewer's right; fingers lie behind one another.
_HAND_FRONT: tuple[Point, ...] = (
    (1.45, 0.6),
    (1.7, 1.8),
    (2.35, 3.0),
    (2.95, 4.6),
    (2.7, 5.5),
    (2.0, 5.2),
    (1.55, 4.6),
)
_HAND_END: tuple[Point, ...] = (
    (1.75, 6.0), (1.7, 8.0), (1.3, 9.9), (0.55, 10.7), (-0.25, 10.2), (-0.75, 8.6), (-1.35, 6.4), (-1.7, 4.2),
    (-1.6, 2.0), (-1.3, 0.4),
)  # fmt: skip


def _on_hand(*points: Point) -> tuple[Point, ...]:
    """Places given from the wrist: forward, and down the forearm's way."""
    (ax, ay), (x, y) = _ALONG, _WRIST
    return tuple((x + ay * f + ax * d, y - ax * f + ay * d) for f, d in points)


_ARM_FRONT: tuple[Point, ...] = (
    (1.3, 19.0), (2.1, 21.2), (2.35, 24.0), (2.2, 27.0), (2.3, 30.0), (2.7, 33.0), (3.6, 35.6), (5.0, 38.4),
    (6.2, 41.4), (7.1, 44.2),
)  # fmt: skip
_ARM_BACK: tuple[Point, ...] = (
    (4.3, 46.0), (2.7, 43.4), (0.9, 40.6), (-0.9, 38.2), (-2.0, 36.4), (-2.4, 34.4), (-2.9, 31.4), (-3.3, 28.0),
    (-3.6, 24.8), (-3.6, 21.8), (-2.9, 19.2),
)  # fmt: skip
_ARM = (*_ARM_FRONT, *_on_hand(*_HAND_FRONT), *_on_hand(*_HAND_END), *_ARM_BACK)
_ARM_TOP: tuple[Point, ...] = ((-2.9, 19.2), (-2.0, 17.9), (-0.8, 17.4), (0.5, 17.8), (1.3, 19.0))
_EAR: tuple[Point, ...] = (
    (-0.2, 8.9), (-0.9, 8.7), (-1.6, 7.4), (-1.7, 6.2), (-0.9, 5.6), (-0.1, 5.9), (0.1, 6.8), (-0.3, 7.9), (-0.2, 8.9),
)  # fmt: skip
_DETAILS = (
    line((4.95, 5.7), (4.2, 5.5), (3.6, 5.7)),
    line((4.5, 6.6), (3.95, 6.35), (3.6, 6.7), (4.2, 6.95)),
    line((5.4, 10.2), (4.7, 10.4), (4.2, 10.2)),
    line((5.7, 8.7), (5.2, 8.4), (5.1, 7.9)),
    line((4.4, 13.2), (2.2, 12.6), (0.5, 11.3), (0.1, 9.6), strong=True),
    line(*_EAR),
    line((-0.9, 10.4), (0.0, 13.4), (1.6, 17.2)),
    line((-6.0, 9.0), (-3.6, 10.4), (-2.0, 10.8)),
    line((1.2, 19.2), (3.0, 18.4)),
    line((2.4, 27.6), (4.4, 28.4), (5.7, 27.8)),
    line((4.4, 43.2), (1.0, 42.3), (-2.6, 42.2), (-4.6, 42.9)),
    line((4.5, 44.0), (3.2, 46.8), (3.4, 50.6)),
    line((-0.9, 46.8), (0.2, 47.6), (0.3, 49.0)),
    line((-4.9, 53.8), (-3.2, 54.4), (-1.8, 53.4)),
    line((-0.6, 51.0), (0.2, 58.0), (0.6, 66.6)),
    line((4.1, 68.6), (3.0, 69.4), (2.8, 71.6), (3.6, 73.2)),
    line((-2.6, 71.2), (-1.4, 71.6), (-0.2, 71.2)),
    line((0.3, 73.4), (0.7, 79.0), (0.4, 86.0), (0.2, 91.0)),
    line((-2.6, 83.8), (-1.4, 85.2), (-0.9, 83.6)),
    line((-0.6, 94.4), (-0.5, 93.2), (0.3, 92.9), (0.8, 93.7), (0.4, 94.8)),
    line((-1.0, 91.0), (-1.2, 94.0), (-2.2, 96.6)),
    line((8.9, 98.5), (9.4, 99.4)),
    line((-1.9, 27.0), (-0.3, 27.4), (0.2, 25.0), (0.0, 22.6)),
    line((-1.7, 36.6), (-0.8, 36.2), (-0.5, 35.2)),
    line(*_on_hand((-1.25, 0.5), (0.0, 0.75), (1.4, 0.5))),
    line(*_on_hand((1.55, 4.6), (0.9, 3.4), (0.8, 2.2))),
    line(*_on_hand((1.2, 6.0), (1.0, 8.4), (0.4, 10.4))),
)  # fmt: skip


def right_side() -> Figure:
    """The figure."""
    body = outline(PROFILE)
    arm = outline(_ARM, _ARM_TOP)
    layers = [Layer(body), Layer(arm, (*curve(_ARM),))]
    regions = [*of_side(_arm(flat(arm)), RIGHT, layer=1), *of_side(_body(flat(body)), RIGHT)]
    return figure(BodyView.RIGHT, layers, _DETAILS, regions)


def _arm(arm: Polygon) -> dict[str, Polygon]:
    cuts = (
        ((-6.0, 26.6), (6.0, 26.0)),
        ((-6.0, 34.2), (6.0, 31.6)),
        ((-4.0, 41.4), (9.0, 36.4)),
        _on_hand((-6.0, -1.6), (6.0, -1.6)),
        _on_hand((-6.0, 1.4), (6.0, 1.4)),
    )
    return sliced(arm, cuts, "shoulder-outer upper-arm-outer elbow-outer forearm-outer wrist-outer hand-outer")


def _body(body: Polygon) -> dict[str, Polygon]:
    head, rest = carved(
        body, ((-9.0, 11.2), (-3.7, 11.8), (-1.2, 10.8), (0.6, 11.6), (2.4, 13.0), (3.0, 15.0), (9.0, 15.0))
    )
    pieces = sliced(head, (((-2.2, 20.0), (-2.0, 8.0), (-1.6, -4.0)), ((1.2, 20.0), (1.6, 8.0), (2.4, -4.0))),
                    "head-back head-side face")  # fmt: skip
    neck, rest = carved(rest, ((-9.0, 17.0), (-3.0, 16.4), (1.0, 17.2), (9.0, 17.4)))
    pieces |= sliced(neck, (((-1.9, 20.0), (-1.8, 8.0)), ((0.3, 20.0), (0.0, 8.0))), "neck-back neck-side neck-front")
    top, rest = carved(rest, level(31.6))
    back_line, front_line = ((-2.6, 34.0), (-2.6, 14.0)), ((2.6, 34.0), (2.0, 14.0))
    pieces |= sliced(top, (back_line, front_line), "shoulder-blade ribs-side chest")
    waist, rest = carved(rest, ((-9.0, 43.0), (-2.6, 42.2), (1.0, 42.3), (5.0, 43.6), (9.0, 44.6)))
    pieces |= sliced(
        waist, (((-1.6, 47.0), (-1.6, 29.0)), ((2.4, 47.0), (2.4, 29.0))), "lower-back flank abdomen-lower"
    )
    pelvis, rest = carved(rest, ((-9.0, 54.2), (-1.0, 54.0), (9.0, 51.6)))
    pieces |= sliced(pelvis, (((-2.2, 57.0), (-2.0, 40.0)), ((2.8, 57.0), (2.8, 40.0))), "buttock hip-outer hip-front")
    return pieces | _leg(rest)


def _leg(leg: Polygon) -> dict[str, Polygon]:
    thigh, rest = carved(leg, level(66.4))
    knee, rest = carved(rest, level(75.2))
    shank, rest = carved(rest, level(91.0))
    ankle, foot = carved(rest, ((-9.0, 95.6), (0.0, 95.8), (2.6, 95.8), (9.0, 92.6)))
    pieces = sliced(
        thigh, (((-1.4, 70.0), (-1.6, 50.0)), ((2.6, 70.0), (2.6, 50.0))), "thigh-back thigh-outer thigh-front"
    )
    pieces |= sliced(
        knee, (((-1.0, 80.0), (-1.0, 62.0)), ((2.4, 80.0), (2.4, 62.0))), "knee-back knee-outer knee-front"
    )
    shin = ((1.2, 95.0), (2.0, 82.0), (2.2, 70.0))
    calf = ((-1.0, 95.0), (-0.9, 82.0), (-0.8, 70.0))
    pieces |= sliced(shank, (calf, shin), "lower-leg-back lower-leg-outer lower-leg-front")
    pieces |= sliced(
        ankle, (((-1.1, 99.0), (-1.0, 88.0)), ((1.4, 99.0), (1.2, 88.0))), "ankle-back ankle-outer ankle-front"
    )
    heel, rest = carved(foot, ((-0.8, 104.0), (-1.2, 90.0)))
    toes: tuple[Point, ...] = ((-3.0, 97.4), (3.0, 97.6), (8.0, 98.8), (14.0, 99.2))
    return pieces | {"heel-back": heel} | sliced(rest, (toes,), "foot-top foot-outer")
