"""The journal of unfinished work; the port msk_desk.services.ports.Drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db.local.engine import Database
from msk_desk.domain.drafts import Draft
from msk_desk.fhir.exact_json import dumps, loads_object

_COLUMNS = "id, kind, subject, patient_id, visit_id, author_id, updated, content, focus"


class StoredDrafts:
    """Drafts in work.db: each note is on disk when it returns."""

    def __init__(self, work: Database) -> None:
        self._work = work

    def note(self, draft: Draft) -> None:
        """Keep the newest state of a draft."""
        row = (
            draft.id, draft.kind, draft.subject, draft.patient_id, draft.visit_id, draft.author_id,
            draft.updated.isoformat(), dumps(dict(draft.content)), draft.focus,
        )  # fmt: skip
        with self._work.writing() as work:
            work.execute(f"INSERT OR REPLACE INTO draft({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", row)

    def read(self, draft_id: str) -> Draft | None:
        """One draft."""
        found = self._select("WHERE id=?", (draft_id,))
        return found[0] if found else None

    def of_patient(self, patient_id: str) -> tuple[Draft, ...]:
        """Unfinished work for a patient, newest first."""
        return self._select("WHERE patient_id=? ORDER BY updated DESC", (patient_id,))

    def every(self) -> tuple[Draft, ...]:
        """All unfinished work of this profile, newest first."""
        return self._select("ORDER BY updated DESC", ())

    def discard(self, draft_id: str) -> None:
        """Forget a draft whose content is now saved as a record."""
        with self._work.writing() as work:
            work.execute("DELETE FROM draft WHERE id=?", (draft_id,))

    def _select(self, where: str, values: tuple[str, ...]) -> tuple[Draft, ...]:
        with self._work.reading() as work:
            rows = work.execute(f"SELECT {_COLUMNS} FROM draft {where}", values).fetchall()
        return tuple(_draft(row) for row in rows)


def _draft(row: Any) -> Draft:
    values: tuple[Any, ...] = (*row[:6], datetime.fromisoformat(row[6]), loads_object(row[7]), row[8])
    return Draft(*values)
