"""Sessions as they are planned and changed, and leave; the port msk_desk.services.ports.Sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from db.local.files import Files
from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.clinics import Session
from msk_desk.domain.leave import Leave
from msk_desk.domain.session_lines import Gone, SessionLine, SessionParts, Stranded

_COLUMNS = (
    "c.id, c.staff_id, c.room_id, c.site_id, c.starts, c.ends, c.service, c.active, c.lease_holder, c.lease_until"
)
_LIVE = "('proposed', 'booked', 'arrived')"
_BETWEEN = f"""
SELECT {_COLUMNS}, coalesce(who.name, ''), coalesce(room.name, ''), coalesce(site.name, ''),
  (SELECT count(*) FROM slot_line s WHERE s.session_id=c.id AND s.status IN ('free', 'busy')),
  (SELECT count(*) FROM slot_line s WHERE s.session_id=c.id AND s.status='free'),
  (SELECT count(*) FROM slot_line s JOIN appointment_line a ON a.slot_id=s.id AND a.status IN {_LIVE}
    WHERE s.session_id=c.id)
FROM session_line c
LEFT JOIN name_line who ON who.id=c.staff_id
LEFT JOIN name_line room ON room.id=c.room_id
LEFT JOIN name_line site ON site.id=CASE WHEN c.site_id != '' THEN c.site_id ELSE coalesce(room.part_of, '') END
WHERE c.starts >= :since AND c.starts < :until
  AND (:staff = '' OR c.staff_id = :staff) AND (:site = '' OR site.id = :site)
ORDER BY c.starts, 11, c.id
"""
_STRANDED = """
SELECT a.id, a.patient_id, coalesce(p.name, ''), c.id, a.starts, s.starts,
  CASE WHEN c.active = 0 THEN 'cancelled' WHEN s.status NOT IN ('free', 'busy', 'busy-tentative') THEN 'closed'
    WHEN s.starts != a.starts THEN 'time' ELSE 'clinician' END,
  coalesce(p.phone, '')
FROM appointment_line a JOIN slot_line s ON s.id=a.slot_id JOIN session_line c ON c.id=s.session_id
LEFT JOIN patient_line p ON p.id=a.patient_id
WHERE a.starts >= :after AND a.status IN ('booked', 'arrived')
  AND (c.active = 0 OR s.status NOT IN ('free', 'busy', 'busy-tentative') OR s.starts != a.starts
    OR (a.staff_id != '' AND a.staff_id != c.staff_id))
ORDER BY a.starts, 3, a.id
"""
_LEAVE = """
SELECT id, staff_id, first_day, last_day, reason, site_id, start_minute, end_minute FROM leave_line
WHERE active=1 AND last_day >= :first AND first_day <= :last ORDER BY first_day, id
"""
_AT_ONCE = 500


class StoredSessions:
    """The sessions of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def between(
        self, since: datetime, until: datetime, staff_id: str = "", site_id: str = ""
    ) -> tuple[SessionLine, ...]:
        """Sessions that begin in a stretch of time, cancelled ones too, by time."""
        wanted = {
            "since": int(since.timestamp()), "until": int(until.timestamp()), "staff": staff_id, "site": site_id,
        }  # fmt: skip
        with self._files.shown() as cache:
            return tuple(SessionLine(_session(row), *row[10:]) for row in cache.execute(_BETWEEN, wanted))

    def named(self, ids: Sequence[str]) -> tuple[Session, ...]:
        """Those of these sessions that there are, wherever they are now."""
        found: list[Session] = []
        with self._files.shown() as cache:
            for at in range(0, len(ids), _AT_ONCE):
                some = tuple(ids[at : at + _AT_ONCE])
                places = ",".join("?" * len(some))
                rows = cache.execute(f"SELECT {_COLUMNS} FROM session_line c WHERE c.id IN ({places})", some)
                found.extend(map(_session, rows))
        return tuple(found)

    def parts(self, session_id: str) -> SessionParts:
        """The slots of a session, and every appointment in one."""
        with self._files.shown() as cache:
            slots = cache.execute("SELECT id FROM slot_line WHERE session_id=? ORDER BY starts, id", (session_id,))
            booked = cache.execute(
                "SELECT a.id FROM slot_line s JOIN appointment_line a ON a.slot_id=s.id"
                " WHERE s.session_id=? ORDER BY a.starts, a.id", (session_id,),
            )  # fmt: skip
            return SessionParts(tuple(row[0] for row in slots), tuple(row[0] for row in booked))

    def leave(self, first: date, last: date) -> tuple[Leave, ...]:
        """Leave and closed sites that touch these days."""
        with self._files.shown() as cache:
            rows = cache.execute(_LEAVE, {"first": first.isoformat(), "last": last.isoformat()})
            return tuple(Leave(*row) for row in rows)

    def stranded(self, after: datetime) -> tuple[Stranded, ...]:
        """Bookings from a moment on that do not agree with their session."""
        with self._files.shown() as cache:
            return tuple(map(_stranded, cache.execute(_STRANDED, {"after": int(after.timestamp())})))


def _session(row: Any) -> Session:
    until = datetime.fromtimestamp(row[9], UTC).isoformat() if row[9] else ""
    return Session(
        row[0], row[1], row[2], row[3], _moment(row[4]), _moment(row[5]), row[6], bool(row[7]),
        lease_holder=row[8], lease_until=until,
    )  # fmt: skip


def _stranded(row: Any) -> Stranded:
    return Stranded(row[0], row[1], row[2], row[3], _moment(row[4]), _moment(row[5]), Gone(row[6]), row[7])


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, CLINIC_ZONE)
