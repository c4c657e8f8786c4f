"""Loading many new resources at once: plain rows first, indexes last."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Index, Table, exc, func, insert, select, update

from db.central.rows import instant, microseconds
from db.central.tables import care, counter, resource, search_index, version
from msk_desk.domain.central_store import BulkReport, Draft
from msk_desk.domain.errors import BadInput

CHUNK = 10_000
_UNIQUE_VIOLATION = "23505"
_TABLES = (version, resource, search_index, care)


def bulk_load(writers: Engine, drafts: Iterable[Draft], author: str, now: Callable[[], datetime]) -> BulkReport:
    """Store many new resources in one transaction.

    Raises:
        BadInput: one of them exists already; nothing is stored.
    """
    started = time.perf_counter()
    try:
        with writers.begin() as connection:
            types = _load(connection, iter(drafts), author, microseconds(now()))
    except exc.IntegrityError as error:
        raise _exists() from error
    except Exception as error:
        # COPY goes past SQLAlchemy, and so do its errors.
        if getattr(error, "sqlstate", "") == _UNIQUE_VIOLATION:
            raise _exists() from error
        raise
    return BulkReport(sum(types.values()), time.perf_counter() - started, dict(types))


def _exists() -> BadInput:
    return BadInput("a resource to be loaded exists already; nothing was loaded")


def _load(connection: Connection, drafts: Iterator[Draft], author: str, now: int) -> Counter[str]:
    held = connection.execute(select(counter.c.seq, counter.c.last_updated).with_for_update()).one()
    seq, last = int(held[0]), max(int(held[1]) + 1, now)
    empty = connection.execute(select(func.count()).select_from(version)).scalar_one() == 0
    indexes = [index for table in _TABLES for index in table.indexes] if empty else []
    for index in indexes:
        index.drop(connection)
    types: Counter[str] = Counter()
    while chunk := list(islice(drafts, CHUNK)):
        rows = _Rows(seq, last)
        for draft in chunk:
            rows.add(draft, author)
            types[draft.type] += 1
        rows.insert(connection)
        seq, last = rows.seq, rows.last
    _rebuild(connection, indexes)
    connection.execute(update(counter).values(seq=seq, last_updated=last))
    return types


def _rebuild(connection: Connection, indexes: list[Index]) -> None:
    for index in indexes:
        index.create(connection)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


class _Rows:
    """The rows of a chunk, as tuples in the order of the columns."""

    def __init__(self, seq: int, last: int) -> None:
        self.seq, self.last = seq, last
        self._rows: dict[Table, list[tuple[Any, ...]]] = {table: [] for table in _TABLES}

    def add(self, draft: Draft, author: str) -> None:
        self.seq += 1
        self.last += 1
        seq, last, rows = self.seq, self.last, self._rows
        d = draft
        json = d.stamped(1, instant(last))
        rows[version].append((seq, d.type, d.id, 1, last, False, d.label, d.patient, d.op_id, author, d.digest, json))
        rows[resource].append((seq, d.type, d.id, seq, last, False, d.label, d.patient, author))
        rows[search_index] += [(seq, r.param, r.value, r.high, r.system) for r in d.rows]
        if d.patient:
            rows[care] += [(person, d.patient, seq, None, None) for person in d.carers]

    def insert(self, connection: Connection) -> None:
        for table, rows in self._rows.items():
            if not rows:
                continue
            if connection.dialect.name == "postgresql":
                _copy(connection, table, rows)
            else:
                connection.exec_driver_sql(str(insert(table).compile(dialect=connection.dialect)), rows)


def _copy(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
