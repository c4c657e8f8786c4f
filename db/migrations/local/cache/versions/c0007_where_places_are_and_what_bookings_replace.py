"""Where places are and whether they have steps; which booking replaces which: what the desk needs to book a caller."""

from alembic import op
from sqlalchemy import text

revision = "c0007"
down_revision = "c0006"

COLUMNS = (
    # `step_free`: 1 yes, 0 no, -1 not recorded. Moments in seconds from 1970.
    ("name_line", "postcode TEXT", "''"), ("name_line", "near_to TEXT", "''"), ("name_line", "step_free INTEGER", "-1"),
    ("appointment_line", "replaces_id TEXT", "''"), ("appointment_line", "created INTEGER", "0"),
    ("appointment_line", "needs TEXT", "''"), ("session_line", "modes TEXT", "''"),
)  # fmt: skip
INDEXES = (
    "CREATE INDEX appointment_line_replaces ON appointment_line(replaces_id) WHERE replaces_id != ''",
    "CREATE INDEX appointment_line_waiting ON appointment_line(waiting_id) WHERE waiting_id != ''",
)
TYPES = ("Location", "Appointment", "Schedule")


def upgrade() -> None:
    """Add the columns; note what is to be put into them."""
    for table, column, default in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} NOT NULL DEFAULT {default}")
    for statement in INDEXES:
        op.execute(statement)
    connection = op.get_bind()
    for type in TYPES:
        if connection.execute(text("SELECT 1 FROM resource WHERE type=:type LIMIT 1"), {"type": type}).fetchone():
            connection.execute(text("INSERT OR IGNORE INTO unmade VALUES (:type)"), {"type": type})
