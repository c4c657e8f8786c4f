"""The versions of forms that drafts were begun with."""

from alembic import op

revision = "w0002"
down_revision = "w0001"


def upgrade() -> None:
    """Create the table."""
    op.execute("CREATE TABLE form_version (canonical TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
