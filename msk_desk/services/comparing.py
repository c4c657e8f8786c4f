"""Whether two resources say the same: marks that storing leaves are not counted, how a number is written is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.exact_numbers import Exact

LAST_OP = "https://msk-desk.example/fhir/StructureDefinition/last-op"
_OF_STORAGE = ("versionId", "lastUpdated")


def bare(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A resource without the mark of the operation that wrote it."""
    marks = resource.get("extension")
    if not isinstance(marks, list):
        return dict(resource)
    kept = [mark for mark in marks if not (isinstance(mark, Mapping) and mark.get("url") == LAST_OP)]
    if len(kept) == len(marks):
        return dict(resource)
    found = {key: value for key, value in resource.items() if key != "extension"}
    return {**found, "extension": kept} if kept else found


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two resources are equal apart from what storing them changes."""
    return _same(_content(one), _content(other))


def _content(resource: Mapping[str, Any]) -> dict[str, Any]:
    found = bare(resource)
    meta = found.pop("meta", None)
    if isinstance(meta, Mapping):
        kept = {key: value for key, value in meta.items() if key not in _OF_STORAGE}
        return {**found, "meta": kept} if kept else found
    return found


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return _text(one) == _text(other)
    return type(one) is type(other) and bool(one == other)


def _text(number: float) -> str:
    return number.text if isinstance(number, Exact) else repr(float(number))
