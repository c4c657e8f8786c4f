"""The body chart as a drawing: figures in a row or a grid, what is marked on them, and a legend in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom
from msk_desk.drawing.body.figure import HEIGHT, Figure
from msk_desk.drawing.body.figures import figure_of
from msk_desk.drawing.body.marks import around, ghost, mark, strength
from msk_desk.drawing.body.patterns import pattern, within_area
from msk_desk.drawing.body.words import Texts, area_words, symptom_name, view_name
from msk_desk.drawing.display_list import Close, CurveTo, Drawing, Item, LineTo, Move, Path, Rect, Segment, Text

WORDS = 11.0
"""Size of the words under a figure."""
_AIR = 5.0
_NUMBERED = 1.5
"""On smaller figures a number would hide the mark: the words beside them say it."""
_NAME = 8.4
"""So many times the size of words is room for the longest name of a figure."""
_WHOLE = (BodyView.FRONT, BodyView.BACK)
_BODIES = (*_WHOLE, BodyView.RIGHT, BodyView.LEFT)
_BESIDE = 0.56


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure at its place on a drawing."""

    view: BodyView
    middle: float
    top: float
    scale: float

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return figure_of(self.view)

    def point(self, place: Point) -> Point:
        """A place of the figure on the drawing."""
        return self.middle + place[0] * self.scale, self.top + place[1] * self.scale

    def back(self, point: Point) -> Point:
        """A place of the drawing on the figure."""
        return (point[0] - self.middle) / self.scale, (point[1] - self.top) / self.scale


@dataclass(frozen=True, slots=True)
class Marked:
    """What is shown on the figures."""

    areas: tuple[BodyArea, ...] = ()
    before: tuple[BodyArea, ...] = field(default=())
    chosen: BodyArea | None = None


def marked_views(areas: Sequence[BodyArea]) -> tuple[BodyView, ...]:
    """The figures that have marks, in their usual order."""
    marked = {area.view for area in areas}
    return tuple(view for view in BodyView if view in marked)


def body_chart_drawing(
    areas: Sequence[BodyArea],
    views: Sequence[BodyView],
    size: tuple[float, float],
    texts: Texts,
    *,
    before: Sequence[BodyArea] = (),
    legend: bool = True,
    size_of_words: float = WORDS,
) -> Drawing:
    """The chart for paper and for the record.

    Args:
        views: the figures to show; none for those with marks.
        size: width and height in points; the figures are as large as they fit.
        before: areas of an earlier visit, drawn as dashed edges.
        legend: whether the kinds of symptom are named under the figures.
    """
    width, height = size
    shown = tuple(views) or marked_views([*areas, *before]) or _WHOLE
    kinds = [kind for kind in Symptom if any(area.symptom is kind for area in areas)] if legend else []
    words = size_of_words
    rows = _legend_rows(kinds, texts, width, words)
    below = len(rows) * words * 1.9
    items: list[Item] = []
    for placed in lay_out(shown, width, height - below, words):
        items.extend(figure_items(placed, texts, Marked(tuple(areas), tuple(before)), words))
    for at, row in enumerate(rows):
        items.extend(_legend(row, texts, height - below + (at + 1) * words * 1.9 - words * 0.7, words))
    said = "; ".join(area_words(area, texts) for area in areas) or texts.get("body.none")
    return Drawing(width, height, tuple(items), texts.get("body.described", areas=said))


def lay_out(views: Sequence[BodyView], width: float, height: float, words: float = WORDS) -> tuple[Placed, ...]:
    """Figures as large as they fit, side by side or in a grid, each with its name beneath."""
    label = words * 1.9
    sizes = _sizes(views)
    named = [count for count in range(1, len(views) + 1) if count == 1 or width / count >= _NAME * words]
    columns = max(named, key=lambda count: _scale(views, count, width, height, label))
    scale = _scale(views, columns, width, height, label)
    tall = height / ceil(len(views) / columns)
    found = []
    for at in range(0, len(views), columns):
        row = views[at : at + columns]
        gap = (width - sum(_wide(view) * sizes[view] * scale for view in row)) / (len(row) + 1)
        left, top = gap, at // columns * tall
        for view in row:
            own = sizes[view] * scale
            free = max(_AIR, (tall - label - HEIGHT * own) / 2)
            found.append(Placed(view, left - figure_of(view).edges[0] * own, top + free, own))
            left += _wide(view) * own + gap
    return tuple(found)


def _sizes(views: Sequence[BodyView]) -> dict[BodyView, float]:
    """A hand beside a whole body is drawn smaller than it, though far larger than the body's own."""
    mixed = any(view in _BODIES for view in views)
    return {view: 1.0 if view in _BODIES or not mixed else _BESIDE for view in views}


def _wide(view: BodyView) -> float:
    left, _, right, _ = figure_of(view).edges
    return right - left


def _scale(views: Sequence[BodyView], columns: int, width: float, height: float, label: float) -> float:
    sizes = _sizes(views)
    rows = [views[at : at + columns] for at in range(0, len(views), columns)]
    across = min((width - _AIR * (len(row) + 1)) / sum(_wide(view) * sizes[view] for view in row) for row in rows)
    return max(0.05, min(across, (height / len(rows) - label - 2 * _AIR) / HEIGHT))


def figure_items(placed: Placed, texts: Texts, marked: Marked, words: float = WORDS) -> Iterator[Item]:
    """One figure with its marks and its name."""
    last = len(placed.figure.layers) - 1
    for number in range(last + 1):
        yield from _body(placed, number)
        yield from _marks_on(placed, marked, number, last)
        if number < last:
            yield from _edge(placed, number)
    yield from over_marks(placed, texts, words)
    yield from notes_on_marks(placed, marked, words)


