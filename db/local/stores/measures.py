"""The facts that what is due is worked out of, many patients at once; the port msk_desk.services.ports.MeasureFacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.local.files import Files
from db.local.stores.holdings import StoredHoldings
from msk_desk.domain.proms.due_lines import CourseLine
from msk_desk.domain.proms.schedule import Choice, Course, State
from msk_desk.fhir.alerts import PROM_ALERT
from msk_desk.fhir.prom_choices import PROM_CHOICE

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
_JUST_ENDED = 60
"""Days after its end during which a pathway still owes its discharge measures."""
_AT_ONCE = 400
_COURSES = f"""
SELECT e.id, e.patient_id, e.title, e.stage, e.started, e.ended,
  (SELECT min(starts) FROM appointment_line a WHERE a.patient_id=e.patient_id AND a.status='fulfilled'
    AND a.starts >= (e.started - {_EPOCH}) * {_DAY}),
  (SELECT min(day) FROM visit_line v WHERE v.patient_id=e.patient_id AND v.day >= e.started),
  (SELECT min(starts) FROM appointment_line a WHERE a.patient_id=e.patient_id
    AND a.status IN ('booked','arrived','proposed') AND a.starts >= :now),
  (SELECT group_concat(instrument || ' ' || day, '|') FROM prom_line q WHERE q.patient_id=e.patient_id
    AND q.status IN ('completed','amended','final','corrected')),
  (SELECT group_concat(instrument || char(31) || point || char(31) || status || char(31) || reason, char(30))
    FROM prom_task_line t WHERE t.patient_id=e.patient_id AND t.kind='{PROM_CHOICE}' AND t.focus_id=e.id
    AND t.status IN ('rejected','cancelled')),
  p.name, p.born, p.nhs_number, p.phone, e.manager_id,
  coalesce((SELECT name FROM name_line n WHERE n.id=e.manager_id), '')
FROM pathway_line e JOIN patient_line p ON p.id=e.patient_id
WHERE p.deceased='' AND (e.status='active' OR (e.status='finished' AND e.ended >= :ended))
"""
_ALERTS = f"SELECT id FROM prom_task_line WHERE kind='{PROM_ALERT}' AND status NOT IN ('completed','entered-in-error')"
_UNTASKED = f"""
SELECT q.id FROM prom_line q WHERE q.instrument IN ({{}}) AND q.status IN ('completed','amended')
AND NOT EXISTS (SELECT 1 FROM prom_task_line t WHERE t.focus_id=q.id AND t.kind='{PROM_ALERT}')
"""


class StoredMeasures:
    """The measures of this computer."""

    def __init__(self, files: Files, holdings: StoredHoldings) -> None:
        self._files = files
        self._holdings = holdings

    def courses(self, today: date, patient_ids: Sequence[str] | None = None) -> tuple[CourseLine, ...]:
        """Every course of care under way or just ended, of some patients when given, whose record is here."""
        held = self._holdings.held()
        with self._files.shown() as cache:
            if patient_ids is None:
                rows = cache.execute(_COURSES, _when(today)).fetchall()
            else:
                rows = [row for part in _parts(patient_ids) for row in _of_patients(cache, part, today)]
        return tuple(_line(row) for row in rows if held is None or row[1] in held)

    def open_alerts(self) -> tuple[str, ...]:
        """The ids of the alerts that nobody has acted on."""
        with self._files.shown() as cache:
            return tuple(row[0] for row in cache.execute(_ALERTS))

    def answers_without_alert(self, instruments: Sequence[str]) -> tuple[str, ...]:
        """The ids of answers to these instruments that raised no alert: because there was no cause, or not yet."""
        marks = ",".join("?" * len(instruments))
        with self._files.shown() as cache:
            return tuple(row[0] for row in cache.execute(_UNTASKED.format(marks), tuple(instruments)))


def _when(today: date) -> dict[str, int]:
    number = today.toordinal()
    return {"now": (number - _EPOCH) * _DAY, "ended": number - _JUST_ENDED}


def _parts(patient_ids: Sequence[str]) -> list[Sequence[str]]:
    return [patient_ids[at : at + _AT_ONCE] for at in range(0, len(patient_ids), _AT_ONCE)]


def _of_patients(cache: Any, patient_ids: Sequence[str], today: date) -> list[Any]:
    named = {f"p{at}": each for at, each in enumerate(patient_ids)}
    marks = ",".join(f":{name}" for name in named)
    found: list[Any] = cache.execute(f"{_COURSES} AND e.patient_id IN ({marks})", _when(today) | named).fetchall()
    return found


def _line(row: Any) -> CourseLine:
    seen = min((day for day in (_ordinal(row[6]), row[7] or 0) if day), default=0)
    course = Course(
        row[0], row[1], row[2], row[3], row[4], row[5], seen, _ordinal(row[8]), _taken(row[9]), _choices(row[10])
    )
    return CourseLine(course, row[11], row[12], row[13], row[14], row[15], row[16])


def _ordinal(seconds: int | None) -> int:
    return seconds // _DAY + _EPOCH if seconds else 0


def _taken(text: str | None) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for pair in text.split("|") if text else ():
        instrument, _, day = pair.rpartition(" ")
        found[instrument] = (*found.get(instrument, ()), int(day))
    return found


def _choices(text: str | None) -> dict[tuple[str, str], Choice]:
    found = {}
    for entry in text.split("\x1e") if text else ():
        instrument, point, status, reason = entry.split("\x1f", 3)
        state = State.DECLINED if status == "rejected" else State.NOT_APPLICABLE
        found[instrument, point] = Choice(state, reason)
    return found
