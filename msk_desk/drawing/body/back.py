"""The body from behind: its lines and its regions."""

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.body_shape import HALF, OUTLINE, on_hand
from msk_desk.drawing.body.figure import Figure, Layer, both, figure, level, line, sliced, symmetrical, upright
from msk_desk.drawing.body.front import ARM, ARM_FROM_TRUNK, leg_pieces
from msk_desk.drawing.body.geometry import Polygon, carved
from msk_desk.drawing.body.region_names import RIGHT

_DETAILS = (
    *both(
        line((0.0, 12.5), (1.4, 12.4), (2.75, 11.8)),
        line((0.5, 13.4), (0.8, 15.4), (0.7, 17.6)),
        line((2.7, 22.0), (5.4, 20.6), (9.2, 19.5)),
        line((2.7, 22.0), (2.75, 25.0), (3.5, 28.0), (4.9, 29.4), (6.4, 28.2), (7.6, 25.4)),
        line((9.9, 19.6), (9.5, 22.0), (8.8, 25.2)),
        line((1.5, 31.0), (1.3, 36.0), (1.4, 41.0)),
        line((8.0, 42.6), (5.4, 42.9), (2.6, 45.0)),
        line((2.0, 45.4), (1.2, 47.4), (0.25, 48.6)),
        line((0.7, 52.6), (2.6, 54.1), (5.0, 54.0), (7.4, 52.6)),
        line((2.7, 71.2), (4.7, 72.0), (6.8, 71.2)),
        line((3.1, 68.4), (2.9, 70.0), (3.2, 71.2)),
        line((6.5, 68.4), (6.6, 70.0), (6.3, 71.2)),
        line((2.4, 81.4), (3.3, 83.8), (4.4, 83.4), (4.7, 81.0), (4.75, 76.5)),
        line((7.1, 81.0), (6.2, 83.4), (5.0, 83.2), (4.7, 81.0)),
        line((3.7, 87.4), (3.95, 91.0), (3.8, 95.0)),
        line((5.2, 87.4), (4.95, 91.0), (5.1, 95.0)),
        line((3.5, 97.7), (4.5, 98.1), (5.6, 97.7)),
        line((12.7, 35.2), (12.9, 36.5), (13.5, 37.0), (14.1, 36.4), (14.1, 35.0)),
        line(*on_hand((-12.0, 77.0), (0.0, 79.0), (11.6, 77.0))),
        *(line(*on_hand((x - 1.8, 42.5 + y), (x, 41.0 + y), (x + 1.8, 42.5 + y))) for x, y in (
            (8.2, 0.6), (0.2, -1.0), (-7.8, 1.0), (-15.0, 5.0),
        )),
    ),
    line((0.0, 13.6), (0.0, 20.0), (0.0, 30.0), (0.0, 44.6)),
    line((0.0, 48.2), (0.0, 50.4), (0.0, 52.2), strong=True),
)  # fmt: skip


def back() -> Figure:
    """The figure."""
    return figure(BodyView.BACK, [Layer(OUTLINE)], _DETAILS, symmetrical(_half(), RIGHT))


def _half() -> dict[str, Polygon]:
    head, rest = carved(HALF, ((-1.0, 12.5), (1.4, 12.4), (2.7, 11.8), (6.0, 10.0)))
    neck, rest = carved(rest, ((-1.0, 17.4), (1.6, 17.3), (3.6, 16.4), (4.9, 14.6)))
    arm, trunk = carved(rest, ARM_FROM_TRUNK)
    pieces = {"head-back": head}
    pieces |= sliced(neck, (upright(0.9),), "neck-spine neck-back")
    pieces |= sliced(arm, ARM, "shoulder-back upper-arm-back elbow-back forearm-back wrist-back hand-back")
    upper, rest = carved(trunk, level(35.6))
    pieces["thoracic-spine"], upper = carved(upper, upright(1.5))
    names = "shoulder-top shoulder-blade ribs-back"
    pieces |= sliced(upper, (((0.0, 20.6), (4.0, 20.6), (12.0, 19.0)), level(29.8)), names)
    lower, rest = carved(rest, ((-1.0, 44.6), (3.0, 44.0), (8.0, 41.8), (12.0, 41.0)))
    pieces |= sliced(lower, (upright(1.5), upright(5.6)), "lumbar-spine lower-back flank")
    hips, legs = carved(rest, ((0.1, 55.4), (2.0, 54.1), (5.0, 54.3), (12.0, 53.2)))
    pieces["sacrum"], hips = carved(hips, ((-1.0, 49.8), (0.8, 49.4), (2.0, 46.8), (2.6, 42.0)))
    pieces |= sliced(hips, (upright(7.6),), "buttock hip-outer")
    return pieces | leg_pieces(legs, "back")
