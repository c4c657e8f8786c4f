"""Who read what; the port msk_desk.services.ports.AuditTrail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from db.local.files import Files
from db.local.work.ops import note_audit
from msk_desk.domain.roles import Actor


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the audit."""

    seq: int
    at: datetime
    staff_id: str
    role: str
    device_id: str
    action: str
    patient_id: str
    what: str
    refs: str


class StoredAudit:
    """The audit of this computer, kept in work.db."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read_by(self, actor: Actor, patient_id: str, what: str, at: datetime) -> None:
        """Note that somebody opened a patient's data."""
        by = actor if actor.device_id else replace(actor, device_id=self._files.device_id)
        with self._files.work.writing() as work:
            note_audit(work, at, by, "read", what=what, patient=patient_id)

    def events(self, after: int = 0, limit: int = 1000) -> tuple[AuditEvent, ...]:
        """Events in order, after a number."""
        with self._files.work.reading() as work:
            rows = work.execute(
                "SELECT seq, at, staff_id, role, device_id, action, patient_id, what, refs FROM audit"
                " WHERE seq > ? ORDER BY seq LIMIT ?",
                (after, limit),
            ).fetchall()
        return tuple(AuditEvent(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in rows)
