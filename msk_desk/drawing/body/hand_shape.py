"""The outline of an open hand, fingers up and thumb to the right, for the hands of every figure."""

from dataclasses import dataclass
from math import hypot

from msk_desk.drawing.display_list import Point

WRIST = 76.0
"""How far down the crease of the wrist lies, the tip of the middle finger being at 0."""


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger or toe from its root to its tip, with its widths there."""

    root: Point
    tip: Point
    root_width: float
    tip_width: float

    def at(self, along: float, across: float = 0.0) -> Point:
        """A place: along from root (0) to tip (1), across in its own half-widths, right of the way to the tip."""
        dx, dy = self.tip[0] - self.root[0], self.tip[1] - self.root[1]
        length = hypot(dx, dy)
        half = (self.root_width + (self.tip_width - self.root_width) * along) / 2 * across
        return self.root[0] + dx * along - dy / length * half, self.root[1] + dy * along + dx / length * half

    def around(self) -> list[Point]:
        """Up its left side, around the tip and down its right side."""
        length = hypot(self.tip[0] - self.root[0], self.tip[1] - self.root[1])
        soft = self.tip_width / 2 / length
        left = [self.at(0.18, -0.97), self.at(0.45, -1.06), self.at(0.68, -1.0), self.at(1 - 1.15 * soft, -0.99)]
        tip = [self.at(1 - 0.38 * soft, -0.72), self.at(1, 0), self.at(1 - 0.38 * soft, 0.72)]
        right = [self.at(1 - 1.15 * soft, 0.99), self.at(0.68, 1.0), self.at(0.45, 1.06), self.at(0.18, 0.97)]
        return [*left, *tip, *right]


LITTLE = Finger((-15.8, 43.0), (-21.0, 19.0), 7.0, 5.6)
RING = Finger((-8.0, 38.5), (-10.8, 6.4), 7.7, 6.3)
MIDDLE = Finger((0.2, 36.8), (0.6, 0.0), 8.2, 6.6)
INDEX = Finger((8.6, 38.6), (11.6, 6.8), 8.0, 6.4)
FINGERS = (LITTLE, RING, MIDDLE, INDEX)
WEBS: tuple[Point, ...] = ((-11.9, 38.6), (-3.9, 35.4), (4.4, 35.6))
_LITTLE_SIDE: tuple[Point, ...] = ((-11.5, 77.0), (-13.4, 71.0), (-16.6, 63.0), (-18.6, 54.0), (-19.5, 46.5))
_THUMB_OPEN = Finger((18.2, 62.0), (32.0, 36.5), 10.6, 7.6)
_THUMB_CLOSE = Finger((15.6, 62.0), (22.0, 37.0), 9.6, 7.4)


def thumb(is_open: bool = True) -> Finger:
    """The thumb, spread or beside the hand."""
    return _THUMB_OPEN if is_open else _THUMB_CLOSE


def hand_points(is_open: bool = True) -> list[Point]:
    """From the little finger's side of the wrist around all fingers to the thumb's side."""
    points = list(_LITTLE_SIDE)
    for finger, web in zip(FINGERS, (*WEBS, None), strict=True):
        points.extend(finger.around())
        if web is not None:
            points.append(web)
    points.append((12.9, 43.5))
    one = thumb(is_open)
    points.append((14.0, 50.0) if is_open else (13.4, 49.5))
    points.append((15.6, 53.2) if is_open else (14.4, 53.0))
    left = [one.at(0.42, -0.98), one.at(0.66, -0.98), one.at(0.84, -0.98)]
    tip = [one.at(0.95, -0.75), one.at(1, 0), one.at(0.95, 0.75)]
    right = [one.at(0.84, 0.98), one.at(0.62, 1.08), one.at(0.3, 0.98), one.at(0.0, 0.98)]
    points.extend([*left, *tip, *right])
    points.extend([(17.4, 70.0), (12.8, 75.0)] if is_open else [(15.6, 70.0), (12.2, 75.0)])
    return points


def placed(points: list[Point], wrist: Point, along: Point, size: float) -> list[Point]:
    """The hand at the end of an arm: fingers the way `along`, the thumb to the left of that way as seen.

    Args:
        size: how long the hand is from the wrist to the tip of the middle finger.
    """
    scale = size / WRIST
    out = (along[1], -along[0])
    return [
        (
            wrist[0] + out[0] * x * scale + along[0] * (WRIST - y) * scale,
            wrist[1] + out[1] * x * scale + along[1] * (WRIST - y) * scale,
        )
        for x, y in points
    ]
