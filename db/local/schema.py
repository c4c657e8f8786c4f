"""Brings a database file to the version that this program knows."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import db.migrations.local as versions_folder
from db.local.engine import Connection, Database
from db.local.faults import translated
from msk_desk.domain.errors import EnvironmentUnfit

HEADS = {"work": "w0002", "cache": "c0010"}
"""The newest version of each file; kept here so that an ordinary start need not load alembic."""


def version_of(connection: Connection) -> str:
    """The version of an open file, "" for an empty one."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name='alembic_version'").fetchone()
    if not known:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def bring_up(database: Database, name: str, to: str = "head") -> bool:
    """Apply the versions that a file lacks, each in one transaction. Returns whether anything was done.

    Raises:
        EnvironmentUnfit: the file was written by a newer program.
    """
    with database.reading() as connection:
        if version_of(connection) == (HEADS[name] if to == "head" else to):
            return False
    _upgrade(database, name, to)
    return True


def _upgrade(database: Database, name: str, to: str) -> None:
    from alembic.command import upgrade
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    config = Config()
    config.set_main_option("script_location", str(Path(str(versions_folder.__file__)).parent / name))
    engine = create_engine(
        "sqlite+pysqlite://",
        module=import_module("sqlcipher3.dbapi2"),
        creator=database.connect,
        poolclass=StaticPool,
    )
    try:
        with translated(), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            upgrade(config, to)
            connection.commit()
    except CommandError as error:
        raise EnvironmentUnfit(
            "The records on this computer were written by a newer version of MSK Desk.",
            advice="Install the newest version of MSK Desk on this computer.",
        ) from error
    finally:
        engine.dispose()
