"""What becomes of operations that were sent: acknowledged, rebased, in conflict, merged, given up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from db.local.engine import Connection
from db.local.work.ops import note_audit, op_by_id, open_ops, touch
from msk_desk.domain.outbox import Acked, OpState, OutboxOp, Remote
from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Actor
from msk_desk.fhir.elements import put_extension
from msk_desk.fhir.exact_json import dumps, loads_object
from msk_desk.fhir.names import LAST_OP

_MISSING = object()


def acknowledge(work: Connection, acked: Sequence[Acked], at: datetime) -> tuple[OutboxOp, ...]:
    """Close operations that the service has, and put the next one of each resource on its answer."""
    done = []
    for answer in acked:
        op = op_by_id(work, answer.op_id)
        if op.state in (OpState.ACKED, OpState.WITHDRAWN):
            continue
        work.execute(
            "UPDATE outbox SET state='acked', acked_version=?, acked_last_updated=?, acked_body=?, acked_at=?"
            " WHERE op_id=?",
            (answer.version, answer.last_updated, answer.body, at.isoformat(), op.op_id),
        )
        _rebase_next(work, op, answer)
        touch(work, op.type, op.id)
        done.append(op)
    return tuple(done)


def _rebase_next(work: Connection, op: OutboxOp, answer: Acked) -> None:
    following = [later for later in open_ops(work, op.type, op.id) if later.seq > op.seq]
    if not following:
        return
    before, after = loads_object(op.body), loads_object(answer.body)
    for index, later in enumerate(following):
        body = rebased(before, loads_object(later.body), after, later.op_id)
        base = (answer.version, answer.last_updated, answer.body) if index == 0 else ("", "", dumps(after))
        work.execute(
            "UPDATE outbox SET base_version=?, base_last_updated=?, base_json=?, body=? WHERE op_id=?",
            (*base, dumps(body), later.op_id),
        )
        before, after = loads_object(later.body), body


def rebased(before: dict[str, Any], edited: dict[str, Any], after: dict[str, Any], op_id: str) -> dict[str, Any]:
    """An edit made on `before`, made again on `after`: elements that the edit changed, the rest from `after`."""
    made = dict(after)
    for key in {**before, **edited}:
        if key not in ("meta", "extension") and before.get(key, _MISSING) != edited.get(key, _MISSING):
            _set(made, key, edited.get(key, _MISSING))
    if _without_mark(before) != _without_mark(edited):
        _set(made, "extension", edited.get("extension", _MISSING))
    put_extension(made, LAST_OP, {"valueString": op_id})
    return made


def _set(resource: dict[str, Any], key: str, value: Any) -> None:
    if value is _MISSING:
        resource.pop(key, None)
    else:
        resource[key] = value


def _without_mark(resource: dict[str, Any]) -> list[Any]:
    nodes = resource.get("extension") or []
    return [node for node in nodes if not (isinstance(node, dict) and node.get("url") == LAST_OP)]


def settle_unit(work: Connection, unit_id: str) -> None:
    """Give a unit the state that its operations make."""
    states = {row[0] for row in work.execute("SELECT state FROM outbox WHERE unit_id=?", (unit_id,))}
    for state in ("conflict", "quarantined", "inflight", "pending", "acked"):
        if state in states:
            work.execute("UPDATE unit SET state=? WHERE unit_id=?", (state, unit_id))
            return
    work.execute("UPDATE unit SET state='withdrawn' WHERE unit_id=?", (unit_id,))


def set_open(work: Connection, unit_id: str, state: OpState) -> None:
    """Put the open operations of a unit into a state, except those in conflict."""
    rows = work.execute(
        "SELECT type, id FROM outbox WHERE unit_id=? AND state IN ('pending','inflight','quarantined')", (unit_id,)
    ).fetchall()
    work.execute(
        "UPDATE outbox SET state=? WHERE unit_id=? AND state IN ('pending','inflight','quarantined')",
        (str(state), unit_id),
    )
    for type, id in rows:
        touch(work, type, id)


def keep_conflict(
    work: Connection, op: OutboxOp, remote: Remote | None, fields: Sequence[str], conflict_id: str, at: datetime
) -> str:
    """Keep base, local and remote for a person; renews the open conflict of the operation if there is one."""
    row = work.execute("SELECT id FROM conflict WHERE op_id=? AND resolved_at IS NULL", (op.op_id,)).fetchone()
    gone = remote is None or remote.deleted
    kept = (
        (remote.body if remote and not gone else None), (remote.version if remote else ""),
        (remote.last_updated if remote else ""), int(gone), json.dumps(list(fields)), at.isoformat(),
    )  # fmt: skip
    if row:
        work.execute(
            "UPDATE conflict SET remote_json=?, remote_version=?, remote_last_updated=?, remote_deleted=?, fields=?,"
            " found_at=? WHERE id=?",
            (*kept, row[0]),
        )
        return str(row[0])
    work.execute(
        "INSERT INTO conflict(id, op_id, type, resource_id, patient_id, base_json, local_json, remote_json,"
        " remote_version, remote_last_updated, remote_deleted, fields, found_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (conflict_id, op.op_id, op.type, op.id, op.patient_id, op.base_json, op.body, *kept),
    )
    return conflict_id


def put_on(work: Connection, op: OutboxOp, body: bytes, remote: Remote) -> None:
    """Make an operation `body` on a version of the service, pending again; later ones follow it."""
    resource = loads_object(body)
    put_extension(resource, LAST_OP, {"valueString": op.op_id})
    made = dumps(resource)
    gone = remote.deleted
    work.execute(
        "UPDATE outbox SET state='pending', base_version=?, base_last_updated=?, base_json=?, body=? WHERE op_id=?",
        (remote.version, remote.last_updated, None if gone else remote.body, made, op.op_id),
    )
    before, after = loads_object(op.body), resource
    for later in open_ops(work, op.type, op.id):
        if later.seq > op.seq:
            body_later = rebased(before, loads_object(later.body), after, later.op_id)
            work.execute(
                "UPDATE outbox SET base_json=?, body=? WHERE op_id=?", (dumps(after), dumps(body_later), later.op_id)
            )
            before, after = loads_object(later.body), body_later
    touch(work, op.type, op.id)


def withdraw_ops(work: Connection, ops: Sequence[OutboxOp]) -> None:
    """Close operations without sending them, with every later one made on top of them."""
    for op in ops:
        for later in open_ops(work, op.type, op.id):
            if later.seq >= op.seq:
                work.execute("UPDATE outbox SET state='withdrawn' WHERE op_id=?", (later.op_id,))
                settle_unit(work, later.unit_id)
        touch(work, op.type, op.id)


def changes_of(ops: Sequence[OutboxOp]) -> Changes:
    """What operations touched."""
    return Changes(
        frozenset(Ref(op.type, op.id) for op in ops), frozenset(op.patient_id for op in ops if op.patient_id)
    )


def audit_ops(work: Connection, at: datetime, by: Actor, action: str, what: str, ops: Sequence[OutboxOp]) -> None:
    """One audit event about operations."""
    patients = " ".join(sorted({op.patient_id for op in ops if op.patient_id}))
    refs = " ".join(f"{op.type}/{op.id}" for op in ops)
    note_audit(work, at, by, action, what=what, patient=patients, refs=refs)
