"""What happened to a patient; the port msk_desk.services.ports.Timelines."""

from __future__ import annotations

from dataclasses import replace

import orjson

from db.local.cache.happenings import happening
from db.local.cache.kin import family_of
from db.local.files import Files
from msk_desk.domain.timeline import TimelineEntry


class StoredTimelines:
    """Timelines, made from a patient's resources when they are asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def of(self, patient_id: str, limit: int = 200) -> tuple[TimelineEntry, ...]:
        """Newest first, with what stands on records that were merged with this one."""
        with self._files.shown() as cache:
            family = family_of(cache, patient_id)
            rows = cache.execute(
                "SELECT coalesce(local_json, base_json) FROM resource"
                f" WHERE patient_id IN ({','.join('?' * len(family))})"
                " AND type != 'Patient' AND (deleted=0 OR local_json IS NOT NULL)",
                family,
            ).fetchall()
            names = dict(cache.execute("SELECT id, name FROM name_line").fetchall())
        found = filter(None, (happening(orjson.loads(row[0])) for row in rows))
        entries = (replace(each, typed_by=names.get(each.typed_by, "")) if each.typed_at else each for each in found)
        return tuple(sorted(entries, key=lambda entry: (entry.when, entry.id), reverse=True)[:limit])
