"""One synchronisation from the first greeting to the last page, as steps that a caller drives."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from msk_desk.domain.outbox import Cursor
from msk_desk.domain.synchronising import SyncReport
from msk_desk.sync.auditing import send_audit
from msk_desk.sync.detail import match_scope
from msk_desk.sync.digest import reconcile, requeue_lost
from msk_desk.sync.first_load import LOAD, first_load
from msk_desk.sync.handshake import greet
from msk_desk.sync.heartbeat import HEARTBEAT, Pulse, beat, is_due
from msk_desk.sync.pull import FEED, pull
from msk_desk.sync.push import push
from msk_desk.sync.session import Point, Session, Steps

# How long acknowledged work is kept to be sent again to a service that was restored.
KEPT = timedelta(days=90)
CHECKED = "checked"
CHECK_EVERY = timedelta(days=1)


def synchronising(session: Session) -> Steps[SyncReport]:
    """Send, receive, send what was merged; the first time load everything.

    Raises:
        Offline, NotSignedIn: it stopped on the way; all that was done is kept, all that waits is safe.
    """
    began = time.monotonic()
    restored = yield from greet(session)
    if restored:
        yield from begin_again(session)
    yield from exchanging(session)
    if session.tally.sent and is_due(session):
        session.pulse = yield from beat(session)
        if session.pulse is Pulse.SET_BACK:
            yield from begin_again(session)
            yield from exchanging(session)
    return session.tally.report(session.store_waiting(), time.monotonic() - began)


def exchanging(session: Session) -> Steps[None]:
    """Everything but the greeting."""
    yield from push(session)
    _forget_lapsed(session)
    if not is_loaded(session):
        yield from first_load(session)
    before = session.tally.merged
    yield from pull(session)
    yield from match_scope(session)
    if session.tally.merged > before:
        yield from push(session)
    if session.capabilities.writes:
        yield from send_audit(session)


def _forget_lapsed(session: Session) -> None:
    """Away for longer than the service remembers deletions: load everything again."""
    feed = session.store.cursors.get(FEED)
    limit = timedelta(days=session.capabilities.tombstone_days)
    if feed and feed.watermark and session.now() - datetime.fromisoformat(feed.watermark) > limit:
        session.store.cursors.drop(FEED)
        session.store.cursors.drop(CHECKED)


def is_loaded(session: Session) -> bool:
    """Whether the first load is done."""
    cursors = session.store.cursors
    return cursors.get(FEED) is not None and cursors.get(LOAD) is None


def begin_again(session: Session) -> Steps[None]:
    """The service was restored from a backup: send again what it lost, and load everything anew."""
    session.store.mirror.begin_again()
    yield from requeue_lost(session, session.now() - KEPT)
    for scope in session.store.cursors.scopes():
        if scope != HEARTBEAT:
            session.store.cursors.drop(scope)
    # Only now: a crash before this repeats all of it.
    session.learn()


def checking(session: Session) -> Steps[int]:
    """Compare what is held with what the service has, and put it right. Returns how many differed."""
    differing = yield from reconcile(session)
    session.store.cursors.put(Cursor(CHECKED, session.now().isoformat()))
    yield Point.CHECKED
    return differing


def is_check_due(session: Session) -> bool:
    """Whether the nightly comparison is due: never before the first load, then once a day."""
    checked = session.store.cursors.get(CHECKED)
    return checked is None or session.now() - datetime.fromisoformat(checked.watermark) > CHECK_EVERY


def synchronise(session: Session) -> SyncReport:
    """Run one synchronisation to its end.

    Raises:
        Offline, NotSignedIn.
    """
    steps = synchronising(session)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            report: SyncReport = done.value
            return report
