"""Packs with made-up wording, in the shape that licensed ones come in; no instrument's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msk_desk.content.prom_forms import PREFIX
from msk_desk.content.proms import load_all
from msk_desk.domain.proms.definition import Definition, Item

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
WORDS = ("No trouble at all", "A little trouble", "Some trouble", "Much trouble", "More than I can manage", "Cannot")


def translated(words: str, language: str = "cy") -> dict[str, Any]:
    """The sibling element that carries a translation."""
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": f"[{language}] {words}"}]
    return {"extension": [{"url": TRANSLATION, "extension": parts}]}


def made_up_form(code: str, falling: bool = False) -> dict[str, Any]:
    """A Questionnaire with made-up wording for an instrument, in English with Welsh beside it."""
    definition = load_all()[code]
    items = [_item(definition, item, at, falling) for at, item in enumerate(definition.items, 1)]
    intro = {"linkId": "intro", "type": "display", "text": "Think of the last week."}
    return {
        "resourceType": "Questionnaire", "status": "active", "url": PREFIX + code.lower(),
        "version": definition.version, "title": definition.title, "language": "en-GB",
        "copyright": f"Made-up words, in the place of {definition.holder}",
        "item": [{"linkId": "page", "type": "group", "item": [intro, *items]}],
    }  # fmt: skip


def _item(definition: Definition, item: Item, at: int, falling: bool) -> dict[str, Any]:
    words = f"How much trouble have you had with made-up thing {at}?"
    made: dict[str, Any] = {"linkId": item.code, "text": words, "_text": translated(words)}
    steps = round((item.high - item.low) / item.step)
    if steps > 5 or item.step < 1:
        kind = "integer" if item.step >= 1 else "decimal"
        value = "valueInteger" if item.step >= 1 else "valueDecimal"
        ends = (("minValue", item.low), ("maxValue", item.high))
        made["extension"] = [
            {"url": f"http://hl7.org/fhir/StructureDefinition/{name}", value: int(limit)} for name, limit in ends
        ]
        return {**made, "type": kind}
    values = [item.low + step for step in range(steps + 1)]
    worded = list(zip(values, _words(item, steps), strict=True))
    options = [_option(value, said) for value, said in (reversed(worded) if falling else worded)]
    if item.not_applicable:
        options.append({"valueCoding": {"code": "na", "display": "This does not apply to me"}})
    return {**made, "type": "choice", "answerOption": options}


def _words(item: Item, steps: int) -> list[str]:
    words = ["No", "Yes"] if steps == 1 else list(WORDS[: steps + 1])
    return words[::-1] if item.other_way else words


def _option(value: float, words: str) -> dict[str, Any]:
    extension = [{"url": ORDINAL, "valueDecimal": value}]
    return {"valueCoding": {"code": f"a{value:g}", "display": words, "_display": translated(words),
                            "extension": extension}}  # fmt: skip


def write_pack(folder: Path, *codes: str) -> Path:
    """A pack as a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in codes:
        (folder / f"{code.lower()}.json").write_text(json.dumps(made_up_form(code)), "utf-8")
    return folder
