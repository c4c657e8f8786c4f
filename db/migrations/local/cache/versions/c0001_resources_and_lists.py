"""The first cache.db: resources, patients with their search words, clinics, names of reference data."""

from alembic import op

revision = "c0001"
down_revision = None

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # base_* is the service's version byte for byte; local_json our edit, dirty the state of its oldest op.
    """CREATE TABLE resource (
        rid INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, patient_id TEXT NOT NULL DEFAULT '',
        base_version TEXT NOT NULL DEFAULT '', base_last_updated TEXT NOT NULL DEFAULT '',
        dirty TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0, base_json BLOB, local_json BLOB,
        UNIQUE (type, id))""",
    "CREATE INDEX resource_patient ON resource(patient_id, type)",
    """CREATE TABLE patient_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, family_key TEXT NOT NULL,
        given_key TEXT NOT NULL, former_key TEXT NOT NULL, born TEXT NOT NULL, gender TEXT NOT NULL,
        nhs_number TEXT NOT NULL, phone TEXT NOT NULL, postcode TEXT NOT NULL, deceased TEXT NOT NULL,
        numbers TEXT NOT NULL)""",
    "CREATE INDEX patient_line_name ON patient_line(family_key, given_key, born)",
    "CREATE INDEX patient_line_id ON patient_line(id)",
    """CREATE VIRTUAL TABLE patient_words USING fts5(
        words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize='ascii')""",
    "CREATE TABLE spelling (word TEXT PRIMARY KEY, sound TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX spelling_sound ON spelling(sound)",
    "CREATE TABLE spelling_gram (gram TEXT, word TEXT, PRIMARY KEY (gram, word)) WITHOUT ROWID",
    """CREATE TABLE session_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, staff_id TEXT NOT NULL, room_id TEXT NOT NULL,
        site_id TEXT NOT NULL)""",
    "CREATE INDEX session_line_id ON session_line(id)",
    """CREATE TABLE slot_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, session_id TEXT NOT NULL, starts INTEGER NOT NULL,
        ends INTEGER NOT NULL, status TEXT NOT NULL)""",
    "CREATE INDEX slot_line_start ON slot_line(starts)",
    "CREATE INDEX slot_line_free ON slot_line(starts) WHERE status='free'",
    """CREATE TABLE appointment_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, staff_id TEXT NOT NULL,
        place_id TEXT NOT NULL, slot_id TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
        status TEXT NOT NULL, kind TEXT NOT NULL, mode TEXT NOT NULL, reason TEXT NOT NULL)""",
    "CREATE INDEX appointment_line_slot ON appointment_line(slot_id)",
    "CREATE INDEX appointment_line_patient ON appointment_line(patient_id, starts)",
    "CREATE INDEX appointment_line_start ON appointment_line(starts)",
    """CREATE TABLE name_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
        part_of TEXT NOT NULL)""",
    "CREATE INDEX name_line_id ON name_line(id)",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in TABLES:
        op.execute(statement)
