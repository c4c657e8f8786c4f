"""A slot that somebody else took first: the booking is kept as proposed, for a person to find another time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.outbox import OpState, OutboxOp, OutboxUnit, Remote
from msk_desk.fhir import exact_json as exact
from msk_desk.sync.session import Point, Session, Steps

_TAKEN = frozenset({"busy", "busy-tentative"})
_OPEN = frozenset({OpState.PENDING, OpState.INFLIGHT})
TIME_TAKEN = "The new time was taken by somebody else. The earlier booking stands until another is chosen."


def is_lost(op: OutboxOp, base: Mapping[str, Any] | None, local: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Whether we wanted a free slot that is free no more: equal words on both sides are two bookings here."""
    if op.type != "Slot" or local.get("status") not in _TAKEN:
        return False
    wanted = (base or {}).get("status") not in _TAKEN
    return wanted and there.get("status") != "free"


def lose_slot(session: Session, op: OutboxOp, remote: Remote) -> Steps[None]:
    """Leave the slot to whoever has it; ours is never dropped and never a second confirmed booking."""
    outbox = session.store.outbox
    unit = outbox.unit(op.unit_id)
    if unit is None:
        return
    if _moves_a_booking(unit, op):
        outbox.quarantine(unit.unit_id, TIME_TAKEN)
        session.tally.quarantined += 1
        yield Point.QUARANTINED
        return
    # Bookings first: a crash after this finds the slot refused again and ends here again.
    for booking in _bookings(unit, op.id):
        proposed = exact.loads(booking.body) | {"status": "proposed"}
        outbox.requeue_merged(booking.op_id, exact.dumps(proposed), _same_base(booking))
        session.tally.to_rebook.append(booking.id)
        yield Point.MERGED
    kept = outbox.conflict(op.op_id, remote, ("status",))
    session.tally.touched(outbox.resolve(kept, None, unit.by, session.now()))
    yield Point.CONFLICTED


def _moves_a_booking(unit: OutboxUnit, taken: OutboxOp) -> bool:
    """Whether the unit also gives another slot back: then nothing of it may go alone."""
    others = (op for op in unit.ops if op.type == "Slot" and op.id != taken.id)
    return any(exact.loads(op.body).get("status") == "free" for op in others)


def _bookings(unit: OutboxUnit, slot_id: str) -> list[OutboxOp]:
    found = []
    for op in unit.ops:
        if op.type == "Appointment" and op.state in _OPEN:
            slots = {str(slot.get("reference", "")) for slot in exact.loads(op.body).get("slot", ())}
            if f"Slot/{slot_id}" in slots:
                found.append(op)
    return found


def _same_base(op: OutboxOp) -> Remote:
    """The base that an operation has already; none for a create."""
    if op.base_json is None:
        return Remote(op.type, op.id, "", "", b"", deleted=True)
    return Remote(op.type, op.id, op.base_version, op.base_last_updated, op.base_json)
