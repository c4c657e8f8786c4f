"""Moves shapes drawn with y up onto a page with y down, and finds how much room they take."""

from collections.abc import Iterable
from dataclasses import dataclass

from msk_desk.drawing.display_list import (
    Circle,
    Close,
    CurveTo,
    Item,
    Line,
    LineTo,
    Move,
    Path,
    Point,
    Polyline,
    Rect,
    Segment,
    Text,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """So many points for each unit, with the origin at a place on the page; y up becomes y down."""

    scale: float
    origin: Point

    def point(self, place: Point) -> Point:
        """A place on the page."""
        return self.origin[0] + self.scale * place[0], self.origin[1] - self.scale * place[1]

    def item(self, item: Item) -> Item:
        """A shape on the page. Words are not turned over: they belong to the page."""
        scale = self.scale
        match item:
            case Line(start, end, stroke, width, dash):
                return Line(self.point(start), self.point(end), stroke, width * scale, dash)
            case Polyline(points, stroke, width, dash):
                return Polyline(tuple(map(self.point, points)), stroke, width * scale, dash)
            case Path(segments, fill, stroke, width, dash):
                return Path(tuple(map(self._segment, segments)), fill, stroke, width * scale, dash)
            case Circle(centre, radius, fill, stroke, width):
                return Circle(self.point(centre), radius * scale, fill, stroke, width * scale)
            case Rect((x, y), (width, height), radius, fill, stroke, pen):
                corner = self.point((x, y + height))
                return Rect(corner, (width * scale, height * scale), radius * scale, fill, stroke, pen * scale)
            case Text():
                return item

    def _segment(self, segment: Segment) -> Segment:
        match segment:
            case Move(to):
                return Move(self.point(to))
            case LineTo(to):
                return LineTo(self.point(to))
            case CurveTo(first, second, to):
                return CurveTo(self.point(first), self.point(second), self.point(to))
            case Close():
                return segment


def extent(items: Iterable[Item]) -> tuple[float, float, float, float]:
    """Least x, least y, greatest x, greatest y of shapes, curves by their control points."""
    places = [place for item in items for place in _places(item)]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def _places(item: Item) -> list[Point]:
    match item:
        case Line(start, end):
            return [start, end]
        case Polyline(points):
            return list(points)
        case Path(segments):
            return [segment.to for segment in segments if not isinstance(segment, Close)]
        case Circle((x, y), radius):
            return [(x - radius, y - radius), (x + radius, y + radius)]
        case Rect((x, y), (width, height)):
            return [(x, y), (x + width, y + height)]
        case Text(point):
            return [point]
