"""Areas of the body chart as answers: nothing is lost on the way in and out, and the first version's marks are read."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from msk_desk.content.texts import Texts
from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom
from msk_desk.drawing.body.comparing import Change, change_words, compare_charts
from msk_desk.drawing.body.region_names import every_code
from msk_desk.drawing.body.resolving import regions_of
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from msk_desk.services.body_charts import areas_of, areas_of_items, has_chart, put_areas

TEXTS = Texts.load()
PART = Definition.load(json.loads((files("resources") / "forms" / "parts" / "body-chart.json").read_text("utf-8")))
TENTHS = st.integers(-400, 1100).map(lambda tenths: tenths / 10)
POINTS = st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=8).map(tuple)
REGIONS = st.lists(st.sampled_from(every_code()), min_size=1, max_size=4, unique=True).map(tuple)
DRAWN = st.builds(
    BodyArea, st.sampled_from(BodyView), st.sampled_from(Symptom),
    st.sampled_from([Shape.SPOT, Shape.STROKE, Shape.AREA, Shape.ARROW]), POINTS, REGIONS,
    st.none() | st.integers(0, 10),
)  # fmt: skip
CHOSEN = st.builds(
    BodyArea, st.sampled_from(BodyView), st.sampled_from(Symptom), st.just(Shape.REGION), st.just(()), REGIONS,
    st.none() | st.integers(0, 10),
)  # fmt: skip
CHARTS = st.lists(DRAWN | CHOSEN, max_size=5).map(tuple)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHARTS, min_size=1, max_size=4))
def test_areas_round_trip_through_answers_however_they_were_changed(charts: list[tuple[BodyArea, ...]]) -> None:
    form = FormState(PART)
    for chart in charts:
        put_areas(form, chart)
        assert areas_of(form) == chart
        response = form.response()
        assert areas_of_items(response.get("item", ())) == chart
        again = FormState(PART, json.loads(json.dumps(response)))
        assert areas_of(again) == chart
        assert again.response() == response
        assert not again.problems()


def test_a_new_area_leaves_the_rows_before_it_alone() -> None:
    form = FormState(PART)
    areas = [_spot(BodyView.FRONT, -4.6, y) for y in (60.0, 71.0, 80.0)]
    put_areas(form, areas[:2])
    rows = form.instances("body-area")
    put_areas(form, areas)
    assert form.instances("body-area")[:2] == rows
    put_areas(form, areas[:1])
    assert areas_of(form) == tuple(areas[:1])
    put_areas(form, ())
    assert areas_of(form) == ()
    assert "item" not in form.response()


def test_codes_and_words_are_stored_with_the_main_region_first() -> None:
    form = FormState(PART)
    assert has_chart(form)
    put_areas(form, [_spot(BodyView.FRONT, -4.6, 71.0)])
    row = form.response()["item"][0]["item"][0]["item"]
    coding = row[-1]["answer"][0]["valueCoding"]
    assert coding == {
        "system": "https://msk-desk.example/fhir/CodeSystem/body-region", "code": "right-knee-front",
        "display": "Right knee, front",
    }  # fmt: skip
    assert {each["linkId"]: each["answer"] for each in row}["body-area-points"] == [{"valueString": "-4.6,71"}]


def test_rows_that_cannot_be_drawn_are_neither_shown_nor_lost() -> None:
    form = FormState(PART)
    put_areas(form, [_spot(BodyView.FRONT, -4.6, 71.0)])
    items = json.loads(json.dumps(form.response()["item"]))
    items[0]["item"].append({"linkId": "body-area", "item": [
        {"linkId": "body-area-view", "answer": [{"valueCoding": {"code": "from-above"}}]},
    ]})  # fmt: skip
    assert len(areas_of_items(items)) == 1
    assert areas_of_items([{"linkId": "body-area"}, "rubbish", {"item": None}]) == ()


def test_marks_of_the_first_version_are_read_as_spots_with_the_region_they_were_recorded_with() -> None:
    found = areas_of_items([{"linkId": "pain", "item": [
        _mark("front", "pain", -4.0, 70.0, "right-knee"), _mark("back", "numb", 4.0, 80.0, "right-calf"),
        _mark("back", "pins", 0.4, 40.0, "lower-back"), _mark("front", "ache", 3.0, 25.0, "chest"),
        {"linkId": "body-marks", "item": [{"linkId": "body-view"}]}, _mark("front", "pain", 1.0, 2.0, ""),
    ]}])  # fmt: skip
    assert [(area.view, area.symptom, area.points, area.regions) for area in found] == [
        (BodyView.FRONT, Symptom.PAIN, ((-4.0, 70.0),), ("right-knee-front",)),
        (BodyView.BACK, Symptom.NUMB, ((4.0, 80.0),), ("right-lower-leg-back",)),
        (BodyView.BACK, Symptom.PINS, ((0.4, 40.0),), ("lumbar-spine",)),
        (BodyView.FRONT, Symptom.ACHE, ((3.0, 25.0),), ("left-chest",)),
        (BodyView.FRONT, Symptom.PAIN, ((1.0, 2.0),), ()),
    ]
    assert set(sum((area.regions for area in found), ())) <= set(every_code())


def test_each_old_region_has_a_present_code() -> None:
    both = ("hand", "wrist", "forearm", "elbow", "upper-arm", "shoulder", "knee", "ankle", "foot", "thigh")
    front = (*both, "groin", "hip", "shin")
    for view, names in (("front", front), ("back", (*both, "buttock", "calf"))):
        for name in names:
            area = areas_of_items([_mark(view, "pain", 1.0, 1.0, f"left-{name}")])[0]
            assert area.regions[0] in every_code(), name
    for view, names in (("front", ("face", "neck", "chest", "abdomen")), ("back", ("head", "neck", "upper-back"))):
        for name in names:
            assert areas_of_items([_mark(view, "pain", 1.0, 1.0, name)])[0].regions[0] in every_code()


def test_two_charts_compared() -> None:
    def knee(high: float, intensity: int | None) -> BodyArea:
        points = ((-6.0, 71.0 - high), (-3.2, 71.0 - high), (-3.2, 71.0 + high), (-6.0, 71.0 + high))
        return _area(BodyView.FRONT, Shape.AREA, points, Symptom.PAIN, intensity)

    calf = _area(BodyView.BACK, Shape.SPOT, ((4.6, 80.0),), Symptom.NUMB, None)
    neck = _area(BodyView.BACK, Shape.SPOT, ((0.0, 15.0),), Symptom.STIFF, 4)
    changes = compare_charts([knee(1.5, 3), calf], [knee(3.0, 6), neck])
    assert [change_words(each, TEXTS) for each in changes] == [
        "Neck: stiff is new",
        "Right knee: pain over a wider area",
        "Right knee: pain stronger, 3 to 6",
        "Right lower leg: numb has gone",
    ]
    back = compare_charts([knee(3.0, 6)], [knee(1.5, 3)])
    assert [each.change for each in back] == [Change.NARROWER, Change.MILDER]
    assert compare_charts([knee(2.0, 5)], [knee(2.1, None)]) == ()
    assert compare_charts([], []) == ()


def test_every_change_and_part_has_words() -> None:
    spots = [BodyArea(BodyView.FRONT, Symptom.PAIN, Shape.REGION, (), (code,), 1) for code in every_code()]
    words = [change_words(each, TEXTS) for each in compare_charts([], spots)]
    assert len(set(words)) == len(words)


def _spot(view: BodyView, x: float, y: float) -> BodyArea:
    return _area(view, Shape.SPOT, ((x, y),), Symptom.PAIN, None)


def _area(
    view: BodyView, shape: Shape, points: tuple[tuple[float, float], ...], symptom: Symptom, intensity: int | None
) -> BodyArea:
    return BodyArea(view, symptom, shape, points, regions_of(view, shape, points), intensity)


def _mark(view: str, feeling: str, across: float, down: float, region: str) -> dict[str, Any]:
    return {"linkId": "body-marks", "item": [
        {"linkId": "body-view", "answer": [{"valueCoding": {"code": view}}]},
        {"linkId": "body-feeling", "answer": [{"valueCoding": {"code": feeling}}]},
        {"linkId": "body-across", "answer": [{"valueDecimal": across}]},
        {"linkId": "body-down", "answer": [{"valueDecimal": down}]},
        {"linkId": "body-region", "answer": [{"valueString": region}]},
    ]}  # fmt: skip
