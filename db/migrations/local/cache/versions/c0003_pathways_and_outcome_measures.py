"""Pathways, outcome measures, visits outside the diary and tasks about measures: what is due is worked out of them."""

from alembic import op
from sqlalchemy import text

revision = "c0003"
down_revision = "c0002"

TABLES = (
    """CREATE TABLE pathway_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, title TEXT NOT NULL,
        status TEXT NOT NULL, stage TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
        manager_id TEXT NOT NULL)""",
    "CREATE INDEX pathway_line_patient ON pathway_line(patient_id)",
    "CREATE INDEX pathway_line_status ON pathway_line(status, ended)",
    # Days are counted from 0001-01-01; instrument in capitals, as its definition is named.
    """CREATE TABLE prom_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, instrument TEXT NOT NULL,
        day INTEGER NOT NULL, status TEXT NOT NULL)""",
    "CREATE INDEX prom_line_patient ON prom_line(patient_id)",
    "CREATE INDEX prom_line_instrument ON prom_line(instrument)",
    # Visits without an appointment: the diary holds the others.
    "CREATE TABLE visit_line (rid INTEGER PRIMARY KEY, patient_id TEXT NOT NULL, day INTEGER NOT NULL)",
    "CREATE INDEX visit_line_patient ON visit_line(patient_id)",
    """CREATE TABLE prom_task_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, kind TEXT NOT NULL,
        status TEXT NOT NULL, owner_id TEXT NOT NULL, due TEXT NOT NULL, focus_id TEXT NOT NULL,
        instrument TEXT NOT NULL, point TEXT NOT NULL, reason TEXT NOT NULL)""",
    "CREATE INDEX prom_task_line_patient ON prom_task_line(patient_id)",
    "CREATE INDEX prom_task_line_kind ON prom_task_line(kind, status)",
    "CREATE INDEX prom_task_line_focus ON prom_task_line(focus_id)",
    # Kinds of resources that were here before their lists: they are made at the next opening.
    "CREATE TABLE unmade (type TEXT PRIMARY KEY) WITHOUT ROWID",
)
TYPES = ("EpisodeOfCare", "QuestionnaireResponse", "Observation", "Encounter", "Task")


def upgrade() -> None:
    """Create the tables; note what is to be put into them."""
    for statement in TABLES:
        op.execute(statement)
    connection = op.get_bind()
    for type in TYPES:
        if connection.execute(text("SELECT 1 FROM resource WHERE type=:type LIMIT 1"), {"type": type}).fetchone():
            connection.execute(text("INSERT INTO unmade VALUES (:type)"), {"type": type})
