"""Triage: which triage a second opinion is for."""

from alembic import op
from sqlalchemy import text

revision = "c0009"
down_revision = "c0008"


def upgrade() -> None:
    """Add the column; note that tasks are to be read again."""
    op.execute("ALTER TABLE triage_line ADD COLUMN opinion_of TEXT NOT NULL DEFAULT ''")
    connection = op.get_bind()
    if connection.execute(text("SELECT 1 FROM resource WHERE type='Task' LIMIT 1")).fetchone():
        connection.execute(text("INSERT OR IGNORE INTO unmade VALUES ('Task')"))
