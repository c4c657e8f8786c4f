"""Referrals, triage, the waiting list, things to do, letters; clocks of pathways; more of sessions, slots, bookings."""

from alembic import op
from sqlalchemy import text

revision = "c0004"
down_revision = "c0003"

COLUMNS = (
    # Days are counted from 0001-01-01, moments in seconds from 1970.
    ("pathway_line", "service TEXT", "''"), ("pathway_line", "referral_id TEXT", "''"),
    ("pathway_line", "clock_kind TEXT", "'none'"), ("pathway_line", "clock_start INTEGER", "0"),
    ("pathway_line", "clock_stop INTEGER", "0"), ("pathway_line", "last_event INTEGER", "0"),
    ("pathway_line", "pifu_until INTEGER", "0"),
    ("session_line", "starts INTEGER", "0"), ("session_line", "ends INTEGER", "0"),
    ("session_line", "service TEXT", "''"), ("session_line", "active INTEGER", "1"),
    ("session_line", "lease_holder TEXT", "''"), ("session_line", "lease_until INTEGER", "0"),
    ("slot_line", "capacity INTEGER", "1"), ("slot_line", "kind TEXT", "''"), ("slot_line", "mode TEXT", "''"),
    ("appointment_line", "referral_id TEXT", "''"), ("appointment_line", "cancelled_by TEXT", "''"),
    ("appointment_line", "waiting_id TEXT", "''"), ("appointment_line", "overbook_reason TEXT", "''"),
    ("appointment_line", "started INTEGER", "0"),
)  # fmt: skip
TABLES = (
    """CREATE TABLE referral_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, received INTEGER NOT NULL,
        received_at INTEGER NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, region TEXT NOT NULL,
        service TEXT NOT NULL, priority TEXT NOT NULL, status TEXT NOT NULL, referrer TEXT NOT NULL,
        kind TEXT NOT NULL)""",
    "CREATE INDEX referral_line_id ON referral_line(id)",
    "CREATE INDEX referral_line_patient ON referral_line(patient_id)",
    "CREATE INDEX referral_line_received ON referral_line(received)",
    """CREATE TABLE triage_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, referral_id TEXT NOT NULL,
        status TEXT NOT NULL, decision TEXT NOT NULL, owner_id TEXT NOT NULL, done INTEGER NOT NULL)""",
    "CREATE INDEX triage_line_referral ON triage_line(referral_id)",
    """CREATE TABLE waiting_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, referral_id TEXT NOT NULL,
        since INTEGER NOT NULL, kind TEXT NOT NULL, service TEXT NOT NULL, staff_id TEXT NOT NULL,
        site_id TEXT NOT NULL, priority TEXT NOT NULL, mode TEXT NOT NULL, minutes INTEGER NOT NULL,
        not_before INTEGER NOT NULL, needs TEXT NOT NULL, note TEXT NOT NULL, status TEXT NOT NULL,
        appointment_id TEXT NOT NULL)""",
    "CREATE INDEX waiting_line_status ON waiting_line(status, since)",
    "CREATE INDEX waiting_line_patient ON waiting_line(patient_id)",
    """CREATE TABLE todo_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,
        status TEXT NOT NULL, owner_id TEXT NOT NULL, due INTEGER NOT NULL, focus_id TEXT NOT NULL)""",
    "CREATE INDEX todo_line_patient ON todo_line(patient_id)",
    "CREATE INDEX todo_line_status ON todo_line(status, due)",
    """CREATE TABLE letter_line (
        rid INTEGER PRIMARY KEY, id TEXT NOT NULL, patient_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
        status TEXT NOT NULL, day INTEGER NOT NULL, author_id TEXT NOT NULL)""",
    "CREATE INDEX letter_line_status ON letter_line(status, day)",
    "CREATE INDEX letter_line_patient ON letter_line(patient_id)",
    "CREATE INDEX pathway_line_referral ON pathway_line(referral_id)",
    "CREATE INDEX appointment_line_status ON appointment_line(status, starts)",
    "CREATE INDEX session_line_start ON session_line(starts)",
    "CREATE INDEX slot_line_session ON slot_line(session_id)",
)
TYPES = ("EpisodeOfCare", "ServiceRequest", "Task", "Composition", "Schedule", "Slot", "Appointment")


def upgrade() -> None:
    """Create the tables; note what is to be put into them."""
    for table, column, default in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} NOT NULL DEFAULT {default}")
    for statement in TABLES:
        op.execute(statement)
    connection = op.get_bind()
    for type in TYPES:
        if connection.execute(text("SELECT 1 FROM resource WHERE type=:type LIMIT 1"), {"type": type}).fetchone():
            connection.execute(text("INSERT OR IGNORE INTO unmade VALUES (:type)"), {"type": type})
