"""The slot as the lock: which of two bookings has lost it, and what a slot says when several people used it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msk_desk.fhir.elements import target
from msk_desk.fhir.names import HOLDER
from msk_desk.fhir.scheduling import capacity_of, holders_of
from msk_desk.sync.merge import Merge, merge

Json = Mapping[str, Any]
_TAKEN = frozenset({"busy", "busy-tentative"})
_FREE = "free"


def is_lost(base: Json | None, local: Json, there: Json) -> bool:
    """Whether we wanted a place that is there no more: equal words on both sides are two bookings here."""
    before = base or {}
    added = _added(before, local)
    if not added:
        return _takes(before, local) and there.get("status") != _FREE
    others = set(holders_of(there)) - added
    if there.get("status") not in _TAKEN | {_FREE}:
        return True
    if len(holders_of(local)) > capacity_of(local):  # overbooked on purpose, by somebody who saw these bookings alone
        return bool(others - set(holders_of(before)))
    unnamed = there.get("status") in _TAKEN and len(others) < capacity_of(there)
    return unnamed or len(others | added) > capacity_of(there)


def who_stays(base: Json | None, local: Json, there: Json) -> tuple[str, ...]:
    """Of the bookings that we added to a group, those that still have a place: first come, first served."""
    if there.get("status") != _FREE:
        return ()
    added = [one for one in holders_of(local) if one in _added(base or {}, local)]
    left = capacity_of(there) - len([one for one in holders_of(there) if one not in added])
    return tuple(added[: max(0, left)])


def without(slot: Json, lost: Iterable[str]) -> dict[str, Any]:
    """A version of ours without the bookings that have no place."""
    gone = set(lost)
    kept = [e for e in slot.get("extension", ()) if not (e.get("url") == HOLDER and _holder(e) in gone)]
    return {**slot, "extension": kept}


def _holder(node: Json) -> str:
    return target(node.get("valueReference"), "Appointment")


def merge_slot(base: Json | None, local: Json, there: Json) -> Merge:
    """Join two versions: places by who holds them, times as in any merge; whether it is free follows."""
    same = there.get("status")
    sides = ({**(base or {}), "status": same}, {**local, "status": same}, {**there, "status": same})
    merged = merge(*sides)
    merged.value["status"] = _status(base or {}, local, there, merged.value)
    return merged


def _status(base: Json, local: Json, there: Json, value: Json) -> str:
    usual = _TAKEN | {_FREE}
    for side in (there, local):
        if side.get("status") not in usual and side.get("status") != base.get("status"):
            return str(side.get("status"))
    if there.get("status") not in usual:
        return str(there.get("status"))
    if any(_has_holders(side) for side in (base, local, there)):
        return "busy" if len(holders_of(value)) >= capacity_of(value) else _FREE
    changed = local.get("status") != base.get("status")
    return str(local.get("status") if changed else there.get("status"))


def _added(base: Json, local: Json) -> set[str]:
    return set(holders_of(local)) - set(holders_of(base))


def _takes(base: Json, local: Json) -> bool:
    return local.get("status") in _TAKEN and base.get("status") not in _TAKEN


def _has_holders(slot: Json) -> bool:
    return any(e.get("url") == HOLDER for e in slot.get("extension", ()) if isinstance(e, Mapping))
