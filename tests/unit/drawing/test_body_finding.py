"""Regions found by what is typed, and marks found by where a finger taps."""

from __future__ import annotations

import pytest

from msk_desk.content.texts import Texts
from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom
from msk_desk.drawing.body.hitting import area_at
from msk_desk.drawing.body.region_search import RegionSearch
from msk_desk.drawing.body.resolving import regions_of
from msk_desk.drawing.body.words import area_words

TEXTS = Texts.load()
SEARCH = RegionSearch(TEXTS)


@pytest.mark.parametrize(
    ("typed", "first", "symptom", "intensity"),
    [
        ("right knee front", "right-knee-front", None, None),
        ("knee r inn", "right-knee-inner", None, None),
        ("left palm", "left-hand-palm", None, None),
        ("Right knee, front ache 6", "right-knee-front", Symptom.ACHE, 6),
        ("pins left calf 10", "left-lower-leg-back", Symptom.PINS, 10),
        ("sacrum", "sacrum", None, None),
        ("3 left shoulder blade bur", "left-shoulder-blade", Symptom.BURNING, 3),
    ],
)
def test_words_in_any_order_find_a_region(
    typed: str, first: str, symptom: Symptom | None, intensity: int | None
) -> None:
    found = SEARCH.find(typed)
    assert (found.regions[0], found.symptom, found.intensity) == (first, symptom, intensity)


def test_both_sides_are_offered_when_none_is_typed_and_nothing_for_nothing() -> None:
    assert SEARCH.find("knee front").regions[:2] == ("right-knee-front", "left-knee-front")
    assert SEARCH.find("").regions == ()
    assert SEARCH.find("tail").regions == ()
    assert SEARCH.find("pain 4").regions == ()


def area(shape: Shape, *points: Point, view: BodyView = BodyView.FRONT) -> BodyArea:
    return BodyArea(view, Symptom.PAIN, shape, points, regions_of(view, shape, points))


def test_a_tap_finds_what_was_drawn_last_there() -> None:
    loop = area(Shape.AREA, (-7.0, 67.0), (-3.0, 67.0), (-3.0, 75.0), (-7.0, 75.0))
    spot = area(Shape.SPOT, (-4.8, 71.0))
    stroke = area(Shape.STROKE, (2.0, 30.0), (2.0, 40.0))
    region = BodyArea(BodyView.RIGHT, Symptom.NUMB, Shape.REGION, (), ("right-hip-outer",))
    areas = [loop, spot, stroke, region]
    assert area_at(areas, BodyView.FRONT, (-4.8, 71.0)) == spot
    assert area_at(areas, BodyView.FRONT, (-6.8, 67.4)) == loop
    assert area_at(areas, BodyView.FRONT, (2.9, 35.0)) == stroke
    assert area_at(areas, BodyView.FRONT, (6.0, 35.0)) is None
    assert area_at(areas, BodyView.BACK, (-4.8, 71.0)) is None
    assert area_at(areas, BodyView.RIGHT, (0.0, 48.0)) == region
    assert area_at([area(Shape.ARROW, (2.0, 30.0))], BodyView.FRONT, (2.0, 30.5)) is not None


def test_further_regions_of_the_same_part_are_said_shortly() -> None:
    regions = ("right-knee-front", "right-knee-inner", "right-thigh-front")
    found = BodyArea(BodyView.FRONT, Symptom.PAIN, Shape.AREA, ((0.0, 0.0),), regions, 6)
    assert area_words(found, TEXTS) == "Right knee, front: pain, 6 of 10 (also inner side; right thigh, front)"
