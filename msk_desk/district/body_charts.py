"""What made-up people marked on the body chart: knees, shoulders and backs, a little less at later visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from msk_desk.district.parts import Json
from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom, written
from msk_desk.drawing.body.region_names import SYSTEM, named
from msk_desk.drawing.body.resolving import regions_of
from msk_desk.fhir.names import CS

_REGIONS = {
    "knee-front": "knee, front", "knee-inner": "knee, inner side", "shoulder-front": "shoulder, front",
    "upper-arm-front": "upper arm, front", "lower-back": "lower back", "lumbar-spine": "lower back, spine",
    "buttock": "buttock", "thigh-back": "thigh, back", "knee-back": "knee, back", "lower-leg-back": "calf",
    "thigh-inner": "thigh, inner side",
}  # fmt: skip
_WORDS = {
    "pain": "Pain", "ache": "Ache", "pins": "Pins and needles", "front": "Front", "back": "Back", "area": "Area",
    "arrow": "Spreading", "stroke": "Line",
}  # fmt: skip
_FRONT = {"right": -1, "left": 1}
"""Which way a side lies from the middle, seen from the front; from behind it is the other way."""
_SMALLER = 0.12
"""By so much a mark shrinks from visit to visit."""


def with_chart(items: Sequence[Json], region: str, side: str, earlier: int = 0) -> list[Json]:
    """The items of an assessment with a chart of where it is felt, in its place before the pain.

    Args:
        region: of the condition, such as Knee; others have no chart.
        side: right or left, anything else for both or the middle.
        earlier: how many visits there were before.
    """
    areas = list(_areas(region, side, _pain_now(items), max(0.5, 1 - _SMALLER * earlier)))
    return [_placed(item, areas) if item["linkId"] == "history" and areas else item for item in items]


def _pain_now(items: Sequence[Json]) -> int:
    """The strength that was answered in the form."""
    for item in items:
        if item["linkId"] == "pain-now":
            return int(item["answer"][0]["valueInteger"])
        found = _pain_now(item.get("item", ()))
        if found >= 0:
            return found
    return -1


def _placed(history: Json, areas: Sequence[BodyArea]) -> Json:
    inside = list(history["item"])
    at = next((n for n, item in enumerate(inside) if item["linkId"] == "pain-group"), len(inside))
    chart = {"linkId": "body-chart", "item": [_row(area) for area in areas]}
    return {**history, "item": [*inside[:at], chart, *inside[at:]]}


def _areas(region: str, side: str, strength: int, size: float) -> Iterator[BodyArea]:
    sides = (side,) if side in ("right", "left") else ("right", "left")
    if region == "Knee":
        for one in sides:
            loop = _loop(_FRONT[one] * 3.5, 71.4, 1.6 * size, 2.8 * size)
            yield _area(BodyView.FRONT, Symptom.PAIN, Shape.AREA, loop, strength)
    elif region == "Shoulder":
        for one in sides:
            loop = _loop(_FRONT[one] * 10.9, 21.6, 1.7 * size, 3.2 * size)
            yield _area(BodyView.FRONT, Symptom.PAIN, Shape.AREA, loop, strength)
            way = tuple((_FRONT[one] * x, y) for x, y in ((11.4, 26.8), (12.0, 29.4), (12.5, 32.4)))
            yield _area(BodyView.FRONT, Symptom.ACHE, Shape.STROKE, way, max(0, strength - 2))
    elif region == "Lumbar spine":
        loop = _loop(0.0, 40.4, 4.4 * size, 2.5 * size)
        yield _area(BodyView.BACK, Symptom.ACHE, Shape.AREA, loop, strength)
        if side in _FRONT:
            leg = tuple((-_FRONT[side] * x, y) for x, y in ((3.8, 48.6), (4.7, 57.0), (4.8, 66.0), (4.9, 79.0)))
            yield _area(BodyView.BACK, Symptom.PINS, Shape.ARROW, leg, max(0, strength - 1))


def _loop(x: float, y: float, wide: float, high: float) -> tuple[Point, ...]:
    turns = [2 * pi * step / 14 for step in range(14)]
    return tuple((round(x + wide * cos(turn), 1), round(y + high * sin(turn), 1)) for turn in turns)


def _area(view: BodyView, symptom: Symptom, shape: Shape, points: tuple[Point, ...], strength: int) -> BodyArea:
    return BodyArea(view, symptom, shape, points, regions_of(view, shape, points), strength)


def _row(area: BodyArea) -> Json:
    return {
        "linkId": "body-area",
        "item": [
            _coded("body-area-view", f"{CS}/body-view", area.view.value),
            _coded("body-area-symptom", f"{CS}/body-symptom", area.symptom.value),
            {"linkId": "body-area-intensity", "answer": [{"valueInteger": area.intensity}]},
            _coded("body-area-shape", f"{CS}/body-shape", area.shape.value),
            {"linkId": "body-area-points", "answer": [{"valueString": written(area.points)}]},
            {"linkId": "body-area-regions", "answer": [_region(code) for code in area.regions]},
        ],
    }


def _coded(link_id: str, system: str, code: str) -> Json:
    coding = {"system": system, "code": code, "display": _WORDS[code]}
    return {"linkId": link_id, "answer": [{"valueCoding": coding}]}


def _region(code: str) -> Json:
    side, name = named(code)
    words = _REGIONS[name]
    display = f"{side.capitalize()} {words}" if side else words[:1].upper() + words[1:]
    return {"valueCoding": {"system": SYSTEM, "code": code, "display": display}}
