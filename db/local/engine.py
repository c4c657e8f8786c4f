"""One encrypted SQLCipher file: connections, transactions, copies. Both databases are opened through it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from db.local.faults import translated

Connection = Any
"""A DB-API connection of sqlcipher3, which has no type hints."""
BUSY_SECONDS = 10.0
POOL = 6
EXTRA = 10


class Database:
    """One encrypted file and its pool of connections; safe to share between threads."""

    def __init__(self, path: Path, key: bytes, *, synchronous: str, cache_kib: int = 8000) -> None:
        self.path = path
        self.key = key
        self._settings = (
            "PRAGMA journal_mode=WAL",
            f"PRAGMA synchronous={synchronous}",
            "PRAGMA foreign_keys=ON",
            f"PRAGMA cache_size=-{cache_kib}",
            # Folding the log into the file less often than SQLite would makes a first load a tenth faster.
            "PRAGMA wal_autocheckpoint=8000",
        )
        self._pool = QueuePool(self.connect, pool_size=POOL, max_overflow=EXTRA, timeout=BUSY_SECONDS, use_lifo=True)

    def connect(self) -> Connection:
        """A connection of its own, outside the pool.

        Raises:
            sqlcipher3 errors: the key is wrong or the file damaged; see `translated`.
        """
        connection = raw_connection(self.path, self.key)
        for setting in self._settings:
            connection.execute(setting)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from; each statement sees what is committed when it begins."""
        with translated():
            pooled = self._pool.connect()
            try:
                yield pooled.driver_connection
            finally:
                pooled.close()

    @contextmanager
    def writing(self, wait: float = BUSY_SECONDS) -> Iterator[Connection]:
        """A write transaction: committed at the end of the block, undone when it raises.

        Args:
            wait: seconds to wait for another writer.

        Raises:
            CacheLocked, DiskFull, CacheDamaged: nothing was stored.
        """
        with translated():
            pooled = self._pool.connect()
            try:
                yield from _transaction(pooled, wait)
            finally:
                pooled.close()

    def copy_to(self, target: Path) -> None:
        """A consistent copy under the same key, while others read and write."""
        with translated(), self.reading() as connection:
            copy = raw_connection(target, self.key)
            try:
                connection.backup(copy)
            finally:
                copy.close()

    def close(self) -> None:
        """Let go of every connection; the last one folds the write-ahead log into the file."""
        self._pool.dispose()


def raw_connection(path: Path, key: bytes) -> Connection:
    """A connection under a raw 32-byte key: no passphrase is derived, so opening takes no time."""
    connection = sqlcipher.connect(
        str(path), check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _transaction(pooled: PoolProxiedConnection, wait: float) -> Iterator[Connection]:
    connection: Connection = pooled.driver_connection
    if wait != BUSY_SECONDS:
        connection.execute(f"PRAGMA busy_timeout={int(wait * 1000)}")
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        if wait != BUSY_SECONDS:
            connection.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
