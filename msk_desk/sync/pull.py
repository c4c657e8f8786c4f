"""Receiving what changed: each page is stored before its cursor is kept, so a crash repeats and never skips."""

from __future__ import annotations

from collections.abc import Sequence

from msk_desk.domain.errors import MskDeskError, Offline
from msk_desk.domain.outbox import Cursor, PageResult, Remote
from msk_desk.domain.records import Changes, Ref
from msk_desk.fhir import exact_json as exact
from msk_desk.fhir.mapping import patient_of
from msk_desk.sync import wire
from msk_desk.sync.capabilities import Feed
from msk_desk.sync.handshake import check_busy
from msk_desk.sync.paging import Page, PageGone, PageRefused, addresses, fetch
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.settling import LEFT, apply_newer, settle_dirty

FEED = "feed"


def pull(session: Session) -> Steps[None]:
    """Receive everything that changed since the last time, then what was left behind.

    Raises:
        Offline, NotSignedIn: what was stored stays, the rest comes the next time.
    """
    yield from fetch_left(session)
    held = session.store.cursors.get(FEED) or Cursor(FEED)
    wanted = session.wanted()
    started = ""
    for first in addresses(session, held.watermark, held.opaque):
        try:
            at = yield from _stretch(session, first, held, wanted)
        except PageRefused:
            # The service no longer knows our place in its history: load everything again.
            session.store.cursors.drop(FEED)
            raise
        started = started or at
    if session.capabilities.feed is not Feed.CURSOR and started:
        # Server time from before the first page, kept only now that the last one is stored.
        yield from keep_cursor(session, started, "")


def keep_cursor(session: Session, watermark: str, opaque: str) -> Steps[None]:
    """Keep how far the feed has been stored."""
    held = session.store.cursors.get(FEED)
    fresh = Cursor(FEED, watermark, opaque, session.capabilities.epoch)
    if held is None or not _still_says(held, fresh):
        session.store.cursors.put(fresh)
        yield Point.CURSOR_KEPT


def _still_says(held: Cursor, fresh: Cursor) -> bool:
    """Whether keeping a cursor again would only note the time: an idle poll writes once an hour, not every time."""
    if not fresh.opaque:
        return held == fresh
    same_place = (held.opaque, held.epoch) == (fresh.opaque, fresh.epoch)
    return same_place and held.watermark[:13] == fresh.watermark[:13]


def _stretch(session: Session, first: str, held: Cursor, wanted: frozenset[str]) -> Steps[str]:
    """Every page from an address on. Returns server time of the first page."""
    url, started, repeats = first, "", 0
    while url:
        try:
            page = yield from fetch(session, url)
        except PageGone:
            if url == first or repeats:
                raise
            url, repeats = first, repeats + 1
            continue
        started = started or page.at
        yield from store_page(session, page, wanted)
        if session.capabilities.feed is Feed.CURSOR and page.cursor:
            yield from keep_cursor(session, page.at if not page.next else held.watermark, page.cursor)
        url = page.next
    return started


def store_page(session: Session, page: Page, wanted: frozenset[str]) -> Steps[None]:
    """Store what of a page is in scope; what cannot be read is kept aside and never in the way."""
    for raw in page.broken:
        session.store.pull_quarantine.add(raw, "not a resource")
    entries = [entry for entry in page.entries if session.scope.holds(entry, _whose(session, entry), wanted)]
    if not entries:
        return
    result = apply(session, entries)
    session.tally.received += len(result.changes.refs)
    session.tally.touched(result.changes)
    yield Point.PAGE_STORED
    for remote in result.dirty:
        yield from settle_dirty(session, remote)


def _whose(session: Session, entry: Remote) -> str:
    """The patient of an entry, asked only where the scope depends on it."""
    if entry.deleted or entry.type not in session.scope.detail_types:
        return ""
    return patient_of(exact.loads(entry.body))


def apply(session: Session, entries: Sequence[Remote]) -> PageResult:
    """Store entries; one that the store cannot digest is set aside alone, whatever is wrong with it."""
    try:
        return session.store.mirror.apply_page(entries)
    except MskDeskError:
        raise
    except Exception as error:
        if len(entries) == 1:
            session.store.pull_quarantine.add(entries[0].body, type(error).__name__)
            return PageResult(Changes())
        half = len(entries) // 2
        one, other = apply(session, entries[:half]), apply(session, entries[half:])
        changes = Changes(one.changes.refs | other.changes.refs, one.changes.patients | other.changes.patients)
        return PageResult(changes, one.dirty + other.dirty)


def fetch_left(session: Session) -> Steps[None]:
    """Fetch what was passed over while an operation was open, where it is open no more."""
    for scope in session.store.cursors.scopes():
        if not scope.startswith(LEFT):
            continue
        type, _, id = scope.removeprefix(LEFT).partition("/")
        if session.store.outbox.open_ops(type, id):
            continue
        yield from fetch_one(session, type, id)
        session.store.cursors.drop(scope)
        yield Point.CURSOR_KEPT


def fetch_one(session: Session, type: str, id: str, *, again: bool = False) -> Steps[bool]:
    """Fetch the current version of one resource. False when the service does not have it.

    `again`: it replaces what is held, be its version lower.
    """
    reply = session.transport.send("GET", f"{type}/{id}", headers=wire.FRESH)
    yield Point.PAGE_RECEIVED
    check_busy(session, reply)
    if reply.status == 410:
        ref = Ref(type, id)
        if session.store.mirror.forget([ref]):
            session.tally.touched(Changes(frozenset({ref})))
        return False
    if reply.status == 404:
        return False
    if not reply.ok:
        raise Offline(f"one resource: {reply.status}")
    try:
        remote = wire.remote_of(reply.json(), wire.version_of_etag(reply.headers.get("etag", "")))
    except ValueError:
        session.store.pull_quarantine.add(reply.body, "not a resource")
        return False
    if again:
        session.store.mirror.forget([Ref(type, id)])
    yield from apply_newer(session, [remote])
    return True
