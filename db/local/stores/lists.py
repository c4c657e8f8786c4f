"""The rows of lists, many patients at once; the port msk_desk.services.ports.ListRows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from db.local.files import Files
from db.local.stores.clinics import CLINIC_ZONE
from db.local.stores.list_queries import QUERIES
from msk_desk.domain.lists import AHEAD_WEEKS, BREACH_AFTER, Asked, ListRow
from msk_desk.domain.reconciliation import Traced, Way

_TRACED = """
SELECT r.id, r.patient_id, r.source, r.received, r.status, e.id, e.status, e.stage, e.started, e.ended, e.events
FROM referral_line r LEFT JOIN pathway_line e ON e.referral_id=r.id ORDER BY r.rid
"""


class StoredLists:
    """The lists of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def rows(self, code: str, asked: Asked) -> tuple[ListRow, ...]:
        """Every row of a list, in no order."""
        with self._files.shown() as cache:
            return tuple(map(ListRow._make, cache.execute(QUERIES[code].rows, _values(asked))))

    def counts(self, codes: Iterable[str], asked: Asked) -> Mapping[str, int]:
        """How many rows lists have."""
        values = _values(asked)
        with self._files.shown() as cache:
            return {code: int(cache.execute(QUERIES[code].count, values).fetchone()[0]) for code in codes}

    def traced(self) -> tuple[Traced, ...]:
        """Every referral with the pathways that carry it."""
        with self._files.shown() as cache:
            found = cache.execute(_TRACED).fetchall()
        referrals: dict[str, tuple[Any, ...]] = {}
        ways: dict[str, list[Way]] = {}
        for row in found:
            referrals[row[0]] = row
            if row[5] is not None:
                way = Way(row[5], row[6], row[7], row[8], row[9], _events(row[10]))
                ways.setdefault(row[0], []).append(way)
        return tuple(
            Traced(row[0], row[1], row[2], row[3], row[4], tuple(ways.get(row[0], ()))) for row in referrals.values()
        )


def _events(text: str) -> tuple[tuple[int, str], ...]:
    """`738500 triaged|738510 booked` as pairs."""
    pairs = (each.partition(" ") for each in text.split("|")) if text else ()
    return tuple((int(day), name) for day, _, name in pairs)


def _values(asked: Asked) -> dict[str, object]:
    """What the statements of all lists may ask for."""
    since = datetime.combine(asked.today, time(), CLINIC_ZONE)
    until = datetime.combine(asked.today + timedelta(days=1), time(), CLINIC_ZONE)
    return {
        "today": asked.today.toordinal(), "now": int(asked.now.timestamp()), "me": asked.staff_id,
        "since": int(since.timestamp()), "until": int(until.timestamp()), "silent": asked.silent.toordinal(),
        "allowed": BREACH_AFTER, "ahead": AHEAD_WEEKS * 7, "ids": json.dumps(asked.ids),
    }  # fmt: skip
