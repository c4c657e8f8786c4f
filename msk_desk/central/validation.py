"""What is refused at the door: structure by fhirkit, then codes, dates, ids and references by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import fhirkit
import orjson

from msk_desk.central.indexing import values_at
from msk_desk.central.outcomes import Issue
from msk_desk.central.required_codes import REQUIRED
from msk_desk.central.times import bounds
from msk_desk.fhir.structure import structural_faults

TYPES = frozenset(fhirkit.RESOURCE_TYPES) - {
    "Bundle",
    "Parameters",
    "OperationOutcome",
    "Binary",
    "CapabilityStatement",
}
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_REFERENCE = re.compile(
    r"#[A-Za-z0-9\-.]{0,64}|urn:(?:uuid|oid):[\w\-.:]+"
    r"|(?:https?://[^\s]+/)?[A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64}(?:/_history/[A-Za-z0-9\-.]{1,64})?"
    r"|https?://[^\s]+"
)
_DATED = re.compile(
    r"birthDate|start|end|date|sent|received|recorded|issued|authored|authoredOn|created|recordedDate|assertedDate"
    r"|onsetDateTime|abatementDateTime|effectiveDateTime|effectiveInstant|deceasedDateTime|performedDateTime"
    r"|occurrenceDateTime|dueDate|startDate|statusDate|lastModified|valueDate|valueDateTime|valueInstant|dateTime"
)
_MOST = 20


def validate(resource: Mapping[str, Any]) -> list[Issue]:
    """What is wrong with a resource; empty where nothing is. Element paths, never values."""
    try:
        written = orjson.dumps(resource)
    except TypeError:  # orjson reads deeper than it writes; what cannot be written must not be accepted
        return [Issue("structure", "It is nested too deeply.", str(resource.get("resourceType")))]
    found = [Issue("structure", words, path) for path, words in structural_faults(written)]
    found += _codes(resource)
    found += _walk(resource, str(resource.get("resourceType")))
    return found[:_MOST]


def _codes(resource: Mapping[str, Any]) -> Iterator[Issue]:
    kind = str(resource.get("resourceType"))
    for path, allowed in REQUIRED.get(kind, {}).items():
        for value in values_at(resource, tuple(path.split("."))):
            if not isinstance(value, str) or value not in allowed:
                yield Issue("code-invalid", "The code is not one that FHIR allows here.", f"{kind}.{path}")


def _walk(node: Any, path: str) -> Iterator[Issue]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if "\0" in key:
                yield Issue("structure", "Names of elements have no control characters.", path)
            elif isinstance(value, str):
                yield from _leaf(key, value, f"{path}.{key}")
            elif isinstance(value, (Mapping, list)):
                yield from _walk(value, f"{path}.{key}")
    elif isinstance(node, list):
        for place, item in enumerate(node):
            if isinstance(item, (Mapping, list)):
                yield from _walk(item, f"{path}[{place}]")
            elif isinstance(item, str) and "\0" in item:
                yield Issue("value", "Text has no NUL characters.", f"{path}[{place}]")


def _leaf(key: str, value: str, path: str) -> Iterator[Issue]:
    if "\0" in value:
        yield Issue("value", "Text has no NUL characters.", path)
    elif key == "reference":
        if not _REFERENCE.fullmatch(value):
            yield Issue("value", "A reference must be Type/id, #id, urn:uuid: or a web address.", path)
    elif _DATED.fullmatch(key) and value[:4].isdigit():
        try:
            bounds(value)
        except ValueError:
            yield Issue("value", "There is no such date.", path)
