"""The first exchange of each synchronisation: who is there, in which version, since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from msk_desk.domain.errors import EnvironmentUnfit, Offline
from msk_desk.fhir.names import EXT
from msk_desk.sync import wire
from msk_desk.sync.capabilities import Capabilities, Feed, from_mapping
from msk_desk.sync.ports import BackOff, Garbled, Reply
from msk_desk.sync.probe import probe
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.transport import retry_after

PROTOCOL = (1, 0)
# A bundled service commits within its request limit; clocks and margin come on top.
_BUNDLED_OVERLAP = 70.0


def greet(session: Session) -> Steps[bool]:
    """Learn what the service is. True when it was restored from a backup since we last spoke.

    Raises:
        Offline: it does not answer, or not as a FHIR service. EnvironmentUnfit: not one we can work with.
    """
    reply = session.transport.send("GET", "metadata", headers=wire.FRESH)
    yield Point.GREETED
    check_busy(session, reply)
    if not reply.ok:
        raise Offline(f"metadata: {reply.status}")
    statement = reply.json()
    if not isinstance(statement, Mapping) or statement.get("resourceType") != "CapabilityStatement":
        raise Garbled("metadata is not a CapabilityStatement")
    known = from_mapping(session.store.server.get())
    found = describe(statement, known)
    restored = bool(known.epoch and found.epoch and known.epoch != found.epoch)
    session.capabilities = found
    session.transport.pack_requests = found.gzip_requests
    session.clock_offset = clock_offset(reply, session.now())
    if not found.probed:
        session.capabilities = yield from probe(session)
    # A new epoch is kept only when everything that follows from it has been done.
    kept = replace(session.capabilities, epoch=known.epoch) if restored else session.capabilities
    if kept != known:
        session.store.server.put(kept.to_mapping())
    return restored


def describe(statement: Mapping[str, Any], known: Capabilities) -> Capabilities:
    """What a CapabilityStatement says, over what was known.

    Raises:
        EnvironmentUnfit: another FHIR version or another major protocol.
    """
    if not str(statement.get("fhirVersion", "")).startswith("4.0"):
        raise EnvironmentUnfit("The service does not speak FHIR R4 (4.0.x).")
    ours = _extensions(statement.get("implementation"))
    protocol = str(ours.get(f"{EXT}/protocol", ""))
    operations = set(_operations(statement))
    if not protocol:
        return replace(known, bundled=False)
    major, minor = _numbers(protocol)
    if major != PROTOCOL[0]:
        raise EnvironmentUnfit("The service speaks another protocol: update MSK Desk or the service.")
    return replace(
        known,
        probed=True,
        bundled=True,
        protocol=protocol,
        epoch=str(ours.get(f"{EXT}/epoch", "")),
        if_match=True,
        if_none_match=True,
        atomic=True,
        feed=Feed.CURSOR,
        export="export" in operations,
        digest="sync-digest" in operations,
        gzip_requests=True,
        page=500,
        overlap=_BUNDLED_OVERLAP,
        request_limit=60.0,
        tombstone_days=_limit(ours, "tombstone-days", known.tombstone_days),
        read_only=minor > PROTOCOL[1],
    )


def _extensions(implementation: Any) -> dict[str, Any]:
    given = implementation.get("extension", ()) if isinstance(implementation, Mapping) else ()
    return {str(e.get("url")): e.get("valueString", e.get("extension")) for e in given}


def _limit(ours: Mapping[str, Any], name: str, otherwise: int) -> int:
    limits = ours.get(f"{EXT}/limits") or ()
    return next((int(e.get("valueInteger", otherwise)) for e in limits if e.get("url") == name), otherwise)


def _operations(statement: Mapping[str, Any]) -> Iterator[str]:
    for rest in statement.get("rest", ()):
        for operation in rest.get("operation", ()):
            yield str(operation.get("name", "")).removeprefix("$")


def _numbers(protocol: str) -> tuple[int, int]:
    major, _, minor = protocol.partition(".")
    return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else (0, 0)


def clock_offset(reply: Reply, now: datetime) -> float:
    """Seconds that the service's clock is ahead of ours: for display and leases only, never for order."""
    try:
        return (parsedate_to_datetime(reply.headers.get("date", "")) - now).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def check_busy(session: Session, reply: Reply) -> None:
    """Stop for now when the service asks for it.

    Raises:
        BackOff: 429 or 503.
    """
    if reply.status in (429, 503):
        raise BackOff(retry_after(reply.headers, session.now, session.jitter))
