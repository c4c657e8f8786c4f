"""Records of one person that somebody merged, by the id of the one that stands for the others."""

import json

from alembic import op
from sqlalchemy import text

revision = "c0008"
down_revision = "c0007"

TABLES = (
    "CREATE TABLE patient_link (rid INTEGER PRIMARY KEY, id TEXT NOT NULL, survivor_id TEXT NOT NULL)",
    "CREATE UNIQUE INDEX patient_link_id ON patient_link(id)",
    "CREATE INDEX patient_link_survivor ON patient_link(survivor_id)",
)
_MERGED = (
    "SELECT rid, id, coalesce(local_json, base_json) FROM resource WHERE type='Patient'"
    " AND instr(coalesce(local_json, base_json), CAST('replaced-by' AS BLOB)) > 0"
)


def upgrade() -> None:
    """Create the table, and put into it whom an earlier version knew as merged."""
    for statement in TABLES:
        op.execute(statement)
    connection = op.get_bind()
    for rid, id, data in connection.execute(text(_MERGED)).fetchall():
        survivor = _survivor(json.loads(data))
        if survivor:
            row = {"rid": rid, "id": id, "survivor": survivor}
            connection.execute(text("INSERT OR REPLACE INTO patient_link VALUES (:rid, :id, :survivor)"), row)


def _survivor(patient: dict[str, object]) -> str:
    links = patient.get("link")
    if patient.get("active") is not False or not isinstance(links, list):
        return ""
    for link in links:
        other = link.get("other") if isinstance(link, dict) and link.get("type") == "replaced-by" else None
        reference = other.get("reference") if isinstance(other, dict) else None
        if isinstance(reference, str) and "/" in reference:
            return reference.rsplit("/", 1)[1]
    return ""
