"""What a service can do, as the handshake and the probe found it; kept in the local store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


class Feed(StrEnum):
    """How changes are asked for, best first."""

    CURSOR = "cursor"
    SYSTEM_HISTORY = "system-history"
    TYPE_HISTORY = "type-history"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One service. Times in seconds; the defaults suit a careful stranger."""

    probed: bool = False
    bundled: bool = False
    protocol: str = ""
    epoch: str = ""
    if_match: bool = False
    if_none_match: bool = False
    atomic: bool = False
    feed: Feed = Feed.SEARCH
    export: bool = False
    digest: bool = False
    gzip_requests: bool = False
    page: int = 200
    overlap: float = 300.0
    request_limit: float = 120.0
    tombstone_days: int = 400
    read_only: bool = False

    @property
    def writes(self) -> bool:
        """Whether anything may be sent: never without an honoured If-Match."""
        return self.if_match and not self.read_only

    def to_mapping(self) -> dict[str, Any]:
        """As the local store keeps it."""
        return asdict(self)


def from_mapping(kept: Mapping[str, Any] | None) -> Capabilities:
    """As the local store kept it; unknown names of other versions are left out."""
    known = {field.name for field in fields(Capabilities)}
    values = {name: value for name, value in (kept or {}).items() if name in known}
    if "feed" in values:
        values["feed"] = Feed(values["feed"])
    return Capabilities(**values)
