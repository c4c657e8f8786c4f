"""Saving: makes a unit of work from records and stores it in the name of the person at the computer."""

from __future__ import annotations

from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.services.access import Access
from msk_desk.services.ports import NewId, Now, Records


class Saver:
    """Stores units; every writing service holds one, so author, time and id are set in one place."""

    def __init__(self, records: Records, access: Access, now: Now, new_id: NewId) -> None:
        self.records = records
        self.access = access
        self.now = now
        self.new_id = new_id

    def save(self, what: str, *records: Record, signed: bool = False) -> Changes:
        """Store records as one unit: all or nothing.

        Raises:
            NotSignedIn, DiskFull, CacheLocked.
        """
        unit = Unit(self.new_id(), what, self.access.actor, self.now(), records, signed)
        return self.records.save(unit)
