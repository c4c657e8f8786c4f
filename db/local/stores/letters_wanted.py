"""The appointments that patients are still to be told of; the port msk_desk.services.paper_ports.LetterQueue."""

from __future__ import annotations

from datetime import datetime

from db.local.files import Files
from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.messages import LetterWanted

_WANTED = """
SELECT a.id, a.patient_id, p.name, p.born, a.starts, a.letter_wanted, a.status, coalesce(site.name, place.name, '')
FROM appointment_line a JOIN patient_line p ON p.id=a.patient_id
LEFT JOIN name_line place ON place.id=a.place_id
LEFT JOIN name_line site ON site.id=place.part_of
WHERE a.letter_wanted != '' AND a.status != 'entered-in-error'
ORDER BY a.starts, p.name, a.id
"""


class StoredLettersWanted:
    """Letters that are wanted, of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def every(self) -> tuple[LetterWanted, ...]:
        """All, the soonest appointment first."""
        with self._files.shown() as cache:
            rows = cache.execute(_WANTED).fetchall()
        return tuple(
            LetterWanted(row[0], row[1], row[2], row[3], datetime.fromtimestamp(row[4], CLINIC_ZONE), *row[5:])
            for row in rows
        )
