"""Reads the parts of a Questionnaire that words an instrument: codes, answers with their values, languages; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

OWN_ANSWERS = "https://msk-desk.example/fhir/CodeSystem/prom-answer"
"""Answers of our own wording; the code is what an answer counts."""
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"
VALUE_EXTENSIONS = (f"{STRUCTURE}/ordinalValue", f"{STRUCTURE}/itemWeight")
TRANSLATION = f"{STRUCTURE}/translation"
ITEM_CONTROL = f"{STRUCTURE}/questionnaire-itemControl"


def flat(items: Any) -> Iterator[Mapping[str, Any]]:
    """Every item, in reading order."""
    for item in items:
        yield item
        yield from flat(item.get("item", ()))


def item_code(item: Mapping[str, Any]) -> str:
    """The instrument's own code of an item: its `code` if it has one, else its link id."""
    codings = item.get("code") or [{}]
    return str(codings[0].get("code") or item.get("linkId", ""))


def extension_value(holder: Mapping[str, Any], url: str) -> Any:
    """The value of an extension, or None."""
    for extension in holder.get("extension", ()):
        if extension.get("url") == url:
            return next((value for name, value in extension.items() if name.startswith("value")), None)
    return None


def option_value(option: Mapping[str, Any]) -> float | None:
    """What an answer counts: its whole number, or the ordinal value of it or of its coding; None without one."""
    if "valueInteger" in option:
        return float(option["valueInteger"])
    for holder in (option, option.get("valueCoding", {})):
        for url in VALUE_EXTENSIONS:
            value = extension_value(holder, url)
            if value is not None:
                return float(value)
    return None


def option_words(option: Mapping[str, Any]) -> str:
    """What an answer says."""
    coding = option.get("valueCoding", {})
    for words in (coding.get("display"), option.get("valueString"), option.get("valueInteger"), coding.get("code")):
        if words not in (None, ""):
            return str(words)
    return ""


def item_control(item: Mapping[str, Any]) -> str:
    """How an item is to be drawn: `lower`, `upper`, `slider` and the like."""
    concept = extension_value(item, ITEM_CONTROL)
    codings = concept.get("coding") if isinstance(concept, Mapping) else None
    return str(codings[0].get("code", "")) if codings else ""


def languages_in(form: Any) -> tuple[str, ...]:
    """The languages that a form is translated to, in order."""
    return tuple(sorted(set(_translated(form))))


def _translated(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _translated(one)
    elif isinstance(node, Mapping):
        if node.get("url") == TRANSLATION:
            parts = [part for part in node.get("extension") or () if part.get("url") == "lang"]
            yield from (str(part["valueCode"]) for part in parts if part.get("valueCode"))
        for value in node.values():
            yield from _translated(value)
