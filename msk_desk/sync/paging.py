"""Asking for changes page by page, in the best way the service knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from msk_desk.domain.errors import Offline
from msk_desk.domain.outbox import Remote
from msk_desk.sync import wire
from msk_desk.sync.capabilities import Capabilities, Feed
from msk_desk.sync.handshake import check_busy
from msk_desk.sync.ports import Garbled
from msk_desk.sync.session import Point, Session, Steps


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what could be read, what could not, and where it goes on."""

    entries: tuple[Remote, ...]
    broken: tuple[bytes, ...]
    next: str
    cursor: str
    at: str


def addresses(session: Session, watermark: str, cursor: str) -> Iterator[str]:
    """The first page of each stretch that together is everything since the cursor or watermark."""
    able = session.capabilities
    types = session.scope.every_type
    if able.feed is Feed.CURSOR:
        yield f"_history?_type={','.join(types)}&_count={able.page}&_cursor={quote(cursor)}"
        return
    since = overlapping(able, watermark)
    if able.feed is Feed.SYSTEM_HISTORY:
        yield f"_history?_count={able.page}" + (f"&_since={quote(since)}" if since else "")
        return
    for type in types:
        if able.feed is Feed.TYPE_HISTORY:
            yield f"{type}/_history?_count={able.page}" + (f"&_since={quote(since)}" if since else "")
        else:
            asked = f"&_lastUpdated=ge{quote(since)}" if since else ""
            yield f"{type}?_sort=_lastUpdated&_count={able.page}{asked}"


def overlapping(able: Capabilities, watermark: str) -> str:
    """The watermark less the overlap: what was being committed then may have an earlier stamp."""
    if not watermark:
        return ""
    moment = datetime.fromisoformat(watermark)
    back = (moment - timedelta(seconds=able.overlap)).astimezone(UTC)
    return back.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def fetch(session: Session, url: str) -> Steps[Page]:
    """One page.

    Raises:
        Offline: no answer, or not a page. PageGone: the address has expired.
    """
    reply = session.transport.send("GET", url, headers=wire.FRESH)
    yield Point.PAGE_RECEIVED
    check_busy(session, reply)
    if reply.status in (404, 410):
        raise PageGone
    if reply.status == 400 and wire.is_outcome(reply.body):
        raise PageRefused
    if not reply.ok:
        raise Offline(f"changes: {reply.status}")
    bundle = reply.json()
    if not isinstance(bundle, Mapping) or bundle.get("resourceType") != "Bundle":
        raise Garbled("not a page of changes")
    return _page(bundle, reply.headers)


class PageRefused(Offline):
    """The service does not understand what was asked for."""


class PageGone(Offline):
    """The address of a page has expired: the stretch begins again, which loses nothing."""


def _page(bundle: Mapping[str, Any], headers: Mapping[str, str]) -> Page:
    entries, broken = [], []
    for remote, raw in wire.entries_of(bundle):
        if remote is None:
            broken.append(raw)
        else:
            entries.append(remote)
    stamps = bundle.get("meta") or {}
    following = wire.next_link(bundle)
    return Page(
        tuple(newest(entries)),
        tuple(broken),
        following,
        headers.get("x-cursor", ""),
        str(stamps.get("lastUpdated", "")) or _date(headers),
    )


def _date(headers: Mapping[str, str]) -> str:
    try:
        text = headers.get("date", "")
        return datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def newest(entries: list[Remote]) -> list[Remote]:
    """The newest version of each resource of a page; a history only tells that something changed."""
    kept: dict[tuple[str, str], Remote] = {}
    for entry in entries:
        held = kept.get((entry.type, entry.id))
        if held is None or not _older(entry, held):
            kept[entry.type, entry.id] = entry
    return list(kept.values())


def _older(one: Remote, other: Remote) -> bool:
    if one.version.isdecimal() and other.version.isdecimal():
        return int(one.version) < int(other.version)
    return one.last_updated < other.last_updated
