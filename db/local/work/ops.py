"""Rows of the outbox as the frozen dataclasses of msk_desk.domain.outbox, and the questions asked of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db.local.engine import Connection
from msk_desk.domain.outbox import OpState, OutboxOp, OutboxUnit
from msk_desk.domain.roles import Actor, Role

OP = "seq, op_id, unit_id, type, id, patient_id, base_version, base_last_updated, base_json, body, state, acked_version"
UNIT = (
    "unit_id, what, staff_id, staff_name, role, device_id, saved_at, signed, state, attempts, first_sent_at,"
    " last_outcome"
)
OPEN = "('pending','inflight','conflict','quarantined')"


def op_of(row: Any) -> OutboxOp:
    """An operation from a row of the columns OP."""
    values: tuple[Any, ...] = (*row[:10], OpState(row[10]), row[11])
    return OutboxOp(*values)


def unit_of(connection: Connection, row: Any) -> OutboxUnit:
    """A unit with its operations from a row of the columns UNIT."""
    by = Actor(row[2], row[3], Role(row[4]), row[5])
    ops = connection.execute(f"SELECT {OP} FROM outbox WHERE unit_id=? ORDER BY seq", (row[0],))
    return OutboxUnit(
        row[0], row[1], by, datetime.fromisoformat(row[6]), bool(row[7]), OpState(row[8]), row[9],
        datetime.fromisoformat(row[10]) if row[10] else None, row[11], tuple(op_of(op) for op in ops),
    )  # fmt: skip


def open_ops(connection: Connection, type: str, id: str) -> tuple[OutboxOp, ...]:
    """The open operations of a resource, oldest first."""
    rows = connection.execute(
        f"SELECT {OP} FROM outbox WHERE type=? AND id=? AND state IN {OPEN} ORDER BY seq", (type, id)
    )
    return tuple(op_of(row) for row in rows)


def op_by_id(connection: Connection, op_id: str) -> OutboxOp:
    """One operation.

    Raises:
        KeyError: there is none of this id.
    """
    row = connection.execute(f"SELECT {OP} FROM outbox WHERE op_id=?", (op_id,)).fetchone()
    if row is None:
        raise KeyError(op_id)
    return op_of(row)


def newest_acked(connection: Connection, type: str, id: str) -> tuple[str, str, bytes] | None:
    """Version, last updated and JSON that the service last made of our operations on a resource."""
    row = connection.execute(
        "SELECT acked_version, acked_last_updated, acked_body FROM outbox"
        " WHERE type=? AND id=? AND state='acked' AND acked_body IS NOT NULL ORDER BY seq DESC LIMIT 1",
        (type, id),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def newest_remote(connection: Connection, type: str, id: str) -> tuple[str, str, bytes | None] | None:
    """The service's version that the last conflict of a resource was about; no JSON when it was deleted."""
    row = connection.execute(
        "SELECT remote_version, remote_last_updated, remote_json FROM conflict"
        " WHERE type=? AND resource_id=? ORDER BY found_at DESC LIMIT 1",
        (type, id),
    ).fetchone()
    return None if row is None or not row[0] else (row[0], row[1], row[2])


def touch(connection: Connection, type: str, id: str) -> None:
    """Note that the cache has something to take over for a resource."""
    connection.execute("INSERT INTO touched(type, id) VALUES (?,?)", (type, id))


def last_touched(connection: Connection) -> int:
    """The number of the newest change that the cache has to take over, 0 for none yet."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='touched'").fetchone()
    return int(row[0]) if row else 0


def note_audit(
    connection: Connection, at: datetime, by: Actor, action: str, *, what: str = "", patient: str = "", refs: str = ""
) -> None:
    """Append one event to the audit."""
    connection.execute(
        "INSERT INTO audit(at, staff_id, role, device_id, action, patient_id, what, refs) VALUES (?,?,?,?,?,?,?,?)",
        (at.isoformat(), by.staff_id, str(by.role), by.device_id, action, patient, what, refs),
    )
