"""The operations not yet acknowledged; the port msk_desk.domain.outbox.Outbox of the sync engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from db.local.engine import Connection
from db.local.files import Files
from db.local.points import sync_point
from db.local.work import settling
from db.local.work.ops import OP, UNIT, op_by_id, op_of, open_ops, touch, unit_of
from msk_desk.domain.outbox import Acked, OpState, OutboxOp, OutboxUnit, Remote
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Actor

# Units whose resources have no earlier open operation in another unit, and that are not to wait.
_NEXT = f"""
SELECT {UNIT} FROM unit u
WHERE u.state IN ('pending','inflight') AND (u.next_try IS NULL OR u.next_try <= ?)
  AND NOT EXISTS (
    SELECT 1 FROM outbox o JOIN outbox p ON p.type=o.type AND p.id=o.id AND p.seq < o.seq
    WHERE o.unit_id=u.unit_id AND p.unit_id != o.unit_id AND o.state IN ('pending','inflight')
      AND p.state IN ('pending','inflight','conflict','quarantined'))
ORDER BY u.seq LIMIT ?
"""


class StoredOutbox:
    """The outbox in work.db; every method is one durable transaction."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._work = files.work

    def next_units(self, limit: int = 50) -> tuple[OutboxUnit, ...]:
        """Pending and inflight units that may be sent now, oldest first."""
        with self._work.reading() as work:
            rows = work.execute(_NEXT, (self._files.now().isoformat(), limit)).fetchall()
            return tuple(unit_of(work, row) for row in rows)

    def unit(self, unit_id: str) -> OutboxUnit | None:
        """One unit as it stands, in whatever state."""
        with self._work.reading() as work:
            return _unit(work, unit_id)

    def open_ops(self, type: str, id: str) -> tuple[OutboxOp, ...]:
        """The open ops of a resource, oldest first; empty when it is clean."""
        with self._work.reading() as work:
            return open_ops(work, type, id)

    def mark_inflight(self, unit_id: str, at: datetime) -> OutboxUnit:
        """Freeze a unit before it is sent, and give it back as frozen."""
        with self._work.writing() as work:
            settling.set_open(work, unit_id, OpState.INFLIGHT)
            work.execute(
                "UPDATE unit SET state='inflight', attempts=attempts+1, next_try=NULL,"
                " first_sent_at=coalesce(first_sent_at, ?) WHERE unit_id=?",
                (at.isoformat(), unit_id),
            )
            frozen = _unit(work, unit_id)
        if frozen is None:
            raise KeyError(unit_id)
        return frozen

    def ack(self, unit_id: str, acked: Sequence[Acked]) -> Changes:
        """The service has these ops: base := what it returned, chained ops are rebased, audited."""
        at = self._files.now()
        with self._work.writing() as work:
            unit = self._known(work, unit_id)
            done = settling.acknowledge(work, acked, at)
            settling.settle_unit(work, unit_id)
            settling.audit_ops(work, at, unit.by, "acknowledged", unit.what, done)
            sync_point("ack.before-commit")
        sync_point("ack.committed")
        self._files.catch_up()
        return settling.changes_of(done)

    def postpone(self, unit_id: str, until: datetime, outcome: str, *, unknown: bool = False) -> None:
        """Try again not before a time. `unknown`: the service may have it, so it stays inflight."""
        with self._work.writing() as work:
            work.execute(
                "UPDATE unit SET next_try=?, last_outcome=? WHERE unit_id=?",
                (self._in_utc(until), outcome, unit_id),
            )
            if not unknown:
                settling.set_open(work, unit_id, OpState.PENDING)
                settling.settle_unit(work, unit_id)

    def quarantine(self, unit_id: str, reason: str) -> None:
        """The service refuses it: a person must look; the rest goes on."""
        with self._work.writing() as work:
            unit = self._known(work, unit_id)
            settling.set_open(work, unit_id, OpState.QUARANTINED)
            settling.settle_unit(work, unit_id)
            work.execute("UPDATE unit SET last_outcome=? WHERE unit_id=?", (reason, unit_id))
            settling.audit_ops(work, self._files.now(), unit.by, "quarantined", unit.what, unit.ops)
        self._files.catch_up()

    def conflict(self, op_id: str, remote: Remote | None, fields: Sequence[str] = ()) -> str:
        """Two people changed the same: kept for a person. Returns the conflict's id."""
        at = self._files.now()
        with self._work.writing() as work:
            op = op_by_id(work, op_id)
            kept = settling.keep_conflict(work, op, remote, fields, self._files.new_id(), at)
            settling.set_open(work, op.unit_id, OpState.PENDING)
            work.execute("UPDATE outbox SET state='conflict' WHERE op_id=?", (op_id,))
            touch(work, op.type, op.id)
            settling.settle_unit(work, op.unit_id)
            unit = self._known(work, op.unit_id)
            settling.audit_ops(work, at, unit.by, "conflict", unit.what, (op,))
        self._files.catch_up()
        return kept

    def requeue_merged(self, op_id: str, merged: bytes, remote: Remote) -> None:
        """The changes were disjoint: the op becomes `merged` on `remote`, pending again; audited."""
        with self._work.writing() as work:
            op = op_by_id(work, op_id)
            settling.put_on(work, op, merged, remote)
            settling.set_open(work, op.unit_id, OpState.PENDING)
            settling.settle_unit(work, op.unit_id)
            unit = self._known(work, op.unit_id)
            settling.audit_ops(work, self._files.now(), unit.by, "merged", unit.what, (op,))
        self._files.catch_up()

    def resolve(self, conflict_id: str, chosen: bytes | None, by: Actor, at: datetime) -> Changes:
        """A person has decided: `chosen` is sent on the newest remote; None takes the remote as it is."""
        by = by if by.device_id else replace(by, device_id=self._files.device_id)
        with self._work.writing() as work:
            op, remote = _conflict(work, conflict_id)
            if chosen is None:
                settling.withdraw_ops(work, (op,))
            else:
                settling.put_on(work, op, chosen, remote)
            work.execute(
                "UPDATE conflict SET resolved_at=?, resolved_by=? WHERE id=?",
                (at.isoformat(), by.staff_id, conflict_id),
            )
            settling.settle_unit(work, op.unit_id)
            work.execute("UPDATE unit SET next_try=NULL WHERE unit_id=?", (op.unit_id,))
            settling.audit_ops(work, at, by, "resolved", "kept ours" if chosen else "took theirs", (op,))
        self._files.catch_up()
        return settling.changes_of((op,))

    def withdraw(self, unit_id: str, by: Actor, at: datetime, why: str) -> Changes:
        """A person gives a quarantined unit up: nothing of it is sent, the audit keeps what it was."""
        with self._work.writing() as work:
            unit = self._known(work, unit_id)
            given_up = tuple(op for op in unit.ops if op.state is OpState.QUARANTINED)
            settling.withdraw_ops(work, given_up)
            settling.settle_unit(work, unit_id)
            settling.audit_ops(work, at, by, "withdrawn", why, given_up)
        self._files.catch_up()
        return settling.changes_of(given_up)

    def acked_since(self, at: datetime) -> Iterator[OutboxOp]:
        """Acknowledged ops since a time (kept 90 days), oldest first."""
        with self._work.reading() as work:
            rows = work.execute(
                f"SELECT {OP} FROM outbox WHERE state='acked' AND acked_at >= ? ORDER BY seq", (self._in_utc(at),)
            ).fetchall()
        return iter([op_of(row) for row in rows])

    def reopen(self, op_ids: Sequence[str]) -> int:
        """Queue again acknowledged ops that a restored service has lost, if still the newest. Count."""
        count = 0
        with self._work.writing() as work:
            for op_id in op_ids:
                count += _reopen(work, op_by_id(work, op_id))
        self._files.catch_up()
        return count

    def last_acked_seq(self) -> int:
        """The highest seq acknowledged, 0 for none: for the heartbeat."""
        with self._work.reading() as work:
            row = work.execute("SELECT coalesce(max(seq), 0) FROM outbox WHERE state='acked'").fetchone()
        return int(row[0])

    def _known(self, work: Connection, unit_id: str) -> OutboxUnit:
        unit = _unit(work, unit_id)
        if unit is None:
            raise KeyError(unit_id)
        return unit

    def _in_utc(self, moment: datetime) -> str:
        return moment.astimezone(self._files.now().tzinfo).isoformat()


