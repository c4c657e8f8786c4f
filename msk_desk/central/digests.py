"""`$sync-digest`: by type and first two characters of the id, how many resources and a hash of their versions."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from msk_desk.central.context import Caller, Service, Trace
from msk_desk.central.outcomes import Refusal
from msk_desk.central.validation import TYPES
from msk_desk.central.wire import Answer, Asked


def hash_of(id: str, version: int) -> int:
    """64 bits that stand for one version of a resource; a bucket is their exclusive or."""
    return int.from_bytes(hashlib.sha256(f"{id}|{version}".encode()).digest()[:8], "big")


def digest(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """The digest of everything the caller may receive, with the commit number it is true for."""
    cursor = service.store.last_seq()
    held = service.store.types_held(caller.reach)
    types = [t for t in (asked.one("_type") or "").split(",") if t] or sorted(held)
    if not set(types) <= TYPES:
        raise Refusal(404, "not-supported", "One of the types is not supported.")
    parameters: list[dict[str, Any]] = [{"name": "cursor", "valueString": str(cursor)}]
    for type in types:
        parameters.append({"name": type, "part": _buckets(service, caller, type)})
        trace.count += held.get(type, 0)
    return Answer(200, orjson.dumps({"resourceType": "Parameters", "parameter": parameters}))


def _buckets(service: Service, caller: Caller, type: str) -> list[dict[str, str]]:
    counts: dict[str, int] = {}
    hashes: dict[str, int] = {}
    for id, version in service.store.identities(type, caller.reach):
        bucket = id[:2].lower()
        counts[bucket] = counts.get(bucket, 0) + 1
        hashes[bucket] = hashes.get(bucket, 0) ^ hash_of(id, version)
    return [{"name": b, "valueString": f"{counts[b]}:{hashes[b]:016x}"} for b in sorted(counts)]
