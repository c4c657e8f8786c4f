"""Leave of clinicians and closed sites; which bookings want a letter; the duty rota is no clinic session."""

from alembic import op
from sqlalchemy import text

revision = "c0005"
down_revision = "c0004"

TABLES = (
    "ALTER TABLE appointment_line ADD COLUMN letter_wanted TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE leave_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, staff_id TEXT NOT NULL, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL, reason TEXT NOT NULL, site_id TEXT NOT NULL, start_minute INTEGER NOT NULL,
        end_minute INTEGER NOT NULL, active INTEGER NOT NULL)""",
    "CREATE INDEX leave_line_days ON leave_line(last_day, first_day)",
    "DELETE FROM session_line WHERE rid IN (SELECT rid FROM resource WHERE type='Schedule')",
)


def upgrade() -> None:
    """Create the table; sessions are listed anew, without what only looked like one."""
    for statement in TABLES:
        op.execute(statement)
    connection = op.get_bind()
    for type in ("Schedule", "Appointment"):
        if connection.execute(text("SELECT 1 FROM resource WHERE type=:type LIMIT 1"), {"type": type}).fetchone():
            connection.execute(text("INSERT OR IGNORE INTO unmade VALUES (:type)"), {"type": type})
