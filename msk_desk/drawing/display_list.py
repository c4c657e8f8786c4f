"""The few shapes that every figure and chart is made of; the window and the PDF maker draw them.

Coordinates run right and down from the top left corner, in points of the drawing's own width and
height. Colours are token names (`palette.LIGHT` lists them): the theme decides what they look like.
"""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
Weight = Literal["regular", "bold"]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; dash lengths on and off in points, none for a solid line."""

    start: Point
    end: Point
    stroke: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight lines through points, with round joins and ends."""

    points: tuple[Point, ...]
    stroke: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Starts a new outline."""

    to: Point


@dataclass(frozen=True, slots=True)
class LineTo:
    """A straight side of an outline."""

    to: Point


@dataclass(frozen=True, slots=True)
class CurveTo:
    """A cubic Bézier side of an outline."""

    first_control: Point
    second_control: Point
    to: Point


@dataclass(frozen=True, slots=True)
class Close:
    """Ends an outline at its start."""


Segment = Move | LineTo | CurveTo | Close


@dataclass(frozen=True, slots=True)
class Path:
    """An outline of straight and curved sides, filled, stroked or both."""

    segments: tuple[Segment, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, filled, stroked or both."""

    centre: Point
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle with corners rounded by a radius, filled, stroked or both."""

    corner: Point
    size: Point
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; the point is on its baseline."""

    point: Point
    words: str
    size: float
    colour: str = "ink"
    anchor: Anchor = "start"
    weight: Weight = "regular"


Item = Line | Polyline | Path | Circle | Rect | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order they are drawn, with what a screen reader says of the whole."""

    width: float
    height: float
    items: tuple[Item, ...]
    description: str

    def texts(self) -> tuple[str, ...]:
        """The words in it, in the order drawn."""
        return tuple(item.words for item in self.items if isinstance(item, Text))
