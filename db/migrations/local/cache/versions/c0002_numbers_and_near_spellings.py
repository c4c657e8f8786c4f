"""Numbers in a table of their own, and words with one letter left out: both are looked up, not searched."""

from alembic import op
from sqlalchemy import text

revision = "c0002"
down_revision = "c0001"

TABLES = (
    # token: n + NHS number, p + telephone, b + birth date, z + postcode
    "CREATE TABLE patient_number (token TEXT, rid INTEGER, PRIMARY KEY (token, rid)) WITHOUT ROWID",
    "CREATE INDEX patient_number_rid ON patient_number(rid)",
    "CREATE TABLE spelling_cut (cut TEXT, word TEXT, PRIMARY KEY (cut, word)) WITHOUT ROWID",
)


def upgrade() -> None:
    """Create the tables and fill them from what is there."""
    for statement in TABLES:
        op.execute(statement)
    connection = op.get_bind()
    numbers = connection.execute(text("SELECT rid, numbers FROM patient_line")).fetchall()
    for rid, tokens in numbers:
        for token in tokens.split():
            connection.execute(
                text("INSERT OR IGNORE INTO patient_number VALUES (:token, :rid)"), {"token": token, "rid": rid}
            )
    for (word,) in connection.execute(text("SELECT word FROM spelling")).fetchall():
        for cut in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            connection.execute(
                text("INSERT OR IGNORE INTO spelling_cut VALUES (:cut, :word)"), {"cut": cut, "word": word}
            )
