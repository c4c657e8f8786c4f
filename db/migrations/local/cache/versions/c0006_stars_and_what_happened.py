"""Stars, and what happened on pathways: a stage can be looked back at, and a missed appointment be seen acted on."""

from alembic import op
from sqlalchemy import text

revision = "c0006"
down_revision = "c0005"

TABLES = (
    # events: `day name` parted by bars; acted: ids of the appointments that something was done about.
    "ALTER TABLE pathway_line ADD COLUMN events TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE pathway_line ADD COLUMN acted TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX pathway_line_id ON pathway_line(id)",
    """CREATE TABLE star_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, staff_id TEXT NOT NULL,
        status TEXT NOT NULL)""",
    "CREATE INDEX star_line_staff ON star_line(staff_id, status)",
)
TYPES = ("EpisodeOfCare", "Task")


def upgrade() -> None:
    """Create the tables; note what is to be put into them."""
    for statement in TABLES:
        op.execute(statement)
    connection = op.get_bind()
    for type in TYPES:
        if connection.execute(text("SELECT 1 FROM resource WHERE type=:type LIMIT 1"), {"type": type}).fetchone():
            connection.execute(text("INSERT OR IGNORE INTO unmade VALUES (:type)"), {"type": type})
