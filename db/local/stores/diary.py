"""The diary of some days, and who waits for a time; the port msk_desk.services.ports.DiaryLists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from db.local.engine import Connection
from db.local.files import Files
from db.local.stores.clinics import CLINIC_ZONE
from msk_desk.domain.clinics import OpenSlot
from msk_desk.domain.diary import Booked, Diary, Sitting, Space, Waiting

_SITE = "CASE WHEN c.site_id != '' THEN c.site_id ELSE coalesce(room.part_of, '') END"
_CHOSEN = f"(:staff = '' OR c.staff_id = :staff) AND (:site = '' OR {_SITE} = :site)"
_SESSIONS = f"""
SELECT c.id, c.staff_id, coalesce(who.name, ''), coalesce(room.name, ''), {_SITE} AS site,
  coalesce(place.name, ''), c.starts, c.ends, c.service, c.active, c.lease_holder, c.lease_until
FROM session_line c
LEFT JOIN name_line who ON who.id = c.staff_id
LEFT JOIN name_line room ON room.id = c.room_id
LEFT JOIN name_line place ON place.id = {_SITE}
WHERE (c.starts >= :since AND c.starts < :until OR c.starts = 0 AND c.id IN
  (SELECT session_id FROM slot_line WHERE starts >= :since AND starts < :until)) AND {_CHOSEN}
ORDER BY c.starts, c.id
"""
_SLOTS = """
SELECT s.id, s.session_id, s.starts, s.ends, s.status, s.capacity, s.kind, s.mode
FROM slot_line s JOIN session_line c ON c.id = s.session_id
WHERE s.starts >= :since AND s.starts < :until AND s.status != 'entered-in-error'
  AND (s.status != 'busy-unavailable' OR s.starts < c.ends) ORDER BY s.starts, s.id
"""
_BOOKED = """
SELECT a.slot_id, a.id, a.patient_id, coalesce(p.name, ''), coalesce(p.born, ''), a.starts, a.ends, a.status,
  a.kind, a.mode, a.reason, a.started, a.overbook_reason, a.staff_id, a.place_id, coalesce(p.nhs_number, '')
FROM appointment_line a LEFT JOIN patient_line p ON p.id = a.patient_id
WHERE a.starts >= :since AND a.starts < :until
  AND a.status IN ('proposed', 'booked', 'arrived', 'fulfilled', 'noshow')
ORDER BY a.starts, a.id
"""
# One moment of each day in UTC: no clinic begins within an hour of midnight.
_DAYS = "SELECT min(starts) FROM session_line WHERE starts >= ? AND starts < ? GROUP BY starts / 86400"
_NAMES = "SELECT id, name, part_of FROM name_line WHERE id IN ({})"
_FIRST = 80
_WAITING = """
SELECT w.id, w.patient_id, p.name, p.born, p.nhs_number, w.kind, w.service, w.priority, w.since, w.minutes, w.mode,
  w.staff_id, w.site_id, w.not_before, w.needs, w.note, w.referral_id
FROM waiting_line w JOIN patient_line p ON p.id = w.patient_id WHERE w.status = 'requested'
"""
# Read through from end to end: thousands of entries look their pathways up one by one at four times the cost.
_PATHWAYS = """
SELECT referral_id, title, CASE WHEN clock_stop = 0 THEN clock_start ELSE 0 END FROM pathway_line
WHERE +status = 'active' AND referral_id != ''
"""
# The first who may be offered one time: what an entry or the time leaves open is open to all. Chosen from the entries
# alone: each name and clock is a page of its own to be deciphered.
_FOR_A_TIME = f"""{_WAITING} AND w.rid IN (SELECT x.rid FROM waiting_line x WHERE x.status = 'requested'
  AND (x.kind = '' OR :kind IN ('', x.kind)) AND (x.service = '' OR :service IN ('', x.service))
  AND x.staff_id IN ('', :staff) AND x.site_id IN ('', :place) AND x.not_before <= :day
  ORDER BY x.priority NOT IN ('urgent', 'asap', 'stat'), x.since, x.id LIMIT {_FIRST})"""


class StoredDiary:
    """The diary of this computer."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def between(self, first: date, last: date, staff_id: str = "", site_id: str = "") -> Diary:
        """Every session of these days, of one clinician and/or site when given, with who is booked."""
        wanted = {
            "since": _seconds(first), "until": _seconds(last + timedelta(days=1)),
            "staff": staff_id, "site": site_id,
        }  # fmt: skip
        with self._files.shown() as cache:
            sittings = [_sitting(row) for row in cache.execute(_SESSIONS, wanted)]
            slots = cache.execute(_SLOTS, wanted).fetchall()
            booked = cache.execute(_BOOKED, wanted).fetchall()
            lost = _without_slot(booked, {row[0] for row in slots})
            loose = tuple(_of_those(cache, lost, staff_id, site_id))
        return Diary(first, last, tuple(_filled(sittings, slots, booked)), loose)

    def days(self, first: date, last: date) -> frozenset[date]:
        """The days of a stretch on which there are sessions."""
        span = (_seconds(first), _seconds(last + timedelta(days=1)))
        with self._files.shown() as cache:
            starts = cache.execute(_DAYS, span).fetchall()
        return frozenset(_moment(row[0]).date() for row in starts)

    def waiting(self, slot: OpenSlot | None = None) -> tuple[Waiting, ...]:
        """Who waits for a time, urgent ones first, then the longest wait: everybody, or the first for one time."""
        wanted: dict[str, object] = {}
        if slot is not None:
            wanted = {
                "kind": slot.kind, "service": slot.service, "staff": slot.staff_id, "place": slot.place_id,
                "day": slot.start.date().toordinal(),
            }  # fmt: skip
        with self._files.shown() as cache:
            rows = cache.execute(_FOR_A_TIME if wanted else _WAITING, wanted).fetchall()
            if wanted:
                ways = (way for row in rows for way in cache.execute(f"{_PATHWAYS} AND referral_id = ?", (row[16],)))
            else:
                ways = cache.execute(_PATHWAYS)
            pathways = {way[0]: (way[1], way[2]) for way in ways}
            found = [_waiting(row, *pathways.get(row[16], ("", 0))) for row in rows]
        return tuple(sorted(found, key=_by_wait))


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), CLINIC_ZONE).timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, CLINIC_ZONE)


