"""Resources, their versions, search, care, audit, accounts and tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create everything."""
    _resources()
    _people()
    op.execute("INSERT INTO counter (one, seq, last_updated) VALUES (1, 0, 0)")


def downgrade() -> None:
    """Remove everything."""
    for table in TABLES:
        op.drop_table(table)


def _resources() -> None:
    _counter()
    _version()
    _resource()
    _search_index()
    _care()
    _answered()


def _people() -> None:
    _access()
    _account()
    _device()
    _token()
    _failure()
    _secret()


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("last_updated", sa.BigInteger, nullable=False),
    )


def _version() -> None:
    op.create_table(
        "version",
        sa.Column("seq", KEY, primary_key=True, autoincrement=False),
        sa.Column("type", PLAIN, nullable=False),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("last_updated", sa.BigInteger, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("label", PLAIN, nullable=False),
        sa.Column("patient", PLAIN),
        sa.Column("op_id", PLAIN),
        sa.Column("author", PLAIN, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_index("version_of_resource", "version", ["type", "id", "version"], unique=True)
    op.create_index("version_time", "version", ["last_updated"])


def _resource() -> None:
    op.create_table(
        "resource",
        sa.Column("rid", KEY, primary_key=True, autoincrement=False),
        sa.Column("type", PLAIN, nullable=False),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("last_updated", sa.BigInteger, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("label", PLAIN, nullable=False),
        sa.Column("patient", PLAIN),
        sa.Column("author", PLAIN, nullable=False),
    )
    op.create_index("resource_id", "resource", ["type", "id"], unique=True)
    op.create_index("resource_order", "resource", ["type", "seq"])
    op.create_index("resource_patient", "resource", ["patient", "type", "seq"])


def _search_index() -> None:
    op.create_table(
        "search_index",
        sa.Column("rid", sa.BigInteger, nullable=False),
        sa.Column("param", PLAIN, nullable=False),
        sa.Column("value", PLAIN, nullable=False),
        sa.Column("high", PLAIN),
        sa.Column("system", PLAIN),
    )
    op.create_index("search_value", "search_index", ["param", "value", "rid"])
    op.create_index("search_rid", "search_index", ["rid"])


def _care() -> None:
    op.create_table(
        "care",
        sa.Column("person", PLAIN, nullable=False),
        sa.Column("patient", PLAIN, nullable=False),
        sa.Column("rid", sa.BigInteger),
        sa.Column("until", sa.BigInteger),
        sa.Column("reason", sa.Text),
    )
    op.create_index("care_person", "care", ["person", "patient"])
    op.create_index("care_rid", "care", ["rid"])


def _answered() -> None:
    op.create_table(
        "answered",
        sa.Column("op_id", PLAIN, primary_key=True),
        sa.Column("author", PLAIN, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )


def _access() -> None:
    op.create_table(
        "access",
        sa.Column("n", KEY, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("person", PLAIN, nullable=False),
        sa.Column("role", PLAIN, nullable=False),
        sa.Column("device", PLAIN, nullable=False),
        sa.Column("action", PLAIN, nullable=False),
        sa.Column("type", PLAIN, nullable=False),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("patients", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("request_id", PLAIN, nullable=False),
    )
    op.create_index("access_person", "access", ["person", "n"])


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("name", PLAIN, primary_key=True),
        sa.Column("display", sa.Text, nullable=False),
        sa.Column("practitioner", PLAIN, nullable=False),
        sa.Column("roles", PLAIN, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
    )


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("account", PLAIN, nullable=False),
        sa.Column("enrolled", sa.BigInteger, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
    )


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("kind", PLAIN, nullable=False),
        sa.Column("family", PLAIN, nullable=False),
        sa.Column("account", PLAIN, nullable=False),
        sa.Column("role", PLAIN, nullable=False),
        sa.Column("device", PLAIN, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
    )
    op.create_index("token_family", "token", ["family"])
    op.create_index("token_account", "token", ["account"])


def _failure() -> None:
    op.create_table(
        "failure",
        sa.Column("n", KEY, primary_key=True),
        sa.Column("key", PLAIN, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("failure_key", "failure", ["key", "at"])


def _secret() -> None:
    op.create_table(
        "secret",
        sa.Column("name", PLAIN, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


TABLES = [
    "counter",
    "version",
    "resource",
    "search_index",
    "care",
    "answered",
    "access",
    "account",
    "device",
    "token",
    "failure",
    "secret",
]
