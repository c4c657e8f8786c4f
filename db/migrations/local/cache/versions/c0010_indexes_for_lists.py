"""Indexes that lists are read by; those by status hold the few rows that are looked for by it, and no others.

Without statistics SQLite took an index over every status for each question about one patient, and looked through all
appointments of that status: what was due of 45,000 patients took minutes.
"""

from alembic import op

revision = "c0010"
down_revision = "c0009"

STATEMENTS = (
    "DROP INDEX IF EXISTS appointment_line_status",
    """CREATE INDEX appointment_line_status ON appointment_line(status, starts)
        WHERE status IN ('noshow', 'proposed', 'cancelled')""",
    "DROP INDEX IF EXISTS waiting_line_status",
    "CREATE INDEX waiting_line_status ON waiting_line(since) WHERE status='requested'",
    "DROP INDEX IF EXISTS todo_line_status",
    "CREATE INDEX todo_line_status ON todo_line(due) WHERE status='requested'",
    "CREATE INDEX pathway_line_manager ON pathway_line(manager_id) WHERE status='active'",
    "CREATE INDEX pathway_line_stage ON pathway_line(stage) WHERE status='active'",
)


def upgrade() -> None:
    """Make the indexes anew."""
    for statement in STATEMENTS:
        op.execute(statement)
