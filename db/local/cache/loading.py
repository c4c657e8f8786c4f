"""The first load: rows in large transactions, indexes that only reading needs built at the end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from db.local.cache.shelf import Shelf
from db.local.cache.takeover import take_over
from db.local.engine import Connection
from db.local.files import Files
from db.local.points import sync_point
from msk_desk.domain.outbox import Remote

BATCH = 5000
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL ORDER BY name"
_UNBUILT = "SELECT name, value FROM meta WHERE name LIKE 'unbuilt:%'"


class BulkLoad:
    """A bulk load under way; the port msk_desk.domain.outbox.FirstLoad."""

    def __init__(self, files: Files) -> None:
        self._files = files
        with files.cache.writing() as cache:
            _set_indexes_aside(cache)

    def add(self, entries: Iterable[Remote]) -> int:
        """Store any number of entries; what is held newer, or has open ops, is kept. Count stored."""
        count = 0
        waiting = iter(entries)
        while batch := list(islice(waiting, BATCH)):
            count += self._add_batch(batch)
        return count

    def finish(self) -> None:
        """Build the indexes."""
        build_indexes(self._files)

    def _add_batch(self, batch: list[Remote]) -> int:
        with self._files.cache.writing() as cache, self._files.work.reading() as work:
            open_keys = _open_keys(work)
            stored, broken = Shelf(cache).store(e for e in batch if (e.type, e.id) not in open_keys)
            take_over(work, cache)
            sync_point("load.before-commit")
        keep_broken(self._files, broken)
        sync_point("load.committed")
        return len(stored)


def keep_broken(files: Files, broken: Iterable[Remote]) -> None:
    """Put entries that cannot be read aside, as they came."""
    rows = [(files.now().isoformat(), f"{entry.type}/{entry.id} cannot be read", entry.body) for entry in broken]
    if rows:
        with files.work.writing() as work:
            work.executemany("INSERT INTO pull_quarantine(at, reason, raw) VALUES (?,?,?)", rows)


def _open_keys(work: Connection) -> set[tuple[str, str]]:
    rows = work.execute(
        "SELECT DISTINCT type, id FROM outbox WHERE state IN ('pending','inflight','conflict','quarantined')"
    )
    return {(row[0], row[1]) for row in rows}


def _set_indexes_aside(cache: Connection) -> None:
    for name, sql in cache.execute(_INDEXES).fetchall():
        cache.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (f"unbuilt:{name}", sql))
        cache.execute(f"DROP INDEX {name}")


def build_indexes(files: Files) -> None:
    """Build the indexes that a load set aside, each in its own transaction; none missing costs one look."""
    with files.cache.reading() as cache:
        unbuilt = cache.execute(_UNBUILT).fetchall()
    for name, sql in unbuilt:
        with files.cache.writing() as cache:
            cache.execute(sql.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS", 1))
            cache.execute("DELETE FROM meta WHERE name=?", (name,))
