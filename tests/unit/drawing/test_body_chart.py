"""A mark is where the finger was, and named as the person's own right or left."""

import pytest

from msk_desk.drawing.body_chart import BodyChart, BodyMark, BodyView, BodyWords, Feeling
from msk_desk.drawing.body_regions import region_of
from msk_desk.drawing.display_list import Circle, Line, Text
from msk_desk.drawing.palette import LIGHT
from msk_desk.drawing.placing import extent

CHART = BodyChart(420, 420)
WORDS = BodyWords("Front", "Back", "R", "L")


@pytest.mark.parametrize(
    ("from_behind", "at", "name"),
    [
        (False, (-4, 70), "right-knee"),
        (False, (4, 70), "left-knee"),
        (True, (4, 70), "right-knee"),
        (True, (-4, 70), "left-knee"),
        (False, (0, 25), "chest"),
        (True, (0, 40), "lower-back"),
        (True, (3, 49), "right-buttock"),
        (False, (-8.5, 20), "right-shoulder"),
        (False, (15.5, 54), "left-hand"),
        (False, (3, 97), "left-foot"),
        (True, (-3.5, 80), "left-calf"),
        (False, (17, 20), ""),
        (False, (0, 90), ""),
        (False, (0, -3), ""),
    ],
)
def test_parts_of_the_body(from_behind: bool, at: tuple[float, float], name: str) -> None:
    assert region_of(from_behind, at) == name


@pytest.mark.parametrize("view", BodyView)
@pytest.mark.parametrize("at", [(-4.0, 70.0), (0.0, 25.0), (8.5, 20.0)])
def test_a_click_on_a_place_finds_that_place(view: BodyView, at: tuple[float, float]) -> None:
    assert CHART.found(CHART.place(view, at)) == (view, at)


def test_a_click_between_the_bodies_finds_nothing() -> None:
    assert CHART.found((210, 30)) is None


def test_right_is_on_the_left_in_front_and_on_the_right_behind() -> None:
    texts = [item for item in CHART.drawing((), WORDS, "d").items if isinstance(item, Text)]
    by_place = [text.words for text in sorted(texts, key=lambda text: text.point[0])]
    assert by_place == ["R", "Front", "L", "L", "Back", "R"]


def test_each_feeling_has_a_pattern_of_its_own() -> None:
    plain = len(CHART.drawing((), WORDS, "d").items)
    looks = set()
    for feeling in Feeling:
        mark = BodyMark(BodyView.FRONT, (-4, 70), feeling)
        added = CHART.drawing((mark,), WORDS, "d").items[plain:]
        looks.add((sum(isinstance(item, Circle) for item in added), sum(isinstance(item, Line) for item in added)))
        assert mark.region == "right-knee"
    assert len(looks) == len(Feeling)


@pytest.mark.parametrize("size", [(420, 420), (300, 500), (600, 260)])
def test_both_bodies_fit_and_use_tokens(size: tuple[float, float]) -> None:
    items = BodyChart(*size).drawing((), WORDS, "d").items
    left, top, right, bottom = extent(items)
    assert left >= 0
    assert top >= 0
    assert right <= size[0]
    assert bottom <= size[1]
    assert {getattr(item, "stroke", None) for item in items} <= {None, *LIGHT}
