"""Reads: versions, searches, histories, and streams for exports and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Select, Table, and_, func, not_, select, tuple_

from db.central import searching
from db.central.reaching import allowed
from db.central.rows import VERSION_COLUMNS, microseconds, stored
from db.central.tables import resource, search_index, version
from msk_desk.domain.central_store import HistorySearch, IndexRow, Reach, Search, Stored

STREAM_PAGE = 2000


def system_now() -> datetime:
    """The clock of this computer, in UTC."""
    return datetime.now(UTC)


class Reading:
    """What can be asked of the stored resources."""

    def __init__(self, readers: Engine, now: Callable[[], datetime] = system_now) -> None:
        self._readers = readers
        self._now = now

    def _micros(self) -> int:
        return microseconds(self._now())

    def _rows(self, statement: Select[Any]) -> list[Stored]:
        with self._readers.connect() as connection:
            return [stored(row) for row in connection.execute(statement)]

    def read(self, type: str, id: str, reach: Reach) -> Stored | None:
        """The current version, if the reach allows."""
        statement = self._current(reach).where(resource.c.type == type, resource.c.id == id)
        found = self._rows(statement)
        return found[0] if found else None

    def read_many(self, wanted: Sequence[tuple[str, str]], reach: Reach) -> list[Stored]:
        """Current versions by type and id, those that exist and are allowed."""
        if not wanted:
            return []
        ids = tuple_(resource.c.type, resource.c.id).in_(list(wanted))
        return self._rows(self._current(reach).where(ids, not_(resource.c.deleted)))

    def read_version(self, type: str, id: str, number: int, reach: Reach) -> Stored | None:
        """One version, if the reach allows it and the current one."""
        statement = (
            select(*VERSION_COLUMNS)
            .where(version.c.type == type, version.c.id == id, version.c.version == number)
            .where(self._allowed(version, reach))
        )
        found = self._rows(statement)
        return found[0] if found else None

    def search(self, search: Search, reach: Reach) -> list[Stored]:
        """A page of current versions in the order of last_updated."""
        with self._readers.connect() as connection:
            statement = searching.page(connection, search, reach, self._micros())
            return [stored(row) for row in connection.execute(statement)]

    def count(self, search: Search, reach: Reach) -> int:
        """How many current versions a search finds."""
        with self._readers.connect() as connection:
            statement = searching.counting(connection, search, reach, self._micros())
            return int(connection.execute(statement).scalar_one())

    def history(self, search: HistorySearch, reach: Reach) -> tuple[list[Stored], int]:
        """A stretch of versions, oldest first unless `before` is given, and the highest number visible.

        The counter is held until commit by whoever raises it, so numbers become visible in order and
        what is not above the highest is complete.
        """
        with self._readers.connect() as connection:
            top = int(connection.execute(select(func.max(version.c.seq))).scalar() or 0)
            statement = self._history(search, reach).where(version.c.seq <= top)
            return [stored(row) for row in connection.execute(statement)], top

    def _history(self, search: HistorySearch, reach: Reach) -> Select[Any]:
        statement = select(*VERSION_COLUMNS).where(self._allowed(version, reach))
        if search.types:
            statement = statement.where(version.c.type.in_(search.types))
        if search.id is not None:
            statement = statement.where(version.c.id == search.id)
        if search.since is not None:
            first = select(func.min(version.c.seq)).where(version.c.last_updated >= search.since)
            statement = statement.where(version.c.seq >= first.scalar_subquery())
        if search.after is not None:
            statement = statement.where(version.c.seq > search.after)
        if search.before is not None:
            return statement.where(version.c.seq < search.before).order_by(version.c.seq.desc()).limit(search.limit)
        return statement.order_by(version.c.seq).limit(search.limit)

    def last_seq(self) -> int:
        """The highest commit number so far."""
        with self._readers.connect() as connection:
            return int(connection.execute(select(func.max(version.c.seq))).scalar() or 0)

    def stream(self, type: str, reach: Reach, upto: int) -> Iterator[list[bytes]]:
        """The JSON of all current resources of a type, in pages of commit order.

        Each page is a short read of its own: a long one would keep the write-ahead log from shrinking.
        What changes meanwhile has a higher number than `upto` and reaches the reader by the history.
        """
        after = 0
        columns = (version.c.seq, version.c.json)
        while True:
            statement = (
                select(*columns)
                .join(resource, resource.c.seq == version.c.seq)
                .where(resource.c.type == type, resource.c.seq > after, resource.c.seq <= upto)
                .where(not_(resource.c.deleted), self._allowed(resource, reach))
                .order_by(resource.c.seq)
                .limit(STREAM_PAGE)
            )
            rows = self._raw(statement)
            if rows:
                yield [bytes(row[1]) for row in rows]
            if len(rows) < STREAM_PAGE:
                return
            after = rows[-1][0]

    def _raw(self, statement: Select[Any]) -> list[Any]:
        with self._readers.connect() as connection:
            return list(connection.execute(statement).fetchall())

    def types_held(self, reach: Reach) -> dict[str, int]:
        """The types of which there are current resources, with their number."""
        statement = (
            select(resource.c.type, func.count())
            .where(not_(resource.c.deleted), self._allowed(resource, reach))
            .group_by(resource.c.type)
        )
        return {row[0]: row[1] for row in self._raw(statement)}

    def identities(self, type: str, reach: Reach) -> Iterator[tuple[str, int]]:
        """Id and version of every current resource of a type."""
        statement = (
            select(version.c.id, version.c.version)
            .join(resource, resource.c.seq == version.c.seq)
            .where(resource.c.type == type, not_(resource.c.deleted), self._allowed(resource, reach))
        )
        with self._readers.connect() as connection, closing(connection.execute(statement)) as rows:
            for row in rows:
                yield row[0], row[1]

    def all_versions(self, after: int = 0) -> Iterator[Stored]:
        """Every version in commit order, for checks."""
        while True:
            statement = select(*VERSION_COLUMNS).where(version.c.seq > after)
            found = self._rows(statement.order_by(version.c.seq).limit(STREAM_PAGE))
            yield from found
            if len(found) < STREAM_PAGE:
                return
            after = found[-1].seq

    def index_rows_of(self, type: str, id: str) -> list[IndexRow]:
        """What is indexed of a current resource, for checks."""
        rid = select(resource.c.rid).where(resource.c.type == type, resource.c.id == id)
        c = search_index.c
        rows = self._raw(select(c.param, c.value, c.high, c.system).where(c.rid.in_(rid)))
        return [IndexRow(*row) for row in rows]

    def _current(self, reach: Reach) -> Select[Any]:
        joined = and_(resource.c.seq == version.c.seq)
        return select(*VERSION_COLUMNS).join(resource, joined).where(self._allowed(resource, reach))

    def _allowed(self, table: Table, reach: Reach) -> Any:
        return allowed(table, reach, self._micros())
