"""Each figure is divided without gap or overlap, and right is never taken for left."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.figures import SHEETS, figure_of, sheet_of, views_of
from msk_desk.drawing.body.geometry import carved, inside, signed_area
from msk_desk.drawing.body.region_names import every_code, named, part_of
from msk_desk.drawing.display_list import Point

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
MIRROR = {
    BodyView.FRONT: BodyView.FRONT,
    BodyView.BACK: BodyView.BACK,
    BodyView.RIGHT: BodyView.LEFT,
    BodyView.HEAD_FRONT: BodyView.HEAD_FRONT,
    BodyView.HEAD_BACK: BodyView.HEAD_BACK,
    BodyView.HEAD_RIGHT: BodyView.HEAD_LEFT,
    BodyView.RIGHT_PALM: BodyView.LEFT_PALM,
    BodyView.RIGHT_HAND_BACK: BodyView.LEFT_HAND_BACK,
    BodyView.RIGHT_FOOT_TOP: BodyView.LEFT_FOOT_TOP,
    BodyView.RIGHT_SOLE: BodyView.LEFT_SOLE,
}


def _sampled(view: BodyView, count: int) -> list[Point]:
    left, top, right, bottom = figure_of(view).edges
    chance = Random(view.value)
    return [(chance.uniform(left - 1, right + 1), chance.uniform(top - 1, bottom + 1)) for _ in range(count)]


@pytest.mark.parametrize("view", BodyView)
def test_each_place_of_each_layer_lies_in_exactly_one_region(view: BodyView) -> None:
    figure = figure_of(view)
    counted = 0
    for point in _sampled(view, 4000):
        for number, outline in enumerate(figure.outlines):
            found = [r.code for r in figure.regions if r.layer == number and inside(r.polygon, point)]
            assert len(found) == int(inside(outline, point)), (point, found)
            counted += len(found)
        in_sight = any(inside(outline, point) for outline in figure.outlines)
        assert bool(figure.region_at(point)) is in_sight
    assert counted > 1000


@pytest.mark.parametrize("view", BodyView)
def test_regions_together_are_as_large_as_the_figure(view: BodyView) -> None:
    figure = figure_of(view)
    for number, outline in enumerate(figure.outlines):
        pieces = [abs(signed_area(r.polygon)) for r in figure.regions if r.layer == number]
        assert sum(pieces) == pytest.approx(abs(signed_area(outline)))
        assert min(pieces) > 0.5
    codes = [region.code for region in figure.regions]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(every_code())


@pytest.mark.parametrize(("view", "other"), MIRROR.items())
def test_the_mirrored_place_is_the_same_part_of_the_other_side(view: BodyView, other: BodyView) -> None:
    one, mirrored = figure_of(view), figure_of(other)
    opposite = {"right": "left", "left": "right", "": ""}
    seen = 0
    for x, y in _sampled(view, 2000):
        side, name = named(one.region_at((x, y)))
        other_side, other_name = named(mirrored.region_at((-x, y)))
        assert (opposite[side], name) == (other_side, other_name)
        seen += bool(side)
    assert seen > 400


@pytest.mark.parametrize(
    ("view", "at", "region"),
    [
        (BodyView.FRONT, (-4.6, 71), "right-knee-front"),
        (BodyView.FRONT, (4.6, 71), "left-knee-front"),
        (BodyView.BACK, (4.6, 71), "right-knee-back"),
        (BodyView.BACK, (-4.6, 71), "left-knee-back"),
        (BodyView.FRONT, (-2.6, 71), "right-knee-inner"),
        (BodyView.BACK, (0, 40), "lumbar-spine"),
        (BodyView.BACK, (4, 40), "right-lower-back"),
        (BodyView.BACK, (-4, 49), "left-buttock"),
        (BodyView.FRONT, (-11, 21), "right-shoulder-front"),
        (BodyView.FRONT, (0, 22), "breastbone"),
        (BodyView.RIGHT, (0, 48), "right-hip-outer"),
        (BodyView.LEFT, (0, 48), "left-hip-outer"),
        (BodyView.RIGHT, (0, 23), "right-shoulder-outer"),
        (BodyView.RIGHT_PALM, (9.5, 20), "right-index-finger-palm"),
        (BodyView.LEFT_PALM, (-9.5, 20), "left-index-finger-palm"),
        (BodyView.RIGHT_HAND_BACK, (-9.5, 24), "right-index-middle-joint"),
        (BodyView.RIGHT_SOLE, (11, 10), "right-big-toe-under"),
        (BodyView.RIGHT_FOOT_TOP, (-11, 10), "right-big-toe-top"),
        (BodyView.LEFT_SOLE, (0, 90), "left-heel"),
        (BodyView.HEAD_FRONT, (-12, 50), "right-cheek"),
        (BodyView.HEAD_RIGHT, (0, 40), "right-jaw-joint"),
        (BodyView.FRONT, (0, 60), ""),
        (BodyView.FRONT, (40, 10), ""),
    ],
)
def test_well_known_places(view: BodyView, at: Point, region: str) -> None:
    assert figure_of(view).region_at(at) == region


def test_every_region_can_be_seen_and_parts_are_shared_between_figures() -> None:
    assert {code for code in every_code() if not views_of(code)} == set()
    assert set(BodyView) == {view for views in SHEETS.values() for view in views}
    assert all(view in SHEETS[sheet_of(view)] for view in BodyView)
    parts = {view: {part_of(r.code) for r in figure_of(view).regions} for view in BodyView}
    assert "right-knee" in parts[BodyView.FRONT] & parts[BodyView.BACK] & parts[BodyView.RIGHT]
    assert "right-knee" not in parts[BodyView.LEFT]
    assert "left-hand" in parts[BodyView.LEFT_PALM] & parts[BodyView.LEFT_HAND_BACK] & parts[BodyView.FRONT]


@given(st.floats(0.5, 9.5), st.floats(0.5, 9.5))
def test_a_cut_parts_a_square_into_what_is_above_and_what_is_below(left: float, right: float) -> None:
    above, below = carved(SQUARE, ((-5.0, left), (15.0, right)))
    assert abs(signed_area(above)) + abs(signed_area(below)) == pytest.approx(100)
    assert inside(above, (5, 0.1)) is True
    assert inside(below, (5, 9.9)) is True
    assert inside(above, (5, 9.9)) is False


def test_a_cut_beside_the_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="meets the outline 0 times"):
        carved(SQUARE, ((-5.0, 20.0), (15.0, 20.0)))
