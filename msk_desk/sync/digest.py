"""Comparing what is held with what the service has, bucket by bucket, and putting differences right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from msk_desk.domain.errors import Offline, Refused
from msk_desk.domain.outbox import Cursor, Remote
from msk_desk.domain.records import Changes, Ref
from msk_desk.sync import wire
from msk_desk.sync.handshake import check_busy
from msk_desk.sync.paging import fetch
from msk_desk.sync.pull import fetch_one
from msk_desk.sync.recovery import find
from msk_desk.sync.session import Point, Session, Steps

# Absent once; removed here when it is absent a second time.
GONE = "gone:"
Buckets = dict[str, tuple[int, int]]


def reconcile(session: Session) -> Steps[int]:
    """Find what is held in another version than the service has it, and fetch it. Returns how many.

    Only where everything of a type is in scope; detail is compared by its own fetch.
    """
    if not session.capabilities.digest:
        return 0
    differing = 0
    for type in session.scope.types:
        theirs = yield from _their_buckets(session, type)
        ours = buckets(session.store.mirror.identities(type))
        suspect = {b for b in {*ours, *theirs} if ours.get(b) != theirs.get(b)}
        if suspect:
            differing += yield from _compare(session, type, suspect)
    return differing


def buckets(identities: Iterable[tuple[str, str]]) -> Buckets:
    """Count and hash of each bucket: the first two characters of the id."""
    counts: dict[str, int] = defaultdict(int)
    hashes: dict[str, int] = defaultdict(int)
    for id, version in identities:
        bucket = id[:2].lower()
        counts[bucket] += 1
        hashes[bucket] ^= wire.identity_hash(id, version)
    return {bucket: (counts[bucket], hashes[bucket]) for bucket in counts}


def _their_buckets(session: Session, type: str) -> Steps[Buckets]:
    reply = session.transport.send("GET", f"$sync-digest?_type={type}", headers=wire.FRESH)
    yield Point.CHECKED
    check_busy(session, reply)
    if not reply.ok:
        raise Offline(f"digest: {reply.status}")
    found: Buckets = {}
    for parameter in reply.json().get("parameter", ()):
        for part in parameter.get("part", ()) if parameter.get("name") == type else ():
            count, _, mixed = str(part["valueString"]).partition(":")
            found[str(part["name"])] = (int(count), int(mixed, 16))
    return found


def _compare(session: Session, type: str, suspect: set[str]) -> Steps[int]:
    theirs = yield from _their_versions(session, type, suspect)
    ours = {id: version for id, version in session.store.mirror.identities(type) if id[:2].lower() in suspect}
    stale = [id for id, version in theirs.items() if ours.get(id) != version]
    for id in stale:
        yield from fetch_one(session, type, id, again=True)
    absent = [id for id in ours if id not in theirs]
    for id in absent:
        yield from _absent(session, type, id)
    return len(stale) + len(absent)


def _their_versions(session: Session, type: str, suspect: set[str]) -> Steps[Mapping[str, str]]:
    found: dict[str, str] = {}
    url = f"{type}?_elements=id,meta&_count={session.capabilities.page}"
    while url:
        page = yield from fetch(session, url)
        found |= {e.id: e.version for e in page.entries if e.id[:2].lower() in suspect}
        url = page.next
    return found


def _absent(session: Session, type: str, id: str) -> Steps[None]:
    """Held here, not there: removed when the service has said so twice; work not yet sent stays."""
    there = yield from fetch_one(session, type, id)
    scope = f"{GONE}{type}/{id}"
    if there:
        session.store.cursors.drop(scope)
    elif session.store.cursors.get(scope) is None:
        session.store.cursors.put(Cursor(scope, session.now().isoformat()))
    elif session.store.mirror.forget([Ref(type, id)]):
        session.store.cursors.drop(scope)
        session.tally.touched(Changes(frozenset({Ref(type, id)})))
    yield Point.CHECKED


def requeue_lost(session: Session, since: datetime) -> Steps[int]:
    """Queue again what a restored service no longer has of our acknowledged work. Returns how many."""
    outbox = session.store.outbox
    lost = []
    for op in outbox.acked_since(since):
        try:
            found = yield from find(session, op)
        except Refused:
            # This role may not look any more: others will.
            continue
        if found.mine is None:
            lost.append(found)
    count = outbox.reopen([found.op.op_id for found in lost])
    yield Point.CHECKED
    for found in lost:
        waiting = {op.op_id for op in outbox.open_ops(found.op.type, found.op.id)}
        if found.current is None and found.op.op_id in waiting:
            # Not deleted but never heard of: what was an edit of it creates it again.
            never = Remote(found.op.type, found.op.id, "", "", b"", deleted=True)
            outbox.requeue_merged(found.op.op_id, found.op.body, never)
            yield Point.CHECKED
    return count
