"""The tables of the central service; the migrations create them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

# Ranges over text must follow the code points on both databases.
PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite gives INTEGER PRIMARY KEY the row id itself.
KEY = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

counter = Table(
    "counter",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("last_updated", BigInteger, nullable=False),
)

version = Table(
    "version",
    metadata,
    Column("seq", KEY, primary_key=True, autoincrement=False),
    Column("type", PLAIN, nullable=False),
    Column("id", PLAIN, nullable=False),
    Column("version", Integer, nullable=False),
    Column("last_updated", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("label", PLAIN, nullable=False),
    Column("patient", PLAIN),
    Column("op_id", PLAIN),
    Column("author", PLAIN, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Index("version_of_resource", "type", "id", "version", unique=True),
    Index("version_time", "last_updated"),
)

resource = Table(
    "resource",
    metadata,
    Column("rid", KEY, primary_key=True, autoincrement=False),
    Column("type", PLAIN, nullable=False),
    Column("id", PLAIN, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("last_updated", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("label", PLAIN, nullable=False),
    Column("patient", PLAIN),
    Column("author", PLAIN, nullable=False),
    Index("resource_id", "type", "id", unique=True),
    Index("resource_order", "type", "seq"),
    Index("resource_patient", "patient", "type", "seq"),
)

search_index = Table(
    "search_index",
    metadata,
    Column("rid", BigInteger, nullable=False),
    Column("param", PLAIN, nullable=False),
    Column("value", PLAIN, nullable=False),
    Column("high", PLAIN),
    Column("system", PLAIN),
    Index("search_value", "param", "value", "rid"),
    Index("search_rid", "rid"),
)

care = Table(
    "care",
    metadata,
    Column("person", PLAIN, nullable=False),
    Column("patient", PLAIN, nullable=False),
    Column("rid", BigInteger),
    Column("until", BigInteger),
    Column("reason", Text),
    Index("care_person", "person", "patient"),
    Index("care_rid", "rid"),
)

answered = Table(
    "answered",
    metadata,
    Column("op_id", PLAIN, primary_key=True),
    Column("author", PLAIN, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("answer", Text, nullable=False),
)

access = Table(
    "access",
    metadata,
    Column("n", KEY, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("person", PLAIN, nullable=False),
    Column("role", PLAIN, nullable=False),
    Column("device", PLAIN, nullable=False),
    Column("action", PLAIN, nullable=False),
    Column("type", PLAIN, nullable=False),
    Column("id", PLAIN, nullable=False),
    Column("patients", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("request_id", PLAIN, nullable=False),
    Index("access_person", "person", "n"),
)

account = Table(
    "account",
    metadata,
    Column("name", PLAIN, primary_key=True),
    Column("display", Text, nullable=False),
    Column("practitioner", PLAIN, nullable=False),
    Column("roles", PLAIN, nullable=False),
    Column("password", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("id", PLAIN, primary_key=True),
    Column("name", Text, nullable=False),
    Column("account", PLAIN, nullable=False),
    Column("enrolled", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("kind", PLAIN, nullable=False),
    Column("family", PLAIN, nullable=False),
    Column("account", PLAIN, nullable=False),
    Column("role", PLAIN, nullable=False),
    Column("device", PLAIN, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("details", Text, nullable=False),
    Column("used", Boolean, nullable=False),
    Index("token_family", "family"),
    Index("token_account", "account"),
)

failure = Table(
    "failure",
    metadata,
    Column("n", KEY, primary_key=True),
    Column("key", PLAIN, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("failure_key", "key", "at"),
)

secret = Table(
    "secret",
    metadata,
    Column("name", PLAIN, primary_key=True),
    Column("value", Text, nullable=False),
)
