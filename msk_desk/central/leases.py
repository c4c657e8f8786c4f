"""Leases of sessions: while one lasts, only the computer that holds it books the session's slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from msk_desk.central.context import Caller
from msk_desk.central.indexing import reference_id
from msk_desk.central.outcomes import Refusal
from msk_desk.central.times import bounds, micros, micros_of_bound
from msk_desk.domain.central_store import Stored, WriteTransaction

LEASE = "https://msk-desk.example/fhir/StructureDefinition/lease"


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a session until when (microseconds); each lease has a higher epoch than the one before."""

    holder: str
    epoch: int
    until: int


def lease_of(schedule: Mapping[str, Any]) -> Lease | None:
    """The lease on a session, or None."""
    for extension in schedule.get("extension", ()):
        if extension.get("url") == LEASE:
            parts = {part.get("url"): part for part in extension.get("extension", ())}
            until = parts.get("until", {}).get("valueInstant") or parts.get("until", {}).get("valueDateTime")
            if until:
                holder = str(parts.get("holder", {}).get("valueString", ""))
                epoch = int(parts.get("epoch", {}).get("valueInteger", 0))
                return Lease(holder, epoch, micros_of_bound(bounds(until)[1]))
    return None


def check(tx: WriteTransaction, caller: Caller, sent: Mapping[str, Any], current: Stored, now: datetime) -> None:
    """Refuse to book or take over what another computer holds by the service's own clock.

    Raises:
        Refusal: 409.
    """
    if sent["resourceType"] == "Slot":
        session = reference_id(sent.get("schedule"), "Schedule")
        held = tx.current("Schedule", session) if session else None
        if held is not None:
            _check_free(caller, held, now)
    elif sent["resourceType"] == "Schedule":
        before, after = _stored(current), lease_of(sent)
        if before != after:
            _check_free(caller, current, now)
            if before is not None and after is not None and after.epoch <= before.epoch:
                raise Refusal(409, "lock-error", "A new lease needs a higher epoch than the last.")


def _check_free(caller: Caller, schedule: Stored, now: datetime) -> None:
    lease = _stored(schedule)
    if lease is not None and lease.holder != caller.device and lease.until > micros(now):
        raise Refusal(409, "lock-error", "This session is leased to another computer.")


def _stored(schedule: Stored) -> Lease | None:
    if schedule.deleted or LEASE.encode() not in schedule.json:
        return None
    return lease_of(orjson.loads(schedule.json))
