"""Whose detail this computer holds; the port msk_desk.services.ports.Holdings."""

from __future__ import annotations

from db.local.files import Files
from db.local.stores.cursors import StoredCursors
from db.local.stores.settings import StoredSettings

BY_PATIENT = "scope.by-patient"
"""Set where detail comes patient by patient; not where the service is held whole, or there is none."""
_SCOPE = "patient:"


class StoredHoldings:
    """Asks the cursors: a patient whose detail was fetched has one."""

    def __init__(self, files: Files, settings: StoredSettings, cursors: StoredCursors) -> None:
        self._files = files
        self._settings = settings
        self._cursors = cursors

    def holds(self, patient_id: str) -> bool:
        """Whether what is recorded of a patient is here, or was begun here."""
        if not self._settings.get(BY_PATIENT) or self._cursors.get(_SCOPE + patient_id) is not None:
            return True
        with self._files.shown() as cache:
            row = cache.execute(
                "SELECT base_version FROM resource WHERE type='Patient' AND id=?", (patient_id,)
            ).fetchone()
        return row is not None and row[0] == ""

    def held(self) -> frozenset[str] | None:
        """The ids of the patients whose record is here; None where every patient's is."""
        if not self._settings.get(BY_PATIENT):
            return None
        with self._files.work.reading() as work:
            made = work.execute("SELECT DISTINCT id FROM outbox WHERE type='Patient' AND base_version=''").fetchall()
        fetched = (scope.removeprefix(_SCOPE) for scope in self._cursors.scopes() if scope.startswith(_SCOPE))
        return frozenset(fetched) | frozenset(row[0] for row in made)
