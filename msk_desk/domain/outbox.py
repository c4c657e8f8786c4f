"""Operations waiting to be sent, and what the local store (db.local) offers the sync engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Actor


class OpState(StrEnum):
    """Where an operation stands; the last two are closed: nothing of them is still to be sent."""

    PENDING = "pending"
    INFLIGHT = "inflight"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"
    ACKED = "acked"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class OutboxOp:
    """One resource as it is to become. `body` carries EXT/last-op = `op_id` and is frozen while inflight.

    `base_version` is the versionId that the edit was made on: "" for a create (If-None-Match: *).
    `base_json` is the base byte for byte, None for a create. A chained op (the resource has an earlier open
    op) has that op's body as its base and no version until that op is acknowledged.
    `acked_version` is set once the service has it.
    """

    seq: int
    op_id: str
    unit_id: str
    type: str
    id: str
    patient_id: str
    base_version: str
    base_last_updated: str
    base_json: bytes | None
    body: bytes
    state: OpState
    acked_version: str = ""


@dataclass(frozen=True, slots=True)
class OutboxUnit:
    """A clinical save, sent as one transaction; its ops are in the order they were saved, one per resource.

    The unit's Provenance is not an op: the sender builds it from `unit_id`, `by`, `saved_at`, `signed` and
    the ops, and sends it last. `attempts` counts mark_inflight. `state` inflight means that an earlier
    attempt may have reached the service: recover first.
    """

    unit_id: str
    what: str
    by: Actor
    saved_at: datetime
    signed: bool
    state: OpState
    attempts: int
    first_sent_at: datetime | None
    last_outcome: str
    ops: tuple[OutboxOp, ...]


@dataclass(frozen=True, slots=True)
class Remote:
    """A version of a resource at the service, byte for byte; `last_updated` as the service wrote it."""

    type: str
    id: str
    version: str
    last_updated: str
    body: bytes
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Acked:
    """What the service made of one op."""

    op_id: str
    version: str
    last_updated: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Base:
    """What is held of a resource; `dirty` is the state of its oldest open op, "" for clean."""

    version: str
    last_updated: str
    json: bytes | None
    deleted: bool
    dirty: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a scope has been pulled: `watermark` is server time as text, `opaque` the service's cursor."""

    scope: str
    watermark: str = ""
    opaque: str = ""
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class PageResult:
    """What a page changed, and the entries left alone because an op is open: the engine settles those."""

    changes: Changes
    dirty: tuple[Remote, ...] = ()


class Outbox(Protocol):
    """The operations not yet acknowledged. Every method is one durable transaction."""

    def next_units(self, limit: int = 50) -> tuple[OutboxUnit, ...]:
        """Pending and inflight units that may be sent now, oldest first.

        Left out: units postponed to later, in conflict or quarantined, and those with an op whose
        resource has an earlier open op in another unit.
        """

    def unit(self, unit_id: str) -> OutboxUnit | None:
        """One unit as it stands, in whatever state."""

    def open_ops(self, type: str, id: str) -> tuple[OutboxOp, ...]:
        """The open ops of a resource, oldest first; empty when it is clean."""

    def mark_inflight(self, unit_id: str, at: datetime) -> OutboxUnit:
        """Freeze a unit before it is sent and give it back as frozen: an edit may have come meanwhile."""

    def ack(self, unit_id: str, acked: Sequence[Acked]) -> Changes:
        """The service has these ops: base := what it returned, chained ops are rebased, audited.

        Ops of the unit that are not named stay as they are (servers that are not atomic).
        """

    def postpone(self, unit_id: str, until: datetime, outcome: str, *, unknown: bool = False) -> None:
        """Try again not before a time. `unknown`: the service may have it, so it stays inflight."""

    def quarantine(self, unit_id: str, reason: str) -> None:
        """The service refuses it: a person must look; the rest goes on."""

    def conflict(self, op_id: str, remote: Remote | None, fields: Sequence[str] = ()) -> str:
        """Two people changed the same: kept for a person. Returns the conflict's id.

        `remote` None or deleted: deleted elsewhere. Called again with a newer remote it renews the
        conflict. Other ops of the unit are unfrozen and wait with it.
        """

    def requeue_merged(self, op_id: str, merged: bytes, remote: Remote) -> None:
        """The changes were disjoint: the op becomes `merged` on `remote`, pending again; audited."""

    def resolve(self, conflict_id: str, chosen: bytes | None, by: Actor, at: datetime) -> Changes:
        """A person has decided: `chosen` is sent on the newest remote; None takes the remote as it is."""

    def withdraw(self, unit_id: str, by: Actor, at: datetime, why: str) -> Changes:
        """A person gives a quarantined unit up: nothing of it is sent, the audit keeps what it was."""

    def acked_since(self, at: datetime) -> Iterator[OutboxOp]:
        """Acknowledged ops since a time (kept 90 days), oldest first: to check a restored service."""

    def reopen(self, op_ids: Sequence[str]) -> int:
        """Queue again acknowledged ops that a restored service has lost, if still the newest. Count."""

    def last_acked_seq(self) -> int:
        """The highest seq acknowledged, 0 for none: for the heartbeat."""


