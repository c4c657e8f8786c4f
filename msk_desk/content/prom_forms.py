"""Makes a Questionnaire of an instrument's definition: our own wording, or the numbers of its items alone.

A pack with the licensed wording replaces the numbered form; the link ids are the same.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from msk_desk.content import proms
from msk_desk.content.forms import CANONICAL
from msk_desk.domain.form_catalogue import FormKind, contexts
from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.form_parts import OWN_ANSWERS, STRUCTURE

PREFIX = f"{CANONICAL}prom-"


def by_canonical(canonical: str) -> Mapping[str, Any] | None:
    """The form of an instrument by `…/prom-<code>`, with or without `|version`; None for any other form."""
    url, _, version = canonical.partition("|")
    form = _forms().get(url)
    return None if form is None or (version and version != form["version"]) else form


@cache
def _forms() -> Mapping[str, Mapping[str, Any]]:
    made = (questionnaire(definition) for definition in proms.load_all().values())
    return MappingProxyType({form["url"]: form for form in made})


def questionnaire(definition: Definition) -> dict[str, Any]:
    """One instrument as a FHIR Questionnaire whose link ids are its item codes."""
    code = definition.code.lower()
    return {
        "resourceType": "Questionnaire",
        "url": PREFIX + code,
        "version": definition.version,
        "name": "Prom" + definition.code.title().replace("-", ""),
        "title": definition.title,
        "status": "active",
        "subjectType": ["Patient"],
        "useContext": contexts(FormKind.PROM, ()),
        "copyright": f"{definition.holder}. {definition.licence}",
        "item": [_item(item, number) for number, item in enumerate(definition.items, 1)],
    }


def _item(item: Item, number: int) -> dict[str, Any]:
    asked: dict[str, Any] = {"linkId": item.code, "prefix": str(number), "text": item.label or f"Item {number}"}
    if item.options:
        return {**asked, "type": "choice", "answerOption": [_option(item, at) for at in range(len(item.options))]}
    whole = float(item.step).is_integer()
    asked["type"] = "integer" if whole else "decimal"
    asked["extension"] = [_bound("minValue", item.low, whole), _bound("maxValue", item.high, whole)]
    ends = [_end(item, end, words) for end, words in (("lower", item.low_words), ("upper", item.high_words)) if words]
    return {**asked, **({"item": ends} if ends else {})}


def _option(item: Item, at: int) -> dict[str, Any]:
    """One of our own answers in words, with what it counts."""
    value = int(item.low) + at
    counts = {"url": f"{STRUCTURE}/ordinalValue", "valueDecimal": value}
    coding = {"system": OWN_ANSWERS, "code": str(value), "display": item.options[at], "extension": [counts]}
    return {"valueCoding": coding}


def _end(item: Item, end: str, words: str) -> dict[str, Any]:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": end}
    control = {"url": f"{STRUCTURE}/questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}
    return {"linkId": f"{item.code}-{end}", "type": "display", "text": words, "extension": [control]}


def _bound(name: str, value: float, whole: bool) -> dict[str, Any]:
    limit = {"valueInteger": int(value)} if whole else {"valueDecimal": Decimal(str(value))}
    return {"url": f"{STRUCTURE}/{name}", **limit}
