"""Engines of the central service's database, one to read and one to write, and its migration."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

import db.migrations.central
from msk_desk.domain.errors import BadInput, CacheLocked, DiskFull, EnvironmentUnfit

READERS = 20
WAIT_SECONDS = 20


def open_engines(url: str) -> tuple[Engine, Engine]:
    """Two engines on the database at `url`, migrated: (for reading, for writing).

    Args:
        url: `sqlite:///FILE` or `postgresql://…`.

    Raises:
        BadInput: the address is of neither kind.
        EnvironmentUnfit: there is no such database, or it does not answer.
    """
    parsed = _address(url)
    if parsed.get_backend_name() == "sqlite":
        engines = _sqlite(parsed, "BEGIN", READERS), _sqlite(parsed, "BEGIN IMMEDIATE", 1)
    else:
        engines = _postgresql(parsed), _postgresql(parsed)
    for engine in engines:
        event.listen(engine, "handle_error", translate)
    try:
        migrate(engines[1])
    except exc.DBAPIError as error:
        for engine in engines:
            engine.dispose()
        raise EnvironmentUnfit(
            "The database could not be opened.", advice="Check --database, and that the database is there and running."
        ) from error
    return engines


def _address(url: str) -> URL:
    advice = "Give --database sqlite:///FILE or postgresql://…"
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise BadInput("That is no address of a database.", advice=advice) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadInput("Only SQLite and PostgreSQL can be used.", advice=advice)
    return parsed


@contextmanager
def beginning(engine: Engine) -> Iterator[Connection]:
    """A transaction, committed at the end of the block.

    Raises:
        CacheLocked: no connection became free in time.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except exc.TimeoutError as error:
        raise CacheLocked("another write did not finish in time") from error


def translate(context: Any) -> None:
    """Errors of the database that mean something to the service, in its own family."""
    if isinstance(context.sqlalchemy_exception, exc.OperationalError):
        words = str(context.original_exception)
        if "disk is full" in words or "No space left" in words:
            context.chained_exception = DiskFull("no space for the write")
        elif "locked" in words or "lock timeout" in words:
            context.chained_exception = CacheLocked("another write did not finish in time")


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version."""
    config = Config()
    config.set_main_option("script_location", str(Path(db.migrations.central.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _sqlite(url: URL, begin: str, size: int) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if size == 1 else size,
        pool_timeout=WAIT_SECONDS,
        connect_args={"check_same_thread": False, "timeout": WAIT_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # Without this the driver would begin transactions by itself, late and without IMMEDIATE.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # What is erased is overwritten in the file.
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA cache_size=-65536")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(url: URL) -> Engine:
    driver = url.set(drivername="postgresql+psycopg")
    return create_engine(
        driver,
        pool_size=READERS,
        max_overflow=READERS,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={"options": f"-c lock_timeout={WAIT_SECONDS}s -c timezone=UTC"},
    )
