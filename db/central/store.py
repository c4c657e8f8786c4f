"""The central service's store: everything it keeps, on SQLite or PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.engine import URL, make_url

from db.central.bulk import bulk_load
from db.central.engine import open_engines
from db.central.people import People
from db.central.reading import Reading, system_now
from db.central.tables import counter, resource, search_index, version
from db.central.writing import Writing, write_transaction
from msk_desk.domain.central_store import BulkReport, Draft
from msk_desk.domain.errors import BadInput, EnvironmentUnfit

EPOCH = "epoch"


class Store(Reading, People):
    """Everything the central service keeps (`CentralStore`)."""

    def __init__(self, readers: Engine, writers: Engine, now: Callable[[], datetime] = system_now) -> None:
        Reading.__init__(self, readers, now)
        People.__init__(self, readers, writers)
        self._writers = writers
        self._epoch = self.secret(EPOCH, str(uuid.uuid4()))

    @property
    def epoch(self) -> str:
        """The id of this life of the database; a restore begins another."""
        return self._epoch

    def close(self) -> None:
        """Let go of the database."""
        self._readers.dispose()
        self._writers.dispose()

    def writing(self) -> AbstractContextManager[Writing]:
        """A write transaction, committed at the end of the block unless it raises."""
        return write_transaction(self._writers, self._now)

    def bulk_load(self, drafts: Iterable[Draft], author: str) -> BulkReport:
        """Store many new resources fast; none of them may exist yet."""
        return bulk_load(self._writers, drafts, author, self._now)

    def begin_new_epoch(self) -> None:
        """Tell every client that this database was restored."""
        self._epoch = str(uuid.uuid4())
        self.replace_secret(EPOCH, self._epoch)

    def structural_faults(self) -> list[str]:
        """What is wrong with the database itself, in sentences."""
        with self._readers.connect() as connection:
            found: list[str] = []
            if connection.dialect.name == "sqlite":
                rows = connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
                found += [f"the database file is damaged: {row[0]}" for row in rows if row[0] != "ok"]
            lost = select(resource.c.type, resource.c.id).where(resource.c.seq.not_in(select(version.c.seq)))
            found += [f"{row[0]}/{row[1]} has no current version" for row in connection.execute(lost)]
            stray = select(search_index.c.rid).distinct().where(search_index.c.rid.not_in(select(resource.c.rid)))
            found += [
                f"the search index names resource number {row[0]}, which is not there"
                for row in connection.execute(stray)
            ]
            top = connection.execute(select(version.c.seq).order_by(version.c.seq.desc()).limit(1)).scalar() or 0
            if connection.execute(select(counter.c.seq)).scalar_one() < top:
                found.append("the commit counter is behind the versions")
            return found

    def backup(self, path: Path) -> None:
        """A consistent copy of the database in one file: SQLite, or a custom-format pg_dump.

        Raises:
            BadInput: the file exists.
            EnvironmentUnfit: PostgreSQL without pg_dump.
        """
        if path.exists():
            raise BadInput("the file for the backup exists already")
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._writers.dialect.name == "sqlite":
            _copy_sqlite(self._readers, path)
        else:
            _dump_postgresql(self._writers, path)


def _copy_sqlite(readers: Engine, path: Path) -> None:
    with readers.connect() as connection, sqlite3.connect(path) as target:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
    target.close()


def _dump_postgresql(writers: Engine, path: Path) -> None:
    _run_postgresql("pg_dump", writers.url, ["--format=custom", f"--file={path}"])


def _run_postgresql(name: str, url: URL, options: list[str]) -> None:
    """Run one of PostgreSQL's own programs; the password goes by the environment, not by an argument."""
    program = shutil.which(name)
    if program is None:
        raise EnvironmentUnfit(advice=f"Install PostgreSQL's {name} on this computer, then try again.")
    address = url.set(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": url.password} if isinstance(url.password, str) else {}
    command = [program, f"--dbname={address}", *options]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **password})
    if done.returncode:
        raise EnvironmentUnfit(advice=f"{name} failed: check its version, and that the database is there and empty.")


def open_store(url: str, now: Callable[[], datetime] = system_now) -> Store:
    """The store at `sqlite:///FILE` or `postgresql://…`, created or migrated as needed."""
    return Store(*open_engines(url), now)


def restore(backup: Path, url: str) -> Store:
    """A store made from a backup, with a new epoch, so that clients check what they had sent.

    Raises:
        BadInput: the backup is missing or is none, or there is something in the target already.
        EnvironmentUnfit: PostgreSQL without pg_restore.
    """
    if not backup.is_file():
        raise BadInput("the backup is missing")
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        if not target.database or Path(target.database).exists():
            raise BadInput("the database to restore exists already")
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, target.database)
    else:
        _run_postgresql("pg_restore", target, ["--exit-on-error", "--no-owner", "--single-transaction", str(backup)])
    try:
        store = open_store(url)
    except EnvironmentUnfit as error:
        if target.get_backend_name() == "sqlite" and target.database:
            Path(target.database).unlink()  # it is the copy just made, and no database
        raise BadInput(f"{backup} is not a backup of this service") from error
    store.begin_new_epoch()
    return store