def under_marks(placed: Placed) -> Iterator[Item]:
    """What lies under every mark: window painters keep a picture of it."""
    last = len(placed.figure.layers) - 1
    for number in range(last + 1):
        yield from _body(placed, number)
        if number < last:
            yield from _edge(placed, number)


def marks_on(placed: Placed, marked: Marked) -> Iterator[Item]:
    """The marks alone."""
    for number in range(len(placed.figure.layers)):
        yield from _marks_on(placed, marked, number, len(placed.figure.layers) - 1)


def over_marks(placed: Placed, texts: Texts, words: float = WORDS) -> Iterator[Item]:
    """Edge, lines and name of a figure, which lie over the marks."""
    yield from _edge(placed, len(placed.figure.layers) - 1)
    for detail in placed.figure.details:
        token = "body_strong" if detail.strong else "body_line"
        yield Path(_moved(detail.segments, placed), None, token, _pen(placed) * 0.78)
    yield from _name(placed, texts, words)


def notes_on_marks(placed: Placed, marked: Marked, words: float = WORDS) -> Iterator[Item]:
    """The last visit's edges, and how strong each area is."""
    for area in marked.before:
        if area.view is placed.view:
            yield from ghost(area, placed.point, placed.scale)
    for area in marked.areas:
        if area.view is placed.view and placed.scale >= _NUMBERED:
            yield from strength(area, placed.point, min(words * 0.92, max(7.0, placed.scale * 3.4)))


def hides_marks(placed: Placed, marked: Marked) -> bool:
    """Whether a limb in front hides a part of a mark, so that the figure must be drawn layer by layer."""
    last = len(placed.figure.layers) - 1
    return any(
        area.view is placed.view and area.shape is Shape.REGION and _layer(area, placed.figure) < last
        for area in marked.areas
    )


def _body(placed: Placed, number: int) -> Iterator[Item]:
    yield Path(_moved(placed.figure.layers[number].shape, placed), "body_fill")


def _edge(placed: Placed, number: int) -> Iterator[Item]:
    layer = placed.figure.layers[number]
    yield Path(_moved(layer.edge or layer.shape, placed), None, "body_edge", _pen(placed))


def _pen(placed: Placed) -> float:
    return min(1.5, max(0.9, placed.scale * 0.32))


def _marks_on(placed: Placed, marked: Marked, number: int, last: int) -> Iterator[Item]:
    """Marks of one layer; what was drawn by hand lies on the last."""
    for area in marked.areas:
        if area.view is placed.view:
            layer = _layer(area, placed.figure) if area.shape is Shape.REGION else last
            if layer == number:
                yield from _area_items(area, placed, marked.chosen)


def _area_items(area: BodyArea, placed: Placed, chosen: BodyArea | None) -> Iterator[Item]:
    if area is chosen:
        yield from around(area, placed.point, placed.scale, "primary", 3.0)
    yield from mark(area, placed.point, placed.scale)


def _layer(area: BodyArea, figure: Figure) -> int:
    found = figure.region(area.regions[0]) if area.regions else None
    return found.layer if found is not None else 0


def _moved(segments: Sequence[Segment], placed: Placed) -> tuple[Segment, ...]:
    return tuple(_moved_segment(segment, placed) for segment in segments)


def _moved_segment(segment: Segment, placed: Placed) -> Segment:
    match segment:
        case Move(to):
            return Move(placed.point(to))
        case LineTo(to):
            return LineTo(placed.point(to))
        case CurveTo(first, second, to):
            return CurveTo(placed.point(first), placed.point(second), placed.point(to))
        case Close():
            return segment


def _name(placed: Placed, texts: Texts, size: float) -> Iterator[Item]:
    left, _, right, bottom = placed.figure.edges
    middle = placed.point(((left + right) / 2, 0.0))[0]
    line = placed.point((0.0, bottom))[1] + size * 1.45
    yield Text((middle, line), view_name(placed.view, texts), size, "muted", "middle")
    if placed.view in _WHOLE:
        sides = ["body.side_right", "body.side_left"]
        if placed.view is BodyView.BACK:
            sides.reverse()
        beside = max((right - left) * 0.33 * placed.scale, size * (1.3 + 0.3 * len(view_name(placed.view, texts))))
        for key, way in zip(sides, (-1, 1), strict=True):
            across = middle + way * beside
            yield Text((across, line), texts.get(key), size, "muted", "middle", "bold")


def _legend_rows(
    kinds: Sequence[Symptom], texts: Texts, width: float, size: float
) -> list[list[tuple[float, Symptom]]]:
    """Kinds with their left edges, in as many rows as they need."""
    rows: list[list[tuple[float, Symptom]]] = []
    left = width
    for kind in kinds:
        wide = size * (3.4 + 0.56 * len(symptom_name(kind, texts)))
        if left + wide > width:
            rows.append([])
            left = 2.0
        rows[-1].append((left, kind))
        left += wide
    return rows


def _legend(row: Sequence[tuple[float, Symptom]], texts: Texts, line: float, size: float) -> Iterator[Item]:
    for left, kind in row:
        yield from swatch(kind, (left, line - size * 0.95), (size * 1.8, size * 1.2))
        yield Text((left + size * 2.2, line), symptom_name(kind, texts), size, "ink")


def swatch(kind: Symptom, corner: Point, size: Point) -> Iterator[Item]:
    """A small piece of a kind's colour and pattern."""
    (x, y), (wide, high) = corner, size
    corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
    yield Rect(corner, size, 2.5, f"mark_{kind.value}_soft", None)
    yield from pattern(kind, corners, within_area, 0.0, 0.8)
    yield Rect(corner, size, 2.5, None, f"mark_{kind.value}", 1.2)