@lru_cache(maxsize=4096)
def _day(number: int) -> str:
    return date.fromordinal(number).isoformat() if number else ""


def _sitting(row: Any) -> Sitting:
    start = _moment(row[6])
    return Sitting(
        row[0], row[1], row[2], row[3], row[4], row[5], start, _moment(row[7]) if row[7] else start, row[8],
        bool(row[9]), "", row[10], _moment(row[11]) if row[11] else None,
    )  # fmt: skip


def _booked(row: Any) -> Booked:
    return Booked(
        row[1], row[2], row[3], row[4], _moment(row[5]), _moment(row[6]), row[7], row[8], row[9], row[10],
        _moment(row[11]).isoformat() if row[11] else "", row[12], row[13], nhs_number=row[15],
    )  # fmt: skip


def _filled(sittings: Iterable[Sitting], slots: list[Any], booked: list[Any]) -> Iterable[Sitting]:
    """The sessions with their slots, and each slot with who is booked."""
    who: dict[str, list[Booked]] = defaultdict(list)
    for row in booked:
        if row[0]:
            who[row[0]].append(_booked(row))
    spaces: dict[str, list[Space]] = defaultdict(list)
    for row in slots:
        spaces[row[1]].append(
            Space(
                row[0], row[1], _moment(row[2]), _moment(row[3]), row[4], row[5], row[6], row[7],
                tuple(who.get(row[0], ())),
            )
        )  # fmt: skip
    for sitting in sittings:
        own = tuple(spaces.get(sitting.id, ()))
        if own and sitting.start.timestamp() == 0:  # a session that does not say its hours has those of its slots
            sitting = replace(sitting, start=own[0].start, end=max(space.end for space in own))
        yield replace(sitting, spaces=own)


def _without_slot(booked: list[Any], shown: set[str]) -> list[Any]:
    """Bookings that lie in no slot of these days: they must not go unseen."""
    return [row for row in booked if row[0] not in shown]


def _of_those(cache: Connection, lost: list[Any], staff_id: str, site_id: str) -> Iterable[Booked]:
    """Of these bookings the ones of the clinician or site asked for, with names."""
    ids = {each for row in lost for each in (row[13], row[14]) if each}
    if not ids:
        return
    asked = _NAMES.format(",".join("?" * len(ids)))
    names = {row[0]: (row[1], row[2]) for row in cache.execute(asked, tuple(ids))}
    for row in lost:
        place, part_of = names.get(row[14], ("", ""))
        here = not site_id or site_id in (row[14], part_of)
        if here and (not staff_id or staff_id == row[13]):
            yield replace(_booked(row), staff_name=names.get(row[13], ("", ""))[0], place=place)


def _waiting(row: Any, title: str, clock_start: int) -> Waiting:
    since, began, not_before = _day(row[8]), _day(clock_start), _day(row[13])
    return Waiting(
        row[0], row[1], row[2], row[3], row[4], title, row[5], row[6], row[7], since, began, row[9], row[10],
        row[11], row[12], not_before, tuple(row[14].split()), row[15], row[16],
    )  # fmt: skip


def _by_wait(entry: Waiting) -> tuple[bool, str, str]:
    return entry.priority not in ("urgent", "asap", "stat"), entry.began, entry.entry_id
