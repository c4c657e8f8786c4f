"""Saves over HTTP: one PUT, a transaction or a batch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from msk_desk.central import bundles_out as out
from msk_desk.central.context import Caller, Service, Trace
from msk_desk.central.outcomes import Refusal, not_found, outcome
from msk_desk.central.preparing import parse
from msk_desk.central.times import instant, micros
from msk_desk.central.validation import TYPES
from msk_desk.central.wire import Answer, Asked
from msk_desk.central.writing import Write, Written, prepare, resolve_urns, write_all
from msk_desk.domain.central_store import Stored

_TAG = re.compile(r'(?:W/)?"(\d{1,9})"')
_URL = re.compile(r"([A-Za-z]+)/([^/?]+)")
_REASONS = {200: "200 OK", 201: "201 Created"}


def put(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """Create or update one resource."""
    match, none = asked.headers.get("if-match"), asked.headers.get("if-none-match")
    body = parse(asked.body)
    write = prepare(body, asked.path["type"], asked.path["id"], _version(match), _create_only(none))
    op_id = asked.headers.get("x-request-id")
    done = write_all(service, caller, [write], op_id)[0]
    trace.about(done.stored.patient)
    trace.count = 1
    stored = done.stored
    minimal = "return=minimal" in asked.headers.get("prefer", "")
    headers = {"ETag": out.etag(stored.version)}
    if done.status == 201:
        headers["Location"] = f"{asked.base}/{stored.type}/{stored.id}/_history/{stored.version}"
    return Answer(done.status, b"" if minimal else stored.json, headers)


def _version(tag: str | None) -> int | None:
    if tag is None:
        return None
    found = _TAG.fullmatch(tag.strip())
    if found is None:
        raise Refusal(400, "value", 'If-Match must be the ETag of a version: W/"1".')
    return int(found.group(1))


def _create_only(header: str | None) -> bool:
    if header not in (None, "*"):
        raise Refusal(400, "value", "If-None-Match of an update must be *.")
    return header == "*"


def post_bundle(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """A transaction or batch of PUT, and of GET in a batch."""
    sent = parse(asked.body)
    if not isinstance(sent, dict) or sent.get("resourceType") != "Bundle":
        raise Refusal(400, "structure", "A Bundle is expected here.")
    entries = sent.get("entry", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Refusal(400, "structure", "Bundle.entry must be a list of objects.")
    if len(entries) > service.settings.max_entries:
        raise Refusal(413, "too-long", f"A Bundle may have {service.settings.max_entries} entries.")
    trace.count = len(entries)
    if sent.get("type") == "transaction":
        return _transaction(service, caller, asked, entries, trace)
    if sent.get("type") == "batch":
        return _batch(service, caller, asked, entries, trace)
    raise Refusal(400, "value", "Bundle.type must be transaction or batch.")


def _transaction(
    service: Service, caller: Caller, asked: Asked, entries: Sequence[dict[str, Any]], trace: Trace
) -> Answer:
    places = _places(entries)
    writes = [_write(entry, number, places) for number, entry in enumerate(entries)]
    names = [(w.draft.type, w.draft.id) for w in writes]
    if len(set(names)) < len(names):
        raise Refusal(400, "duplicate", "A transaction may change a resource once only.")
    done = write_all(service, caller, writes, asked.headers.get("x-request-id"))
    trace.about(*(d.stored.patient for d in done))
    full = "return=representation" in asked.headers.get("prefer", "")
    answers = [_entry(d, full) for d in done]
    return Answer(200, out.bundle("transaction-response", answers, {}, micros(service.now())))


def _batch(service: Service, caller: Caller, asked: Asked, entries: Sequence[dict[str, Any]], trace: Trace) -> Answer:
    full = "return=representation" in asked.headers.get("prefer", "")
    answers = []
    for number, entry in enumerate(entries):
        try:
            answers.append(_batched(service, caller, entry, number, full, trace))
        except Refusal as refusal:
            response = {"status": str(refusal.status), "outcome": orjson.Fragment(outcome(refusal.issues))}
            answers.append(orjson.dumps({"response": response}))
    return Answer(200, out.bundle("batch-response", answers, {}, micros(service.now())))


def _batched(service: Service, caller: Caller, entry: dict[str, Any], number: int, full: bool, trace: Trace) -> bytes:
    request = entry.get("request")
    if isinstance(request, Mapping) and request.get("method") == "GET":
        kind, id = _named(request, number)
        found = service.store.read(kind, id, caller.reach) if kind in TYPES else None
        if found is None or found.deleted:
            raise not_found()
        trace.about(found.patient)
        return _entry(Written(200, found), True)
    write = _write(entry, number, {})
    done = write_all(service, caller, [write], None)[0]
    trace.about(done.stored.patient)
    return _entry(done, full)


def _write(entry: dict[str, Any], number: int, places: Mapping[str, str]) -> Write:
    """The write an entry asks for.

    Raises:
        Refusal: with the place of the entry in the Bundle.
    """
    where = f"Bundle.entry[{number}]"
    try:
        request = entry.get("request")
        if not isinstance(request, Mapping) or request.get("method") != "PUT":
            raise Refusal(400, "not-supported", "Entries must be PUT.")
        kind, id = _named(request, number)
        resource = resolve_urns(entry.get("resource"), places) if places else entry.get("resource")
        match, none = request.get("ifMatch"), request.get("ifNoneMatch")
        return prepare(resource, kind, id, _version(match), _create_only(none))
    except Refusal as refusal:
        issues = tuple(replace(i, where=f"{where}.resource.{i.where}" if i.where else where) for i in refusal.issues)
        raise Refusal(refusal.status, "invalid", str(refusal), issues=issues) from refusal


def _named(request: Mapping[str, Any], number: int) -> tuple[str, str]:
    found = _URL.fullmatch(str(request.get("url", "")))
    if found is None:
        raise Refusal(400, "value", f"Bundle.entry[{number}].request.url must be Type/id.")
    return found.group(1), found.group(2)


def _places(entries: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Where the resources with an address of the form urn:uuid: go."""
    return {
        str(entry["fullUrl"]): str(entry["request"].get("url"))
        for entry in entries
        if str(entry.get("fullUrl", "")).startswith("urn:uuid:") and isinstance(entry.get("request"), Mapping)
    }


def _entry(done: Written, full: bool) -> bytes:
    stored: Stored = done.stored
    response = {
        "status": _REASONS[done.status],
        "location": f"{stored.type}/{stored.id}/_history/{stored.version}",
        "etag": out.etag(stored.version),
        "lastModified": instant(stored.last_updated),
    }
    head = b'{"resource":%b,' % stored.json if full else b"{"
    return head + b'"response":%b}' % orjson.dumps(response)
