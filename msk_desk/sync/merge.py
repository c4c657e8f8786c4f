"""Three-way merge of one resource: what two people changed apart is joined, what they both changed is named."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msk_desk.fhir.names import LAST_OP

Json = Mapping[str, Any]
_MISSING: Any = object()

# Set by the service, derived, or our own mark: never a reason for a conflict.
IGNORED = frozenset({"meta", "text"})

# What is signed: an edit that did not know of the signature is for a person to judge.
SIGNED: dict[str, frozenset[str]] = {
    "Composition": frozenset({"final", "amended"}),
    "QuestionnaireResponse": frozenset({"completed", "amended"}),
}

# Elements that mean something only together: changed on both sides in any part, a person decides.
COUPLED: dict[str, tuple[frozenset[str], ...]] = {
    "Patient": (frozenset({"name", "birthDate", "identifier"}), frozenset({"deceasedBoolean", "deceasedDateTime"})),
    "Condition": (frozenset({"code", "bodySite", "clinicalStatus", "verificationStatus"}),),
    "AllergyIntolerance": (frozenset({"code", "clinicalStatus", "verificationStatus", "reaction", "criticality"}),),
    "Appointment": (frozenset({"status", "start", "end", "slot", "participant", "cancelationReason"}),),
    "Slot": (frozenset({"status", "start", "end", "schedule"}),),
    "Observation": (frozenset({"status", "code", "valueQuantity", "dataAbsentReason", "bodySite", "extension"}),),
    "ServiceRequest": (frozenset({"status", "code", "category", "bodySite", "priority"}),),
    "EpisodeOfCare": (frozenset({"status", "period"}),),
    "Encounter": (frozenset({"status", "period"}),),
    "Task": (frozenset({"status", "output", "owner"}),),
    "Composition": (frozenset({"status", "section", "author"}),),
    "MedicationStatement": (frozenset({"status", "medicationCodeableConcept", "dosage"}),),
    "CarePlan": (frozenset({"status", "period"}),),
}


class Clashes(list[str]):
    """The fields that need a person; at those in `ours` local is taken, at the others remote."""

    def __init__(self, ours: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.ours = ours


@dataclass(slots=True)
class Merge:
    """The outcome: a merged resource, and the fields that need a person, if any."""

    value: dict[str, Any]
    clashes: list[str] = field(default_factory=list)


def decide(base: Json | None, local: Json, remote: Json, ours: frozenset[str]) -> dict[str, Any]:
    """The resource that a person's decision makes: local at the fields in `ours`, remote at the other clashes.

    `ours` names fields as `Merge.clashes` does; what does not clash is joined as in any merge.
    """
    kind = str(remote.get("resourceType"))
    for group in COUPLED.get(kind, ()):
        # What means something only together is taken together, also the parts that only one side changed.
        side = local if group & ours else remote
        if set(_clashing(group, base or {}, local, remote)):
            together = {key: side[key] for key in group if key in side}
            local = {key: value for key, value in local.items() if key not in group} | together
            remote = {key: value for key, value in remote.items() if key not in group} | together
    return merge(base, local, remote, ours).value


def merge(base: Json | None, local: Json, remote: Json, ours: frozenset[str] = frozenset()) -> Merge:
    """Join what `local` and `remote` each changed since `base` (None: neither side saw one)."""
    before, here, theirs = _comparable(base or {}), _comparable(local), _comparable(remote)
    clashes = Clashes(ours)
    for group in COUPLED.get(str(remote.get("resourceType")), ()):
        clashes.extend(_clashing(group, before, here, theirs))
    if _signed_meanwhile(before, here, theirs):
        clashes.append("status")
    merged = Merge(_objects(before, here, theirs, "", clashes))
    merged.value |= {key: source[key] for key, source in (("meta", remote), ("text", local)) if key in source}
    mark = _mark(local)
    if mark is not None:
        merged.value["extension"] = [*merged.value.get("extension", []), mark]
    merged.clashes = sorted(set(clashes))
    return merged


def _signed_meanwhile(base: Json, local: Json, remote: Json) -> bool:
    final = SIGNED.get(str(remote.get("resourceType")), frozenset())
    news = remote.get("status") in final and base.get("status") not in final
    return news and local not in (base, remote)


def same(one: Json, other: Json) -> bool:
    """Whether two versions say the same, apart from what the service sets and our own mark."""
    return _comparable(one) == _comparable(other)


def last_op(resource: Json) -> str:
    """The id of the operation that wrote this version, "" if it carries none."""
    mark = _mark(resource)
    return str(mark.get("valueString", "")) if mark else ""


def _mark(resource: Json) -> Json | None:
    for extension in _list(resource.get("extension")):
        if isinstance(extension, Mapping) and extension.get("url") == LAST_OP:
            return extension
    return None


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _comparable(resource: Json) -> dict[str, Any]:
    """The resource without what never conflicts."""
    kept = {key: value for key, value in resource.items() if key not in IGNORED}
    if isinstance(kept.get("extension"), list):
        rest = [e for e in kept["extension"] if not (isinstance(e, Mapping) and e.get("url") == LAST_OP)]
        if rest:
            kept["extension"] = rest
        else:
            del kept["extension"]
    return kept


def _clashing(group: Iterable[str], base: Json, local: Json, remote: Json) -> list[str]:
    def changed(side: Json) -> set[str]:
        return {key for key in group if side.get(key) != base.get(key)}

    ours, theirs = changed(local), changed(remote)
    if ours and theirs and any(local.get(key) != remote.get(key) for key in ours | theirs):
        return sorted(ours | theirs)
    return []


def _objects(base: Json, local: Json, remote: Json, path: str, clashes: Clashes) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for key in [*remote, *(key for key in local if key not in remote)]:
        base_value, local_value = base.get(key, _MISSING), local.get(key, _MISSING)
        place = f"{path}.{key}" if path else key
        value = _values(base_value, local_value, remote.get(key, _MISSING), place, clashes)
        if value is not _MISSING:
            merged[key] = value
    return merged


def _values(base: Any, local: Any, remote: Any, path: str, clashes: Clashes) -> Any:
    if _equal(local, remote) or _equal(remote, base):
        return local
    if _equal(local, base):
        return remote
    if all(isinstance(side, Mapping) for side in (base, local, remote)) and not any(
        _whole(side) for side in (base, local, remote)
    ):
        return _objects(base, local, remote, path, clashes)
    if isinstance(local, list) and isinstance(remote, list) and (isinstance(base, list) or base is _MISSING):
        joined = _lists([] if base is _MISSING else base, local, remote, path, clashes)
        if joined is not None:
            return joined
    clashes.append(path)
    return local if path in clashes.ours else remote


def _equal(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1."""
    if one is _MISSING or other is _MISSING:
        return one is other
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return bool(one == other)


