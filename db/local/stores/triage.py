"""What waits for triage, what was decided lately; the port msk_desk.services.triage_ports.TriageLists."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from db.local.files import Files
from msk_desk.domain.triage_lines import OpenReferral, Opinion

_TASK = """(SELECT {what} FROM triage_line t WHERE t.referral_id=e.referral_id AND t.opinion_of=''
  AND t.status NOT IN ('cancelled','entered-in-error')
  ORDER BY t.status='completed', t.done DESC, t.rid DESC LIMIT 1)"""
_ROW = f"""
SELECT e.id, e.patient_id, e.referral_id, e.stage, e.status, p.name, p.born, p.nhs_number, r.source, r.referrer,
  r.reason, r.region, r.priority, r.kind, {_TASK.format(what="t.id")}, {_TASK.format(what="t.status")},
  {_TASK.format(what="t.owner_id")}, {_TASK.format(what="t.decision")}, {_TASK.format(what="t.done")}
FROM pathway_line e JOIN referral_line r ON r.id=e.referral_id JOIN patient_line p ON p.id=e.patient_id
"""
_OPEN = f"{_ROW} WHERE e.status='active' AND e.stage='referred' AND r.status NOT IN ('revoked','entered-in-error')"
_DECIDED = f"""{_ROW} WHERE e.stage!='referred' AND (e.referral_id IN (SELECT referral_id FROM triage_line
  WHERE status='completed' AND opinion_of='' AND done>=:since)
  OR (e.status='active' AND e.stage='triaged' AND e.service IN ('triage','imaging')))"""
_COUNT = """SELECT count(*), coalesce(sum(r.priority IN ('stat','asap','urgent')), 0)
FROM pathway_line e JOIN referral_line r ON r.id=e.referral_id
WHERE e.status='active' AND e.stage='referred' AND r.status NOT IN ('revoked','entered-in-error')"""
_OPINIONS = """SELECT t.id, t.referral_id, t.status, t.owner_id, t.done, t.opinion_of FROM triage_line t
WHERE t.opinion_of!='' AND t.status NOT IN ('cancelled','entered-in-error')
AND t.referral_id IN (SELECT referral_id FROM pathway_line WHERE status='active' AND stage='referred')"""


class StoredTriage:
    """The triage lists of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def open(self) -> tuple[OpenReferral, ...]:
        """Every referral whose pathway waits for triage, in no order."""
        with self._files.shown() as cache:
            return tuple(_line(row) for row in cache.execute(_OPEN))

    def decided(self, since: datetime) -> tuple[OpenReferral, ...]:
        """Every referral decided from a moment on, or whose result or emergency is still followed, in no order."""
        with self._files.shown() as cache:
            return tuple(_line(row) for row in cache.execute(_DECIDED, {"since": int(since.timestamp())}))

    def opinions(self) -> tuple[Opinion, ...]:
        """Second opinions and team meetings asked for referrals that are open."""
        with self._files.shown() as cache:
            rows = cache.execute(_OPINIONS).fetchall()
        return tuple(Opinion(row[0], row[1], row[2], row[3], _moment(row[4])) for row in rows)

    def counts(self) -> tuple[int, int]:
        """How many wait for triage, and how many of them came as urgent."""
        with self._files.shown() as cache:
            every, urgent = cache.execute(_COUNT).fetchone()
        return int(every), int(urgent)


def _line(row: tuple[Any, ...]) -> OpenReferral:
    words: list[str] = [part or "" for part in row[:18]]
    return OpenReferral(
        words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7], words[8], words[9], words[10],
        words[11], words[12], words[13], words[14], words[15], words[16], words[17], _moment(row[18]),
    )  # fmt: skip


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
