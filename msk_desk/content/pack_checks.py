"""Whether a Questionnaire of a pack asks exactly what an instrument's definition scores."""

from collections.abc import Iterator, Mapping
from typing import Any

from msk_desk.domain.proms.definition import Definition, Item

STRUCTURE = "http://hl7.org/fhir/StructureDefinition"
VALUE_EXTENSIONS = (f"{STRUCTURE}/ordinalValue", f"{STRUCTURE}/itemWeight")
BOUNDS = {"low": f"{STRUCTURE}/minValue", "high": f"{STRUCTURE}/maxValue"}
ASKED = frozenset({"integer", "decimal", "choice"})
SILENT = frozenset({"group", "display"})


def pack_problems(definition: Definition, form: Mapping[str, Any]) -> Iterator[str]:
    """Why a Questionnaire cannot stand for this instrument; nothing when it can."""
    if str(form.get("version", "")) != definition.version:
        yield f"version {form.get('version', 'none')} is not {definition.version}"
    asked: dict[str, Mapping[str, Any]] = {}
    for item in _flat(form.get("item", ())):
        code = item_code(item)
        if item.get("type") in SILENT:
            continue
        if definition.item(code) is None:
            yield f"{item.get('linkId', '?')} asks what the instrument does not score"
        elif code in asked:
            yield f"{code} is asked twice"
        else:
            asked[code] = item
    for expected in definition.items:
        if expected.code in asked:
            yield from _item_problems(expected, asked[expected.code])
        else:
            yield f"{expected.code} is not asked"


def item_code(item: Mapping[str, Any]) -> str:
    """The instrument's own code of an item: its `code` if it has one, else its link id."""
    codings = item.get("code") or [{}]
    return str(codings[0].get("code") or item.get("linkId", ""))


def response_values(item: Mapping[str, Any]) -> list[float | None]:
    """What each answer of a choice counts as, by value or by ordinal extension; None without a value."""
    values = [option.get("valueInteger", _extended(option)) for option in item.get("answerOption", ())]
    return [None if value is None else float(value) for value in values]


def _item_problems(expected: Item, item: Mapping[str, Any]) -> Iterator[str]:
    if not str(item.get("text", "")).strip():
        yield f"{expected.code} has no wording"
    kind = item.get("type")
    if kind not in ASKED:
        yield f"{expected.code} is asked as {kind}"
    elif kind == "choice":
        yield from _choice_problems(expected, item)
    else:
        for end, url in BOUNDS.items():
            limit = _extension_value(item, url)
            if limit is None or float(limit) != getattr(expected, end):
                yield f"{expected.code} does not run from {expected.low:g} to {expected.high:g}"
                return


def _choice_problems(expected: Item, item: Mapping[str, Any]) -> Iterator[str]:
    counted = response_values(item)
    values = [value for value in counted if value is not None]
    without = len(counted) - len(values)
    steps = round((expected.high - expected.low) / expected.step)
    wanted = [expected.low + step * expected.step for step in range(steps + 1)]
    if without > (1 if expected.not_applicable else 0):
        yield f"{expected.code} has an answer without a value"
    elif sorted(values) != wanted:
        found = ", ".join(f"{value:g}" for value in sorted(values))
        yield f"{expected.code} counts {found or 'nothing'}, not {expected.low:g} to {expected.high:g}"


def _extended(option: Mapping[str, Any]) -> Any:
    """The ordinal value of an option, on the option itself or on its coding."""
    for holder in (option, option.get("valueCoding", {})):
        for url in VALUE_EXTENSIONS:
            value = _extension_value(holder, url)
            if value is not None:
                return value
    return None


def _extension_value(holder: Mapping[str, Any], url: str) -> Any:
    for extension in holder.get("extension", ()):
        if extension.get("url") == url:
            return next((value for name, value in extension.items() if name.startswith("value")), None)
    return None


def _flat(items: Any) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield item
        yield from _flat(item.get("item", ()))
