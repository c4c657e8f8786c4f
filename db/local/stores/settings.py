"""Small settings; the port msk_desk.services.ports.Settings."""

from __future__ import annotations

from db.local.engine import Database


class StoredSettings:
    """Settings in work.db."""

    def __init__(self, work: Database) -> None:
        self._work = work

    def get(self, name: str, default: str = "") -> str:
        """A setting, or the default."""
        with self._work.reading() as work:
            row = work.execute("SELECT value FROM setting WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else default

    def put(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._work.writing() as work:
            work.execute("INSERT OR REPLACE INTO setting(name, value) VALUES (?,?)", (name, value))
