"""Bookings that two people made at once: none is dropped, none is a second confirmed one, a person finds the time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.outbox import OpState, OutboxOp, OutboxUnit, Remote
from msk_desk.fhir import exact_json as exact
from msk_desk.fhir.elements import code_in, extension, first, target
from msk_desk.fhir.names import REPLACES, TASK_KIND
from msk_desk.fhir.scheduling import holders_of
from msk_desk.fhir.waiting_list import WAITING_LIST
from msk_desk.sync.merge import same
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.slots import merge_slot, who_stays, without

Json = Mapping[str, Any]
_OPEN = frozenset({OpState.PENDING, OpState.INFLIGHT})
TIME_TAKEN = "The new time was taken by somebody else. The earlier booking stands until another is chosen."


def lose_slot(session: Session, op: OutboxOp, remote: Remote) -> Steps[None]:
    """Leave the slot to whoever has it; ours is never dropped and never a second confirmed booking."""
    outbox = session.store.outbox
    unit = outbox.unit(op.unit_id)
    if unit is None:
        return
    bookings = _bookings(unit, op.id)
    if _frees_another(unit, op) and not all(map(_replaced, bookings)):
        # The same booking with another time, as earlier versions moved it: nothing of it may go alone.
        outbox.quarantine(unit.unit_id, TIME_TAKEN)
        session.tally.quarantined += 1
        yield Point.QUARANTINED
        return
    base, local, there = exact.loads(op.base_json or b"{}"), exact.loads(op.body), exact.loads(remote.body)
    staying = who_stays(base, local, there)
    # Bookings first: a crash after this finds the slot refused again and ends here again.
    losing = [each for each in bookings if each.id not in staying]
    for booking in losing:
        proposed = exact.loads(booking.body) | {"status": "proposed"}
        outbox.requeue_merged(booking.op_id, exact.dumps(proposed), _same_base(booking))
        session.tally.to_rebook.append(booking.id)
        yield Point.MERGED
    for undone in _of_a_move(unit, losing, op.id):
        yield from withdraw(session, undone, _same_base(undone))
    lost = set(holders_of(local)) - set(holders_of(base)) - set(staying)
    joined = merge_slot(base, without(local, lost), there)
    if same(joined.value, there):
        yield from withdraw(session, op, remote)
        return
    outbox.requeue_merged(op.op_id, exact.dumps(joined.value), remote)
    yield Point.MERGED


def withdraw(session: Session, op: OutboxOp, remote: Remote) -> Steps[None]:
    """Leave a resource as the service has it; the rest of the unit goes on."""
    outbox = session.store.outbox
    unit = outbox.unit(op.unit_id)
    if unit is None:
        return
    kept = outbox.conflict(op.op_id, remote, ("status",))
    session.tally.touched(outbox.resolve(kept, None, unit.by, session.now()))
    yield Point.CONFLICTED


def booked_twice(op: OutboxOp, base: Json | None, local: Json, there: Json) -> bool:
    """Whether two people each answered one entry of the waiting list with a booking of their own."""
    if op.type != "Task" or code_in(local.get("code"), TASK_KIND) != WAITING_LIST:
        return False
    both = local.get("status") == there.get("status") == "completed"
    return both and (base or {}).get("status") != "completed" and _booking_of(local) != _booking_of(there)


def keep_both(session: Session, op: OutboxOp, remote: Remote) -> Steps[None]:
    """The entry stays with the booking that came first; both stand, and a person is told to choose."""
    session.tally.to_rebook.append(_booking_of(exact.loads(op.body)))
    yield from withdraw(session, op, remote)


def _booking_of(entry: Json) -> str:
    return target(first(entry.get("output")).get("valueReference"), "Appointment")


def _replaced(booking: OutboxOp) -> str:
    """The id of the earlier booking that a new one takes the place of; empty for an old one with another time."""
    if booking.base_json is not None:
        return ""
    return target(extension(exact.loads(booking.body), REPLACES).get("valueReference"), "Appointment")


def _of_a_move(unit: OutboxUnit, bookings: list[OutboxOp], lost: str) -> list[OutboxOp]:
    """What gave the earlier time up, to be undone: it stands until the patient has another."""
    earlier = {_replaced(booking) for booking in bookings} - {""}
    freed = {slot for op in unit.ops if op.type == "Appointment" and op.id in earlier for slot in _slots(op)}
    found = []
    for op in unit.ops:
        undone = (op.type == "Appointment" and op.id in earlier) or (op.type == "Slot" and op.id in freed - {lost})
        entry = op.type == "Task" and _booking_of(exact.loads(op.base_json or b"{}")) in earlier
        if (undone or entry) and op.state in _OPEN and op.base_json is not None:
            found.append(op)
    # The slots last: while one is open the unit still shows what it was.
    return sorted(found, key=_is_slot)


def _is_slot(op: OutboxOp) -> bool:
    return op.type == "Slot"


def _frees_another(unit: OutboxUnit, taken: OutboxOp) -> bool:
    """Whether the unit also gives another slot back."""
    return any(_gives_back(op) for op in unit.ops if op.type == "Slot" and op.id != taken.id)


def _gives_back(op: OutboxOp) -> bool:
    """Whether somebody's place is given up: a slot that is new, or was free and only moved, gives nothing back."""
    if op.base_json is None or exact.loads(op.body).get("status") != "free":
        return False
    before = exact.loads(op.base_json)
    return before.get("status") != "free" or not set(holders_of(before)) <= set(holders_of(exact.loads(op.body)))


def _bookings(unit: OutboxUnit, slot_id: str) -> list[OutboxOp]:
    return [op for op in unit.ops if op.type == "Appointment" and op.state in _OPEN and slot_id in _slots(op)
            and exact.loads(op.body).get("status") != "cancelled"]  # fmt: skip


def _slots(op: OutboxOp) -> set[str]:
    return {target(slot, "Slot") for slot in exact.loads(op.body).get("slot", ())}


def _same_base(op: OutboxOp) -> Remote:
    """The base that an operation has already; none for a create."""
    if op.base_json is None:
        return Remote(op.type, op.id, "", "", b"", deleted=True)
    return Remote(op.type, op.id, op.base_version, op.base_last_updated, op.base_json)
