"""Reading and patching single elements of FHIR JSON; every mapper is made of these."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any

Json = Mapping[str, Any]
# A plain dict first: asking whether something is any Mapping is slow, and JSON read from a wire is all dicts.
_OBJECT = (dict, Mapping)


def text_of(value: Any) -> str:
    """A value as text when it is text, else empty: broken resources never raise here."""
    return value if isinstance(value, str) else ""


def mapping(value: Any) -> Json:
    """A JSON object, or an empty one."""
    return value if isinstance(value, _OBJECT) else {}


def texts(value: Any) -> tuple[str, ...]:
    """The texts of an array, or none; anything else in it is left out."""
    return tuple(entry for entry in value if isinstance(entry, str) and entry) if isinstance(value, list) else ()


def sequence(value: Any) -> list[Json]:
    """The JSON objects of an array, or none."""
    return [entry for entry in value if isinstance(entry, _OBJECT)] if isinstance(value, list) else []


def first(value: Any) -> Json:
    """The first object of an array, or an empty one."""
    found = sequence(value)
    return found[0] if found else {}


def concept(value: Any) -> str:
    """The words of a CodeableConcept: its text, else its first display, else its first code."""
    node = mapping(value)
    if text_of(node.get("text")):
        return text_of(node.get("text"))
    codings = sequence(node.get("coding"))
    for key in ("display", "code"):
        for coding in codings:
            if text_of(coding.get(key)):
                return text_of(coding.get(key))
    return ""


def code_in(value: Any, system: str) -> str:
    """The code of a CodeableConcept in one system, or empty."""
    for coding in sequence(mapping(value).get("coding")):
        if coding.get("system") == system:
            return text_of(coding.get("code"))
    return ""


def target(value: Any, type: str = "") -> str:
    """The id a Reference points to (of a type, when given), or empty; absolute URLs and versions are cut."""
    parts = text_of(mapping(value).get("reference")).split("/_history/")[0].split("/")
    if len(parts) < 2 or (type and parts[-2] != type):
        return ""
    return parts[-1]


def reference(type: str, record_id: str) -> dict[str, Any]:
    """A relative Reference."""
    return {"reference": f"{type}/{record_id}"}


def extension(resource: Json, url: str) -> Json:
    """The first extension of a URL, or an empty object."""
    return next((e for e in sequence(resource.get("extension")) if e.get("url") == url), {})


def put_extension(resource: MutableMapping[str, Any], url: str, value: Json | None) -> None:
    """Set (or with None remove) one extension in place; every other extension stays where it is."""
    kept = list(resource.get("extension") or [])
    at = next((i for i, e in enumerate(kept) if isinstance(e, Mapping) and e.get("url") == url), None)
    if value is None:
        kept = [e for i, e in enumerate(kept) if i != at]
    elif at is None:
        kept.append({"url": url, **value})
    else:
        kept[at] = {"url": url, **value}
    put(resource, "extension", kept)


def put(resource: MutableMapping[str, Any], key: str, value: Any) -> None:
    """Set an element, or remove it when there is nothing to say: FHIR forbids empty values."""
    if value in (None, "", [], {}, ()):
        resource.pop(key, None)
    else:
        resource[key] = value


def moment(value: Any) -> datetime | None:
    """An aware date-time; a bare date is midnight UTC; None when it is neither."""
    text = text_of(value)
    if len(text) < 10:
        return None
    try:
        parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def instant(value: datetime) -> str:
    """A date-time as FHIR writes it, to the millisecond, in UTC."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
