"""Who is asking, and what every part of the service has at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from msk_desk.central.rights import reach_of
from msk_desk.domain.central_store import CentralStore, Reach
from msk_desk.domain.roles import Role
from msk_desk.services.ports import Words

PROTOCOL = "1.0"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a central service runs; times in seconds, sizes in bytes."""

    database: str
    host: str = "127.0.0.1"
    port: int = 8765
    certificate: Path | None = None
    key: Path | None = None
    public_url: str = ""
    exports: Path | None = None
    access_seconds: int = 600
    refresh_seconds: int = 14 * 86400
    max_entries: int = 200
    max_body: int = 5 * 1024 * 1024
    max_count: int = 1000
    opened_days: int = 14
    request_seconds: int = 60
    issuer: str = ""
    audience: str = ""
    # Hashing a password takes this much memory (KiB), lanes and turns.
    argon_memory: int = 65536
    argon_lanes: int = 4
    argon_turns: int = 3


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person in one role at one computer."""

    account: str
    person: str
    name: str
    role: Role
    device: str = ""

    @property
    def reach(self) -> Reach:
        """What they may receive."""
        return reach_of(self.role, self.person)


@dataclass(frozen=True, slots=True)
class Service:
    """The store and settings of one running service."""

    store: CentralStore
    settings: Settings
    words: Words
    now: Callable[[], datetime]
    new_id: Callable[[], str]


@dataclass(slots=True)
class Trace:
    """What a request turned out to be about, for the audit."""

    action: str = ""
    type: str = ""
    id: str = ""
    patients: dict[str, None] = field(default_factory=dict)
    count: int = 0

    def about(self, *patients: str | None) -> None:
        """Name patients whose data were asked for or sent."""
        self.patients.update(dict.fromkeys(p for p in patients if p))
