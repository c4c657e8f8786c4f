"""A body from the front and the back to mark where it hurts, and the name of the part that was marked.

Places are hundredths of the body's height: across from its middle line, and down from the top of the head.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from msk_desk.drawing.body_regions import region_of
from msk_desk.drawing.display_list import Circle, Drawing, Item, Line, Path, Point, Text
from msk_desk.drawing.outlines import smooth

HALF_WIDTH, HEIGHT = 19.0, 100.0
WORDS = 11.0
PEN = 1.4
MARK = 3.2
"""Radius of a mark."""

# The right-hand half of the outline as drawn, from the neck around arm and leg to the middle.
HALF = (
    (2.3, 12.6), (2.5, 15.4), (5.4, 17.2), (8.8, 18.3), (10.8, 21.4), (11.6, 28.0), (12.8, 35.5), (14.6, 42.5),
    (15.8, 48.6), (17.3, 52.6), (17.2, 56.4), (15.6, 58.0), (14.4, 55.6), (13.2, 52.2), (13.4, 49.0), (11.5, 42.5),
    (10.0, 36.0), (8.9, 29.0), (8.1, 25.0), (7.7, 30.0), (6.8, 37.0), (7.6, 43.5), (8.6, 49.0), (8.7, 56.0),
    (7.6, 64.0), (6.5, 70.5), (6.9, 77.0), (5.6, 86.0), (4.6, 92.0), (5.6, 96.6), (5.4, 99.0), (3.4, 99.4),
    (2.2, 97.0), (2.3, 92.0), (1.9, 84.0), (1.5, 77.0), (2.1, 70.5), (1.2, 61.0), (0.5, 52.6),
)  # fmt: skip
HEAD = ((0.0, 0.0), (3.6, 1.6), (4.8, 6.0), (4.0, 10.4), (1.8, 13.4), (0.0, 14.0))
FRONT_LINES = (
    ((2.6, 19.6), (7.4, 18.9)),
    ((2.8, 27.6), (6.4, 27.2)),
    ((2.9, 69.0), (5.5, 69.0)),
    ((3.0, 72.4), (5.2, 72.4)),
)
BACK_LINES = (((2.6, 22.0), (4.6, 28.0)), ((0.6, 52.4), (6.2, 51.4)), ((2.4, 71.0), (5.8, 71.0)))


class BodyView(StrEnum):
    """Which side of the body is seen."""

    FRONT = "front"
    BACK = "back"


class Feeling(StrEnum):
    """What is felt at a mark; each has a pattern of its own besides its colour."""

    PAIN = "pain"
    ACHE = "ache"
    NUMB = "numb"
    PINS = "pins"


@dataclass(frozen=True, slots=True)
class BodyMark:
    """A marked place on one side of the body."""

    view: BodyView
    at: Point
    feeling: Feeling

    @property
    def region(self) -> str:
        """The part of the body it lies on, such as right-knee; empty outside the body."""
        return region_of(self.view is BodyView.BACK, self.at)


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The words on the chart."""

    front: str
    back: str
    right: str
    left: str


@dataclass(frozen=True, slots=True)
class BodyChart:
    """A chart of a given size in points; finds the place of a click and draws the marks."""

    width: float
    height: float

    @property
    def scale(self) -> float:
        """Points for a hundredth of the body's height."""
        return min((self.height - 2 * WORDS - 12) / HEIGHT, self.width / (4.4 * HALF_WIDTH))

    def place(self, view: BodyView, at: Point) -> Point:
        """Where a place on the body is on the chart."""
        return self._middle(view) + at[0] * self.scale, 4 + at[1] * self.scale

    def found(self, point: Point) -> tuple[BodyView, Point] | None:
        """Which side and place a point of the chart is on; None when it is beside both bodies."""
        for view in BodyView:
            x = (point[0] - self._middle(view)) / self.scale
            y = (point[1] - 4) / self.scale
            if region_of(view is BodyView.BACK, (x, y)):
                return view, (round(x, 1), round(y, 1))
        return None

    def drawing(self, marks: tuple[BodyMark, ...], words: BodyWords, description: str) -> Drawing:
        """Both bodies with their marks."""
        items: list[Item] = []
        for view in BodyView:
            items.extend(self._body(view))
            items.extend(self._words(view, words))
        for mark in marks:
            items.extend(_mark(mark.feeling, self.place(mark.view, mark.at), MARK * self.scale))
        return Drawing(self.width, self.height, tuple(items), description)

    def _middle(self, view: BodyView) -> float:
        return self.width * (0.26 if view is BodyView.FRONT else 0.74)

    def _body(self, view: BodyView) -> Iterator[Item]:
        for half in (HALF, HEAD):
            mirrored = [*half, *((-x, y) for x, y in reversed(half) if x > 0.05)]
            outline = smooth([self.place(view, point) for point in mirrored])
            yield Path(outline, "surface", "muted", PEN)
        lines = FRONT_LINES if view is BodyView.FRONT else BACK_LINES
        for start, end in lines:
            for side in (1, -1):
                ends = [self.place(view, (x * side, y)) for x, y in (start, end)]
                yield Line(ends[0], ends[1], "line", PEN)
        if view is BodyView.BACK:
            yield Line(self.place(view, (0, 17)), self.place(view, (0, 47)), "line", PEN)

    def _words(self, view: BodyView, words: BodyWords) -> Iterator[Item]:
        front = view is BodyView.FRONT
        below = self.height - 6
        yield Text((self._middle(view), below), words.front if front else words.back, WORDS, "muted", "middle")
        sides = (words.right, words.left) if front else (words.left, words.right)
        for word, x in zip(sides, (-HALF_WIDTH * 0.8, HALF_WIDTH * 0.8), strict=True):
            yield Text((self.place(view, (x, 0))[0], below), word, WORDS, "muted", "middle", "bold")


def _mark(feeling: Feeling, centre: Point, radius: float) -> Iterator[Item]:
    """Pain is full, ache a double ring, numbness barred, pins and needles dotted."""
    if feeling is Feeling.PAIN:
        yield Circle(centre, radius, "bad", "ink", PEN)
    elif feeling is Feeling.ACHE:
        yield Circle(centre, radius, "warn", "ink", PEN)
        yield Circle(centre, radius * 0.5, None, "ink", PEN)
    elif feeling is Feeling.NUMB:
        yield Circle(centre, radius, "surface", "ink", PEN)
        for part in (-0.45, 0.0, 0.45):
            half = radius * (1 - part * part) ** 0.5
            y = centre[1] + part * radius
            yield Line((centre[0] - half, y), (centre[0] + half, y), "ink", PEN)
    else:
        yield Circle(centre, radius, "surface", "primary", PEN)
        for dx, dy in ((-0.4, -0.35), (0.4, -0.35), (0.0, 0.05), (-0.4, 0.45), (0.4, 0.45)):
            yield Circle((centre[0] + dx * radius, centre[1] + dy * radius), radius * 0.14, "primary")
