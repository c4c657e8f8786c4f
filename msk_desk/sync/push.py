"""Sending what waits: each unit once, in order, and never over something nobody here has seen."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from msk_desk.domain.errors import NotSignedIn, Offline, Refused
from msk_desk.domain.outbox import OpState, OutboxUnit
from msk_desk.sync.answers import accept
from msk_desk.sync.ports import BackOff
from msk_desk.sync.recovery import acknowledged, look_for
from msk_desk.sync.sending import mark_whole, send
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.settling import apply_newer, settle_changed

# A merge may be overtaken again and again; after this many turns it waits for the next synchronisation.
_TURNS = 4
# Something on the way may stop one unit alone (its size, a word in it): after this many attempts the others
# go on without it, unless several stumble, which means that nothing gets through.
_PATIENCE = 3
_STUMBLES = 3


class Stumble(Offline):
    """One unit finds no answer again and again."""


def push(session: Session) -> Steps[None]:
    """Send every unit that may be sent now.

    Raises:
        Offline, NotSignedIn: the rest waits; nothing is lost.
    """
    if not session.capabilities.writes:
        return
    turns: Counter[str] = Counter()
    stumbles = 0
    while True:
        units = [u for u in session.store.outbox.next_units() if turns[u.unit_id] < _TURNS]
        if not units:
            return
        for unit in units:
            turns[unit.unit_id] += 1
            try:
                yield from push_unit(session, unit)
            except Stumble:
                stumbles += 1
                if stumbles > _STUMBLES:
                    raise


def push_unit(session: Session, waiting: OutboxUnit) -> Steps[None]:
    """Send one unit and settle its answer."""
    outbox = session.store.outbox
    unit = outbox.mark_inflight(waiting.unit_id, session.now())
    yield Point.MARKED
    try:
        if waiting.state is OpState.INFLIGHT:
            arrived = yield from recover(session, unit)
            if arrived or (yield from _ghost_may_come(session, waiting)):
                return
            unit = outbox.unit(unit.unit_id) or unit
        answer = yield from send(session, unit)
        yield from accept(session, unit, answer)
    except NotSignedIn:
        outbox.postpone(unit.unit_id, session.now(), "signed out", unknown=waiting.state is OpState.INFLIGHT)
        raise
    except BackOff as pause:
        until = session.now() + timedelta(seconds=pause.seconds)
        outbox.postpone(unit.unit_id, until, "service busy", unknown=True)
        raise
    except Offline as error:
        stubborn = unit.attempts >= _PATIENCE
        later = session.now() + timedelta(seconds=min(300, 2**unit.attempts) if stubborn else 0)
        outbox.postpone(unit.unit_id, later, "no answer", unknown=True)
        if stubborn:
            raise Stumble from error
        raise


def recover(session: Session, unit: OutboxUnit) -> Steps[bool]:
    """Look for a unit whose answer was lost. True when nothing of it is left to be sent."""
    try:
        found = yield from look_for(session, unit)
    except Refused:
        # Not readable for this role: the preconditions and the operation id protect the repetition.
        return False
    arrived = acknowledged(found)
    if not arrived:
        return not found
    if len(arrived) == len(found) and not session.capabilities.atomic:
        yield from mark_whole(session, unit)
    session.tally.touched(session.store.outbox.ack(unit.unit_id, arrived))
    session.tally.sent += len(arrived) == len(found)
    yield Point.ACKED
    yield from apply_newer(session, [f.current for f in found if f.mine is not None and f.current != f.mine])
    rest = [f for f in found if f.mine is None]
    if not rest:
        return True
    moved = [f for f in rest if f.changed]
    for item in moved:
        yield from settle_changed(session, item.op, item.current)
    return bool(moved)


def _ghost_may_come(session: Session, waiting: OutboxUnit) -> Steps[bool]:
    """Whether an earlier request to create may still arrive at a service without If-None-Match."""
    if session.capabilities.if_none_match or waiting.first_sent_at is None:
        return False
    if all(op.base_version for op in waiting.ops):
        return False
    safe = waiting.first_sent_at + timedelta(seconds=session.capabilities.request_limit)
    if session.now() >= safe:
        return False
    session.store.outbox.postpone(waiting.unit_id, safe, "waiting for an earlier request", unknown=True)
    yield Point.POSTPONED
    return True
