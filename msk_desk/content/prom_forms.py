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
from msk_desk.domain.proms.definition import Definition, Item

PREFIX = f"{CANONICAL}prom-"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"


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
        "copyright": f"{definition.holder}. {definition.licence}",
        "item": [_item(item, number) for number, item in enumerate(definition.items, 1)],
    }


def _item(item: Item, number: int) -> dict[str, Any]:
    whole = float(item.step).is_integer()
    return {
        "linkId": item.code,
        "prefix": str(number),
        "text": item.label or f"Item {number}",
        "type": "integer" if whole else "decimal",
        "extension": [_bound("minValue", item.low, whole), _bound("maxValue", item.high, whole)],
    }


def _bound(name: str, value: float, whole: bool) -> dict[str, Any]:
    limit = {"valueInteger": int(value)} if whole else {"valueDecimal": Decimal(str(value))}
    return {"url": f"{STRUCTURE}/{name}", **limit}
