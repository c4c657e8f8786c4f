"""Right sole and top of the left foot, toes up and big toe at the viewer's right; the others mirror them."""

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.figure import Detail, Figure, Layer, figure, line, of_side, sliced
from msk_desk.drawing.body.geometry import Polygon, carved, curve, flat, outline
from msk_desk.drawing.body.hand_shape import Finger
from msk_desk.drawing.body.region_names import LEFT, RIGHT, TOES
from msk_desk.drawing.display_list import Close, LineTo, Point

Cut = tuple[Point, ...]
LITTLE = Finger((-16.2, 29.6), (-19.4, 17.4), 6.6, 6.0)
FOURTH = Finger((-10.8, 25.4), (-13.0, 10.4), 6.2, 6.0)
THIRD = Finger((-4.8, 22.0), (-6.2, 5.4), 6.4, 6.2)
SECOND = Finger((1.8, 20.0), (1.4, 1.6), 6.8, 6.6)
BIG = Finger((12.0, 22.0), (10.6, 0.0), 11.0, 9.8)
_TOES = (LITTLE, FOURTH, THIRD, SECOND, BIG)
_WEBS: tuple[Point, ...] = ((-13.8, 27.2), (-8.2, 22.4), (-1.7, 18.8), (5.6, 17.6))


def _toe(toe: Finger) -> list[Point]:
    places = ((0.3, -0.96), (0.62, -1.03), (0.82, -0.96), (0.95, -0.62), (1.0, 0.0), (0.95, 0.62), (0.82, 0.96))
    return [toe.at(along, across) for along, across in (*places, (0.62, 1.03), (0.3, 0.96))]


def _toes() -> list[Point]:
    points = []
    for toe, web in zip(_TOES, (*_WEBS, None), strict=True):
        points.extend(_toe(toe))
        if web is not None:
            points.append(web)
    return points


_OUTER: tuple[Point, ...] = ((-11.6, 76.0), (-12.6, 66.0), (-14.6, 56.0), (-17.0, 46.0), (-19.4, 37.0), (-19.8, 31.0))
_INNER: tuple[Point, ...] = (
    (17.7, 22.8),
    (18.6, 28.6),
    (17.2, 36.0),
    (13.6, 45.0),
    (10.2, 54.0),
    (8.6, 63.0),
    (8.8, 72.0),
)
_HEEL: tuple[Point, ...] = (
    (8.8, 72.0), (10.0, 80.0), (11.0, 87.0), (10.2, 94.0), (6.4, 98.8), (0.4, 100.0), (-5.6, 98.6), (-9.6, 94.0),
    (-11.2, 87.0), (-11.4, 81.0), (-11.6, 76.0),
)  # fmt: skip
_SOLE = outline((*_OUTER, *_toes(), *_INNER, *_HEEL[1:]))
_SHANK_RIGHT: tuple[Point, ...] = (
    (8.8, 72.0),
    (9.7, 77.0),
    (11.0, 80.6),
    (10.9, 84.4),
    (9.4, 89.0),
    (9.0, 94.0),
    (9.4, 100.0),
)
_SHANK_LEFT: tuple[Point, ...] = (
    (-9.6, 100.0), (-9.2, 94.0), (-9.8, 90.0), (-11.4, 86.4), (-11.7, 82.8), (-11.0, 79.4), (-11.6, 76.0),
)  # fmt: skip
_TOP_EDGE = curve((*_SHANK_LEFT, *_OUTER[1:], *_toes(), *_INNER, *_SHANK_RIGHT[1:]))
_TOP = (*_TOP_EDGE, LineTo(_SHANK_LEFT[0]), Close())
_ROOTS: tuple[Cut, ...] = (
    ((-30.0, 33.0), (-18.0, 32.6), (-14.6, 29.8), (-14.0, 28.2), (-14.25, 24.0), (-15.1, 20.0), (-16.2, 14.0)),
    ((-16.2, 14.0), (-15.1, 20.0), (-14.25, 24.0), (-13.4, 28.2), (-10.4, 27.0), (-8.5, 23.4), (-8.45, 19.0),
     (-9.05, 14.0), (-9.4, 8.0)),
    ((-9.4, 8.0), (-9.05, 14.0), (-8.45, 19.0), (-7.9, 23.4), (-4.8, 23.6), (-1.95, 19.8), (-1.9, 16.0),
     (-2.1, 12.0), (-2.4, 4.0)),
    ((-2.4, 4.0), (-2.1, 12.0), (-1.9, 16.0), (-1.4, 19.8), (1.8, 20.6), (5.3, 18.4), (5.6, 14.0), (5.4, 4.0)),
    ((5.4, 4.0), (5.6, 14.0), (6.0, 18.4), (11.4, 22.6), (30.0, 23.0)),
)  # fmt: skip


