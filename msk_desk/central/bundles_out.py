"""Bundles put together from stored bytes, without reading them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import orjson

from msk_desk.central.times import instant
from msk_desk.domain.central_store import Stored


def bundle(kind: str, entries: Iterable[bytes], links: Mapping[str, str], at: int, total: int | None = None) -> bytes:
    """A Bundle of entries that are ready; `at` in microseconds."""
    head: dict[str, object] = {"resourceType": "Bundle", "meta": {"lastUpdated": instant(at)}, "type": kind}
    if total is not None:
        head["total"] = total
    if links:
        head["link"] = [{"relation": name, "url": url} for name, url in links.items()]
    ready = b",".join(entries)
    start = orjson.dumps(head)[:-1]
    # FHIR does not allow an empty list.
    return start + (b',"entry":[' + ready + b"]}" if ready else b"}")


def match(base: str, found: Stored, body: bytes | None = None, mode: str = "match") -> bytes:
    """An entry of a search."""
    return b'{"fullUrl":"%b/%b/%b","resource":%b,"search":{"mode":"%b"}}' % (
        base.encode(),
        found.type.encode(),
        found.id.encode(),
        found.json if body is None else body,
        mode.encode(),
    )


def past(base: str, found: Stored) -> bytes:
    """An entry of a history; a deletion has no resource."""
    method, status = ("DELETE", "204") if found.deleted else ("PUT", "201" if found.version == 1 else "200")
    name = f"{found.type}/{found.id}"
    about = {
        "request": {"method": method, "url": name},
        "response": {
            "status": status,
            "etag": etag(found.version),
            "lastModified": instant(found.last_updated),
            "location": f"{name}/_history/{found.version}",
        },
    }
    rest = orjson.dumps(about)[1:]
    if found.deleted:
        return b'{"fullUrl":"%b/%b",%b' % (base.encode(), name.encode(), rest)
    return b'{"fullUrl":"%b/%b","resource":%b,%b' % (base.encode(), name.encode(), found.json, rest)


def etag(version: int) -> str:
    """The weak entity tag of a version."""
    return f'W/"{version}"'


def address(base: str, path: str, query: Sequence[tuple[str, str]]) -> str:
    """An address with its query."""
    return f"{base}/{path}" + (f"?{urlencode(query)}" if query else "")