def _unit(work: Connection, unit_id: str) -> OutboxUnit | None:
    row = work.execute(f"SELECT {UNIT} FROM unit WHERE unit_id=?", (unit_id,)).fetchone()
    return unit_of(work, row) if row else None


def _conflict(work: Connection, conflict_id: str) -> tuple[OutboxOp, Remote]:
    row = work.execute(
        "SELECT op_id, remote_version, remote_last_updated, remote_json, remote_deleted FROM conflict"
        " WHERE id=? AND resolved_at IS NULL",
        (conflict_id,),
    ).fetchone()
    if row is None:
        raise KeyError(conflict_id)
    op = op_by_id(work, row[0])
    return op, Remote(op.type, op.id, row[1], row[2], row[3] or b"", bool(row[4]))


def _reopen(work: Connection, op: OutboxOp) -> int:
    newest = work.execute("SELECT max(seq) FROM outbox WHERE type=? AND id=?", (op.type, op.id)).fetchone()[0]
    if op.state is not OpState.ACKED or newest != op.seq:
        return 0
    work.execute("UPDATE outbox SET state='pending', acked_body=NULL, acked_at=NULL WHERE op_id=?", (op.op_id,))
    work.execute("UPDATE unit SET state='pending', next_try=NULL, first_sent_at=NULL WHERE unit_id=?", (op.unit_id,))
    touch(work, op.type, op.id)
    return 1
