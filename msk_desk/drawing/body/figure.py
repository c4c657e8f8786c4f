"""One figure of the body chart: what it looks like and the regions it is divided into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.geometry import Polygon, box, carved, curve, flat, inside, turned
from msk_desk.drawing.body.region_names import LEFT, RIGHT, code, named
from msk_desk.drawing.display_list import Close, CurveTo, LineTo, Move, Point, Segment

HEIGHT = 100.0
"""Every figure is so many hundredths high."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a figure with its code and the layer it lies on, 0 being the one behind."""

    code: str
    polygon: Polygon
    layer: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """A filled shape; its edge may be left open where it grows out of the one behind."""

    shape: tuple[Segment, ...]
    edge: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """A line inside a figure that helps to find one's way; strong ones are drawn darker."""

    segments: tuple[Segment, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from the layer behind to the layer in front; regions of layers in front come first."""

    view: BodyView
    layers: tuple[Layer, ...]
    details: tuple[Detail, ...]
    regions: tuple[Region, ...]
    outlines: tuple[Polygon, ...]
    edges: tuple[float, float, float, float]
    """Least x, least y, greatest x, greatest y."""
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    """The same of each region, to find one fast."""

    def region_at(self, point: Point) -> str:
        """The code of the region at a place; empty beside the figure."""
        x, y = point
        for region, (left, top, right, bottom) in zip(self.regions, self.boxes, strict=True):
            if left <= x <= right and top <= y <= bottom and inside(region.polygon, point):
                return region.code
        return ""

    def region(self, wanted: str) -> Region | None:
        """The region with a code."""
        return next((region for region in self.regions if region.code == wanted), None)


def figure(view: BodyView, layers: Sequence[Layer], details: Sequence[Detail], regions: Sequence[Region]) -> Figure:
    """A figure whose edges are found from its layers."""
    outlines = tuple(flat(layer.shape) for layer in layers)
    around = box(point for outline in outlines for point in outline)
    boxes = tuple(box(region.polygon) for region in regions)
    return Figure(view, tuple(layers), tuple(details), tuple(regions), outlines, around, boxes)


def mirror_image(drawn: Figure, view: BodyView) -> Figure:
    """The same figure of the other side of the body."""
    layers = [replace(layer, shape=_turned(layer.shape), edge=_turned(layer.edge)) for layer in drawn.layers]
    details = [replace(detail, segments=_turned(detail.segments)) for detail in drawn.details]
    regions = [replace(each, code=_other_side(each.code), polygon=turned(each.polygon)) for each in drawn.regions]
    return figure(view, layers, details, regions)


def _other_side(region: str) -> str:
    side, name = named(region)
    return code(name, {RIGHT: LEFT, LEFT: RIGHT}.get(side, ""))


def _turned(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    return tuple(_turned_segment(segment) for segment in segments)


def _turned_segment(segment: Segment) -> Segment:
    match segment:
        case Move((x, y)):
            return Move((-x, y))
        case LineTo((x, y)):
            return LineTo((-x, y))
        case CurveTo(first, second, to):
            return CurveTo((-first[0], first[1]), (-second[0], second[1]), (-to[0], to[1]))
        case Close():
            return segment


def line(*points: Point, strong: bool = False) -> Detail:
    """A smooth line inside a figure."""
    return Detail(curve(points), strong)


def both(*lines: Detail) -> Iterator[Detail]:
    """Each line and its mirror image."""
    for each in lines:
        yield each
        yield replace(each, segments=_turned(each.segments))


def sliced(piece: Polygon, cuts: Sequence[Sequence[Point]], names: str) -> dict[str, Polygon]:
    """A piece cut again and again, always what is left of the cut (above it) first; so many names as pieces."""
    found: dict[str, Polygon] = {}
    *firsts, last = names.split()
    for name, cut in zip(firsts, cuts, strict=True):
        found[name], piece = carved(piece, cut)
    found[last] = piece
    return found


def level(y: float, left: float = -60.0, right: float = 60.0) -> tuple[Point, Point]:
    """A level cut: what is above it comes first."""
    return (left, y), (right, y)


def upright(x: float, top: float = -20.0, bottom: float = 120.0) -> tuple[Point, Point]:
    """An upright cut: what is on the viewer's left comes first."""
    return (x, bottom), (x, top)


def of_side(pieces: dict[str, Polygon], side: str, layer: int = 0) -> list[Region]:
    """Pieces as regions of one side."""
    return [Region(code(name, side), polygon, layer) for name, polygon in pieces.items()]


def symmetrical(half: dict[str, Polygon], viewers_right: str) -> list[Region]:
    """The pieces of the half at the viewer's right on both sides; those on the middle line become one.

    Args:
        viewers_right: the person's side that is seen at the viewer's right.
    """
    viewers_left = RIGHT if viewers_right == LEFT else LEFT
    found = []
    for name, polygon in half.items():
        if code(name, RIGHT) == name:
            found.append(Region(name, _joined(polygon)))
        else:
            found.append(Region(code(name, viewers_right), polygon))
            found.append(Region(code(name, viewers_left), turned(polygon)))
    return found


def _joined(half: Polygon) -> Polygon:
    """A piece that lies along the middle line together with its mirror image."""
    count = len(half)
    beside = [abs(x) < 1e-9 for x, _ in half]
    start = next(i for i in range(count) if beside[i] and not beside[(i + 1) % count])
    path = [half[(start + step) % count] for step in range(count)]
    end = next(i for i in range(count - 1, 0, -1) if not beside[(start + i) % count]) + 2
    way = path[:end] if end <= count else path
    return (*way, *(point for point in reversed(turned(way)) if abs(point[0]) > 1e-9))
