"""A counter at the service that only this computer raises: shows a copied profile, and a service set back in time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from msk_desk.domain.outbox import Cursor
from msk_desk.fhir import exact_json as exact
from msk_desk.fhir.names import EXT, LAST_OP
from msk_desk.sync import wire
from msk_desk.sync.merge import last_op
from msk_desk.sync.session import Point, Session, Steps

HEARTBEAT = "heartbeat"
EVERY = timedelta(minutes=5)
COUNTER = f"{EXT}/counter"
ACKED = f"{EXT}/last-acked"


class Pulse(StrEnum):
    """What the counter says."""

    STEADY = "steady"
    COPIED = "copied"
    SET_BACK = "set-back"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Beat:
    """The last beat: its number, the version it made, and the mark of the one under way."""

    number: int = 0
    version: str = ""
    mark: str = ""


def is_due(session: Session) -> bool:
    """Whether the last beat is long enough ago: each one is a write for the service."""
    cursor = session.store.cursors.get(HEARTBEAT)
    return cursor is None or session.now() - datetime.fromisoformat(cursor.watermark) >= EVERY


def beat(session: Session) -> Steps[Pulse]:
    """Raise the counter after something was sent. Never stands in the way: no answer means SILENT.

    Raises:
        Offline, NotSignedIn.
    """
    kept = _kept(session)
    mark = kept.mark or str(uuid.uuid4())
    _keep(session, Beat(kept.number, kept.version, mark))
    yield Point.MARKED
    body = exact.dumps(_device(session, kept.number + 1, mark))
    condition = {"If-Match": wire.etag(kept.version)} if kept.version else {"If-None-Match": "*"}
    reply = session.transport.send("PUT", _place(session), body, condition)
    yield Point.SENT
    if reply.ok:
        version = wire.version_of_etag(reply.headers.get("etag", ""))
        _keep(session, Beat(kept.number + 1, version))
        yield Point.ACKED
        return Pulse.STEADY
    if reply.status not in (404, 409, 410, 412):
        return Pulse.SILENT
    return (yield from _explain(session, kept, mark))


def _explain(session: Session, kept: Beat, mark: str) -> Steps[Pulse]:
    """The counter is not where it was left: an answer of ours was lost, or somebody else raised it, or it fell."""
    reply = session.transport.send("GET", _place(session), headers=wire.FRESH)
    yield Point.ASKED
    if reply.status in (404, 410):
        _keep(session, Beat())
        yield Point.ACKED
        return Pulse.SET_BACK if kept.number else Pulse.SILENT
    if not reply.ok:
        return Pulse.SILENT
    device = reply.json()
    number = _number(device, COUNTER)
    version = wire.version_of_etag(reply.headers.get("etag", "")) or str(device.get("meta", {}).get("versionId", ""))
    _keep(session, Beat(number, version))
    yield Point.ACKED
    if last_op(device) == mark:
        return Pulse.STEADY
    return Pulse.SET_BACK if number < kept.number else Pulse.COPIED


def _device(session: Session, number: int, mark: str) -> Mapping[str, Any]:
    return {
        "resourceType": "Device",
        "id": session.store.device_id,
        "status": "active",
        "extension": [
            {"url": COUNTER, "valueInteger": number},
            {"url": ACKED, "valueInteger": session.store.outbox.last_acked_seq()},
            {"url": LAST_OP, "valueString": mark},
        ],
    }


def _number(device: Mapping[str, Any], url: str) -> int:
    given = device.get("extension", ())
    return next((int(e.get("valueInteger", 0)) for e in given if e.get("url") == url), 0)


def _place(session: Session) -> str:
    return f"Device/{session.store.device_id}"


def _kept(session: Session) -> Beat:
    cursor = session.store.cursors.get(HEARTBEAT)
    return Beat(**exact.loads(cursor.opaque.encode())) if cursor else Beat()


def _keep(session: Session, last: Beat) -> None:
    text = exact.dumps({"number": last.number, "version": last.version, "mark": last.mark}).decode()
    session.store.cursors.put(Cursor(HEARTBEAT, session.now().isoformat(), text))
