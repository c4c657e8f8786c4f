"""What is searchable of a resource: its values by the table of parameters, its patient, its carers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from msk_desk.central.parameters import PARAMETERS, Kind, Parameter
from msk_desk.central.times import FIRST, LAST, bounds
from msk_desk.domain.central_store import IndexRow

# Reception and secretaries see tasks and messages addressed to them, to their role, or to nobody.
DESK = "desk"
ANYONE = "anyone"
_DESK_TYPES = {"Task": ("owner", "requester"), "Communication": ("sender", "recipient")}
_CARERS = {
    "EpisodeOfCare": (("careManager",),),
    "Appointment": (("participant", "actor"),),
    "Encounter": (("participant", "individual"),),
    "CareTeam": (("participant", "member"),),
}
_SUBJECTS = ("subject", "patient", "for", "beneficiary", "individual")
_LONGEST = 300


def plain(text: str) -> str:
    """Text as searches compare it: no case, no accents."""
    decomposed = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()[:_LONGEST]


def values_at(node: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """All values at a path, through lists."""
    if isinstance(node, list):
        for item in node:
            yield from values_at(item, path)
    elif not path:
        if node is not None:
            yield node
    elif isinstance(node, dict) and path[0] in node:
        yield from values_at(node[path[0]], path[1:])


def reference_id(reference: Any, type: str = "") -> str | None:
    """The id a literal reference names, if it is to the type."""
    text = reference.get("reference") if isinstance(reference, dict) else reference
    if not isinstance(text, str):
        return None
    named, _, id = text.split("/_history/")[0].rpartition("/")
    if not named or (type and named.rpartition("/")[2] != type):
        return None
    return id


def patient_of(resource: Mapping[str, Any]) -> str | None:
    """The id of the patient a resource is about, or None."""
    kind = resource.get("resourceType")
    if kind == "Patient":
        return str(resource.get("id"))
    for name in _SUBJECTS:
        if name in resource and (found := reference_id(resource[name], "Patient")):
            return found
    paths = {"Appointment": ("participant", "actor"), "AuditEvent": ("entity", "what"), "Provenance": ("target",)}
    if kind in paths:
        for reference in values_at(resource, paths[kind]):
            if found := reference_id(reference, "Patient"):
                return found
    return None


def carers_of(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of Practitioners in whose care the resource puts its patient."""
    found: dict[str, None] = {}
    for path in _CARERS.get(str(resource.get("resourceType")), ()):
        for reference in values_at(resource, path):
            if id := reference_id(reference, "Practitioner"):
                found[id] = None
    return tuple(found)


def index_rows(resource: Mapping[str, Any]) -> tuple[IndexRow, ...]:
    """All searchable values, each once."""
    kind = str(resource["resourceType"])
    rows: dict[IndexRow, None] = {}
    for parameter in PARAMETERS.get(kind, ()):
        for path in parameter.paths:
            # Most paths lead nowhere in most resources.
            if path[0] in resource:
                node = resource[path[0]]
                values = (node,) if type(node) is str and len(path) == 1 else values_at(node, path[1:])
                for value in values:
                    rows.update(dict.fromkeys(_rows(f"{kind}.{parameter.name}", parameter, value)))
    if kind in _DESK_TYPES:
        rows.update(dict.fromkeys(_desk_rows(kind, resource)))
    return tuple(rows)


def desk_of(resource: dict[str, Any]) -> set[str]:
    """Whom a task or message is addressed to: ids of people, roles, or anyone."""
    kind = str(resource["resourceType"])
    return {row.value for row in _desk_rows(kind, resource)} if kind in _DESK_TYPES else set()


def _rows(param: str, parameter: Parameter, value: Any) -> Iterator[IndexRow]:
    match parameter.kind:
        case Kind.TOKEN:
            yield from _token_rows(param, value)
        case Kind.REFERENCE:
            if id := reference_id(value, parameter.target):
                yield IndexRow(param, id, None, _reference_type(value))
        case Kind.DATE:
            yield from _date_rows(param, value)
        case Kind.STRING:
            if isinstance(value, str) and plain(value):
                text = plain(value)
                yield IndexRow(param, text.replace(" ", "") if param.endswith("postalcode") else text)
        case Kind.URI:
            if isinstance(value, str):
                yield IndexRow(param, value)
                if "|" in value:
                    yield IndexRow(param, value.partition("|")[0])


def _token_rows(param: str, value: Any) -> Iterator[IndexRow]:
    if isinstance(value, bool):
        yield IndexRow(param, "true" if value else "false")
    elif isinstance(value, str):
        yield IndexRow(param, _telephone(value) if param.endswith((".phone", ".telecom")) else value)
    elif isinstance(value, dict):
        for coding in value.get("coding") or ():
            if isinstance(coding, dict) and isinstance(coding.get("code"), str):
                yield IndexRow(param, coding["code"], None, coding.get("system"))
        if "coding" not in value:
            code = value.get("code") or value.get("value")
            if isinstance(code, str):
                yield IndexRow(param, code, None, value.get("system"))


def _telephone(value: str) -> str:
    """Digits only, where it is a telephone number."""
    return value if "@" in value else "".join(c for c in value if c.isdigit() or c == "+") or value


def _date_rows(param: str, value: Any) -> Iterator[IndexRow]:
    try:
        if isinstance(value, str):
            low, high = bounds(value)
        elif isinstance(value, dict) and ("start" in value or "end" in value):
            low = bounds(value["start"])[0] if "start" in value else FIRST
            high = bounds(value["end"])[1] if "end" in value else LAST
        else:
            return
    except (ValueError, TypeError):
        return
    yield IndexRow(param, low, high)


def _reference_type(value: Any) -> str | None:
    text = value.get("reference", "") if isinstance(value, dict) else str(value)
    parts = text.split("/")
    return parts[-2] if len(parts) > 1 else None


def _desk_rows(kind: str, resource: Mapping[str, Any]) -> Iterator[IndexRow]:
    named = [reference_id(r) for name in _DESK_TYPES[kind] for r in values_at(resource, (name,))]
    roles = [
        coding.get("code") for coding in values_at(resource, ("performerType", "coding")) if isinstance(coding, dict)
    ]
    addressed = {reference_id(r) for r in values_at(resource, (_DESK_TYPES[kind][-1] if kind != "Task" else "owner",))}
    if not any(addressed) and not any(roles):
        roles.append(ANYONE)
    for value in (*named, *roles):
        if isinstance(value, str):
            yield IndexRow(DESK, value)
