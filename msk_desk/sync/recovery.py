"""Finding out what became of operations whose answer was lost, and what stands at the service now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msk_desk.domain.errors import Offline, Refused
from msk_desk.domain.outbox import Acked, OpState, OutboxOp, OutboxUnit, Remote
from msk_desk.fhir import exact_json as exact
from msk_desk.sync import wire
from msk_desk.sync.handshake import check_busy
from msk_desk.sync.merge import last_op
from msk_desk.sync.session import Point, Session, Steps


@dataclass(frozen=True, slots=True)
class Found:
    """For one operation: the version it made, if any, and the current one, if any."""

    op: OutboxOp
    mine: Remote | None
    current: Remote | None

    @property
    def changed(self) -> bool:
        """Whether the service has moved from the base of the operation."""
        return (self.current.version if self.current else "") != self.op.base_version


def find(session: Session, op: OutboxOp) -> Steps[Found]:
    """Look for an operation at the service: in the current version, then in its history.

    Raises:
        Offline: no answer that says anything.
    """
    reply = session.transport.send("GET", f"{op.type}/{op.id}", headers=wire.FRESH)
    yield Point.ASKED
    check_busy(session, reply)
    if reply.status in (404, 410):
        return Found(op, None, None)
    if reply.status == 403 and wire.is_outcome(reply.body):
        raise Refused("the role may write this but not read it")
    if not reply.ok:
        raise Offline(f"asking for a version: {reply.status}")
    resource = reply.json()
    try:
        current = wire.remote_of(resource, wire.version_of_etag(reply.headers.get("etag", "")))
    except ValueError as error:
        raise Offline("not the resource asked for") from error
    if last_op(resource) == op.op_id:
        return Found(op, current, current)
    mine = yield from _in_history(session, op)
    return Found(op, mine, current)


def _in_history(session: Session, op: OutboxOp) -> Steps[Remote | None]:
    reply = session.transport.send("GET", f"{op.type}/{op.id}/_history?_count=50", headers=wire.FRESH)
    yield Point.ASKED
    check_busy(session, reply)
    if not reply.ok:
        # A service without history: the current version is all the evidence there is.
        if reply.status in (400, 403, 404, 405, 410, 501):
            return None
        raise Offline(f"asking for a history: {reply.status}")
    bundle = reply.json()
    for remote, _ in wire.entries_of(bundle):
        if remote is not None and not remote.deleted and _wrote(op, remote):
            return remote
    return None


def _wrote(op: OutboxOp, remote: Remote) -> bool:
    if op.op_id.encode() not in remote.body:
        return False
    resource = exact.loads(remote.body)
    return isinstance(resource, Mapping) and last_op(resource) == op.op_id


def look_for(session: Session, unit: OutboxUnit) -> Steps[list[Found]]:
    """Look for every operation of a unit that is still under way."""
    found = []
    for op in unit.ops:
        if op.state is OpState.INFLIGHT:
            found.append((yield from find(session, op)))
    return found


def acknowledged(found: list[Found]) -> list[Acked]:
    """The operations that did arrive."""
    return [Acked(f.op.op_id, f.mine.version, f.mine.last_updated, f.mine.body) for f in found if f.mine is not None]
