"""The head from the front, from behind and from its right side: lines and regions; the left side mirrors the right."""

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.figure import Figure, Layer, both, figure, level, line, of_side, sliced, symmetrical, upright
from msk_desk.drawing.body.geometry import Polygon, carved, flat
from msk_desk.drawing.body.head_shape import HALF, JAW, OUTLINE, SIDE_OUTLINE
from msk_desk.drawing.body.region_names import LEFT, RIGHT
from msk_desk.drawing.display_list import Point

Cut = tuple[Point, ...]
_EAR: Cut = ((25.2, 50.5), (23.7, 46.6), (24.3, 35.2), (25.5, 31.5))
_EAR_FROM_THE_SIDE: Cut = (
    (-4.6, 47.6), (-7.6, 47.8), (-10.4, 43.0), (-12.4, 36.4), (-10.6, 31.6), (-6.2, 31.2), (-3.4, 34.8),
    (-4.4, 39.0), (-4.0, 43.6), (-4.6, 47.6),
)  # fmt: skip
_FRONT = (
    *both(
        line(*JAW, strong=True),
        line((4.6, 29.2), (9.0, 27.0), (14.0, 27.4), (18.0, 30.2)),
        line((6.0, 34.6), (8.8, 32.6), (12.0, 32.4), (15.0, 34.8)),
        line((6.0, 34.6), (9.0, 36.2), (12.4, 36.2), (15.0, 34.8)),
        line((9.0, 32.7), (8.8, 34.6), (10.4, 35.8), (12.2, 34.6), (12.0, 32.6)),
        line((2.6, 32.4), (2.3, 38.0), (3.2, 43.0)),
        line((4.0, 44.6), (5.3, 46.6), (4.6, 48.8), (2.9, 48.9)),
        line((0.0, 55.0), (1.6, 54.3), (4.8, 55.4), (8.2, 57.6)),
        line((0.0, 57.9), (3.2, 57.5), (8.2, 57.6)),
        line((8.2, 57.6), (4.8, 60.6), (0.0, 61.6)),
        line((26.0, 35.0), (27.8, 34.8), (27.6, 39.6), (26.0, 44.6)),
        line((15.8, 67.6), (11.6, 78.0), (5.0, 88.8), (2.4, 91.0)),
        line((3.0, 91.6), (11.0, 92.4), (21.0, 90.4), (29.0, 92.0)),
        line((16.4, 81.0), (15.2, 86.0), (15.6, 91.0)),
    ),
    line((-2.6, 48.8), (0.0, 49.9), (2.6, 48.8)),
    line((-4.0, 66.6), (0.0, 65.7), (4.0, 66.6)),
    line((-2.4, 79.4), (0.0, 80.8), (2.4, 79.4)),
)  # fmt: skip
_BACK = (
    *both(
        line((26.0, 34.6), (26.6, 39.6), (25.6, 45.0)),
        line((0.0, 66.2), (6.0, 66.0), (12.0, 63.6), (18.0, 58.0), (22.4, 51.6)),
        line((3.0, 69.6), (4.4, 78.0), (4.0, 88.0), (3.2, 99.0)),
        line((15.8, 72.0), (13.0, 80.0), (13.8, 86.0), (20.0, 91.0)),
    ),
    line((0.0, 68.0), (0.0, 84.0), (0.0, 99.6)),
    line((-3.0, 58.0), (0.0, 59.2), (3.0, 58.0)),
)  # fmt: skip
_SIDE = (
    line((24.0, 29.2), (20.4, 26.6), (15.6, 28.2)),
    line((22.6, 34.0), (19.0, 32.2), (15.6, 35.4)),
    line((22.2, 36.2), (19.0, 37.0), (15.6, 35.4)),
    line((21.6, 33.6), (20.6, 35.0), (21.4, 36.2)),
    line((27.6, 47.6), (25.6, 47.4), (24.6, 45.2), (26.2, 43.4)),
    line((28.0, 56.0), (24.0, 56.6), (20.6, 57.8)),
    line((26.6, 59.9), (23.4, 60.4), (21.0, 59.0)),
    line((21.0, 71.9), (12.0, 69.4), (2.0, 64.0), (-2.6, 57.0), (-4.0, 49.6), strong=True),
    line(*_EAR_FROM_THE_SIDE),
    line((-5.8, 44.6), (-7.6, 41.0), (-9.6, 36.0), (-7.6, 33.6), (-5.4, 35.4), (-6.0, 38.8)),
    line((-9.6, 52.0), (-5.0, 66.0), (2.4, 80.0), (10.2, 92.0)),
    line((-30.4, 49.4), (-22.0, 55.0), (-13.0, 56.4), (-9.4, 51.0)),
    line((-16.0, 80.0), (-12.0, 90.0), (-2.0, 96.0), (12.0, 95.4)),
)  # fmt: skip


def head_front() -> Figure:
    """The face."""
    return figure(BodyView.HEAD_FRONT, [Layer(OUTLINE)], _FRONT, symmetrical(_face(), LEFT))


def head_back() -> Figure:
    """The back of the head and the neck."""
    head, rest = carved(HALF, ((-5.0, 66.2), (6.0, 66.0), (12.0, 63.6), (18.0, 58.0), (30.0, 48.0)))
    head, ear = carved(head, _EAR)
    top, low = carved(head, level(19.0))
    pieces = {"ear": ear, "head-top": top, "head-back": low}
    neck, shoulder = carved(rest, ((-5.0, 88.0), (16.0, 86.0), (24.0, 83.0)))
    pieces |= sliced(neck, (upright(4.2),), "neck-spine neck-back")
    middle, pieces["shoulder-top"] = carved(shoulder, upright(9.0))
    pieces["thoracic-spine"] = middle
    return figure(BodyView.HEAD_BACK, [Layer(OUTLINE)], _BACK, symmetrical(pieces, RIGHT))


