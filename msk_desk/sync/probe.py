"""Finding out what a service that is not ours honours, with one throw-away Basic resource."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from msk_desk.domain.errors import EnvironmentUnfit
from msk_desk.fhir import exact_json as exact
from msk_desk.sync import wire
from msk_desk.sync.capabilities import Capabilities, Feed
from msk_desk.sync.ports import Reply
from msk_desk.sync.session import Point, Session, Steps

_REFUSALS = frozenset({304, 409, 412, 428})
_WRONG = 'W/"999999"'


def probe(session: Session) -> Steps[Capabilities]:
    """What the service really does, whatever it says of itself; nothing is left but a tagged Basic.

    Raises:
        Offline; EnvironmentUnfit: it refuses the probe itself.
    """
    first, second = _basic(), _basic()
    made = _put(session, first, {"If-None-Match": "*"})
    yield Point.PROBED
    if made.status not in (200, 201):
        raise EnvironmentUnfit("The service refuses to store a test resource.")
    again = _put(session, first, {"If-None-Match": "*"})
    yield Point.PROBED
    stale = _put(session, first | {"code": {"text": "probe, changed"}}, {"If-Match": _WRONG})
    yield Point.PROBED
    atomic = yield from _is_atomic(session, first, second)
    feed = yield from _best_feed(session)
    return replace(
        session.capabilities,
        probed=True,
        if_match=stale.status in _REFUSALS,
        if_none_match=again.status in _REFUSALS,
        atomic=atomic,
        feed=feed,
    )


def _basic() -> dict[str, Any]:
    return {
        "resourceType": "Basic",
        "id": str(uuid.uuid4()),
        "meta": {"tag": [{"system": "https://msk-desk.example/fhir/CodeSystem/tag", "code": "probe"}]},
        "code": {"text": "probe"},
    }


def _put(session: Session, resource: Mapping[str, Any], headers: Mapping[str, str]) -> Reply:
    return session.transport.send("PUT", f"Basic/{resource['id']}", exact.dumps(resource), headers)


def _is_atomic(session: Session, there: Mapping[str, Any], fresh: Mapping[str, Any]) -> Steps[bool]:
    """Whether a transaction with one bad entry leaves nothing of the good one."""
    entries = [
        {"resource": fresh, "request": {"method": "PUT", "url": f"Basic/{fresh['id']}", "ifNoneMatch": "*"}},
        {"resource": there, "request": {"method": "PUT", "url": f"Basic/{there['id']}", "ifMatch": _WRONG}},
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    session.transport.send("POST", "", exact.dumps(bundle))
    yield Point.PROBED
    left = session.transport.send("GET", f"Basic/{fresh['id']}", headers=wire.FRESH)
    yield Point.PROBED
    return left.status in (404, 410)


def _best_feed(session: Session) -> Steps[Feed]:
    """The best way to ask for changes that answers with a history."""
    for feed, url in (
        (Feed.SYSTEM_HISTORY, "_history?_count=1&_since=2020-01-01T00:00:00Z"),
        (Feed.TYPE_HISTORY, "Basic/_history?_count=1&_since=2020-01-01T00:00:00Z"),
    ):
        reply = session.transport.send("GET", url, headers=wire.FRESH)
        yield Point.PROBED
        if reply.ok and b'"history"' in reply.body:
            return feed
    return Feed.SEARCH
