"""Whether a Questionnaire's JSON has the shape FHIR gives it; what has not is left out and reported."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from msk_desk.forms.finding import Finding

_LISTS = (
    "item", "extension", "modifierExtension", "answerOption", "enableWhen", "initial", "contained",
    "include", "exclude", "concept", "contains", "coding", "filter",
)  # fmt: skip
_TEXTS = (
    "linkId", "prefix", "type", "url", "title", "version", "system", "display", "question", "operator",
    "enableBehavior", "answerValueSet", "expression", "language", "valueString", "valueCode", "valueUri",
    "valueDate", "valueDateTime", "valueTime", "valueMarkdown", "valueCanonical", "valueUrl", "valueId",
)  # fmt: skip
_FLAGS = ("required", "repeats", "readOnly", "initialSelected", "abstract", "valueBoolean")
_OBJECTS = (
    "compose", "expansion", "valueCoding", "valueCodeableConcept", "valueExpression", "valueQuantity",
    "valueReference", "valueAttachment", "answerCoding", "answerQuantity", "answerReference",
)  # fmt: skip
_READ_WHOLE = ("ValueSet", "CodeSystem", None)
_DROPPED = object()


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _is(kind: type | tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kind)


_RULES: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(_LISTS, _is(list)),
    **dict.fromkeys(_TEXTS, _is(str)),
    **dict.fromkeys(_FLAGS, _is(bool)),
    **dict.fromkeys(_OBJECTS, _is(dict)),
    "maxLength": _is_whole,
    "valueInteger": _is_whole,
    "valuePositiveInt": _is_whole,
    "valueDecimal": _is_number,
    "code": _is((str, list)),
    "valueSet": _is(list),
}


class _Shaper:
    """Walks a form once, noting what does not fit."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def object(self, value: dict[str, Any], link_id: str) -> dict[str, Any]:
        """Return an object without the parts that do not fit."""
        here = value.get("linkId")
        link_id = here if isinstance(here, str) else link_id
        found = {}
        for key, part in value.items():
            made = self._part(str(key), part, link_id)
            if made is not _DROPPED:
                found[key] = made
        return found

    def _part(self, key: str, part: Any, link_id: str) -> Any:
        rule = _RULES.get(key)
        fits = rule(part) if rule is not None else not key.startswith("_") or isinstance(part, dict | list)
        if not fits:
            self._note(key, link_id)
            return _DROPPED
        if isinstance(part, dict):
            return self.object(part, link_id)
        return self._list(key, part, link_id) if isinstance(part, list) else part

    def _list(self, key: str, parts: list[Any], link_id: str) -> list[Any]:
        if key == "valueSet":
            return [one for one in parts if isinstance(one, str)]
        if key not in _LISTS and key != "code":
            return parts
        if any(not isinstance(one, dict) for one in parts):
            self._note(key, link_id)
        return [self._member(key, one, link_id) for one in parts if isinstance(one, dict)]

    def _member(self, key: str, one: dict[str, Any], link_id: str) -> dict[str, Any]:
        if key == "contained" and one.get("resourceType") not in _READ_WHOLE:
            return one
        return self.object(one, link_id)

    def _note(self, key: str, link_id: str) -> None:
        self.findings.append(Finding(link_id, "shape", f"{key} is not what FHIR has there, and is left out"))


def shaped(questionnaire: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Return the form, and what had to be left out of it; a sound form is returned as it is."""
    shaper = _Shaper()
    made = shaper.object(questionnaire, "")
    return (made, shaper.findings) if shaper.findings else (questionnaire, [])
