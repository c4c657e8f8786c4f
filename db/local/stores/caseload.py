"""Whose detail a clinician's computer holds: the patients of their own clinics, lately and soon."""

from __future__ import annotations

from datetime import datetime

from db.local.files import Files

_SEEN = """
SELECT DISTINCT patient_id FROM appointment_line
WHERE staff_id = :staff AND starts >= :since AND starts < :until AND status NOT IN ('cancelled', 'entered-in-error')
"""


def patients_of(files: Files, staff_id: str, since: datetime, until: datetime) -> frozenset[str]:
    """The ids of the patients with an appointment with a member of staff between two moments."""
    wanted = {"staff": staff_id, "since": int(since.timestamp()), "until": int(until.timestamp())}
    with files.shown() as cache:
        return frozenset(row[0] for row in cache.execute(_SEEN, wanted) if row[0])
