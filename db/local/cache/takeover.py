"""How the cache follows work.db: idempotent, in order, from a mark that says how far it has come."""

from __future__ import annotations

from typing import Any

import orjson

from db.local.cache.projector import Projector
from db.local.cache.versions import is_newer
from db.local.engine import Connection
from db.local.work.ops import last_touched, newest_acked, newest_remote, open_ops
from msk_desk.fhir.mapping import patient_of

_PUT = (
    "INSERT INTO resource(rid, type, id, patient_id, base_version, base_last_updated, dirty, deleted, base_json,"
    " local_json) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT(type, id) DO UPDATE SET"
    " patient_id=excluded.patient_id, base_version=excluded.base_version,"
    " base_last_updated=excluded.base_last_updated, dirty=excluded.dirty, deleted=excluded.deleted,"
    " base_json=excluded.base_json, local_json=excluded.local_json"
)


def applied_seq(cache: Connection) -> int:
    """How far the cache has followed the work."""
    row = cache.execute("SELECT value FROM meta WHERE name='applied_seq'").fetchone()
    return int(row[0]) if row else 0


def take_over(work: Connection, cache: Connection) -> None:
    """Bring the cache to where the work is, in the transaction that is open on it."""
    upto = last_touched(work)
    since = applied_seq(cache)
    if upto <= since:
        return
    rows = work.execute("SELECT DISTINCT type, id FROM touched WHERE seq > ? AND seq <= ?", (since, upto)).fetchall()
    projector = Projector(cache)
    for type, id in rows:
        show(work, cache, projector, type, id)
    projector.flush()
    cache.execute("INSERT OR REPLACE INTO meta VALUES ('applied_seq', ?)", (str(upto),))


def show(work: Connection, cache: Connection, projector: Projector, type: str, id: str) -> None:
    """Make one resource of the cache what work.db and the service's last word say it is."""
    held = cache.execute(
        "SELECT rid, base_version, base_last_updated, base_json, deleted FROM resource WHERE type=? AND id=?",
        (type, id),
    ).fetchone()
    waiting = open_ops(work, type, id)
    version, updated, base, deleted = held[1:] if held else ("", "", None, 0)
    known: list[tuple[str, str, Any]] = []
    acked = newest_acked(work, type, id)
    if acked:
        known.append(acked)
    if waiting and waiting[0].base_version:
        known.append((waiting[0].base_version, waiting[0].base_last_updated, waiting[0].base_json))
    remote = newest_remote(work, type, id)
    if remote:
        known.append(remote)
    for newer in known:
        if is_newer(newer[0], newer[1], version, updated):
            (version, updated, base), deleted = newer, int(newer[2] is None)
    local = waiting[-1].body if waiting else None
    current = local or base
    rid = held[0] if held else _next_rid(cache)
    if current is None and not (version and held):
        _drop(cache, projector, held[0] if held else None, type)
        return
    resource = orjson.loads(current) if current else {}
    dirty = str(waiting[0].state) if waiting else ""
    cache.execute(_PUT, (rid, type, id, patient_of(resource), version, updated, dirty, deleted, base, local))
    if current is None or (deleted and not local):
        projector.remove(rid, type)
    else:
        projector.add(rid, type, resource, known=held is not None)


def _next_rid(cache: Connection) -> int:
    return int(cache.execute("SELECT coalesce(max(rid), 0) + 1 FROM resource").fetchone()[0])


def _drop(cache: Connection, projector: Projector, rid: int | None, type: str) -> None:
    if rid is not None:
        cache.execute("DELETE FROM resource WHERE rid=?", (rid,))
        projector.remove(rid, type)
