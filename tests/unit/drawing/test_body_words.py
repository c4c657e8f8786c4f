"""Every region, figure and kind of symptom has words, and the form's part offers exactly those."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from msk_desk.content.texts import Texts
from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom, read_points, written
from msk_desk.drawing.body.region_names import PARTS, SYSTEM, code, every_code, named, part_of
from msk_desk.drawing.body.words import area_words, region_name, shape_name, symptom_name, view_name

TEXTS = Texts.load()


def _items(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from _items(item.get("item", []))


@pytest.fixture(scope="module")
def part() -> dict[str, dict[str, Any]]:
    """The items of the part by linkId."""
    raw = json.loads((files("resources") / "forms" / "parts" / "body-chart.json").read_text("utf-8"))
    return {item["linkId"]: item for item in _items(raw["item"])}


def _offered(item: dict[str, Any]) -> dict[str, str]:
    return {each["valueCoding"]["code"]: each["valueCoding"]["display"] for each in item["answerOption"]}


def test_the_part_offers_the_regions_figures_and_symptoms_in_our_words(part: dict[str, dict[str, Any]]) -> None:
    assert _offered(part["body-area-regions"]) == {each: region_name(each, TEXTS) for each in every_code()}
    assert {each["valueCoding"]["system"] for each in part["body-area-regions"]["answerOption"]} == {SYSTEM}
    assert _offered(part["body-area-view"]) == {view.value: view_name(view, TEXTS) for view in BodyView}
    assert _offered(part["body-area-symptom"]) == {each.value: symptom_name(each, TEXTS) for each in Symptom}
    assert _offered(part["body-area-shape"]) == {each.value: shape_name(each, TEXTS) for each in Shape}


def test_names_are_told_apart() -> None:
    names = [region_name(each, TEXTS) for each in every_code()]
    assert len(set(names)) == len(names)


def test_a_code_says_its_side_its_name_and_its_part() -> None:
    for name in PARTS:
        for side in ("right", "left"):
            made = code(name, side)
            assert named(made) in ((side, name), ("", name))
    assert part_of("right-knee-front") == part_of("right-knee-back") == "right-knee"
    assert part_of("left-knee-front") == "left-knee"
    assert part_of("lumbar-spine") == "lower-back"


def test_an_area_is_read_out_with_place_kind_and_strength() -> None:
    area = BodyArea(BodyView.FRONT, Symptom.PAIN, Shape.AREA, (), ("right-knee-front",), 6)
    assert area_words(area, TEXTS) == "Right knee, front: pain, 6 of 10"
    wide = BodyArea(BodyView.FRONT, Symptom.NUMB, Shape.ARROW, (), ("left-thigh-front", "left-knee-front"))
    assert area_words(wide, TEXTS) == "Left thigh, front: numb, spreading (also left knee, front)"


def test_points_come_back_as_they_were_written() -> None:
    points = ((-4.2, 70.1), (0.0, 3.0), (-0.0, 99.9), (12.5, 100.0))
    assert read_points(written(points)) == points
    assert written(((-0.04, 1.0),)) == "0,1"
    assert read_points("1,2 rubbish 3, x,4 5,6") == ((1.0, 2.0), (5.0, 6.0))
