"""What a hand draws: simplified, taken for what was meant, and named by the regions it covers."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, pi, sin
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.content.texts import Texts
from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom
from msk_desk.drawing.body.chart import body_chart_drawing, lay_out, marked_views
from msk_desk.drawing.body.figures import SHEETS
from msk_desk.drawing.body.patterns import within_area, within_stroke
from msk_desk.drawing.body.resolving import regions_of, shares
from msk_desk.drawing.body.simplify import TOLERANCE, meant, simplified
from msk_desk.drawing.display_list import Circle, Line, LineTo, Move, Path, Polyline, Rect, Text
from msk_desk.drawing.palette import LIGHT
from msk_desk.drawing.placing import extent

TEXTS = Texts.load()
COORDINATES = st.floats(-30, 30, allow_nan=False)


def around(x: float, y: float, wide: float, high: float) -> tuple[Point, ...]:
    return tuple((x + wide * cos(2 * pi * at / 24), y + high * sin(2 * pi * at / 24)) for at in range(24))


def area(view: BodyView, symptom: Symptom, points: tuple[Point, ...], intensity: int | None = None) -> BodyArea:
    shape = meant(points)
    return BodyArea(view, symptom, shape, points, regions_of(view, shape, points), intensity)


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=60))
def test_a_simplified_line_keeps_its_ends_and_stays_near_every_point(points: list[Point]) -> None:
    kept = simplified(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert set(kept) <= set(points)
    for point in points:
        assert min(_away(point, a, b) for a, b in zip(kept, kept[1:] or kept, strict=False)) <= TOLERANCE + 1e-9


def _away(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square)) if square else 0.0
    return hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def test_ten_thousand_points_of_a_shaking_hand_become_few() -> None:
    chance = Random(3)
    line = [(at / 500, 40 + chance.uniform(-0.04, 0.04)) for at in range(10_000)]
    assert len(simplified(line)) < 10


@pytest.mark.parametrize(
    ("points", "shape"),
    [
        ([(0.0, 50.0), (0.2, 50.1)], Shape.SPOT),
        ([(0.0, 50.0)], Shape.SPOT),
        ([(0.0, 50.0), (0.0, 60.0)], Shape.STROKE),
        (list(around(0, 40, 4, 3)), Shape.AREA),
        ([(0.0, 50.0), (0.0, 60.0), (0.1, 51.0)], Shape.STROKE),
    ],
)
def test_what_a_movement_is_meant_as(points: list[Point], shape: Shape) -> None:
    assert meant(points) is shape


def test_an_area_is_named_by_what_it_covers_most() -> None:
    found = shares(BodyView.FRONT, Shape.AREA, around(-4.8, 73.6, 2.2, 3.4))
    assert [code for code, _ in found][:2] == ["right-knee-front", "right-lower-leg-front"]
    assert sum(share for _, share in found) == pytest.approx(1)
    low = regions_of(BodyView.FRONT, Shape.AREA, around(-4.8, 76.8, 2.2, 3.4))
    assert low[0] == "right-lower-leg-front"


def test_the_same_drawing_on_front_and_back_is_of_opposite_sides() -> None:
    points = around(4.8, 62, 1.6, 3)
    assert regions_of(BodyView.FRONT, Shape.AREA, points) == ("left-thigh-front",)
    assert regions_of(BodyView.BACK, Shape.AREA, points) == ("right-thigh-back",)


def test_what_only_touches_a_region_leaves_it_out_and_what_is_beside_the_body_is_nowhere() -> None:
    assert regions_of(BodyView.BACK, Shape.STROKE, [(4.7, 57.0), (4.7, 65.9)]) == ("right-thigh-back",)
    assert regions_of(BodyView.FRONT, Shape.SPOT, [(35.0, 20.0)]) == ()
    assert regions_of(BodyView.FRONT, Shape.AREA, [(30.0, 20.0), (40.0, 20.0), (40.0, 30.0)]) == ()


def test_an_arrow_names_its_regions_in_the_order_of_its_way() -> None:
    way = ((4.0, 49.0), (4.8, 60.0), (4.8, 71.0), (4.8, 80.0))
    names = ("right-buttock", "right-thigh-back", "right-knee-back", "right-lower-leg-back")
    assert regions_of(BodyView.BACK, Shape.ARROW, way) == names
    assert regions_of(BodyView.BACK, Shape.ARROW, tuple(reversed(way))) == tuple(reversed(names))


def test_each_kind_has_a_pattern_that_is_known_without_its_colour() -> None:
    looks = set()
    for symptom in Symptom:
        drawing = body_chart_drawing(
            [area(BodyView.BACK, symptom, around(0, 40, 5, 4))], [BodyView.BACK], (300, 500), TEXTS, legend=False
        )
        mine = [item for item in drawing.items if f"mark_{symptom.value}" in (_stroke(item), _fill(item))]
        looks.add((frozenset(type(item).__name__ for item in mine), _slope(mine), _dashed(mine), _joined(mine)))
        assert len(mine) > 1
    assert len(looks) == len(Symptom)


def _stroke(item: object) -> str | None:
    return getattr(item, "stroke", None)


def _fill(item: object) -> str | None:
    return getattr(item, "fill", None)


def _slope(items: list[object]) -> frozenset[tuple[int, int]]:
    """The ways that the lines of a pattern go."""
    ways = set()
    for item in items:
        segments = item.segments if isinstance(item, Path) and item.fill is None else ()
        for one, other in pairwise(segments):
            if isinstance(one, Move | LineTo) and isinstance(other, LineTo):
                ways.add((_sign(other.to[0] - one.to[0]), _sign(other.to[1] - one.to[1])))
    return frozenset(ways)


def _sign(value: float) -> int:
    return 0 if abs(value) < 1e-6 else 1 if value > 0 else -1


def _joined(items: list[object]) -> bool:
    """Whether a pattern's lines go on from one another, as waves do."""
    paths = [item.segments for item in items if isinstance(item, Path) and item.fill is None]
    return any(isinstance(a, LineTo) and isinstance(b, LineTo) for path in paths for a, b in pairwise(path))


