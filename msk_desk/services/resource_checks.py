"""Whether something read from a file is a FHIR R4 resource that can be kept whole."""

from __future__ import annotations

import re
from typing import Any

from msk_desk.services.resource_types import NOT_KEPT, R4_TYPES

ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
DEEPEST = 100
_OBJECTS = ("meta", "text")
_LISTS = ("extension", "modifierExtension", "contained")


def reason_to_refuse(resource: Any) -> str:
    """Why it cannot be kept, in a sentence without any of its content; empty when it can."""
    if not isinstance(resource, dict):
        return "It is not a JSON object."
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not kind:
        return "It has no resourceType."
    if kind not in R4_TYPES:
        return "Its resourceType is not one of FHIR R4."
    if kind in NOT_KEPT:
        return f"A resource of type {kind} is an answer of a service, not a record to keep."
    if "id" in resource and not _valid_id(resource["id"]):
        return "Its id is not a FHIR id (letters, digits, hyphens and dots, at most 64)."
    return _impossible(resource) or _unwritable(resource)


def _valid_id(value: Any) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


def _impossible(resource: dict[str, Any]) -> str:
    for name in _OBJECTS:
        if name in resource and not isinstance(resource[name], dict):
            return f"Its {name} is not an object."
    for name in _LISTS:
        value = resource.get(name, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            return f"Its {name} is not a list of objects."
    return ""


def _unwritable(value: Any, depth: int = 0) -> str:
    """Text that no encoding can hold, or nesting no reader accepts."""
    if depth > DEEPEST:
        return "It is nested too deeply."
    if isinstance(value, str):
        return "" if _encodes(value) else "It holds text that is not valid Unicode."
    if isinstance(value, dict):
        parts: Any = (part for pair in value.items() for part in pair)
    elif isinstance(value, list):
        parts = value
    else:
        return ""
    return next(filter(None, (_unwritable(part, depth + 1) for part in parts)), "")


def _encodes(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
