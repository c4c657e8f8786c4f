"""The outline of the whole body, seen from the front and from behind alike: the half at the viewer's right."""

from math import cos, radians, sin

from msk_desk.drawing.body.geometry import mirrored_outline
from msk_desk.drawing.body.hand_shape import hand_points, placed
from msk_desk.drawing.display_list import Point

HAND = 11.0
ARM_ANGLE = 15.0
"""Degrees by which hand and forearm point away from the body."""
WRIST_AT: Point = (17.15, 47.9)
ALONG: Point = (sin(radians(ARM_ANGLE)), cos(radians(ARM_ANGLE)))

HEAD: tuple[Point, ...] = (
    (0.0, 0.0), (1.8, 0.25), (3.3, 1.3), (4.25, 3.1), (4.5, 5.0), (4.45, 5.9),
)  # fmt: skip
EAR: tuple[Point, ...] = ((4.45, 5.9), (5.0, 5.65), (5.2, 6.4), (4.95, 7.6), (4.5, 8.3), (4.25, 8.2))
SHOULDER: tuple[Point, ...] = (
    (4.25, 8.2), (3.95, 9.8), (3.25, 11.5), (2.85, 12.6), (2.8, 13.9), (3.1, 15.1), (4.4, 16.1), (6.6, 16.8),
    (8.9, 17.35), (10.9, 18.3), (12.2, 20.0), (12.85, 22.3), (13.15, 25.0), (13.6, 28.0), (14.2, 31.0), (14.75, 33.6),
    (15.4, 36.2), (16.3, 38.6), (17.15, 41.0), (17.8, 43.6), (18.3, 46.0),
)  # fmt: skip
INNER_ARM: tuple[Point, ...] = (
    (15.1, 46.6), (14.1, 44.2), (12.9, 41.6), (12.0, 39.0), (11.45, 36.6), (10.95, 34.0), (10.35, 31.0), (9.6, 28.2),
    (8.75, 25.6),
)  # fmt: skip
SIDE: tuple[Point, ...] = (
    (8.75, 25.6), (8.7, 28.0), (8.45, 31.0), (8.05, 34.0), (7.75, 36.8), (7.85, 39.4), (8.3, 42.0), (8.95, 45.0),
    (9.4, 48.2), (9.6, 51.4), (9.55, 55.0), (9.2, 59.0), (8.65, 63.0), (8.0, 66.6), (7.6, 69.4), (7.55, 71.4),
    (7.4, 73.4), (7.65, 76.0), (7.85, 78.8), (7.55, 82.0), (6.85, 85.6), (6.15, 89.0), (5.8, 91.8), (5.9, 93.6),
    (6.2, 94.8), (6.3, 96.0), (6.9, 97.3), (7.55, 98.5), (7.4, 99.5), (6.4, 99.9), (4.9, 100.0), (3.5, 99.9),
    (2.65, 99.3), (2.65, 98.0), (3.0, 96.4), (2.95, 95.0), (2.6, 93.8), (2.8, 92.0), (2.75, 89.0), (2.3, 85.6),
    (1.75, 82.0), (1.5, 78.8), (1.7, 76.0), (2.05, 73.6), (2.0, 71.4), (1.7, 69.0), (1.25, 65.6), (0.8, 61.6),
    (0.5, 57.6), (0.28, 54.4), (0.0, 51.8),
)  # fmt: skip

_HAND = placed(hand_points(is_open=False), WRIST_AT, ALONG, HAND)
OUTLINE, HALF = mirrored_outline(HEAD, EAR, (*SHOULDER, *reversed(_HAND), *INNER_ARM), SIDE)


def on_hand(*points: Point) -> tuple[Point, ...]:
    """Places given on a hand with the fingers up, on the hand at the viewer's right."""
    return tuple(placed(list(points), WRIST_AT, ALONG, HAND))
