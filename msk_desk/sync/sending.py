"""Putting one unit on the wire: as a transaction, or in single PUTs where the service knows none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msk_desk.domain.errors import Offline
from msk_desk.domain.outbox import Acked, OpState, OutboxOp, OutboxUnit
from msk_desk.fhir import exact_json as exact
from msk_desk.sync import wire
from msk_desk.sync.ports import Garbled, Reply
from msk_desk.sync.session import Point, Session, Steps


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the service said of one operation."""

    op: OutboxOp
    status: int
    acked: Acked | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said of a unit: of the whole (`reply`, not 2xx), or of each operation."""

    reply: Reply
    outcomes: tuple[Outcome, ...] = ()


def send(session: Session, unit: OutboxUnit) -> Steps[Answer]:
    """Send what of a unit is not yet there.

    Raises:
        Offline, NotSignedIn: whether it arrived is not known.
    """
    ops = tuple(op for op in unit.ops if op.state is OpState.INFLIGHT)
    if not session.capabilities.atomic:
        return (yield from _one_by_one(session, unit, ops))
    headers = {"Prefer": "return=representation", "X-Request-ID": unit.unit_id}
    reply = session.transport.send("POST", "", wire.transaction(unit, ops), headers)
    yield Point.SENT
    if not reply.ok:
        return Answer(reply)
    bundle = reply.json()
    if not isinstance(bundle, Mapping) or bundle.get("resourceType") != "Bundle":
        raise Garbled("not the answer to a transaction")
    entries = bundle.get("entry", [])
    if not isinstance(entries, list) or len(entries) != len(ops) + 1:
        raise Garbled("an answer with too few entries")
    outcomes = tuple(_outcome(op, entry) for op, entry in zip(ops, entries, strict=False))
    return Answer(reply, outcomes)


def _outcome(op: OutboxOp, entry: Mapping[str, Any]) -> Outcome:
    try:
        response = entry.get("response") or {}
        status = int(str(response.get("status", "0")).split(" ", 1)[0] or 0)
        if not 200 <= status < 300:
            return Outcome(op, status, words=wire.outcome_words(exact.dumps(response.get("outcome") or {})))
        version = wire.version_of_etag(str(response.get("etag") or response.get("location") or ""))
        modified = str(response.get("lastModified") or "")
        return Outcome(op, status, _acked(op, entry.get("resource"), version, modified))
    except (AttributeError, ValueError) as error:
        raise Garbled("an entry that says nothing") from error


def _acked(op: OutboxOp, resource: Any, version: str, modified: str) -> Acked:
    """The version that was made; the body as sent where the service does not give it back."""
    if isinstance(resource, Mapping) and resource.get("resourceType") == op.type:
        remote = wire.remote_of(resource, version, modified)
        return Acked(op.op_id, remote.version, remote.last_updated, remote.body)
    if not version:
        raise ValueError("neither a representation nor a version")
    return Acked(op.op_id, version, modified, op.body)


def _one_by_one(session: Session, unit: OutboxUnit, ops: tuple[OutboxOp, ...]) -> Steps[Answer]:
    """Single PUTs in the order of the unit; the Provenance last says that the unit is whole."""
    reply, outcomes = Reply(200), []
    for op in ops:
        condition = {"If-Match": wire.etag(op.base_version)} if op.base_version else {"If-None-Match": "*"}
        headers = {"Prefer": "return=representation", **condition}
        reply = session.transport.send("PUT", f"{op.type}/{op.id}", op.body, headers)
        yield Point.SENT
        outcomes.append(_single(op, reply))
        if not reply.ok:
            return Answer(reply, tuple(outcomes))
    yield from mark_whole(session, unit)
    return Answer(reply, tuple(outcomes))


def mark_whole(session: Session, unit: OutboxUnit) -> Steps[None]:
    """Send the unit's Provenance alone: the mark that the unit is whole.

    Raises:
        Offline: it did not arrive; the unit is not to be acknowledged yet.
    """
    body = exact.dumps(wire.provenance_of(unit))
    reply = session.transport.send("PUT", f"Provenance/{unit.unit_id}", body, {"If-None-Match": "*"})
    yield Point.SENT
    if not reply.ok and reply.status != 412:
        raise Offline(f"the mark of the unit: {reply.status}")


def _single(op: OutboxOp, reply: Reply) -> Outcome:
    if not reply.ok:
        return Outcome(op, reply.status, words=wire.outcome_words(reply.body))
    version = wire.version_of_etag(reply.headers.get("etag", ""))
    try:
        resource = reply.json() if reply.body else None
        return Outcome(op, reply.status, _acked(op, resource, version, ""))
    except ValueError as error:
        raise Garbled("a version that says nothing") from error
