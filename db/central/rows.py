"""Between rows and the shapes of msk_desk.domain.central_store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from db.central.tables import version
from msk_desk.domain.central_store import Stored

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

VERSION_COLUMNS: tuple[ColumnElement[Any], ...] = (
    version.c.type,
    version.c.id,
    version.c.version,
    version.c.last_updated,
    version.c.seq,
    version.c.deleted,
    version.c.json,
    version.c.label,
    version.c.patient,
    version.c.op_id,
    version.c.digest,
    version.c.author,
)


def stored(row: Any) -> Stored:
    """A version from a row of VERSION_COLUMNS."""
    return Stored(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        bool(row[5]),
        bytes(row[6]),
        row[7],
        row[8],
        row[9],
        bytes(row[10]),
        row[11],
    )


def microseconds(now: datetime) -> int:
    """Microseconds since 1970 of an aware time."""
    return (now - _EPOCH) // _MICROSECOND


def instant(at: int) -> str:
    """A FHIR instant with microseconds, from microseconds since 1970."""
    return (_EPOCH + timedelta(microseconds=at)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
