"""The first work.db: operations to be sent, conflicts, audit, drafts, settings, cursors."""

from alembic import op

revision = "w0001"
down_revision = None

TABLES = (
    # A clinical save. Order is seq, never a clock.
    """CREATE TABLE unit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, unit_id TEXT NOT NULL UNIQUE, what TEXT NOT NULL,
        staff_id TEXT NOT NULL, staff_name TEXT NOT NULL, role TEXT NOT NULL, device_id TEXT NOT NULL,
        saved_at TEXT NOT NULL, signed INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'pending',
        attempts INTEGER NOT NULL DEFAULT 0, first_sent_at TEXT, next_try TEXT,
        last_outcome TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX unit_open ON unit(seq) WHERE state NOT IN ('acked','withdrawn')",
    # One resource as it is to become; acked_* is what the service made of it.
    """CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE,
        unit_id TEXT NOT NULL REFERENCES unit(unit_id), type TEXT NOT NULL, id TEXT NOT NULL,
        patient_id TEXT NOT NULL DEFAULT '', base_version TEXT NOT NULL DEFAULT '',
        base_last_updated TEXT NOT NULL DEFAULT '', base_json BLOB, body BLOB NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending', acked_version TEXT NOT NULL DEFAULT '',
        acked_last_updated TEXT NOT NULL DEFAULT '', acked_body BLOB, acked_at TEXT)""",
    "CREATE INDEX outbox_resource ON outbox(type, id, seq)",
    "CREATE INDEX outbox_unit ON outbox(unit_id, seq)",
    "CREATE INDEX outbox_acked ON outbox(acked_at) WHERE state='acked'",
    # Each change of an operation, in order: what the cache has yet to take over.
    "CREATE TABLE touched (seq INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, id TEXT NOT NULL)",
    """CREATE TABLE conflict (
        id TEXT PRIMARY KEY, op_id TEXT NOT NULL REFERENCES outbox(op_id), type TEXT NOT NULL,
        resource_id TEXT NOT NULL, patient_id TEXT NOT NULL DEFAULT '', base_json BLOB, local_json BLOB,
        remote_json BLOB, remote_version TEXT NOT NULL DEFAULT '',
        remote_last_updated TEXT NOT NULL DEFAULT '', remote_deleted INTEGER NOT NULL DEFAULT 0,
        fields TEXT NOT NULL DEFAULT '[]', found_at TEXT NOT NULL, resolved_at TEXT,
        resolved_by TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX conflict_op ON conflict(op_id)",
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, staff_id TEXT NOT NULL, role TEXT NOT NULL,
        device_id TEXT NOT NULL, action TEXT NOT NULL, patient_id TEXT NOT NULL DEFAULT '',
        what TEXT NOT NULL DEFAULT '', refs TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX audit_patient ON audit(patient_id, seq)",
    """CREATE TABLE draft (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, patient_id TEXT NOT NULL,
        visit_id TEXT NOT NULL, author_id TEXT NOT NULL, updated TEXT NOT NULL, content BLOB NOT NULL,
        focus TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX draft_patient ON draft(patient_id, updated)",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE sync_cursor (
        scope TEXT PRIMARY KEY, watermark TEXT NOT NULL DEFAULT '', opaque TEXT NOT NULL DEFAULT '',
        epoch TEXT NOT NULL DEFAULT '') WITHOUT ROWID""",
    "CREATE TABLE server_profile (one INTEGER PRIMARY KEY CHECK (one = 1), profile BLOB NOT NULL)",
    """CREATE TABLE pull_quarantine (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL)""",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in TABLES:
        op.execute(statement)
