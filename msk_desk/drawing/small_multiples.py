"""Several small charts on one drawing, side by side and below each other, at one scale of words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msk_desk.drawing.display_list import (
    Circle,
    Drawing,
    Item,
    Line,
    Point,
    Polyline,
    Rect,
    Text,
)
from msk_desk.drawing.prom_chart import PromChart, prom_chart

HIGH, LEAST_WIDE, GAP = 150.0, 230.0, 18.0
_TITLE = 18.0


def small_multiples(charts: Sequence[tuple[str, PromChart]], width: float, description: str) -> Drawing:
    """Each chart with its title above, as many in a row as fit."""
    across = max(1, min(len(charts), int((width + GAP) // (LEAST_WIDE + GAP))))
    wide = (width - GAP * (across - 1)) / across
    items: list[Item] = []
    for at, (title, chart) in enumerate(charts):
        corner = (at % across) * (wide + GAP), (at // across) * (HIGH + _TITLE + 6)
        items.append(Text((corner[0] + 6, corner[1] + 13), title, 12.0, "ink", "start", "bold"))
        items += shifted(prom_chart(replace(chart, caption=""), wide, HIGH).items, corner[0], corner[1] + _TITLE)
    rows = -(-len(charts) // across)
    return Drawing(width, rows * (HIGH + _TITLE + 6), tuple(items), description)


def shifted(items: Iterable[Item], right: float, down: float) -> list[Item]:
    """Shapes moved; charts are made of no outlines."""

    def at(point: Point) -> Point:
        return point[0] + right, point[1] + down

    moved: list[Item] = []
    for item in items:
        match item:
            case Line():
                moved.append(replace(item, start=at(item.start), end=at(item.end)))
            case Polyline():
                moved.append(replace(item, points=tuple(map(at, item.points))))
            case Circle():
                moved.append(replace(item, centre=at(item.centre)))
            case Rect():
                moved.append(replace(item, corner=at(item.corner)))
            case Text():
                moved.append(replace(item, point=at(item.point)))
            case _:
                raise TypeError(f"no chart is made of {type(item).__name__}")
    return moved
