"""Whose detail a clinician's computer holds: the patients of their own clinics, and those who wait for triage."""

from __future__ import annotations

from datetime import datetime

from db.local.cache.kin import family_of
from db.local.files import Files

_SEEN = """
SELECT DISTINCT patient_id FROM appointment_line
WHERE staff_id = :staff AND starts >= :since AND starts < :until AND status NOT IN ('cancelled', 'entered-in-error')
UNION SELECT patient_id FROM pathway_line WHERE status = 'active' AND stage = 'referred'
"""


def patients_of(files: Files, staff_id: str, since: datetime, until: datetime) -> frozenset[str]:
    """The ids of the patients with an appointment with a member of staff between two moments, or waiting for triage.

    What came with a referral is to be read by whoever triages it. Records that were merged come with each other.
    """
    wanted = {"staff": staff_id, "since": int(since.timestamp()), "until": int(until.timestamp())}
    with files.shown() as cache:
        seen = [row[0] for row in cache.execute(_SEEN, wanted).fetchall() if row[0]]
        return frozenset(each for patient in seen for each in family_of(cache, patient))
