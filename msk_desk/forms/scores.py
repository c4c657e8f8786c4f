"""Weights of answers (ordinalValue, itemWeight) by question and code, for `weight()` and `ordinal()`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.extensions import value_of
from msk_desk.forms.fhirpath.context import Weights
from msk_desk.forms.fhirpath.equality import is_number
from msk_desk.forms.fhirpath.functions.fhir import weight_in
from msk_desk.forms.fhirpath.items import primitive
from msk_desk.forms.valuesets import ValueSets

# A weight may also stand as a property of a concept (FHIR R5, and R4 by way of the extension for it).
_PROPERTY = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property"
_PROPERTY_CODES = ("itemWeight", "ordinalValue", "ordinal")
Key = tuple[str | None, str | None, Any]


def answer_weights(questionnaire: dict[str, Any]) -> Weights:
    """Return a look-up of the weight of a Coding given to a question."""
    value_sets = ValueSets(questionnaire)
    table: dict[Key, Any] = {}
    general: dict[Key, Any] = {}
    not_held: set[Any] = set()
    for coding in (*value_sets.concepts(), *value_sets.all_codings()):
        _note(general, None, coding, _weight(coding))
    for item in _walk(questionnaire):
        link_id = item.get("linkId")
        for option in item.get("answerOption") or ():
            value = value_of(option)
            coding = value if isinstance(value, dict) else {"code": value}
            own = weight_in(coding)
            _note(table, link_id, coding, weight_in(option) if own is None else own)
        if reference := item.get("answerValueSet"):
            codings = value_sets.codings(str(reference))
            if codings is None:
                not_held.add(link_id)
            for coding in codings or ():
                _note(table, link_id, coding, _weight(coding))

    def weigh(link_id: str | None, coding: dict[str, Any]) -> Any:
        system, code = coding.get("system"), coding.get("code")
        if not isinstance(system, str | None) or not isinstance(code, str | int | float | Decimal):
            return None
        found = table.get((link_id, system, code))
        found = general.get((None, system, code)) if found is None else found
        if found is None and link_id in not_held:
            # Leaving it out would make a total of the other answers alone.
            raise FhirpathError(f"the answers of {link_id} are not held here, so what they weigh is not known")
        return found

    return weigh


def _weight(concept: dict[str, Any]) -> Any:
    """Return the weight of a concept of a value set or code system: an extension, or a property of it."""
    own = weight_in(concept)
    if own is not None:
        return own
    properties = list(concept.get("property") or ())
    for extension in concept.get("extension") or ():
        if extension.get("url") == _PROPERTY:
            parts = {part.get("url"): value_of(part) for part in extension.get("extension") or ()}
            properties.append({"code": parts.get("code"), "valueDecimal": parts.get("value", parts.get("value[x]"))})
    for one in properties:
        number = primitive(value_of(one)) if isinstance(one, dict) and one.get("code") in _PROPERTY_CODES else None
        if is_number(number):
            return number
    return None


def _note(table: dict[Key, Any], link_id: str | None, coding: dict[str, Any], weight: Any) -> None:
    if weight is not None and isinstance(coding.get("code"), str | int | float | Decimal):
        table[(link_id, coding.get("system"), coding.get("code"))] = weight


def _walk(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in holder.get("item") or ():
        if isinstance(item, dict):
            yield item
            yield from _walk(item)