def _face() -> dict[str, Polygon]:
    head, rest = carved(HALF, ((-5.0, 72.6), (4.6, 72.3), (8.6, 70.3), (14.0, 66.7), (18.4, 61.9), (30.0, 50.0)))
    head, ear = carved(head, _EAR)
    neck, below = carved(rest, ((-5.0, 91.6), (3.0, 91.4), (15.0, 89.4), (24.0, 84.0)))
    pieces = {"ear": ear, "neck-front": neck}
    pieces["breastbone"], pieces["chest"] = carved(below, upright(6.0))
    top, head = carved(head, level(10.0))
    head, temple = carved(head, ((40.0, 39.8), (17.2, 39.4), (17.6, 22.0), (15.0, -4.0)))
    pieces |= {"head-top": top, "temple": temple}
    pieces["forehead"], low = carved(head, ((-5.0, 29.6), (4.0, 29.4), (10.0, 26.2), (17.0, 27.2), (40.0, 28.2)))
    band, low = carved(low, ((-5.0, 50.4), (4.0, 50.2), (7.6, 46.0), (6.0, 39.6), (10.0, 38.6), (18.2, 38.6)))
    pieces["nose"], pieces["eye"] = carved(band, ((4.6, 54.0), (4.8, 40.0), (3.6, 20.0)))
    return pieces | _lower_face(low)


def _lower_face(low: Polygon) -> dict[str, Polygon]:
    middle, side = carved(low, ((9.6, 90.0), (9.6, 60.0), (8.4, 53.0), (5.6, 49.4), (5.0, 44.0)))
    mouth, chin = carved(middle, level(63.6))
    cheek, jaw = carved(side, ((5.0, 62.0), (12.0, 59.4), (19.0, 53.6), (30.0, 50.0)))
    return {"mouth": mouth, "chin": chin, "cheek": cheek, "jaw": jaw}


def head_right() -> Figure:
    """The right side of the head."""
    return figure(BodyView.HEAD_RIGHT, [Layer(SIDE_OUTLINE)], _SIDE, of_side(_side_regions(), RIGHT))


def _side_regions() -> dict[str, Polygon]:
    under_jaw: Cut = (
        (-40.0, 50.6), (-30.4, 51.0), (-22.0, 55.0), (-13.0, 56.4), (-9.4, 51.0), (-6.6, 50.4), (-3.2, 57.4),
        (2.0, 64.4), (12.0, 70.4), (20.6, 73.4), (24.0, 78.0),
    )  # fmt: skip
    head, rest = carved(flat(SIDE_OUTLINE), under_jaw)
    neck, pieces_below = carved(rest, ((-40.0, 86.0), (-16.0, 85.0), (0.0, 88.0), (9.0, 89.4), (30.0, 88.0)))
    pieces = sliced(neck, (((-8.0, 99.0), (-11.4, 70.0), (-11.0, 40.0)), ((5.0, 99.0), (-2.6, 60.0), (-4.4, 46.0))),
                    "neck-back neck-side neck-front")  # fmt: skip
    pieces |= sliced(pieces_below, (((8.0, 120.0), (8.0, 70.0)),), "shoulder-top chest")
    return pieces | _side_of_head(head)


def _side_of_head(head: Polygon) -> dict[str, Polygon]:
    pieces: dict[str, Polygon] = {}
    pieces["head-top"], head = carved(head, ((-40.0, 11.0), (0.0, 9.0), (40.0, 12.0)))
    pieces["head-back"], head = carved(head, ((-13.0, 70.0), (-14.0, 40.0), (-12.0, 0.0)))
    upper, lower = carved(
        head, ((-40.0, 30.6), (-3.0, 30.6), (8.0, 36.0), (14.6, 31.0), (16.4, 27.0), (22.0, 26.6), (40.0, 29.6))
    )
    pieces |= sliced(upper, (((1.4, 60.0), (2.4, 20.0), (2.0, 0.0)), ((14.6, 60.0), (13.4, 20.0), (12.0, 0.0))),
                     "head-side temple forehead")  # fmt: skip
    pieces["ear"], lower = carved(lower, ((-4.8, 70.0), (-3.6, 46.0), (-2.9, 20.0)))
    pieces["jaw-joint"], lower = carved(lower, ((-10.0, 48.8), (1.6, 48.0), (2.6, 42.0), (1.4, 20.0)))
    eye, lower = carved(lower, ((12.6, 26.0), (13.4, 38.6), (22.4, 38.6), (22.6, 24.0)))
    pieces["eye"] = eye
    cheek, front = carved(lower, ((20.4, 90.0), (20.2, 58.0), (22.4, 46.0), (22.0, 30.0)))
    pieces["cheek"], pieces["jaw"] = carved(cheek, ((-10.0, 52.0), (6.0, 54.0), (18.0, 60.0), (30.0, 62.6)))
    nose, mouth = carved(front, ((10.0, 50.0), (40.0, 49.2)))
    pieces["nose"] = nose
    pieces["mouth"], pieces["chin"] = carved(mouth, ((10.0, 62.4), (40.0, 62.2)))
    return pieces
