"""Marked areas of the body chart in and out of a form's answers; marks of the first version are still read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom, read_points, written
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState
from msk_desk.services.body_marks import areas_of_marks

GROUP, ROW = "body-chart", "body-area"
VIEW, SYMPTOM, INTENSITY = "body-area-view", "body-area-symptom", "body-area-intensity"
SHAPE, POINTS, REGIONS = "body-area-shape", "body-area-points", "body-area-regions"
Value = Mapping[str, Any]


def has_chart(form: FormState) -> bool:
    """Whether the form has a body chart."""
    return bool(form.instances(ROW))


def areas_of(form: FormState) -> tuple[BodyArea, ...]:
    """The areas in a form, in the order they were marked."""
    return tuple(area for _, area in _rows(form))


def put_areas(form: FormState, areas: Sequence[BodyArea]) -> None:
    """Make the form hold these areas; rows that already say so are left alone, unreadable ones too."""
    rows = list(_rows(form))
    same = 0
    while same < min(len(rows), len(areas)) and rows[same][1] == areas[same]:
        same += 1
    for row, _ in reversed(rows[same:]):
        form.remove_instance(row)
    for area in areas[same:]:
        _add(form, area)


def areas_of_items(items: Sequence[Any]) -> tuple[BodyArea, ...]:
    """The areas in stored answers, whatever version of the chart they were drawn on."""
    found: list[BodyArea] = []
    for item in _walk(items):
        if item.get("linkId") == ROW:
            area = _read({str(one.get("linkId")): _answers(one) for one in _objects(item.get("item"))})
            found += [area] if area is not None else []
    return (*found, *areas_of_marks(_walk(items)))


def chart_words(items: Sequence[Any]) -> tuple[str, ...]:
    """Each area in the words it was stored with: `Right knee, front: pain 6/10`."""
    found = []
    for item in _walk(items):
        if item.get("linkId") != ROW:
            continue
        answers = {str(one.get("linkId")): _answers(one) for one in _objects(item.get("item"))}
        where = next((words for value in answers.get(REGIONS, ()) if (words := _display(value))), "")
        what = next((words for value in answers.get(SYMPTOM, ()) if (words := _display(value))), "").lower()
        area = _read(answers)
        strong = f" {area.intensity}/10" if area is not None and area.intensity is not None else ""
        if where and what:
            found.append(f"{where}: {what}{strong}")
    return tuple(dict.fromkeys(found))


def take_old_marks(form: FormState, items: Sequence[Any]) -> None:
    """Put marks that a draft holds in the first version's way onto the present chart, when that is still empty."""
    marks = tuple(area for area in areas_of_marks(_walk(items)) if area.regions)
    if marks and has_chart(form) and not areas_of(form):
        put_areas(form, marks)


def _rows(form: FormState) -> Iterator[tuple[Instance, BodyArea]]:
    for row in form.instances(ROW):
        area = _read({question.link_id: question.values for question in row.children})
        if area is not None:
            yield row, area


def _add(form: FormState, area: BodyArea) -> None:
    rows = form.instances(ROW)
    blank = next((row for row in rows if not any(question.values for question in row.children)), None)
    row = blank if blank is not None else form.add_instance(rows[-1])
    values: dict[str, Any] = {
        VIEW: area.view.value, SYMPTOM: area.symptom.value, INTENSITY: area.intensity, SHAPE: area.shape.value,
        POINTS: written(area.points), REGIONS: list(area.regions),
    }  # fmt: skip
    for question in row.children:
        value = values.get(question.link_id)
        if value not in (None, "", []):
            form.set_answer(question, value)


def _read(answers: Mapping[str, Sequence[Value]]) -> BodyArea | None:
    """An area from its answers; None when it says nothing that can be drawn."""
    try:
        view, symptom = BodyView(_code(answers, VIEW)), Symptom(_code(answers, SYMPTOM))
        shape = Shape(_code(answers, SHAPE))
    except ValueError:
        return None
    points = read_points("".join(str(value.get("valueString", "")) for value in answers.get(POINTS, ())))
    regions = tuple(filter(None, (_coded(value) for value in answers.get(REGIONS, ()))))
    if not points and not (shape is Shape.REGION and regions):
        return None
    strong = [value.get("valueInteger") for value in answers.get(INTENSITY, ())]
    intensity = int(strong[0]) if strong and strong[0] is not None and 0 <= int(strong[0]) <= 10 else None
    return BodyArea(view, symptom, shape, points, regions, intensity)


def _code(answers: Mapping[str, Sequence[Value]], link_id: str) -> str:
    return next((_coded(value) for value in answers.get(link_id, ())), "")


def _coded(value: Value) -> str:
    coding = value.get("valueCoding")
    return str(coding.get("code", "")) if isinstance(coding, Mapping) else ""


def _display(value: Value) -> str:
    coding = value.get("valueCoding")
    return str(coding.get("display", "")) if isinstance(coding, Mapping) else ""


def _answers(item: Mapping[str, Any]) -> list[Value]:
    return _objects(item.get("answer"))


def _walk(items: Any) -> Iterator[Mapping[str, Any]]:
    for item in _objects(items):
        yield item
        yield from _walk(item.get("item"))


def _objects(found: Any) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list | tuple) else []
