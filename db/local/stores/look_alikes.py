"""Who may be written down twice, and who was merged; the port msk_desk.services.ports.LookAlikes."""

from __future__ import annotations

from itertools import combinations

from db.local.cache.kin import survivor_of
from db.local.files import Files

MOST = 8
"""A group larger than this shares something that says nothing, such as a care home's telephone."""
_FIRST_NAME = "substr(p.given_key || ' ', 1, instr(p.given_key || ' ', ' '))"
_BEGINNING = "substr(p.given_key, 1, 3), substr(p.family_key, 1, 1)"
_ALONE = "LEFT JOIN patient_link l ON l.id=p.id WHERE l.id IS NULL"
_FEW = f"HAVING count(DISTINCT p.rid) BETWEEN 2 AND {MOST}"
# Records that stand for themselves, grouped by what two entries of one person have in common. Numbers are as the
# search keeps them, however they were written: n for NHS numbers, p for telephones, z for postcodes.
_BY_NUMBER = "SELECT group_concat(DISTINCT p.id) FROM patient_number n JOIN patient_line p ON p.rid=n.rid"
_GROUPS = (
    f"{_BY_NUMBER} {_ALONE} AND n.token >= 'n' AND n.token < 'o' GROUP BY n.token {_FEW}",
    f"{_BY_NUMBER} {_ALONE} AND n.token >= 'p' AND n.token < 'q' GROUP BY n.token, {_BEGINNING} {_FEW}",
    f"{_BY_NUMBER} {_ALONE} AND n.token >= 'z' AND p.born != '' GROUP BY n.token, p.born {_FEW}",
    f"SELECT group_concat(p.id) FROM patient_line p {_ALONE} AND length(p.born)=10 AND p.family_key != ''"
    f" GROUP BY p.born, p.family_key {_FEW}",
    f"SELECT group_concat(p.id) FROM patient_line p {_ALONE} AND length(p.born)=10 AND p.given_key != ''"
    f" GROUP BY p.born, {_FIRST_NAME} {_FEW}",
)


class StoredLookAlikes:
    """Looks through every patient of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Ids of records that have enough in common to be compared, each pair once."""
        found: dict[tuple[str, str], None] = {}
        with self._files.shown() as cache:
            for look in _GROUPS:
                for (ids,) in cache.execute(look):
                    found |= dict.fromkeys(combinations(sorted(ids.split(",")), 2))
        return tuple(found)

    def merged(self) -> tuple[tuple[str, str], ...]:
        """Ids of records that were merged, each with the record it was merged into."""
        with self._files.shown() as cache:
            return tuple((row[0], row[1]) for row in cache.execute("SELECT id, survivor_id FROM patient_link"))

    def survivor(self, patient_id: str) -> str:
        """Who stands for a patient: their own record, or the one it was merged into."""
        with self._files.shown() as cache:
            return survivor_of(cache, patient_id)
