"""The cache of the service's resources; the port msk_desk.domain.outbox.Mirror of the sync engine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from db.local.cache.loading import BulkLoad, build_indexes, keep_broken
from db.local.cache.projector import Projector
from db.local.cache.shelf import Shelf
from db.local.files import Files
from db.local.points import sync_point
from db.local.work.ops import open_ops
from msk_desk.domain.outbox import Base, PageResult, Remote
from msk_desk.domain.records import Changes, Ref

FIRST_SLICE = 100
SLICE_SECONDS = 0.05
"""The longest that an ordinary pull should keep the cache from other writers."""


class StoredMirror:
    """What is held of the service's resources."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._slice = FIRST_SLICE

    def base_of(self, type: str, id: str) -> Base | None:
        """What is held of a resource, or None."""
        with self._files.shown() as cache:
            row = cache.execute(
                "SELECT base_version, base_last_updated, base_json, deleted, dirty FROM resource WHERE type=? AND id=?",
                (type, id),
            ).fetchone()
        return Base(row[0], row[1], row[2], bool(row[3]), row[4]) if row else None

    def apply_page(self, entries: Sequence[Remote]) -> PageResult:
        """Store a page in short transactions; entries with an open op come back in `dirty`."""
        dirty: list[Remote] = []
        stored: list[tuple[Remote, str]] = []
        at = 0
        while at < len(entries):
            part = entries[at : at + self._slice]
            at += len(part)
            began = time.monotonic()
            done, left = self._apply(part)
            self._adapt(len(part), time.monotonic() - began)
            stored += done
            dirty += left
        refs = frozenset(Ref(entry.type, entry.id) for entry, _ in stored)
        patients = frozenset(patient for _, patient in stored if patient)
        return PageResult(Changes(refs, patients), tuple(dirty))

    def _apply(self, part: Sequence[Remote]) -> tuple[list[tuple[Remote, str]], list[Remote]]:
        with self._files.cache.writing() as cache, self._files.work.reading() as work:
            dirty = [entry for entry in part if open_ops(work, entry.type, entry.id)]
            keys = {(entry.type, entry.id) for entry in dirty}
            stored, broken = Shelf(cache).store(e for e in part if (e.type, e.id) not in keys)
            sync_point("page.before-commit")
        keep_broken(self._files, broken)
        sync_point("page.committed")
        return stored, [entry for entry in dirty if not self._is_base(entry)]

    def _is_base(self, entry: Remote) -> bool:
        base = self.base_of(entry.type, entry.id)
        return base is not None and base.version == entry.version

    def _adapt(self, count: int, seconds: float) -> None:
        if seconds > SLICE_SECONDS:
            self._slice = max(10, self._slice // 2)
        elif seconds < SLICE_SECONDS / 3 and count == self._slice:
            self._slice = min(1000, self._slice * 2)

    @contextmanager
    def first_load(self) -> Iterator[BulkLoad]:
        """A bulk load; after a crash begin again where the file cursor says."""
        load = BulkLoad(self._files)
        try:
            yield load
        finally:
            build_indexes(self._files)

    def missing(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Those of these that are not held."""
        with self._files.cache.reading() as cache:
            look = "SELECT 1 FROM resource WHERE type=? AND id=? AND deleted=0"
            return tuple(ref for ref in refs if not cache.execute(look, (ref.type, ref.id)).fetchone())

    def identities(self, type: str) -> Iterator[tuple[str, str]]:
        """Id and version of every resource of a type held from the service, for the digest."""
        with self._files.cache.reading() as cache:
            rows = cache.execute(
                "SELECT id, base_version FROM resource WHERE type=? AND deleted=0 AND base_version != '' ORDER BY id",
                (type,),
            ).fetchall()
        return iter([(row[0], row[1]) for row in rows])

    def count(self, type: str = "") -> int:
        """How many resources of a type (of all) are held and not deleted."""
        with self._files.cache.reading() as cache:
            row = cache.execute(
                "SELECT count(*) FROM resource WHERE deleted=0 AND (?='' OR type=?)", (type, type)
            ).fetchone()
        return int(row[0])

    def forget(self, refs: Sequence[Ref]) -> int:
        """Remove resources that the service no longer has; those with open ops stay. Count removed."""
        with self._files.cache.writing() as cache, self._files.work.reading() as work:
            projector = Projector(cache)
            count = 0
            for ref in refs:
                row = cache.execute("SELECT rid FROM resource WHERE type=? AND id=?", (ref.type, ref.id)).fetchone()
                if row and not open_ops(work, ref.type, ref.id):
                    projector.remove(row[0], ref.type)
                    cache.execute("DELETE FROM resource WHERE rid=?", (row[0],))
                    count += 1
        return count

    def purge_patient(self, patient_id: str, keep: frozenset[str]) -> int:
        """A patient's detail leaves the scope: all but the types to keep and open ops go. Count."""
        with self._files.shown() as cache:
            rows = cache.execute(
                "SELECT type, id FROM resource WHERE patient_id=? AND dirty=''", (patient_id,)
            ).fetchall()
        return self.forget([Ref(type, id) for type, id in rows if type not in keep])

    def begin_again(self) -> None:
        """The service was restored: whatever it sends next replaces what is held, be its version lower."""
        with self._files.cache.writing() as cache:
            cache.execute("UPDATE resource SET base_version='' WHERE dirty=''")
