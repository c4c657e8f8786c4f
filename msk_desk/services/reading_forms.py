"""Lays stored answers out for reading, with the form's definition or, when it is not here, from the answers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from msk_desk.domain.form_reading import ReadForm, ReadLine, ReadSection
from msk_desk.forms.definition import Definition
from msk_desk.forms.item import Item
from msk_desk.forms.value_words import values_words, with_unit
from msk_desk.services.body_charts import areas_of_items

UNIT = "https://msk-desk.example/fhir/StructureDefinition/unit"
"""Beside a stored answer: the unit that the question was asked in, for readers without the form."""
COPIED_FROM = "https://msk-desk.example/fhir/StructureDefinition/copied-from"
"""On an answer: it was copied forward from earlier signed answers, and from which."""
RED_FLAGS, PRESENT = "red-flag-list", "present"
DRAWN = ("body-marks", "body-chart")
"""Groups whose answers are strokes and places: they are drawn, not listed."""
_TABLES = ("grid", "gtable", "table", "htable")


def read_form(items: Sequence[Any], definition: Definition | None, title: str = "") -> ReadForm:
    """The answered questions of stored items by section; red flags that were not asked are said so."""
    reader = _Reader(definition)
    sections = tuple(reader.sections(_objects(items)))
    name = title or (definition.title if definition is not None else "")
    shown = tuple(each for each in sections if each.lines)
    return ReadForm(name, shown, definition is not None, areas_of_items(items))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader stands."""

    path: str = ""
    group: str = ""
    table: str = ""
    row: str = ""


class _Reader:
    """Walks stored items beside the form's own."""

    def __init__(self, definition: Definition | None) -> None:
        self._definition = definition

    def sections(self, items: list[Mapping[str, Any]]) -> Iterator[ReadSection]:
        for item in self._in_order(items, self._definition.items if self._definition else ()):
            link_id = str(item.get("linkId", ""))
            title = self._title(item) if item.get("item") else ""
            lines = tuple(self._lines(item, _Place(), top=True))
            yield ReadSection(link_id, title, lines)

    def _in_order(self, items: list[Mapping[str, Any]], asked: Iterable[Item]) -> list[Mapping[str, Any]]:
        """Stored items, and an empty one for each group that leads to red flags nobody asked."""
        there = {item.get("linkId") for item in items}
        missing = [
            one for one in asked
            if one.link_id not in there and any(each.link_id == RED_FLAGS for each in one.walk())
        ]  # fmt: skip
        return [*({"linkId": one.link_id, "item": []} for one in missing), *items]

    def _lines(self, item: Mapping[str, Any], place: _Place, *, top: bool = False) -> Iterator[ReadLine]:
        link_id = str(item.get("linkId", ""))
        known = self._item(link_id)
        if link_id in DRAWN or (known is not None and known.look.hidden):
            return
        path = f"{place.path}/{link_id}" if place.path else link_id
        if item.get("answer"):
            yield self._line(item, known, replace(place, path=path))
            for answer in _objects(item["answer"]):
                yield from self._all(_objects(answer.get("item")), replace(place, path=path))
        inside = _objects(item.get("item"))
        if link_id == RED_FLAGS and known is not None:
            yield from self._flags(known, inside, replace(place, path=path))
            return
        asked = known.items if known is not None and known.is_group else ()
        inside = self._in_order(inside, asked)
        yield from self._all(inside, self._below(item, known, replace(place, path=path), top))

    def _all(self, items: list[Mapping[str, Any]], place: _Place) -> Iterator[ReadLine]:
        counts: dict[str, int] = {}
        for item in items:
            link_id = str(item.get("linkId", ""))
            at = counts[link_id] = counts.get(link_id, -1) + 1
            known = self._item(link_id)
            numbered = known is not None and known.is_group and known.repeats and known.look.control in _TABLES
            row = str(at + 1) if numbered else place.row
            inside = replace(place, row=row, path=f"{place.path}:{at}" if at else place.path)
            yield from self._lines(item, inside)

    def _below(self, item: Mapping[str, Any], known: Item | None, place: _Place, top: bool) -> _Place:
        """Where the children of a group stand: in a row of a table, in a table, or under its heading."""
        title = self._title(item)
        if place.table and not place.row:
            return replace(place, row=title)
        if known is not None and known.is_group and known.look.control in _TABLES:
            heading = title or place.group
            return replace(place, group=heading, table=known.link_id, row=place.row if known.repeats else "")
        return place if top or not title else replace(place, group=title)

    def _flags(self, group: Item, inside: list[Mapping[str, Any]], place: _Place) -> Iterator[ReadLine]:
        stored = {str(item.get("linkId")): item for item in inside}
        for question in group.items:
            if not question.is_question:
                continue
            item = stored.get(question.link_id)
            here = replace(place, path=f"{place.path}/{question.link_id}")
            if item is not None and item.get("answer"):
                yield replace(self._line(item, question, here), raised=_is_present(item))
            else:
                yield ReadLine(here.path, question.link_id, question.text, "", group=place.group, not_asked=True)

    def _line(self, item: Mapping[str, Any], known: Item | None, place: _Place) -> ReadLine:
        answers = _objects(item["answer"])
        values = [_value(answer) for answer in answers]
        values = [value for value in values if value]
        unit = self._unit(item, known)
        words = values_words(values)
        quantity = any("valueQuantity" in value for value in values)
        question = self._title(item)
        return ReadLine(
            place.path, str(item.get("linkId", "")), question, words if quantity else with_unit(words, unit),
            place.group, place.table, place.row, question if place.table else "",
            _number(values), copied_from=_copied(answers),
        )  # fmt: skip

    def _title(self, item: Mapping[str, Any]) -> str:
        """The words as they were asked; a short form of them where the form has one."""
        known = self._item(str(item.get("linkId", "")))
        short = known.look.short_text if known is not None else ""
        stored = str(item.get("text") or "")
        asked = known.text if known is not None else str(item.get("linkId", "")).replace("-", " ").capitalize()
        return (short or stored or asked).rstrip(":").strip()

    def _unit(self, item: Mapping[str, Any], known: Item | None) -> str:
        for extension in _objects(item.get("extension")):
            if extension.get("url") == UNIT:
                return str(extension.get("valueString", ""))
        return unit_of(known) if known is not None else ""

    def _item(self, link_id: str) -> Item | None:
        return self._definition.by_link_id.get(link_id) if self._definition is not None else None


def unit_of(item: Item) -> str:
    """The unit that a question is asked in, or an empty text."""
    unit = item.look.unit or {}
    return str(unit.get("display") or unit.get("unit") or unit.get("code") or "")


def _value(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key.startswith("value")}


def _number(values: list[dict[str, Any]]) -> Decimal | None:
    if len(values) != 1:
        return None
    given = next(iter(values[0].values()))
    if isinstance(given, Mapping):
        given = given.get("value")
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    try:
        return Decimal(str(given))
    except InvalidOperation:
        return None


def _is_present(item: Mapping[str, Any]) -> bool:
    codings = (answer.get("valueCoding") for answer in _objects(item["answer"]))
    return any(isinstance(coding, Mapping) and coding.get("code") == PRESENT for coding in codings)


def _copied(answers: list[Mapping[str, Any]]) -> str:
    """The day that an answer was copied from, as ISO text."""
    for answer in answers:
        for extension in _objects(answer.get("extension")):
            if extension.get("url") == COPIED_FROM:
                parts = {part.get("url"): part for part in _objects(extension.get("extension"))}
                return str(parts.get("date", {}).get("valueDate", ""))
    return ""


def _objects(found: Any) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list | tuple) else []
