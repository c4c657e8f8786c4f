"""Right palm and back of the left hand, fingers up and thumb at the viewer's right; the others mirror them."""

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.figure import Detail, Figure, Layer, figure, line, of_side, sliced
from msk_desk.drawing.body.geometry import Polygon, carved, curve, flat
from msk_desk.drawing.body.hand_shape import FINGERS, Finger, hand_points, thumb
from msk_desk.drawing.body.region_names import LEFT, RIGHT
from msk_desk.drawing.display_list import Close, LineTo, Point

Cut = tuple[Point, ...]
_NAMES = ("little", "ring", "middle", "index")
_ARM_LEFT: tuple[Point, ...] = ((-13.4, 100.0), (-12.5, 91.0), (-11.6, 83.5))
_ARM_RIGHT: tuple[Point, ...] = ((11.6, 82.5), (12.2, 91.0), (13.0, 100.0))
_EDGE = curve((*_ARM_LEFT, *hand_points(), *_ARM_RIGHT))
_SHAPE = (*_EDGE, LineTo(_ARM_LEFT[0]), Close())
_THUMB = thumb()
# From web to web, a little below, each finger is cut off from the hand.
_ROOTS: tuple[Cut, ...] = (
    ((-26.0, 46.0), (-19.6, 45.6), (-12.6, 41.0), (-12.0, 39.4), (-13.4, 32.0)),
    ((-13.4, 32.0), (-11.4, 39.6), (-8.0, 39.6), (-4.2, 36.6), (-4.5, 30.0)),
    ((-4.5, 30.0), (-3.6, 36.6), (0.2, 37.6), (4.2, 36.8), (4.9, 30.0)),
    ((4.9, 30.0), (4.8, 36.8), (8.6, 40.4), (20.0, 44.0)),
)
_WRIST_LINES: tuple[Cut, ...] = (
    ((-30.0, 70.0), (-12.0, 70.6), (0.0, 72.6), (14.0, 73.2), (30.0, 73.0)),
    ((-30.0, 86.0), (30.0, 86.0)),
)


def palm() -> Figure:
    """The right palm."""
    creases = [_crease(finger, share) for finger in FINGERS for share in (0.1, 0.42, 0.72)]
    details = [
        *creases,
        line((13.6, 50.6), (7.0, 52.6), (1.8, 58.0), (0.2, 66.0), (1.4, 74.5)),
        line((13.2, 47.0), (6.0, 50.4), (-4.0, 54.6), (-11.6, 57.6)),
        line((-18.4, 50.6), (-10.0, 48.6), (-2.6, 46.8), (1.8, 42.4)),
        _crease(_THUMB, 0.6),
        _crease(_THUMB, 0.12),
        line((-10.6, 77.4), (0.0, 79.2), (10.8, 77.0)),
        line((-10.4, 80.6), (0.0, 82.2), (10.4, 80.2)),
        line((-2.4, 86.0), (-2.1, 92.0), (-2.6, 99.0)),
        line((1.8, 86.0), (2.0, 92.0), (2.4, 99.0)),
    ]
    return figure(BodyView.RIGHT_PALM, [Layer(_SHAPE, _EDGE)], details, of_side(_palm_regions(), RIGHT))


def back_of_hand() -> Figure:
    """The back of the left hand."""
    details = [_wrinkle(finger, share) for finger in FINGERS for share in (0.42, 0.46, 0.73)]
    details += [_nail(finger) for finger in (*FINGERS, _THUMB)]
    details += [_wrinkle(_THUMB, share) for share in (0.6, 0.64)]
    for finger in FINGERS:
        x, y = finger.at(-0.3)
        details.append(
            line((x - 2.4, y + 1.2), (x - 1.6, y - 1.0), (x, y - 1.9), (x + 1.6, y - 1.0), (x + 2.4, y + 1.2))
        )
        details.append(line((x * 0.92, y + 4.0), (x * 0.72, y + 12.0), (x * 0.5, 69.0)))
    details += [
        line((-8.8, 77.0), (-7.2, 78.6), (-7.0, 81.0), (-8.4, 83.0)),
        line((13.0, 70.4), (10.2, 67.0), (11.0, 62.6)),
        line((-3.0, 78.4), (2.6, 78.8), (8.0, 77.6)),
    ]
    return figure(BodyView.LEFT_HAND_BACK, [Layer(_SHAPE, _EDGE)], details, of_side(_back_regions(), LEFT))


def _crease(finger: Finger, share: float) -> Detail:
    return line(finger.at(share, -0.7), finger.at(share - 0.015, 0), finger.at(share, 0.7))


def _wrinkle(finger: Finger, share: float) -> Detail:
    return line(finger.at(share, -0.55), finger.at(share + 0.012, 0), finger.at(share, 0.55))


def _nail(finger: Finger) -> Detail:
    places = ((0.965, -0.5), (0.9, -0.56), (0.855, -0.36), (0.845, 0.0), (0.855, 0.36), (0.9, 0.56), (0.965, 0.5))
    return line(*(finger.at(along, across) for along, across in places))


def _across(finger: Finger, along: float) -> Cut:
    return finger.at(along, -1.4), finger.at(along, 0.0), finger.at(along, 1.4)


def _fingers_off(hand: Polygon) -> tuple[dict[str, Polygon], Polygon]:
    """Each finger by name, and the hand that is left."""
    fingers = {}
    for name, cut in zip(_NAMES, _ROOTS, strict=True):
        fingers[name], hand = carved(hand, cut)
    fingers["thumb"], hand = carved(hand, ((18.0, 46.0), (15.4, 54.6), (18.2, 61.6), (30.0, 66.0)))
    return fingers, hand


def _palm_regions() -> dict[str, Polygon]:
    hand, rest = carved(flat(_SHAPE), _WRIST_LINES[0])
    fingers, hand = _fingers_off(hand)
    pieces = {"thumb-palm" if name == "thumb" else f"{name}-finger-palm": each for name, each in fingers.items()}
    pieces["wrist-front"], pieces["forearm-front"] = carved(rest, _WRIST_LINES[1])
    ball: Cut = ((0.4, 90.0), (0.2, 66.0), (2.0, 57.6), (7.0, 52.6), (22.0, 48.6))
    palm_and_little, pieces["thumb-ball"] = carved(hand, ball)
    side: Cut = ((-4.6, 90.0), (-5.4, 66.0), (-9.6, 56.0), (-30.0, 51.0))
    pieces["little-finger-ball"], pieces["hand-palm"] = carved(palm_and_little, side)
    return pieces


def _back_regions() -> dict[str, Polygon]:
    hand, rest = carved(flat(_SHAPE), _WRIST_LINES[0])
    fingers, hand = _fingers_off(hand)
    pieces: dict[str, Polygon] = {}
    for finger, name in zip(FINGERS, _NAMES, strict=True):
        cut = (_across(finger, 0.6), _across(finger, 0.2))
        end, joint, root = sliced(fingers[name], cut, "end joint root").values()
        pieces |= {f"{name}-end": end, f"{name}-middle-joint": joint, f"{name}-knuckle": root}
    pieces |= sliced(fingers["thumb"], (_across(_THUMB, 0.56),), "thumb-end thumb-knuckle")
    pieces["wrist-back"], pieces["forearm-back"] = carved(rest, _WRIST_LINES[1])
    pieces["hand-back"], pieces["thumb-base"] = carved(hand, ((10.0, 90.0), (9.6, 66.0), (11.0, 60.0), (22.0, 52.0)))
    return pieces
