"""The two databases of a profile together, and the step by which the cache follows the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from db.local.cache.takeover import applied_seq, take_over
from db.local.engine import Connection, Database
from db.local.work.ops import OPEN, last_touched
from msk_desk.domain.errors import CacheLocked

PATIENCE = 0.03
"""Seconds that a save or a read waits for a cache that a bulk load is writing; the load catches up itself."""


@dataclass(frozen=True, slots=True)
class Files:
    """What every store holds: both databases, the clock, the maker of ids and this computer's id."""

    work: Database
    cache: Database
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    device_id: str

    def behind(self) -> bool:
        """Whether work is saved that the cache does not show yet."""
        with self.work.reading() as work, self.cache.reading() as cache:
            return last_touched(work) > applied_seq(cache)

    def catch_up(self, wait: float = PATIENCE) -> bool:
        """Show all saved work in the cache. False when another process holds the cache: later, then."""
        if not self.behind():
            return True
        try:
            with self.cache.writing(wait) as cache, self.work.reading() as work:
                take_over(work, cache)
        except CacheLocked:
            return False
        return True

    def unshown(self, type: str, *, id: str = "", patient_id: str = "") -> dict[str, bytes]:
        """What is saved of a type but cannot be shown yet, by id: of one resource or of one patient."""
        if not self.behind():
            return {}
        with self.work.reading() as work:
            rows = work.execute(
                f"SELECT id, body FROM outbox WHERE type=? AND (id=? OR patient_id=?) AND state IN {OPEN} ORDER BY seq",
                (type, id, patient_id or None),
            )
            return {row[0]: row[1] for row in rows}

    @contextmanager
    def shown(self) -> Iterator[Connection]:
        """The cache to read from, with all saved work in it if that can be had at once."""
        self.catch_up()
        with self.cache.reading() as connection:
            yield connection