def _dashed(items: list[object]) -> bool:
    return any(getattr(item, "dash", ()) for item in items)


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_a_pattern_stays_inside_its_shape(x: float, y: float) -> None:
    corners = around(x, y, 5, 3)
    for left, right in within_area(corners, y + 0.5):
        assert x - 5 <= left <= right <= x + 5
    for left, right in within_stroke(1.0)([(x, y), (x + 4, y)], y + 0.5):
        assert (left, right) == (pytest.approx(x - 0.75**0.5), pytest.approx(x + 4 + 0.75**0.5))
    assert within_stroke(1.0)([(x, y), (x + 4, y)], y + 1.5) == []


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("size", [(260.0, 220.0), (640.0, 600.0), (1000.0, 300.0)])
def test_figures_fit_beside_one_another(sheet: str, size: tuple[float, float]) -> None:
    drawing = body_chart_drawing((), SHEETS[sheet], size, TEXTS)
    left, top, right, bottom = extent(drawing.items)
    assert min(left, top) >= -0.5
    assert right <= size[0] + 0.5
    assert bottom <= size[1] + 0.5
    places = lay_out(SHEETS[sheet], *size)
    for placed in places:
        assert placed.back(placed.point((3.0, 44.0))) == (pytest.approx(3.0), pytest.approx(44.0))


def test_on_paper_only_marked_figures_stand_with_a_legend_in_words() -> None:
    marked = [
        area(BodyView.FRONT, Symptom.PAIN, around(-4.8, 71, 2, 3), 6),
        area(BodyView.RIGHT_PALM, Symptom.PINS, ((9.5, 20.0), (9.5, 30.0))),
    ]
    assert marked_views(marked) == (BodyView.FRONT, BodyView.RIGHT_PALM)
    drawing = body_chart_drawing(marked, (), (500, 400), TEXTS)
    words = drawing.texts()
    assert {"Front", "Right palm", "Pain", "Pins and needles", "6"} <= set(words)
    assert "Back" not in words
    assert "Numb" not in words
    assert drawing.description.startswith("Body chart: Right knee, front: pain, 6 of 10")
    tokens = {_stroke(item) for item in drawing.items} | {_fill(item) for item in drawing.items}
    assert tokens <= {None, *LIGHT}
    assert {type(item) for item in drawing.items} <= {Path, Line, Polyline, Circle, Rect, Text}


def test_right_is_on_the_left_in_front_and_on_the_right_behind() -> None:
    drawing = body_chart_drawing((), (BodyView.FRONT, BodyView.BACK), (600, 400), TEXTS)
    texts = sorted((item.point[0], item.words) for item in drawing.items if isinstance(item, Text))
    assert [words for _, words in texts] == ["R", "Front", "L", "L", "Back", "R"]


def test_an_earlier_visit_is_a_dashed_edge_without_colour_of_its_own() -> None:
    then = area(BodyView.FRONT, Symptom.PAIN, around(-4.8, 71, 2, 3), 6)
    drawing = body_chart_drawing((), (), (400, 400), TEXTS, before=[then])
    dashed = [item for item in drawing.items if getattr(item, "dash", ())]
    assert len(dashed) == 1
    assert _stroke(dashed[0]) == "body_ghost"
    assert _fill(dashed[0]) is None
