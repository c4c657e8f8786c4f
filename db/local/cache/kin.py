"""Records of one person that somebody merged: which stands for which; every store that reads by patient asks here."""

from __future__ import annotations

from collections.abc import Iterable

from db.local.cache.lines import Json
from db.local.engine import Connection
from msk_desk.fhir.elements import sequence, target, text_of

MANY = 500
_SHOWN = "name, born, gender, nhs_number, phone, postcode, deceased"
_SHOW = f"""UPDATE patient_line SET ({_SHOWN}) =
(SELECT {_SHOWN} FROM patient_line s WHERE s.id=(SELECT coalesce(b.survivor_id, a.survivor_id) FROM patient_link a
  LEFT JOIN patient_link b ON b.id=a.survivor_id WHERE a.rid=patient_line.rid))
WHERE rid IN (SELECT a.rid FROM patient_link a LEFT JOIN patient_link b ON b.id=a.survivor_id
  JOIN patient_line s ON s.id=coalesce(b.survivor_id, a.survivor_id))"""
SURVIVOR = "SELECT survivor_id FROM patient_link WHERE id=?"


def survivor_id(resource: Json) -> str:
    """Who stands for a Patient, or empty while it stands for itself."""
    if resource.get("active") is not False:
        return ""
    links = (node for node in sequence(resource.get("link")) if node.get("type") == "replaced-by")
    return next(filter(None, (target(node.get("other"), "Patient") for node in links)), "")


def link_line(resource: Json) -> tuple[str, str] | None:
    """The row of patient_link without its rid; None for a patient who stands for themselves."""
    survivor = survivor_id(resource)
    return (text_of(resource.get("id")), survivor) if survivor else None


def survivor_of(cache: Connection, patient_id: str) -> str:
    """Who stands for a patient; merges in opposite directions leave each to itself."""
    seen, now = {patient_id}, patient_id
    while row := cache.execute(SURVIVOR, (now,)).fetchone():
        now = str(row[0])
        if now in seen:
            return patient_id
        seen.add(now)
    return now


def family_of(cache: Connection, patient_id: str) -> tuple[str, ...]:
    """The ids of every record of one person: the one that stands for the others first."""
    if cache.execute("SELECT 1 FROM patient_link LIMIT 1").fetchone() is None:
        return (patient_id,)
    found = [survivor_of(cache, patient_id)]
    for each in found:
        rows = cache.execute("SELECT id FROM patient_link WHERE survivor_id=? ORDER BY id", (each,)).fetchall()
        found += [row[0] for row in rows if row[0] not in found]
    return tuple(found) if patient_id in found else (patient_id,)


def show_survivors(cache: Connection) -> None:
    """Let the lines of merged records say what lists say of the person: whoever lists them shows the one that stands.

    What they are found by stays their own. Asked whenever a patient was projected, so that the order does not matter.
    """
    if cache.execute("SELECT 1 FROM patient_link LIMIT 1").fetchone() is not None:
        cache.execute(_SHOW)


def survivors_of(cache: Connection, patient_ids: Iterable[str]) -> dict[str, str]:
    """Of some patients those that were merged, each with who stands for them."""
    wanted, found = list(patient_ids), {}
    for at in range(0, len(wanted), MANY):
        part = wanted[at : at + MANY]
        marks = ",".join("?" * len(part))
        for row in cache.execute(f"SELECT id FROM patient_link WHERE id IN ({marks})", part).fetchall():
            found[row[0]] = survivor_of(cache, row[0])
    return found
