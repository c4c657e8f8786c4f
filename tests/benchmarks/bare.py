"""Baselines without us: a bare encrypted file, a bare transfer, an empty window's process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import orjson

from db.local.engine import raw_connection
from tests.benchmarks.bench_district import Computer

KEY = bytes(range(32))
_BATCH = 5000
_WORDS = "patient_words"


@contextmanager
def bare_file(path: Path) -> Iterator[Any]:
    """An encrypted file of its own with the settings that SQLite's manual gives for bulk work."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    connection = raw_connection(path, KEY)
    try:
        for setting in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16000", "wal_autocheckpoint=8000"):
            connection.execute(f"PRAGMA {setting}")
        yield connection
    finally:
        connection.close()
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()


def transfer(computer: Computer) -> tuple[float, list[tuple[Any, ...]]]:
    """Fetch every file of the export, unpack and parse each line.

    Returns:
        seconds, and the rows that a cache of it needs.
    """
    transport = computer.transport()
    headers = {"Accept": "application/json"}
    types = ",".join(sorted({row[0] for row in _types(computer)}))
    place = transport.send("GET", f"$export?_type={types}").headers["content-location"]
    while (reply := transport.send("GET", place, headers=headers)).status == 202:
        time.sleep(0.2)
    urls = [entry["url"] for entry in reply.json()["output"]]
    token = transport._headers({})["Authorization"]
    rows: list[tuple[Any, ...]] = []
    began = time.perf_counter()
    with httpx2.Client(timeout=60) as http:
        for url in urls:
            packed = http.get(url, headers={"Authorization": token}).content
            for line in zlib.decompress(packed, 16 + zlib.MAX_WBITS).splitlines():
                found = orjson.loads(line)
                meta = found["meta"]
                rows.append((found["resourceType"], found["id"], meta["versionId"], meta["lastUpdated"], line))
    return time.perf_counter() - began, rows


def _types(computer: Computer) -> list[tuple[str]]:
    with computer.store.files.cache.reading() as cache:
        return list(cache.execute("SELECT DISTINCT type FROM resource").fetchall())


def insert(computer: Computer, resources: list[tuple[Any, ...]], folder: Path) -> float:
    """Insert resources, and the same rows of lists and search as our cache holds, in a bare file; seconds."""
    tables = {name: rows for name, rows in _projections(computer) if rows}
    with bare_file(folder / "bare.db") as bare:
        for sql in _tables(computer):
            bare.execute(sql)
        began = time.perf_counter()
        columns = "rid, type, id, base_version, base_last_updated, base_json"
        numbered = [(rid, *row) for rid, row in enumerate(resources)]
        _fill(bare, f"INSERT INTO resource({columns}) VALUES (?,?,?,?,?,?)", numbered)
        for name, rows in tables.items():
            columns = "rowid, words" if name == _WORDS else ""
            places = ",".join("?" * len(rows[0]))
            _fill(bare, f"INSERT INTO {name}{f'({columns})' if columns else ''} VALUES ({places})", rows)
        return time.perf_counter() - began


def _fill(bare: Any, sql: str, rows: list[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), _BATCH):
        bare.execute("BEGIN")
        bare.executemany(sql, rows[start : start + _BATCH])
        bare.execute("COMMIT")


def _tables(computer: Computer) -> list[str]:
    """Our tables without the indexes that reading alone needs."""
    with computer.store.files.cache.reading() as cache:
        found = cache.execute(
            "SELECT sql FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'patient_words_%' AND name NOT IN ('meta', 'alembic_version')"
        ).fetchall()
    return [row[0] for row in found]


def _projections(computer: Computer) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """The rows beside the resources; search words as they were put in, for the index itself holds no text."""
    with computer.store.files.cache.reading() as cache:
        for sql in _tables(computer):
            name = sql.split("(")[0].split()[2] if "VIRTUAL" not in sql else _WORDS
            if name == _WORDS:
                words = "family_key || ' ' || given_key || ' ' || former_key || ' ' || numbers"
                yield name, cache.execute(f"SELECT rid, {words} FROM patient_line").fetchall()
            elif name != "resource":
                yield name, cache.execute(f"SELECT * FROM {name}").fetchall()


def python(code: str, *arguments: str) -> dict[str, Any]:
    """What a process of its own prints as its last line of JSON."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def child(*arguments: str) -> dict[str, Any]:
    """What a window in a process of its own found."""
    command = [sys.executable, "-m", "tests.benchmarks.window_child", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
