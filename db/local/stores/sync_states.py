"""What is not yet acknowledged; the port msk_desk.services.ports.SyncStates, and the notes of the sync process."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from db.local.engine import Connection, Database
from msk_desk.domain.synchronising import StoredConflict, SyncStatus, WaitingUnit
from msk_desk.fhir.exact_json import loads_object

_NOTES = "sync-run"
_OPEN = "state NOT IN ('acked','withdrawn')"


class StoredSyncStates:
    """Counts and lists of the outbox."""

    def __init__(self, work: Database) -> None:
        self._work = work

    def status(self) -> SyncStatus:
        """The counts, with what the sync process last noted."""
        with self._work.reading() as work:
            waiting, oldest, held = work.execute(
                f"SELECT count(*), min(saved_at), coalesce(sum(state='quarantined'), 0) FROM unit WHERE {_OPEN}"
            ).fetchone()
            conflicts = work.execute("SELECT count(*) FROM conflict WHERE resolved_at IS NULL").fetchone()[0]
            notes = read_notes(work)
        done, total = notes.get("loading", (0, 0))
        return SyncStatus(
            bool(notes.get("online")), bool(notes.get("running")), _time(notes.get("last_success")), waiting,
            _time(oldest), conflicts, held, done, total,
        )  # fmt: skip

    def waiting(self) -> tuple[WaitingUnit, ...]:
        """Each save not yet acknowledged, oldest first."""
        with self._work.reading() as work:
            rows = work.execute(
                "SELECT unit_id, what, saved_at, state, attempts, (SELECT patient_id FROM outbox o"
                " WHERE o.unit_id=unit.unit_id AND patient_id != '' ORDER BY o.seq LIMIT 1), last_outcome"
                f" FROM unit WHERE {_OPEN} ORDER BY seq"
            ).fetchall()
        return tuple(WaitingUnit(r[0], r[1], datetime.fromisoformat(r[2]), r[3], r[4], r[5] or "", r[6]) for r in rows)

    def conflicts(self) -> tuple[StoredConflict, ...]:
        """Each resource that needs a decision."""
        with self._work.reading() as work:
            rows = work.execute(
                "SELECT id, type, resource_id, patient_id, base_json, local_json, remote_json, found_at, fields"
                " FROM conflict WHERE resolved_at IS NULL ORDER BY found_at, id"
            ).fetchall()
        return tuple(_conflict(row) for row in rows)

    def retry(self, unit_id: str) -> None:
        """Send a quarantined unit again at the next synchronisation."""
        with self._work.writing() as work:
            work.execute(
                "UPDATE unit SET state='pending', next_try=NULL WHERE unit_id=? AND state='quarantined'", (unit_id,)
            )
            work.execute("UPDATE outbox SET state='pending' WHERE unit_id=? AND state='quarantined'", (unit_id,))
            work.execute("INSERT INTO touched(type, id) SELECT type, id FROM outbox WHERE unit_id=?", (unit_id,))


class StoredRunNotes:
    """What the sync process tells the window."""

    def __init__(self, work: Database) -> None:
        self._work = work

    def note(
        self,
        *,
        online: bool | None = None,
        running: bool | None = None,
        last_success: datetime | None = None,
        loading: tuple[int, int] | None = None,
    ) -> None:
        """Keep what is given; the rest stays as it was."""
        given = {
            "online": online, "running": running, "loading": loading,
            "last_success": last_success.isoformat() if last_success else None,
        }  # fmt: skip
        with self._work.writing() as work:
            notes = {**read_notes(work), **{name: value for name, value in given.items() if value is not None}}
            work.execute("INSERT OR REPLACE INTO setting(name, value) VALUES (?,?)", (_NOTES, json.dumps(notes)))


def read_notes(work: Connection) -> dict[str, Any]:
    """The notes of the sync process."""
    row = work.execute("SELECT value FROM setting WHERE name=?", (_NOTES,)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _conflict(row: Any) -> StoredConflict:
    base, local, remote = (loads_object(data) if data else None for data in row[4:7])
    found_at, fields = datetime.fromisoformat(row[7]), tuple(json.loads(row[8]))
    return StoredConflict(row[0], row[1], row[2], row[3], base, local, remote, found_at, fields)
