"""How far each scope is pulled, what the service can do, what could not be read: ports of the sync engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from db.local.engine import Database
from msk_desk.domain.outbox import Cursor
from msk_desk.fhir.exact_json import dumps, loads_object


class StoredCursors:
    """Cursors in work.db: put after the page is stored, never before."""

    def __init__(self, work: Database) -> None:
        self._work = work

    def get(self, scope: str) -> Cursor | None:
        """The cursor of a scope."""
        with self._work.reading() as work:
            row = work.execute(
                "SELECT scope, watermark, opaque, epoch FROM sync_cursor WHERE scope=?", (scope,)
            ).fetchone()
        return Cursor(*row) if row else None

    def put(self, cursor: Cursor) -> None:
        """Keep a cursor."""
        with self._work.writing() as work:
            work.execute(
                "INSERT OR REPLACE INTO sync_cursor(scope, watermark, opaque, epoch) VALUES (?,?,?,?)",
                (cursor.scope, cursor.watermark, cursor.opaque, cursor.epoch),
            )

    def drop(self, scope: str = "") -> None:
        """Forget a scope's cursor, or all of them: the next pull is a full one."""
        with self._work.writing() as work:
            work.execute("DELETE FROM sync_cursor WHERE ?='' OR scope=?", (scope, scope))

    def scopes(self) -> tuple[str, ...]:
        """The scopes with a cursor."""
        with self._work.reading() as work:
            rows = work.execute("SELECT scope FROM sync_cursor ORDER BY scope").fetchall()
        return tuple(row[0] for row in rows)


class StoredServerProfile:
    """What the probe found about the service."""

    def __init__(self, work: Database) -> None:
        self._work = work

    def get(self) -> Mapping[str, Any] | None:
        """The profile, or None before the first probe."""
        with self._work.reading() as work:
            row = work.execute("SELECT profile FROM server_profile").fetchone()
        return loads_object(row[0]) if row else None

    def put(self, profile: Mapping[str, Any]) -> None:
        """Keep it."""
        with self._work.writing() as work:
            work.execute("INSERT OR REPLACE INTO server_profile(one, profile) VALUES (1, ?)", (dumps(dict(profile)),))


class StoredPullQuarantine:
    """Entries that could not be read, as they came."""

    def __init__(self, work: Database, now: Callable[[], datetime]) -> None:
        self._work = work
        self._now = now

    def add(self, raw: bytes, reason: str) -> None:
        """Keep an entry."""
        with self._work.writing() as work:
            work.execute(
                "INSERT INTO pull_quarantine(at, reason, raw) VALUES (?,?,?)", (self._now().isoformat(), reason, raw)
            )

    def count(self) -> int:
        """How many there are."""
        with self._work.reading() as work:
            return int(work.execute("SELECT count(*) FROM pull_quarantine").fetchone()[0])
