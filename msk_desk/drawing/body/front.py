"""The body from the front: its lines and its regions."""

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.body_shape import HALF, OUTLINE, on_hand
from msk_desk.drawing.body.figure import Figure, Layer, both, figure, level, line, sliced, symmetrical, upright
from msk_desk.drawing.body.geometry import Polygon, carved
from msk_desk.drawing.body.region_names import LEFT
from msk_desk.drawing.display_list import Point

Cut = tuple[Point, ...]
ARM_FROM_TRUNK: Cut = ((7.7, 14.0), (7.6, 18.0), (8.2, 23.6), (9.0, 27.6))
ARM: tuple[Cut, ...] = (
    ((6.0, 27.5), (16.0, 26.4)),
    ((9.0, 35.0), (18.0, 32.8)),
    ((9.0, 39.7), (20.0, 37.0)),
    on_hand((-30.0, 86.0), (30.0, 86.0)),
    on_hand((-30.0, 69.5), (30.0, 69.5)),
)
THIGH_ENDS: Cut = level(66.4)
KNEE_ENDS: Cut = level(75.2)
LEG_ENDS: Cut = level(91.0)
FOOT_BEGINS: Cut = ((-2.0, 96.2), (4.4, 95.6), (12.0, 96.2))
THIGH: tuple[Cut, ...] = (
    ((3.0, 70.0), (2.7, 60.0), (3.3, 50.0)),
    ((6.8, 70.0), (7.7, 60.0), (8.0, 48.0)),
)
KNEE: tuple[Cut, ...] = (((3.2, 80.0), (3.1, 60.0)), ((6.3, 80.0), (6.5, 60.0)))
LEG: tuple[Cut, ...] = (
    ((3.6, 94.0), (3.2, 82.0), (3.2, 70.0)),
    ((5.2, 94.0), (6.0, 82.0), (6.3, 70.0)),
)
ANKLE: tuple[Cut, ...] = (((3.6, 99.0), (3.6, 88.0)), ((5.3, 99.0), (5.2, 88.0)))
_DETAILS = (
    *both(
        line((1.0, 6.1), (1.8, 5.8), (2.7, 6.15)),
        line((1.15, 6.55), (1.85, 6.75), (2.5, 6.5)),
        line((0.0, 13.45), (1.3, 13.15), (2.5, 12.2), (3.25, 11.2), strong=True),
        line((2.75, 13.6), (1.9, 15.9), (0.7, 17.9)),
        line((0.8, 18.2), (3.4, 17.75), (6.4, 17.9), (9.2, 17.6)),
        line((8.6, 26.0), (7.4, 27.4), (4.6, 28.0), (1.8, 27.3)),
        line((9.6, 19.2), (9.35, 21.6), (8.75, 25.2)),
        line((0.5, 31.0), (2.4, 32.9), (4.6, 36.4)),
        line((8.4, 43.6), (6.4, 46.6), (3.6, 49.6), (1.1, 51.6)),
        line((11.7, 36.9), (13.1, 37.5), (14.7, 36.4)),
        line((3.55, 70.0), (3.3, 71.6), (3.9, 73.2), (4.85, 73.7), (5.75, 73.2), (6.3, 71.6), (6.0, 70.0)),
        line((3.7, 69.2), (4.75, 68.5), (5.9, 69.2)),
        line((4.5, 75.6), (4.2, 80.0), (4.3, 86.0), (4.5, 89.6)),
        line((3.1, 94.9), (3.5, 94.3), (3.4, 93.4)),
        line((5.9, 95.4), (5.4, 94.8), (5.5, 93.8)),
        *(line((x, 98.4 + lower), (x + 0.1, 99.7)) for x, lower in ((3.95, 0.0), (4.85, 0.1), (5.6, 0.2), (6.3, 0.35))),
        line(*on_hand((-12.0, 76.5), (0.0, 78.0), (11.4, 76.5))),
        line(*on_hand((12.8, 50.0), (4.0, 55.0), (0.0, 66.0), (1.0, 74.0))),
        line(*on_hand((11.5, 47.5), (0.0, 50.0), (-10.0, 57.0))),
    ),
    line((-0.55, 8.5), (0.0, 8.8), (0.55, 8.5)),
    line((-1.3, 10.5), (0.0, 10.75), (1.3, 10.5)),
    line((0.0, 18.9), (0.0, 26.6)),
    line((0.0, 32.0), (0.0, 39.2)),
    line((-0.35, 40.7), (0.0, 41.2), (0.35, 40.7)),
)  # fmt: skip


def front() -> Figure:
    """The figure."""
    return figure(BodyView.FRONT, [Layer(OUTLINE)], _DETAILS, symmetrical(_half(), LEFT))


def _half() -> dict[str, Polygon]:
    head, rest = carved(HALF, ((-1.0, 13.5), (1.3, 13.15), (2.5, 12.2), (6.0, 9.6)))
    neck, rest = carved(rest, ((-1.0, 18.1), (0.8, 17.9), (3.4, 16.7), (4.7, 14.6)))
    arm, trunk = carved(rest, ARM_FROM_TRUNK)
    pieces = {"face": head, "neck-front": neck}
    pieces |= sliced(arm, ARM, "shoulder-front upper-arm-front elbow-front forearm-front wrist-front hand-palm")
    chest, rest = carved(trunk, level(30.8))
    pieces["breastbone"], chest = carved(chest, upright(1.5))
    pieces["shoulder-top"], pieces["chest"] = carved(chest, ((0.0, 17.0), (2.0, 18.3), (6.0, 18.2), (10.0, 18.0)))
    pieces["abdomen-upper"], rest = carved(rest, level(40.0))
    lower: Cut = ((-1.0, 48.2), (1.8, 48.2), (4.4, 46.8), (8.0, 43.0), (12.0, 42.4))
    pieces["abdomen-lower"], rest = carved(rest, lower)
    hips, legs = carved(rest, ((0.1, 55.2), (1.6, 53.4), (4.6, 52.6), (12.0, 54.6)))
    pieces |= sliced(hips, (upright(1.7), upright(5.2), upright(7.9)), "pubic groin hip-front hip-outer")
    return pieces | leg_pieces(legs, "front")


def leg_pieces(leg: Polygon, aspect: str) -> dict[str, Polygon]:
    """The leg below the fold of the groin, seen from the front or from behind."""
    thigh, rest = carved(leg, THIGH_ENDS)
    knee, rest = carved(rest, KNEE_ENDS)
    shank, rest = carved(rest, LEG_ENDS)
    ankle, foot = carved(rest, FOOT_BEGINS)
    pieces = sliced(thigh, THIGH, f"thigh-inner thigh-{aspect} thigh-outer")
    pieces |= sliced(knee, KNEE, f"knee-inner knee-{aspect} knee-outer")
    pieces |= sliced(shank, LEG, f"lower-leg-inner lower-leg-{aspect} lower-leg-outer")
    pieces |= sliced(ankle, ANKLE, f"ankle-inner ankle-{aspect} ankle-outer")
    pieces["foot-top" if aspect == "front" else "heel-back"] = foot
    return pieces
