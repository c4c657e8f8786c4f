"""Writes a drawing as SVG: to look at one outside the window, and for pages read in a browser."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from msk_desk.drawing.display_list import (
    Circle,
    Close,
    CurveTo,
    Drawing,
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
from msk_desk.drawing.palette import LIGHT

FAMILY = "Atkinson Hyperlegible, Noto Sans, sans-serif"


def svg(drawing: Drawing, colours: Mapping[str, str] = LIGHT, background: str | None = None) -> str:
    """The drawing as an SVG document; a background token fills the whole."""
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
    ground = f'<rect {size} fill="{colours[background]}"/>' if background else ""
    shapes = "\n".join(_shape(item, colours) for item in drawing.items)
    box = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    label = f"role='img' aria-label={quoteattr(drawing.description)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {label}>\n{ground}{shapes}\n</svg>\n'


def _shape(item: Item, colours: Mapping[str, str]) -> str:
    match item:
        case Line(start, end, stroke, width, dash):
            return f'<path d="M{_p(start)} L{_p(end)}" {_pen(colours, None, stroke, width, dash)}/>'
        case Polyline(points, stroke, width, dash):
            through = " ".join(_p(point) for point in points)
            return f'<polyline points="{through}" {_pen(colours, None, stroke, width, dash)}/>'
        case Path(segments, fill, stroke, width, dash):
            outline = " ".join(_segment(segment) for segment in segments)
            return f'<path d="{outline}" {_pen(colours, fill, stroke, width, dash)}/>'
        case Circle(centre, radius, fill, stroke, width):
            place = f'cx="{_n(centre[0])}" cy="{_n(centre[1])}" r="{_n(radius)}"'
            return f"<circle {place} {_pen(colours, fill, stroke, width, ())}/>"
        case Rect(corner, size, radius, fill, stroke, width):
            place = f'x="{_n(corner[0])}" y="{_n(corner[1])}" width="{_n(size[0])}" height="{_n(size[1])}"'
            return f'<rect {place} rx="{_n(radius)}" {_pen(colours, fill, stroke, width, ())}/>'
        case Text():
            return _text(item, colours)


def _text(item: Text, colours: Mapping[str, str]) -> str:
    place = f'x="{_n(item.point[0])}" y="{_n(item.point[1])}" text-anchor="{item.anchor}"'
    weight = "700" if item.weight == "bold" else "400"
    look = f'font-family="{FAMILY}" font-size="{_n(item.size)}" font-weight="{weight}"'
    return f'<text {place} {look} fill="{colours[item.colour]}">{escape(item.words)}</text>'


def _segment(segment: Segment) -> str:
    match segment:
        case Move(to):
            return f"M{_p(to)}"
        case LineTo(to):
            return f"L{_p(to)}"
        case CurveTo(first, second, to):
            return f"C{_p(first)} {_p(second)} {_p(to)}"
        case Close():
            return "Z"


def _pen(
    colours: Mapping[str, str], fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...]
) -> str:
    inside = colours[fill] if fill else "none"
    if not stroke:
        return f'fill="{inside}"'
    dashes = f' stroke-dasharray="{" ".join(_n(length) for length in dash)}"' if dash else ""
    line = f'stroke="{colours[stroke]}" stroke-width="{_n(width)}"{dashes}'
    return f'fill="{inside}" {line} stroke-linecap="round" stroke-linejoin="round"'


def _p(point: Point) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
