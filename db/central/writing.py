"""The write transaction: one writer at a time, numbers given in the order of commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from db.central.engine import beginning
from db.central.reaching import caring_until
from db.central.rows import VERSION_COLUMNS, instant, microseconds, stored
from db.central.tables import answered, care, counter, resource, search_index, version
from msk_desk.domain.central_store import Answered, Draft, Stored


class Writing:
    """One open write transaction (`WriteTransaction`)."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        # The row stays locked until commit, so that no number is visible before a lower one.
        held = connection.execute(select(counter.c.seq, counter.c.last_updated).with_for_update()).one()
        self._seq, self._last = int(held[0]), int(held[1])
        self._first = self._seq
        self._now = now

    def current(self, type: str, id: str) -> Stored | None:
        """The current version, deleted or not."""
        statement = (
            select(*VERSION_COLUMNS)
            .join(resource, resource.c.seq == version.c.seq)
            .where(resource.c.type == type, resource.c.id == id)
        )
        return self._one(statement)

    def version_of_op(self, type: str, id: str, op_id: str) -> Stored | None:
        """The version of a resource that an operation made."""
        c = version.c
        return self._one(select(*VERSION_COLUMNS).where(c.type == type, c.id == id, c.op_id == op_id).limit(1))

    def version(self, type: str, id: str, number: int) -> Stored | None:
        """One version of a resource."""
        c = version.c
        return self._one(select(*VERSION_COLUMNS).where(c.type == type, c.id == id, c.version == number))

    def put(self, draft: Draft, current: Stored | None, author: str) -> Stored:
        """Store a draft as the next version after `current`."""
        number = 1 if current is None else current.version + 1
        self._advance()
        new = Stored(
            draft.type,
            draft.id,
            number,
            self._last,
            self._seq,
            False,
            draft.stamped(number, instant(self._last)),
            draft.label,
            draft.patient,
            draft.op_id,
            draft.digest,
            author,
        )
        rid = self._store(new, current)
        self._index(rid, draft, fresh=current is None)
        return new

    def delete(self, current: Stored, author: str) -> Stored:
        """Record a deletion as the next version."""
        self._advance()
        new = Stored(
            current.type,
            current.id,
            current.version + 1,
            self._last,
            self._seq,
            True,
            b"",
            current.label,
            current.patient,
            None,
            b"",
            author,
        )
        rid = self._store(new, current)
        for table in (search_index, care):
            self._connection.execute(delete(table).where(table.c.rid == rid))
        return new

    def erase(self, type: str, id: str) -> int:
        """Remove the content of all versions of a deleted resource; how many."""
        here = (version.c.type == type, version.c.id == id)
        done = self._connection.execute(update(version).where(*here).values(json=b"", deleted=True, digest=b""))
        return int(done.rowcount)

    def in_care(self, person: str, patient: str, now: int) -> bool:
        """Whether a patient is in the care of a person."""
        statement = select(care.c.person).where(care.c.person == person, care.c.patient == patient)
        return self._connection.execute(statement.where(caring_until(now)).limit(1)).first() is not None

    def add_care(self, person: str, patient: str, until: int, reason: str) -> None:
        """Give a person access to a patient until a time, with a reason."""
        values = {"person": person, "patient": patient, "until": until, "reason": reason}
        self._connection.execute(insert(care).values(**values))

    def answered(self, op_id: str) -> Answered | None:
        """What was answered to an operation."""
        row = self._connection.execute(select(answered).where(answered.c.op_id == op_id)).first()
        return None if row is None else Answered(row[0], row[1], bytes(row[2]), row[3])

    def remember(self, answer: Answered) -> None:
        """Keep the answer to an operation for its repetition."""
        values = {"op_id": answer.op_id, "author": answer.author, "digest": answer.digest}
        self._connection.execute(insert(answered).values(answer=answer.answer, **values))

    def finish(self) -> None:
        """Keep the last number given."""
        if self._seq != self._first:
            self._connection.execute(update(counter).values(seq=self._seq, last_updated=self._last))

    def _advance(self) -> None:
        self._seq += 1
        self._last = max(self._now, self._last + 1)

    def _one(self, statement: Any) -> Stored | None:
        row = self._connection.execute(statement).first()
        return None if row is None else stored(row)

    def _store(self, new: Stored, current: Stored | None) -> int:
        self._connection.execute(insert(version).values(**version_values(new)))
        values = {
            "seq": new.seq,
            "last_updated": new.last_updated,
            "deleted": new.deleted,
            "label": new.label,
            "patient": new.patient,
            "author": new.author,
        }
        if current is None:
            self._connection.execute(insert(resource).values(rid=new.seq, type=new.type, id=new.id, **values))
            return new.seq
        here = (resource.c.type == new.type, resource.c.id == new.id)
        self._connection.execute(update(resource).where(*here).values(**values))
        return int(self._connection.execute(select(resource.c.rid).where(*here)).scalar_one())

    def _index(self, rid: int, draft: Draft, *, fresh: bool) -> None:
        if not fresh:
            for table in (search_index, care):
                self._connection.execute(delete(table).where(table.c.rid == rid))
        if draft.rows:
            self._connection.execute(insert(search_index), index_values(rid, draft))
        if draft.carers and draft.patient:
            self._connection.execute(insert(care), care_values(rid, draft))


def version_values(new: Stored) -> dict[str, Any]:
    """A version as a row."""
    return {name: getattr(new, name) for name in version.c.keys()}  # noqa: SIM118


def index_values(rid: int, draft: Draft) -> list[dict[str, Any]]:
    """What is searchable of a draft, as rows."""
    return [{"rid": rid, "param": r.param, "value": r.value, "high": r.high, "system": r.system} for r in draft.rows]


def care_values(rid: int, draft: Draft) -> list[dict[str, Any]]:
    """Who cares for the patient by this resource, as rows."""
    return [
        {"rid": rid, "person": person, "patient": draft.patient, "until": None, "reason": None}
        for person in draft.carers
    ]


@contextmanager
def write_transaction(writers: Engine, now: Callable[[], datetime]) -> Iterator[Writing]:
    """A write transaction, committed at the end of the block unless it raises.

    Raises:
        CacheLocked: another writer did not finish in time.
        DiskFull: no space for the write (translated at the engine).
    """
    with beginning(writers) as connection:
        writing = Writing(connection, microseconds(now()))
        yield writing
        writing.finish()
