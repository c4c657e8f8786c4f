"""The state of synchronisation, in terms a person can act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the status bar says: never 'complete' while anything is not acknowledged by the service."""

    online: bool
    running: bool
    last_success: datetime | None
    waiting: int
    oldest_waiting: datetime | None
    conflicts: int
    quarantined: int
    loading_done: int = 0
    loading_total: int = 0


@dataclass(frozen=True, slots=True)
class WaitingUnit:
    """A save not yet acknowledged; `state` is pending, inflight, conflict or quarantined."""

    unit_id: str
    what: str
    saved_at: datetime
    state: str
    attempts: int
    patient_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredConflict:
    """Base, local and remote of a resource that two people changed; a person decides."""

    id: str
    type: str
    resource_id: str
    patient_id: str
    base: Mapping[str, Any] | None
    local: Mapping[str, Any] | None
    remote: Mapping[str, Any] | None
    found_at: datetime
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one synchronisation did."""

    sent: int = 0
    received: int = 0
    merged: int = 0
    conflicts: int = 0
    quarantined: int = 0
    waiting: int = 0
    seconds: float = 0.0
