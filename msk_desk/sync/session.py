"""One synchronisation under way: its parts, what it has done so far, and the points where it may die."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import random
from time import sleep
from typing import TypeVar

from msk_desk.domain.outbox import SyncStore
from msk_desk.domain.records import Changes
from msk_desk.domain.synchronising import SyncReport
from msk_desk.sync.capabilities import Capabilities, from_mapping
from msk_desk.sync.ports import Clock, Transport
from msk_desk.sync.scopes import Scope

T = TypeVar("T")
# Patients opened on demand, and how long their detail is kept.
OPENED = "opened:"
OPENED_FOR = timedelta(days=14)


class Point(StrEnum):
    """After each durable commit and each exchange; a process killed at any of them loses nothing."""

    GREETED = "greeted"
    PROBED = "probed"
    MARKED = "marked"
    ASKED = "asked"
    SENT = "sent"
    ACKED = "acked"
    MERGED = "merged"
    CONFLICTED = "conflicted"
    QUARANTINED = "quarantined"
    POSTPONED = "postponed"
    PAGE_RECEIVED = "page-received"
    PAGE_STORED = "page-stored"
    CURSOR_KEPT = "cursor-kept"
    LOAD_BEGUN = "load-begun"
    LOAD_STORED = "load-stored"
    LOAD_FINISHED = "load-finished"
    CHECKED = "checked"
    PURGED = "purged"


Steps = Generator[Point, None, T]


@dataclass(slots=True)
class Tally:
    """What was done so far."""

    sent: int = 0
    received: int = 0
    merged: int = 0
    conflicts: int = 0
    quarantined: int = 0
    changes: Changes = field(default_factory=Changes)
    everything: bool = False
    to_rebook: list[str] = field(default_factory=list)

    def touched(self, changes: Changes) -> None:
        """Add what a commit touched."""
        self.changes = Changes(self.changes.refs | changes.refs, self.changes.patients | changes.patients)

    def take_changes(self) -> Changes:
        """What was touched since this was last asked."""
        taken, self.changes = self.changes, Changes()
        return taken

    def report(self, waiting: int, seconds: float) -> SyncReport:
        """The tally in the words of the domain."""
        return SyncReport(self.sent, self.received, self.merged, self.conflicts, self.quarantined, waiting, seconds)


def _silent(done: int, total: int) -> None:
    """Nobody listens to the progress of a first load."""


@dataclass(slots=True)
class Session:
    """Everything one synchronisation works with."""

    store: SyncStore
    transport: Transport
    now: Clock
    scope: Scope
    capabilities: Capabilities = field(default_factory=Capabilities)
    tally: Tally = field(default_factory=Tally)
    progress: Callable[[int, int], None] = _silent
    jitter: Callable[[], float] = random
    wait: Callable[[float], None] = sleep
    clock_offset: float = 0.0
    pulse: str = ""

    def learn(self, **found: object) -> None:
        """Keep something found out about the service."""
        self.capabilities = replace(self.capabilities, **found)  # type: ignore[arg-type]
        self.store.server.put(self.capabilities.to_mapping())

    def known_capabilities(self) -> Capabilities:
        """What was found out about the service before."""
        return from_mapping(self.store.server.get())

    def wanted(self) -> frozenset[str]:
        """Whose detail is to be here now: by the scope, or opened on demand within 14 days."""
        if not self.scope.detail_types:
            return frozenset()
        opened = set()
        for name in self.store.cursors.scopes():
            if name.startswith(OPENED):
                cursor = self.store.cursors.get(name)
                if cursor and self.now() - datetime.fromisoformat(cursor.watermark) < OPENED_FOR:
                    opened.add(name.removeprefix(OPENED))
        return self.scope.patients() | opened

    def store_waiting(self) -> int:
        """Units that may still be sent: the number for the report."""
        return len(self.store.outbox.next_units(1000))