def sole() -> Figure:
    """The right sole."""
    details = [
        *(line(*(toe.at(0.38, across) for across in (-0.72, 0.0, 0.72))) for toe in _TOES),
        line((-17.4, 40.0), (-9.0, 37.4), (-2.0, 37.0), (5.0, 39.0)),
        line((17.0, 35.4), (10.6, 38.6), (6.6, 36.0), (5.6, 29.0)),
        line((9.4, 60.0), (4.6, 58.0), (2.2, 63.0), (2.8, 71.0), (6.0, 76.4), (9.4, 78.0)),
        line((-10.6, 79.6), (-3.0, 77.0), (4.0, 78.2)),
    ]
    return figure(BodyView.RIGHT_SOLE, [Layer(_SOLE)], details, of_side(_sole_regions(), RIGHT))


def top_of_foot() -> Figure:
    """The top of the left foot."""
    details: list[Detail] = [_nail(toe) for toe in _TOES]
    details += [line(*(toe.at(0.42, across) for across in (-0.55, 0.0, 0.55))) for toe in _TOES[1:]]
    for toe, foot in zip(_TOES, (-6.0, -4.0, -1.6, 0.8, 3.8), strict=True):
        x, y = toe.at(-0.5)
        details.append(line((x, y), (x * 0.7 + foot * 0.3, 46.0), (foot, 66.0)))
    details += [
        line((16.6, 25.4), (14.6, 26.6), (14.2, 29.6), (15.8, 31.6)),
        line((10.0, 79.4), (8.0, 80.6), (7.6, 83.0), (9.0, 85.6)),
        line((-10.4, 81.6), (-8.2, 82.8), (-8.0, 85.6), (-9.4, 88.2)),
        line((-6.4, 76.6), (0.0, 78.4), (6.0, 76.6)),
        line((2.4, 82.0), (2.0, 91.0), (2.2, 99.0)),
    ]
    return figure(BodyView.LEFT_FOOT_TOP, [Layer(_TOP, _TOP_EDGE)], details, of_side(_top_regions(), LEFT))


def _nail(toe: Finger) -> Detail:
    places = ((0.93, -0.42), (0.84, -0.52), (0.76, -0.36), (0.74, 0.0), (0.76, 0.36), (0.84, 0.52), (0.93, 0.42))
    return line(*(toe.at(along, across) for along, across in places))


def _toes_off(foot: Polygon, aspect: str) -> tuple[dict[str, Polygon], Polygon]:
    pieces = {}
    for name, cut in zip(reversed(TOES), _ROOTS, strict=True):
        pieces[f"{name}-{aspect}"], foot = carved(foot, cut)
    return pieces, foot


def _sole_regions() -> dict[str, Polygon]:
    pieces, foot = _toes_off(flat(_SOLE), "under")
    ball, rest = carved(foot, ((-40.0, 45.0), (-8.0, 43.0), (8.0, 45.6), (40.0, 44.0)))
    middle, pieces["heel"] = carved(rest, ((-40.0, 77.0), (40.0, 77.0)))
    pieces |= sliced(ball, (((4.4, 80.0), (4.4, 0.0)),), "ball-outer ball-inner")
    return pieces | sliced(middle, (((-2.6, 90.0), (-4.6, 30.0)),), "sole-outer arch")


def _top_regions() -> dict[str, Polygon]:
    pieces, foot = _toes_off(flat(_TOP), "top")
    foot, rest = carved(foot, ((-40.0, 75.0), (-6.0, 75.6), (6.0, 75.6), (40.0, 75.0)))
    pieces |= sliced(
        foot,
        (
            ((-7.6, 90.0), (-9.0, 60.0), (-12.6, 38.0), (-12.8, 12.0)),
            ((5.6, 90.0), (6.2, 60.0), (9.0, 36.0), (9.4, 10.0)),
        ),
        "foot-outer foot-top foot-inner",
    )
    ankle, shank = carved(rest, ((-40.0, 90.0), (40.0, 90.0)))
    pieces |= sliced(
        ankle, (((-5.0, 99.0), (-5.0, 60.0)), ((5.0, 99.0), (5.0, 60.0))), "ankle-outer ankle-front ankle-inner"
    )
    return pieces | {"lower-leg-front": shank}
