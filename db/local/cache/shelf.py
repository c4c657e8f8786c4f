"""Stores what the service sends: many resources at a time, with their projections, in one open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from db.local.cache.projector import PROJECTED, Projector
from db.local.cache.versions import is_newer
from db.local.engine import Connection
from msk_desk.domain.outbox import Remote
from msk_desk.fhir.mapping import patient_of

_PUT = (
    "INSERT INTO resource(rid, type, id, patient_id, base_version, base_last_updated, base_json)"
    " VALUES (?,?,?,?,?,?,?) ON CONFLICT(type, id) DO UPDATE SET patient_id=excluded.patient_id,"
    " base_version=excluded.base_version, base_last_updated=excluded.base_last_updated, dirty='', deleted=0,"
    " base_json=excluded.base_json, local_json=NULL"
)
_GONE = (
    "UPDATE resource SET base_version=?, base_last_updated=?, deleted=1, dirty='', base_json=NULL, local_json=NULL"
    " WHERE rid=?"
)
_LOOK_UP = 500
Key = tuple[str, str]
Held = tuple[int, str, str]


class Shelf:
    """Takes in resources of the service through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._projector = Projector(connection)
        row = connection.execute("SELECT coalesce(max(rid), 0) FROM resource").fetchone()
        self._rid: int = row[0]
        self._empty = self._rid == 0

    def store(self, entries: Iterable[Remote]) -> tuple[list[tuple[Remote, str]], list[Remote]]:
        """Keep newer versions. Returns those stored, each with its patient's id, and those that cannot be read."""
        newest = _newest(entries)
        held = self._held(newest)
        stored: list[tuple[Remote, str]] = []
        broken: list[Remote] = []
        rows: list[tuple[Any, ...]] = []
        for key, entry in newest.items():
            known = held.get(key)
            if known and not is_newer(entry.version, entry.last_updated, known[1], known[2]):
                continue
            if entry.deleted:
                self._remove(entry, known)
                stored.append((entry, ""))
                continue
            resource = _parsed(entry)
            if resource is None:
                broken.append(entry)
                continue
            patient = patient_of(resource)
            rid = known[0] if known else self._new_rid()
            rows.append((rid, entry.type, entry.id, patient, entry.version, entry.last_updated, entry.body))
            stored.append((entry, patient))
            if entry.type in PROJECTED:
                self._projector.add(rid, entry.type, resource, known=known is not None)
        self._connection.executemany(_PUT, rows)
        self._projector.flush()
        self._empty = self._empty and not rows
        return stored, broken

    def _new_rid(self) -> int:
        self._rid += 1
        return self._rid

    def _remove(self, entry: Remote, known: Held | None) -> None:
        if known:
            self._connection.execute(_GONE, (entry.version, entry.last_updated, known[0]))
            self._projector.remove(known[0], entry.type)

    def _held(self, keys: Iterable[Key]) -> dict[Key, Held]:
        found: dict[Key, Held] = {}
        if self._empty:
            return found
        by_type: dict[str, list[str]] = {}
        for type, id in keys:
            by_type.setdefault(type, []).append(id)
        for type, ids in by_type.items():
            for start in range(0, len(ids), _LOOK_UP):
                part = ids[start : start + _LOOK_UP]
                found.update(self._held_part(type, part))
        return found

    def _held_part(self, type: str, ids: Sequence[str]) -> dict[Key, Held]:
        marks = ",".join("?" * len(ids))
        rows = self._connection.execute(
            f"SELECT id, rid, base_version, base_last_updated FROM resource WHERE type=? AND id IN ({marks})",
            (type, *ids),
        )
        return {(type, row[0]): (row[1], row[2], row[3]) for row in rows}


def _newest(entries: Iterable[Remote]) -> dict[Key, Remote]:
    newest: dict[Key, Remote] = {}
    for entry in entries:
        key = (entry.type, entry.id)
        known = newest.get(key)
        if known is None or is_newer(entry.version, entry.last_updated, known.version, known.last_updated):
            newest[key] = entry
    return newest


def _parsed(entry: Remote) -> dict[str, Any] | None:
    try:
        found = orjson.loads(entry.body)
    except orjson.JSONDecodeError:
        return None
    fits = isinstance(found, dict) and found.get("resourceType") == entry.type and found.get("id") == entry.id
    return found if fits else None
