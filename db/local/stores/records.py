"""Records: reads from the cache, saves to the outbox; the port msk_desk.services.ports.Records."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import orjson

from db.local.cache.kin import family_of
from db.local.files import Files
from db.local.points import sync_point
from db.local.stores.bases import Held, held_base
from db.local.work.saving import Edit, Save, keep_unit
from msk_desk.domain.people import Staff
from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.domain.roles import Role
from msk_desk.fhir.elements import target
from msk_desk.fhir.mapping import read, type_of, write
from msk_desk.fhir.practitioner import roles_of, sites_of

R = TypeVar("R", bound=Record)
_LOG = logging.getLogger(__name__)
_STANDS = "coalesce(local_json, base_json) FROM resource"


class StoredRecords:
    """The records of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read(self, kind: type[R], record_id: str) -> R | None:
        """One record, or None when it is not here, is deleted or is of another kind."""
        type = type_of(kind)
        with self._files.shown() as cache:
            row = cache.execute(
                f"SELECT {_STANDS} WHERE type=? AND id=? AND (deleted=0 OR local_json IS NOT NULL)", (type, record_id)
            ).fetchone()
        data = self._files.unshown(type, id=record_id).get(record_id) or (row[0] if row else None)
        found = _of_kind(kind, [data] if data else [])
        return self._whole(found)[0] if found else None

    def of_patient(self, kind: type[R], patient_id: str) -> tuple[R, ...]:
        """Every record of a kind for a patient, with what stands on records merged with theirs; newest first."""
        type = type_of(kind)
        with self._files.shown() as cache:
            family = family_of(cache, patient_id)
            rows = cache.execute(
                "SELECT id, coalesce(local_json, base_json) FROM resource"
                f" WHERE patient_id IN ({','.join('?' * len(family))}) AND type=?"
                " AND (deleted=0 OR local_json IS NOT NULL)",
                (*family, type),
            ).fetchall()
        stands = {row[0]: row[1] for row in rows}
        for each in family:
            stands |= self._files.unshown(type, patient_id=each)
        return tuple(sorted(_of_kind(kind, stands.values()), key=when, reverse=True))

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind: for reference data only."""
        with self._files.shown() as cache:
            rows = cache.execute(
                f"SELECT {_STANDS} WHERE type=? AND (deleted=0 OR local_json IS NOT NULL) ORDER BY id",
                (type_of(kind),),
            ).fetchall()
        return tuple(self._whole(_of_kind(kind, [row[0] for row in rows])))

    def save(self, unit: Unit) -> Changes:
        """Store a unit: all of it or nothing; durable when it returns.

        Raises:
            DiskFull, CacheLocked, Conflict: nothing was stored.
        """
        by = unit.by if unit.by.device_id else replace(unit.by, device_id=self._files.device_id)
        edits = [(type_of(type(record)), record.id, _edit_of(record)) for record in unit.records]
        return keep(self._files, Save(unit.id, unit.what, by, unit.at, unit.signed), edits)

    def _whole(self, found: list[R]) -> list[R]:
        """Staff with the hats and sites that their PractitionerRole resources give."""
        if not found or not isinstance(found[0], Staff):
            return found
        with self._files.cache.reading() as cache:
            rows = cache.execute(f"SELECT {_STANDS} WHERE type='PractitionerRole' AND deleted=0").fetchall()
        roles: dict[str, list[Role]] = {}
        sites: dict[str, list[str]] = {}
        for (data,) in rows:
            hat = orjson.loads(data)
            person = target(hat.get("practitioner"), "Practitioner")
            if hat.get("active") is not False:
                roles.setdefault(person, []).extend(roles_of(hat))
                sites.setdefault(person, []).extend(sites_of(hat))
        return [
            replace(
                staff,
                roles=tuple(dict.fromkeys((*staff.roles, *roles.get(staff.id, ())))),
                sites=tuple(dict.fromkeys((*staff.sites, *sites.get(staff.id, ())))),
            )
            for staff in found
            if isinstance(staff, Staff)
        ]


def keep(files: Files, save: Save, edits: list[tuple[str, str, Edit]]) -> Changes:
    """Store edits in work.db, durably, then show them in the cache if it is free."""
    with files.work.writing() as work, files.cache.reading() as cache:

        def base_of(type: str, id: str) -> Held:
            return held_base(work, cache, type, id)

        changes = keep_unit(work, save, edits, base_of, files.new_id)
        sync_point("save.before-commit")
    sync_point("save.committed")
    files.catch_up()
    sync_point("save.shown")
    return changes


def _edit_of(record: Record) -> Edit:
    return lambda current: write(record, current)


def _of_kind(kind: type[R], stored: Iterable[bytes]) -> list[R]:
    records = (_readable(data) for data in stored)
    return [record for record in records if isinstance(record, kind)]


def _readable(data: bytes) -> Record | None:
    """The record of a resource; one that the mappers cannot read must not hide the others of its patient."""
    try:
        return read(orjson.loads(data))
    except (TypeError, ValueError, AttributeError, OverflowError):
        _LOG.warning("A stored resource could not be read", exc_info=True)
        return None


_TIMES = ("start", "started", "taken", "written", "authored", "recorded", "created", "received", "onset", "due")


def when(record: object) -> str:
    """The time of a record as sortable text, empty when it has none."""
    for name in _TIMES:
        value = getattr(record, name, None)
        if value:
            return value if isinstance(value, str) else str(value.isoformat())
    return ""
