"""What to do where the service has moved on under an operation: join, or keep both for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msk_desk.domain.outbox import Acked, Cursor, OpState, OutboxOp, Remote
from msk_desk.domain.records import Changes, Ref
from msk_desk.fhir import exact_json as exact
from msk_desk.sync.bookings import booked_twice, keep_both, lose_slot
from msk_desk.sync.merge import last_op, merge, same
from msk_desk.sync.publishing import as_published_there
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.slots import is_lost, merge_slot

# Entries passed over because an op is open: fetched again when it is closed.
LEFT = "left:"


def settle_changed(session: Session, op: OutboxOp, remote: Remote | None) -> Steps[None]:
    """The service has another version than the operation was made on: merge it or keep a conflict."""
    if remote is None or remote.deleted:
        yield from _keep_conflict(session, op, remote, ("deleted elsewhere",))
        return
    base = exact.loads(op.base_json) if op.base_json else None
    there = exact.loads(remote.body)
    local = as_published_there(op.type, base, exact.loads(op.body), there)
    if op.type == "Slot" and is_lost(base, local, there):
        leave(session, op.type, op.id)
        yield from lose_slot(session, op, remote)
        return
    if booked_twice(op, base, local, there):
        yield from keep_both(session, op, remote)
        return
    if same(local, there):
        # Both sides came to say the same: nothing is left to be sent.
        acked = Acked(op.op_id, remote.version, remote.last_updated, remote.body)
        session.tally.touched(session.store.outbox.ack(op.unit_id, [acked]))
        yield Point.ACKED
        return
    merged = (merge_slot if op.type == "Slot" else merge)(base, local, there)
    if merged.clashes:
        yield from _keep_conflict(session, op, remote, merged.clashes)
        return
    yield from _check_later(session, op, merged.value, remote)
    session.store.outbox.requeue_merged(op.op_id, exact.dumps(merged.value), remote)
    session.tally.merged += 1
    session.tally.touched(_touches(op))
    yield Point.MERGED


def _check_later(session: Session, op: OutboxOp, after: dict[str, object], remote: Remote) -> Steps[None]:
    """An edit made on top of this operation may clash with what the merge brought in: ask about that one."""
    before = exact.loads(op.body)
    for later in session.store.outbox.open_ops(op.type, op.id):
        if later.seq <= op.seq:
            continue
        edited = exact.loads(later.body)
        moved = merge(before, edited, after)
        if moved.clashes:
            yield from _keep_conflict(session, later, remote, moved.clashes)
            return
        before, after = edited, moved.value


def _keep_conflict(session: Session, op: OutboxOp, remote: Remote | None, fields: Sequence[str]) -> Steps[None]:
    session.store.outbox.conflict(op.op_id, remote, tuple(fields))
    session.tally.conflicts += op.state is not OpState.CONFLICT
    session.tally.touched(_touches(op))
    leave(session, op.type, op.id)
    yield Point.CONFLICTED


def _touches(op: OutboxOp) -> Changes:
    return Changes(frozenset({Ref(op.type, op.id)}), frozenset({op.patient_id} - {""}))


def settle_dirty(session: Session, remote: Remote) -> Steps[None]:
    """A version came in for a resource with an open operation."""
    ops = session.store.outbox.open_ops(remote.type, remote.id)
    if not ops:
        yield from apply_newer(session, [remote])
        return
    first = ops[0]
    if first.state is OpState.PENDING and not remote.deleted:
        mark = last_op(exact.loads(remote.body))
        if mark == first.op_id:
            acked = Acked(mark, remote.version, remote.last_updated, remote.body)
            session.tally.touched(session.store.outbox.ack(first.unit_id, [acked]))
            yield Point.ACKED
            return
    if first.state is OpState.PENDING:
        if _is_news(first, remote):
            yield from settle_changed(session, first, remote)
    elif first.state is OpState.CONFLICT:
        if _is_news(first, remote):
            yield from _renew_conflict(session, first, remote)
    else:
        # Under way: sending decides. Refused: a person decides. Either way fetch it afterwards.
        leave(session, remote.type, remote.id)
        yield Point.CURSOR_KEPT


def _is_news(op: OutboxOp, remote: Remote) -> bool:
    """Whether a version is not the one (or older than the one) that the operation was made on."""
    if remote.version == op.base_version:
        return False
    if remote.version.isdecimal() and op.base_version.isdecimal():
        return int(remote.version) > int(op.base_version)
    return not op.base_last_updated or remote.last_updated >= op.base_last_updated


def _renew_conflict(session: Session, op: OutboxOp, remote: Remote) -> Steps[None]:
    if remote.deleted:
        yield from _keep_conflict(session, op, remote, ("deleted elsewhere",))
        return
    base = exact.loads(op.base_json) if op.base_json else None
    merged = merge(base, exact.loads(op.body), exact.loads(remote.body))
    yield from _keep_conflict(session, op, remote, merged.clashes)


def apply_newer(session: Session, entries: Iterable[Remote | None]) -> Steps[None]:
    """Store current versions that came outside a page, and settle those with an open operation."""
    known = [entry for entry in entries if entry is not None]
    if not known:
        return
    result = session.store.mirror.apply_page(known)
    session.tally.touched(result.changes)
    yield Point.PAGE_STORED
    for remote in result.dirty:
        yield from settle_dirty(session, remote)


def leave(session: Session, type: str, id: str) -> None:
    """Note that a resource is to be fetched again once nothing of it is open."""
    session.store.cursors.put(Cursor(f"{LEFT}{type}/{id}", watermark=session.now().isoformat()))