def _whole(value: Json) -> bool:
    """Small data types whose parts mean nothing alone: concepts, quantities, periods, references."""
    return not value.keys().isdisjoint({"coding", "text", "value", "start", "end", "reference", "code", "url"})


def _identity_of(name: str) -> Callable[[Json], Hashable]:
    match name:
        case "telecom":
            return lambda e: (e.get("system"), e.get("use"))
        case "identifier":
            return lambda e: (e.get("system"), e.get("value")) if "value" in e else None
        case "extension" | "modifierExtension":
            return lambda e: e.get("url")
        case "item":
            return lambda e: e.get("linkId")
        case "participant":
            return lambda e: (e.get("actor") or e.get("individual") or {}).get("reference")
        case _:
            return lambda e: e.get("reference")


def _keyed(elements: Sequence[Any], name: str) -> dict[Hashable, Any] | None:
    """Elements by identity, or None when some have none or share one."""
    identity = _identity_of(name)
    keyed: dict[Hashable, Any] = {}
    for element in elements:
        if not isinstance(element, Mapping):
            return None
        key = ("id", element["id"]) if "id" in element else identity(element)
        if key is None or key in keyed:
            return None
        keyed[key] = element
    return keyed


def _lists(base: Any, local: Any, remote: Any, path: str, clashes: Clashes) -> list[Any] | None:
    name = path.rpartition(".")[2].partition("[")[0]
    before, ours, theirs = (_keyed(side, name) for side in (base, local, remote))
    if before is None or ours is None or theirs is None:
        return None
    kept = {}
    for key in _order(list(before), list(ours), list(theirs)):
        base_value, local_value = before.get(key, _MISSING), ours.get(key, _MISSING)
        place = f"{path}[{_words(key)}]"
        value = _values(base_value, local_value, theirs.get(key, _MISSING), place, clashes)
        if value is not _MISSING:
            kept[key] = value
    return list(kept.values())


def _order(base: list[Hashable], local: list[Hashable], remote: list[Hashable]) -> list[Hashable]:
    """The order of whoever changed it, with the other's new elements behind their neighbours."""
    common = set(base) & set(local) & set(remote)
    remote_moved = [k for k in remote if k in common] != [k for k in base if k in common]
    first, second = (remote, local) if remote_moved else (local, remote)
    order = list(first)
    for at, key in enumerate(second):
        if key not in order:
            place = order.index(second[at - 1]) + 1 if at else 0
            order.insert(place, key)
    return order


def _words(key: Hashable) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return "/".join(str(part) for part in parts if part is not None)