class FirstLoad(Protocol):
    """A bulk load under way: rows go in by large transactions, secondary indexes are built at the end."""

    def add(self, entries: Iterable[Remote]) -> int:
        """Store any number of entries; what is held newer, or has open ops, is kept. Count stored."""

    def finish(self) -> None:
        """Build the indexes now; leaving the block does it too."""


class Mirror(Protocol):
    """The cache of the service's resources."""

    def base_of(self, type: str, id: str) -> Base | None:
        """What is held of a resource, or None."""

    def apply_page(self, entries: Sequence[Remote]) -> PageResult:
        """Store a page, in transactions of at most about 50 ms: newer versions of clean resources replace.

        Versions already held or older are skipped. Entries with an open op come back in `dirty`: settle
        them through the outbox (ack, merge, conflict), then put the cursor.
        """

    def first_load(self) -> AbstractContextManager[FirstLoad]:
        """A bulk load; after a crash begin again where the file cursor (Cursors.put) says."""

    def missing(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Those of these that are not held."""

    def identities(self, type: str) -> Iterator[tuple[str, str]]:
        """Id and version of every resource of a type held from the service, for the digest."""

    def count(self, type: str = "") -> int:
        """How many resources of a type (of all) are held and not deleted."""

    def forget(self, refs: Sequence[Ref]) -> int:
        """Remove resources that the service no longer has; those with open ops stay. Count removed."""

    def purge_patient(self, patient_id: str, keep: frozenset[str]) -> int:
        """A patient's detail leaves the scope: all but the types to keep and open ops go. Count."""

    def begin_again(self) -> None:
        """The service was restored: whatever it sends next replaces what is held, be its version lower."""


class Cursors(Protocol):
    """How far each scope is pulled. Put after the page is stored, never before."""

    def get(self, scope: str) -> Cursor | None:
        """The cursor of a scope."""

    def put(self, cursor: Cursor) -> None:
        """Keep a cursor."""

    def drop(self, scope: str = "") -> None:
        """Forget a scope's cursor, or all of them: the next pull is a full one."""

    def scopes(self) -> tuple[str, ...]:
        """The scopes with a cursor."""


class ServerProfile(Protocol):
    """What the probe found about the service."""

    def get(self) -> Mapping[str, Any] | None:
        """The profile, or None before the first probe."""

    def put(self, profile: Mapping[str, Any]) -> None:
        """Keep it."""


class PullQuarantine(Protocol):
    """Entries that could not be read: kept as they came, shown, never in the way."""

    def add(self, raw: bytes, reason: str) -> None:
        """Keep an entry."""

    def count(self) -> int:
        """How many there are."""


class RunNotes(Protocol):
    """What the sync process tells the window through the store; call it at most once a second."""

    def note(
        self,
        *,
        online: bool | None = None,
        running: bool | None = None,
        last_success: datetime | None = None,
        loading: tuple[int, int] | None = None,
    ) -> None:
        """Keep what is given: SyncStates.status shows it. `loading` is (done, total) of a first load."""


class SyncStore(Protocol):
    """Everything the engine needs of the local store: `open_local(...)` returns one."""

    @property
    def outbox(self) -> Outbox: ...
    @property
    def mirror(self) -> Mirror: ...
    @property
    def cursors(self) -> Cursors: ...
    @property
    def server(self) -> ServerProfile: ...
    @property
    def pull_quarantine(self) -> PullQuarantine: ...
    @property
    def runs(self) -> RunNotes: ...
    @property
    def device_id(self) -> str: ...
