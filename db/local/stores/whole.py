"""FHIR resources as they are stored; the port msk_desk.services.ports.WholeResources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from db.local.cache.kin import family_of
from db.local.files import Files
from db.local.stores.records import keep
from db.local.work.saving import Edit, Save
from msk_desk.domain.errors import BadInput
from msk_desk.domain.roles import Actor
from msk_desk.fhir.exact_json import loads_object
from msk_desk.fhir.names import LAST_OP

_STANDS = "coalesce(local_json, base_json) FROM resource"
_HERE = "(deleted=0 OR local_json IS NOT NULL)"
_PAGE = 500


class StoredWholeResources:
    """Resources whole, for import and export."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def store_whole(self, resources: Sequence[Mapping[str, Any]], by: Actor, what: str) -> Mapping[str, str]:
        """Store resources as changes to be synchronised: one unit. Returns id -> created/updated/unchanged.

        Raises:
            BadInput: a resource without type or id; nothing was stored.
        """
        outcome: dict[str, str] = {}
        edits = [_edit(resource, outcome) for resource in resources]
        by = by if by.device_id else replace(by, device_id=self._files.device_id)
        keep(self._files, Save(self._files.new_id(), what, by, self._files.now()), edits)
        return outcome

    def whole(self, type: str, resource_id: str) -> Mapping[str, Any] | None:
        """One resource as it stands here (local edit if any, else the service's), or None."""
        with self._files.shown() as cache:
            row = cache.execute(f"SELECT {_STANDS} WHERE type=? AND id=? AND {_HERE}", (type, resource_id)).fetchone()
        return loads_object(row[0]) if row else None

    def whole_of_patient(self, patient_id: str) -> tuple[Mapping[str, Any], ...]:
        """The patient and every resource that refers to them, with the records merged with theirs."""
        with self._files.shown() as cache:
            family = family_of(cache, patient_id)
            rows = cache.execute(
                f"SELECT {_STANDS} WHERE patient_id IN ({','.join('?' * len(family))}) AND {_HERE}"
                " ORDER BY type != 'Patient', type, id",
                family,
            ).fetchall()
        return tuple(loads_object(row[0]) for row in rows)

    def every_whole(self) -> Iterator[Mapping[str, Any]]:
        """Every resource here, by type and id; read page by page, so that memory stays small."""
        self._files.catch_up()
        last = ("", "")
        while True:
            with self._files.cache.reading() as cache:
                rows = cache.execute(
                    f"SELECT type, id, {_STANDS} WHERE (type, id) > (?, ?) AND {_HERE} ORDER BY type, id LIMIT ?",
                    (*last, _PAGE),
                ).fetchall()
            if not rows:
                return
            for row in rows:
                yield loads_object(row[2])
            last = (rows[-1][0], rows[-1][1])


def _edit(resource: Mapping[str, Any], outcome: dict[str, str]) -> tuple[str, str, Edit]:
    type, id = resource.get("resourceType"), resource.get("id")
    if not isinstance(type, str) or not isinstance(id, str) or not type or not id:
        raise BadInput("A resource has no resourceType or no id.")

    def edit(current: dict[str, Any] | None) -> dict[str, Any]:
        if current is None:
            outcome[id] = "created"
            return dict(resource)
        made = {**resource, **({"meta": current["meta"]} if "meta" in current else {})}
        if "meta" not in current:
            made.pop("meta", None)
        same = _bare(made) == _bare(current)
        outcome[id] = "unchanged" if same else "updated"
        return current if same else made

    return type, id, edit


def _bare(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A resource without the mark of the operation that wrote it."""
    kept = {key: value for key, value in resource.items() if key != "extension"}
    extensions = [node for node in resource.get("extension") or [] if node.get("url") != LAST_OP]
    return {**kept, **({"extension": extensions} if extensions else {})}
