"""Reads: one resource, a version, searches, histories and a patient's whole record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

import orjson

from msk_desk.central import bundles_out as out
from msk_desk.central.asking import Wish, number, understand
from msk_desk.central.context import Caller, Service, Trace
from msk_desk.central.indexing import reference_id, values_at
from msk_desk.central.outcomes import Refusal, not_found
from msk_desk.central.parameters import parameter_of
from msk_desk.central.rights import counting_reach
from msk_desk.central.times import bounds, micros, micros_of_bound
from msk_desk.central.validation import TYPES
from msk_desk.central.wire import Answer, Asked
from msk_desk.domain.central_store import HistorySearch, Search, Stored

CURSOR, BEFORE = "_cursor", "_before"
_FAR = 2**62
_TYPED = ("subject", "patient", "for")
_ALWAYS = frozenset({"resourceType", "id", "meta"})
_SUBSETTED = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}


def read(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """The current version of a resource."""
    found = service.store.read(_type(asked), asked.path["id"], caller.reach)
    if found is None:
        raise not_found()
    return _one(found, asked, trace)


def read_version(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """One version of a resource."""
    number = asked.path["version"]
    if not number.isdigit() or len(number) > 9:
        raise not_found()
    found = service.store.read_version(_type(asked), asked.path["id"], int(number), caller.reach)
    if found is None:
        raise not_found()
    return _one(found, asked, trace)


def _one(found: Stored, asked: Asked, trace: Trace) -> Answer:
    if found.deleted:
        raise Refusal(410, "deleted", "This resource was deleted.")
    trace.about(found.patient)
    tag = out.etag(found.version)
    if asked.headers.get("if-none-match") == tag:
        return Answer(304, headers={"ETag": tag})
    return Answer(200, found.json, {"ETag": tag})


def search(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """A page of a search by type."""
    kind = _type(asked)
    query = [*asked.query, *_form(asked)]
    wish = understand(kind, query, service.settings.max_count)
    at = micros(service.now())
    here = out.address(asked.base, kind, query)
    if wish.count_only or wish.search.limit == 0:
        total = service.store.count(wish.search, counting_reach(caller.reach))
        return Answer(200, out.bundle("searchset", (), {"self": here}, at, total))
    found = service.store.search(replace(wish.search, limit=wish.search.limit + 1), caller.reach)
    page = found[: wish.search.limit]
    trace.about(*(f.patient for f in page))
    trace.count = len(page)
    links = {"self": here}
    if len(found) > len(page):
        links["next"] = _next(asked.base, kind, query, page[-1].seq)
    counted = service.store.count(wish.search, caller.reach) if wish.total else None
    entries = [out.match(asked.base, f, _part(f, wish)) for f in page]
    entries += [out.match(asked.base, f, mode="include") for f in _included(service, caller, wish, page)]
    return Answer(200, out.bundle("searchset", entries, links, at, counted))


def _form(asked: Asked) -> list[tuple[str, str]]:
    if asked.method != "POST":
        return []
    try:
        return parse_qsl(asked.body.decode(), keep_blank_values=True)
    except UnicodeDecodeError as error:
        raise Refusal(400, "structure", "The form is not valid text.") from error


def _next(base: str, path: str, query: Sequence[tuple[str, str]], cursor: int, name: str = CURSOR) -> str:
    kept = [(key, value) for key, value in query if key != name]
    return out.address(base, path, [*kept, (name, str(cursor))])


def _part(found: Stored, wish: Wish) -> bytes | None:
    if not wish.elements:
        return None
    whole = orjson.loads(found.json)
    part = {k: v for k, v in whole.items() if k in _ALWAYS or k in wish.elements}
    part["meta"] = {**part["meta"], "tag": [*part["meta"].get("tag", ()), _SUBSETTED]}
    return orjson.dumps(part)


def _included(service: Service, caller: Caller, wish: Wish, page: Sequence[Stored]) -> list[Stored]:
    wanted: dict[tuple[str, str], None] = {}
    for found in page if wish.includes else ():
        whole = orjson.loads(found.json)
        for name, target in wish.includes:
            for reference in _references(found.type, name, whole):
                kind = str(reference.get("reference", "")).rpartition("/")[0].rpartition("/")[2]
                id = reference_id(reference, target)
                if id and kind:
                    wanted[kind, id] = None
    there = {(found.type, found.id) for found in page}
    return service.store.read_many([key for key in wanted if key not in there], caller.reach)


def _references(kind: str, name: str, whole: dict[str, object]) -> list[dict[str, object]]:
    parameter = parameter_of(kind, name)
    paths = parameter.paths if parameter else tuple((path,) for path in _TYPED)
    if parameter is None and kind == "Appointment":
        paths = (("participant", "actor"),)
    found = [value for path in paths for value in values_at(whole, path) if isinstance(value, dict)]
    target = parameter.target if parameter else "Patient"
    return [value for value in found if reference_id(value, target)]


def history(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """Versions, of one resource, a type or everything.

    With `_cursor` (empty at first) oldest first in the order of commits, with a cursor for the next
    time even where there is nothing new; without it newest first, as FHIR says.
    """
    wanted = _history_search(service, asked)
    ascending = wanted.before is None
    found, top = service.store.history(replace(wanted, limit=wanted.limit + 1), caller.reach)
    if (wanted.after or 0) > top:
        raise Refusal(410, "expired", "This cursor is of another life of the database. Load everything again.")
    page = found[: wanted.limit]
    trace.about(*(f.patient for f in page))
    trace.count = len(page)
    if wanted.id is not None and not page:
        raise not_found()
    more = len(found) > len(page)
    path = "/".join(p for p in (asked.path.get("type"), asked.path.get("id"), "_history") if p)
    links = {"self": out.address(asked.base, path, asked.query)}
    if more:
        links["next"] = _next(asked.base, path, asked.query, page[-1].seq, CURSOR if ascending else BEFORE)
    headers = {}
    if ascending:
        cursor = page[-1].seq if more else top
        links["cursor"] = _next(asked.base, path, [q for q in asked.query if q[0] != "_since"], cursor)
        headers["X-Cursor"] = str(cursor)
    entries = [out.past(asked.base, f) for f in page]
    return Answer(200, out.bundle("history", entries, links, micros(service.now())), headers)


def _history_search(service: Service, asked: Asked) -> HistorySearch:
    types = (
        (asked.path["type"],) if "type" in asked.path else tuple(filter(None, (asked.one("_type") or "").split(",")))
    )
    if unknown := [t for t in types if t not in TYPES]:
        raise Refusal(404, "not-supported", f"The type {unknown[0][:64]} is not supported.")
    since, cursor = asked.one("_since"), asked.one("_cursor")
    limit = number(asked.one("_count") or "100", service.settings.max_count)
    found = HistorySearch(types, asked.path.get("id"), _since(since), limit=max(limit, 1))
    if cursor is not None:
        return replace(found, after=_place(cursor) or 0)
    return replace(found, before=_place(asked.one(BEFORE)) or _FAR)


def _place(cursor: str | None) -> int | None:
    if not cursor:
        return None
    if not cursor.isdigit() or len(cursor) > 18:
        raise Refusal(400, "value", "This cursor is not one of ours.")
    return int(cursor)


def _since(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return micros_of_bound(bounds(text.replace(" ", "+"))[0])
    except ValueError as error:
        raise Refusal(400, "value", "_since must be a time.") from error


def everything(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """All of a patient's record that the caller may receive, in pages."""
    id = asked.path["id"]
    trace.type = "Patient"
    trace.about(id)
    if service.store.read("Patient", id, caller.reach) is None:
        raise not_found()
    types = tuple(filter(None, (asked.one("_type") or "").split(",")))
    limit = number(asked.one("_count") or str(service.settings.max_count), service.settings.max_count) or 1
    wanted = Search(None, patients=(id,), types=types, after=_place(asked.one("_cursor")), limit=limit + 1)
    found = service.store.search(wanted, caller.reach)
    page = found[:limit]
    trace.count = len(page)
    path = f"Patient/{id}/$everything"
    links = {"self": out.address(asked.base, path, asked.query)}
    if len(found) > limit:
        links["next"] = _next(asked.base, path, asked.query, page[-1].seq)
    entries = [out.match(asked.base, f) for f in page]
    return Answer(200, out.bundle("searchset", entries, links, micros(service.now())))


def _type(asked: Asked) -> str:
    kind = asked.path["type"]
    if kind not in TYPES:
        raise Refusal(404, "not-supported", "This type of resource is not supported.")
    return kind
