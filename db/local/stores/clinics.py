"""The clinic day and free slots; the port msk_desk.services.ports.ClinicLists."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db.local.files import Files
from msk_desk.domain.clinics import ClinicLine, OpenSlot

CLINIC_ZONE = ZoneInfo("Europe/London")
"""The clinic's day and its clock, whatever this computer is set to."""

_DAY = """
SELECT s.id, s.starts, s.ends, s.status, c.staff_id, coalesce(who.name, ''), coalesce(room.name, ''),
  CASE WHEN c.site_id != '' THEN c.site_id ELSE coalesce(room.part_of, '') END AS site,
  a.id, a.patient_id, p.name, p.born, a.status, a.kind, a.mode, a.reason,
  (SELECT count(*) FROM appointment_line b WHERE b.patient_id=a.patient_id AND b.starts < a.starts
    AND b.status IN ('arrived','fulfilled')),
  (SELECT count(*) FROM appointment_line b WHERE b.patient_id=a.patient_id AND b.status='noshow'), a.overbook_reason
FROM slot_line s JOIN session_line c ON c.id=s.session_id
LEFT JOIN appointment_line a ON a.slot_id=s.id AND a.status NOT IN ('cancelled','entered-in-error')
LEFT JOIN patient_line p ON p.id=a.patient_id
LEFT JOIN name_line who ON who.id=c.staff_id
LEFT JOIN name_line room ON room.id=c.room_id
WHERE s.starts >= :since AND s.starts < :until AND s.status != 'entered-in-error'
  AND (a.id IS NOT NULL OR (c.active=1 AND (s.status != 'busy-unavailable' OR s.starts < c.ends)))
  AND (:staff = '' OR c.staff_id = :staff) AND (:site = '' OR site = :site)
ORDER BY s.starts, 6, s.id, a.starts
"""
_OPEN = """
SELECT s.id, s.session_id, s.starts, s.ends, c.staff_id, coalesce(who.name, ''),
  coalesce(nullif(c.site_id, ''), nullif(room.part_of, ''), c.room_id), coalesce(place.name, ''), c.service, s.kind,
  s.mode, c.modes, CASE WHEN s.status='free' THEN s.capacity ELSE 0 END,
  (SELECT count(*) FROM appointment_line a WHERE a.slot_id=s.id AND a.status NOT IN
    ('cancelled','entered-in-error','noshow','proposed')),
  coalesce(place.postcode, ''), coalesce(place.near_to, ''), coalesce(place.step_free, -1),
  coalesce(room.step_free, -1), c.lease_holder, c.lease_until, s.capacity
FROM slot_line s JOIN session_line c ON c.id=s.session_id
LEFT JOIN name_line who ON who.id=c.staff_id
LEFT JOIN name_line room ON room.id=c.room_id
LEFT JOIN name_line place ON place.id=CASE WHEN c.site_id != '' THEN c.site_id ELSE coalesce(room.part_of, '') END
"""
_FREE = f"""{_OPEN}
WHERE s.status='free' AND c.active=1 AND s.starts >= :after AND s.starts < :before
  AND (:staff = '' OR c.staff_id = :staff) AND (:service = '' OR c.service IN ('', :service))
  AND (:kind = '' OR s.kind IN ('', :kind))
  AND (:site = '' OR :site = CASE WHEN c.site_id != '' THEN c.site_id ELSE coalesce(room.part_of, '') END)
ORDER BY s.starts, s.id LIMIT :limit
"""
_ONE = f"{_OPEN} WHERE s.id = :slot"
_ON_SLOT = """
SELECT id FROM appointment_line WHERE slot_id = ? AND status IN ('booked','arrived','fulfilled') ORDER BY created, id
"""
_FAR = 1 << 40


class StoredClinics:
    """The clinics of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def day(self, day: date, staff_id: str = "", site_id: str = "") -> tuple[ClinicLine, ...]:
        """Every slot of that day by time, with its booking. Times are the clinic's own."""
        since = datetime.combine(day, time(), CLINIC_ZONE)
        until = datetime.combine(day + timedelta(days=1), time(), CLINIC_ZONE)
        wanted = {
            "since": int(since.timestamp()),
            "until": int(until.timestamp()),
            "staff": staff_id,
            "site": site_id,
        }
        with self._files.shown() as cache:
            return tuple(_clinic_line(row) for row in cache.execute(_DAY, wanted))

    def open_slots(
        self, after: datetime, limit: int = 20, staff_id: str = "", site_id: str = "", before: datetime | None = None,
        service: str = "", kind: str = "",
    ) -> tuple[OpenSlot, ...]:  # fmt: skip
        """Free slots of sessions that take place, from a moment on (and before another), earliest first.

        A slot that is for no service or kind is for every one.
        """
        until = int(before.timestamp()) if before is not None else _FAR
        wanted = {
            "after": int(after.timestamp()), "before": until, "limit": limit, "staff": staff_id, "site": site_id,
            "service": service, "kind": kind,
        }  # fmt: skip
        with self._files.shown() as cache:
            return tuple(_open_slot(row) for row in cache.execute(_FREE, wanted))

    def slot(self, slot_id: str) -> OpenSlot | None:
        """One slot as it would be offered, free or not."""
        with self._files.shown() as cache:
            row = cache.execute(_ONE, {"slot": slot_id}).fetchone()
        return _open_slot(row) if row else None

    def booked_on(self, slot_id: str) -> tuple[str, ...]:
        """The appointments that have a place in a slot, in the order they were made."""
        with self._files.shown() as cache:
            return tuple(row[0] for row in cache.execute(_ON_SLOT, (slot_id,)))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, CLINIC_ZONE)


def _clinic_line(row: Any) -> ClinicLine:
    head = (row[0], _moment(row[1]), _moment(row[2]), row[4], row[5], row[6], row[7])
    if row[8] is None:
        return ClinicLine(*head, status=row[3])
    return ClinicLine(
        *head, row[8], row[9], row[10] or "", row[11] or "", row[12], row[13], row[14], row[15], row[16] + 1, row[17],
        overbook_reason=row[18],
    )  # fmt: skip


def _open_slot(row: Any) -> OpenSlot:
    modes = (row[10],) if row[10] else tuple(row[11].split())
    return OpenSlot(
        row[0], row[1], _moment(row[2]), _moment(row[3]), row[4], row[5], row[6], row[7], row[8], row[9], modes,
        row[20], max(0, row[12] - row[13]), row[14], tuple(row[15].split()), _step_free(row[16], row[17]), row[18],
        _moment(row[19]) if row[19] else None,
    )  # fmt: skip


def _step_free(site: int, room: int) -> bool | None:
    """Steps at the door or to the room are steps; a room that says nothing is as its site."""
    if 0 in (site, room):
        return False
    return True if 1 in (site, room) else None
