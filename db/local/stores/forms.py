"""Questionnaires that came from the service, and versions kept for drafts; the port services.ports.StoredForms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from db.local.files import Files
from msk_desk.fhir.exact_json import dumps

_STANDS = "coalesce(local_json, base_json) FROM resource"


class StoredForms:
    """The forms of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._parsed: dict[str, tuple[bytes, Mapping[str, Any]]] = {}

    def every(self) -> tuple[Mapping[str, Any], ...]:
        """Every Questionnaire of the service, whatever its status; numbers are Decimals."""
        with self._files.shown() as cache:
            rows = cache.execute(
                f"SELECT id, {_STANDS} WHERE type='Questionnaire' AND (deleted=0 OR local_json IS NOT NULL) ORDER BY id"
            ).fetchall()
        # Parsed again only when it changed: forms are asked for at every start of a visit.
        before, self._parsed = self._parsed, {}
        for form_id, data in rows:
            known = before.get(form_id)
            self._parsed[form_id] = known if known is not None and known[0] == data else (data, _parsed(data))
        return tuple(form for _, form in self._parsed.values())

    def keep(self, key: str, questionnaire: Mapping[str, Any]) -> None:
        """Keep the version that work was begun with, as long as this profile lives; the first one stays."""
        with self._files.work.reading() as work:
            if work.execute("SELECT 1 FROM form_version WHERE canonical=?", (key,)).fetchone():
                return
        with self._files.work.writing() as work:
            work.execute(
                "INSERT OR IGNORE INTO form_version(canonical, body) VALUES (?,?)", (key, dumps(questionnaire))
            )

    def kept(self, key: str) -> Mapping[str, Any] | None:
        """A version that was kept, by `canonical|version`."""
        with self._files.work.reading() as work:
            row = work.execute("SELECT body FROM form_version WHERE canonical=?", (key,)).fetchone()
        return _parsed(row[0]) if row else None


def _parsed(data: bytes) -> Mapping[str, Any]:
    """A Questionnaire as the form engine wants it: numbers with a decimal point are Decimals."""
    found = json.loads(data, parse_float=Decimal)
    return found if isinstance(found, dict) else {}
