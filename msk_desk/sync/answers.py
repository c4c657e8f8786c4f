"""The table of answers: what each one means for a unit, and what is done about it."""

from __future__ import annotations

from datetime import timedelta

from msk_desk.domain.errors import Offline, Refused
from msk_desk.domain.outbox import OutboxUnit
from msk_desk.sync import wire
from msk_desk.sync.handshake import check_busy
from msk_desk.sync.ports import Garbled, Reply
from msk_desk.sync.recovery import acknowledged, look_for
from msk_desk.sync.sending import Answer
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.settling import apply_newer, settle_changed

_MAYBE_CONFLICT = frozenset({404, 409, 410, 412, 428})
_NOT_VALID = frozenset({400, 405, 413, 422})
# A contradiction without a reason we can see (a lock, a lagging replica) is tried this often.
_PATIENCE = 5


def accept(session: Session, unit: OutboxUnit, answer: Answer) -> Steps[None]:
    """Settle a unit by the answer to it.

    Raises:
        Offline: the whole service is out of order; the unit stays as it is, to be looked for later.
    """
    if answer.outcomes:
        yield from _accept_entries(session, unit, answer)
    elif answer.reply.ok:
        session.tally.sent += 1
    else:
        yield from _accept_refusal(session, unit, answer.reply)


def _accept_entries(session: Session, unit: OutboxUnit, answer: Answer) -> Steps[None]:
    acked = [outcome.acked for outcome in answer.outcomes if outcome.acked is not None]
    if acked:
        session.tally.touched(session.store.outbox.ack(unit.unit_id, acked))
        yield Point.ACKED
    failed = [outcome for outcome in answer.outcomes if outcome.acked is None]
    if not failed:
        session.tally.sent += 1
        return
    if session.capabilities.atomic:
        session.learn(atomic=False)
        yield Point.PROBED
    worst = failed[0]
    reply = answer.reply if not answer.reply.ok else Reply(worst.status, {}, b'{"resourceType":"OperationOutcome"}')
    rest = session.store.outbox.unit(unit.unit_id) or unit
    yield from _accept_refusal(session, rest, reply, worst.words)


def _accept_refusal(session: Session, unit: OutboxUnit, reply: Reply, words: str = "") -> Steps[None]:
    check_busy(session, reply)
    status = reply.status
    words = words or wire.outcome_words(reply.body) or f"status {status}"
    if status in _MAYBE_CONFLICT or status in _NOT_VALID:
        if not wire.is_outcome(reply.body):
            raise Garbled(f"status {status} without a reason: something on the way to the service")
        moved = yield from examine(session, unit)
        if not moved:
            yield from _unmoved(session, unit, status, words)
    elif status == 403 and wire.is_outcome(reply.body):
        yield from quarantine(session, unit, words)
    elif status == 500:
        # Perhaps only this unit: let the others go on, and look for it before it is sent again.
        pause = timedelta(seconds=min(300, 2 ** min(unit.attempts, 9)))
        session.store.outbox.postpone(unit.unit_id, session.now() + pause, words, unknown=True)
        yield Point.POSTPONED
    else:
        raise Offline(f"status {status}")


def _unmoved(session: Session, unit: OutboxUnit, status: int, words: str) -> Steps[None]:
    """The service refuses, and not because anything changed."""
    if status in _NOT_VALID or unit.attempts >= _PATIENCE:
        yield from quarantine(session, unit, words)
        return
    until = session.now() + timedelta(seconds=2 * unit.attempts)
    session.store.outbox.postpone(unit.unit_id, until, words, unknown=False)
    yield Point.POSTPONED


def quarantine(session: Session, unit: OutboxUnit, words: str) -> Steps[None]:
    """Set a unit aside with the reason; a person must look, the rest goes on."""
    session.store.outbox.quarantine(unit.unit_id, words)
    session.tally.quarantined += 1
    yield Point.QUARANTINED


def examine(session: Session, unit: OutboxUnit) -> Steps[bool]:
    """After a refusal look at every resource of the unit. True when that explained it."""
    try:
        found = yield from look_for(session, unit)
    except Refused:
        return False
    arrived = acknowledged(found)
    if arrived:
        # An earlier answer was lost: it is our own work that stands there.
        session.tally.touched(session.store.outbox.ack(unit.unit_id, arrived))
        session.tally.sent += len(arrived) == len(found)
        yield Point.ACKED
        newer = [f.current for f in found if f.mine is not None and f.current != f.mine]
        yield from apply_newer(session, newer)
    moved = [f for f in found if f.mine is None and f.changed]
    for item in moved:
        yield from settle_changed(session, item.op, item.current)
    return bool(arrived or moved)
