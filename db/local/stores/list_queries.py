"""What each list is read from: its joins and conditions, and the parts of a row that are its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from msk_desk.domain.lists import ListRow

LIVE = "('booked','arrived')"
"""Appointments that stand; who is booked earlier today and not seen yet has one.

A `+` before a status keeps SQLite to the patient's own rows: without statistics it would look through every
appointment of that status instead.
"""
_EPOCH = 719_163
"""1970-01-01 as a day counted from 0001-01-01."""


def _day_of(moment: str) -> str:
    return f"({moment} / 86400 + {_EPOCH})"


def _site_of(place: str) -> str:
    return (
        f"coalesce((SELECT coalesce(s.name, r.name) FROM name_line r LEFT JOIN name_line s ON s.id=r.part_of"
        f" WHERE r.id={place}), '')"
    )


def _name_of(staff: str) -> str:
    return f"coalesce((SELECT name FROM name_line WHERE id={staff}), '')"


_COMMON: Mapping[str, str] = MappingProxyType(
    {
        **{name: "''" for name in ListRow._fields},
        **{name: "0" for name in ("clock_start", "clock_stop", "next_at", "day", "at", "last")},
        "patient_id": "p.id", "name": "p.name", "born": "p.born", "nhs_number": "p.nhs_number", "phone": "p.phone",
        "pathway_id": "coalesce(e.id, '')", "referral_id": "coalesce(e.referral_id, '')",
        "problem": "coalesce(e.title, '')", "service": "coalesce(e.service, '')", "stage": "coalesce(e.stage, '')",
        "manager_id": "coalesce(e.manager_id, '')", "manager": _name_of("e.manager_id"),
        "clock": "coalesce(e.clock_kind, '')", "clock_start": "coalesce(e.clock_start, 0)",
        "clock_stop": "coalesce(e.clock_stop, 0)", "last": "coalesce(e.last_event, 0)",
        "next_at": f"coalesce((SELECT min(n.starts) FROM appointment_line n WHERE n.patient_id=p.id"
                   f" AND n.starts >= :since AND +n.status IN {LIVE}), 0)",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """FROM … WHERE … with p the patient and e the pathway; `own` are SQL expressions for parts of a ListRow."""

    source: str
    key: str
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> str:
        """The statement that reads the rows."""
        parts = {**_COMMON, "key": self.key, **self.own}
        return f"SELECT {', '.join(parts[name] for name in ListRow._fields)} {self.source}"

    @property
    def count(self) -> str:
        """The statement that counts them."""
        return f"SELECT count(*) {self.source}"


def _pathway_of(patient: str, referral: str = "''") -> str:
    """The pathway that a line belongs to: of its referral when that is said, else the one that is open, the newest.

    The row with the highest rank is SQLite's own `max` with bare columns: quicker by half than to sort a patient's few.
    """
    rank = f"(x.referral_id != '' AND x.referral_id={referral}) * 20000000 + (x.status='active') * 10000000 + x.started"
    return (
        f"LEFT JOIN pathway_line e ON e.rid=(SELECT b.rid FROM (SELECT x.rid AS rid, max({rank})"
        f" FROM pathway_line x WHERE x.patient_id={patient} AND x.status != 'entered-in-error') b)"
    )


def _carrier_of(referral: str) -> str:
    """The pathway that carries a referral, the open one before others."""
    return (
        f"LEFT JOIN pathway_line e ON e.rid=(SELECT x.rid FROM pathway_line x WHERE x.referral_id={referral}"
        " AND x.status != 'entered-in-error' ORDER BY x.status='active' DESC, x.started DESC LIMIT 1)"
    )


_OPEN = "FROM pathway_line e JOIN patient_line p ON p.id=e.patient_id WHERE e.status='active' AND p.deceased=''"
_CLINIC = f"""FROM appointment_line a JOIN patient_line p ON p.id=a.patient_id
{_pathway_of("a.patient_id", "a.referral_id")}
WHERE a.starts >= :since AND a.starts < :until AND a.status NOT IN ('cancelled','entered-in-error')"""
_VISIT = {
    "at": "a.starts", "what": "a.reason", "status": "a.status", "kind": "a.kind", "mode": "a.mode",
    "site": _site_of("a.place_id"), "staff": _name_of("a.staff_id"), "subject_id": "a.id",
}  # fmt: skip
_ON_LIST = "SELECT 1 FROM waiting_line w WHERE +w.status='requested' AND w.patient_id"
_BOOKED = f"SELECT 1 FROM appointment_line b WHERE +b.status IN {LIVE} AND b.starts >= :since AND b.patient_id"
_ENTRIES = """SELECT w.id AS id, w.patient_id AS patient_id, w.referral_id AS referral_id, w.since AS since,
  w.kind AS kind, w.service AS service, w.site_id AS site_id, w.staff_id AS staff_id, w.priority AS priority,
  w.needs AS needs, w.not_before AS not_before FROM waiting_line w WHERE w.status='requested'"""
_ENTRY = {
    "day": "w.not_before", "kind": "w.kind", "priority": "w.priority", "needs": "w.needs",
    "service": "CASE WHEN w.service != '' THEN w.service ELSE coalesce(e.service, '') END",
    "site": _site_of("w.site_id"), "staff": _name_of("w.staff_id"), "subject_id": "w.id",
}  # fmt: skip
_WAITING = f"""FROM ({_ENTRIES} AND (w.kind='new' OR w.not_before <= :today) UNION ALL
  SELECT '', x.patient_id, x.referral_id, x.started, 'new', x.service, '', '',
    coalesce((SELECT r.priority FROM referral_line r WHERE r.id=x.referral_id), 'routine'), '', 0
  FROM pathway_line x WHERE x.status='active' AND x.stage='triaged' AND NOT EXISTS ({_ON_LIST}=x.patient_id)) w
JOIN patient_line p ON p.id=w.patient_id AND p.deceased='' {_pathway_of("w.patient_id", "w.referral_id")} WHERE true"""
_REVIEW = f"""FROM ({_ENTRIES} AND w.kind != 'new' AND w.not_before <= :today + 14) w
JOIN patient_line p ON p.id=w.patient_id AND p.deceased='' {_pathway_of("w.patient_id", "w.referral_id")} WHERE true"""
_MISSED = f"""FROM appointment_line a JOIN patient_line p ON p.id=a.patient_id AND p.deceased=''
{_pathway_of("a.patient_id", "a.referral_id")}
WHERE a.status='noshow' AND a.starts < :now AND coalesce(e.status, 'active')='active'
AND instr(coalesce(e.acted, ''), a.id)=0
AND NOT EXISTS (SELECT 1 FROM appointment_line b WHERE b.patient_id=a.patient_id AND b.starts > a.starts
  AND +b.status IN ('booked','arrived','fulfilled','noshow'))
AND NOT EXISTS ({_ON_LIST}=a.patient_id AND w.since >= {_day_of("a.starts")})"""
_OTHER = "SELECT 1 FROM appointment_line b WHERE b.patient_id=a.patient_id AND b.rid != a.rid AND +b.status IN"
_BESIDE = f"EXISTS ({_OTHER} {LIVE} AND b.starts < a.ends AND a.starts < b.ends)"
_TWICE = f"({_BESIDE} OR EXISTS ({_OTHER} {LIVE} AND a.waiting_id != '' AND b.waiting_id=a.waiting_id))"
_REBOOK = f"""FROM (
  SELECT rid FROM appointment_line WHERE status='proposed' AND starts > 0
  UNION ALL SELECT rid FROM appointment_line WHERE status='cancelled' AND starts >= :since - 90 * 86400
    AND cancelled_by='service'
  UNION ALL SELECT rid FROM appointment_line a WHERE a.status='booked' AND a.starts >= :now AND {_TWICE}) x
JOIN appointment_line a ON a.rid=x.rid JOIN patient_line p ON p.id=a.patient_id AND p.deceased=''
{_pathway_of("a.patient_id", "a.referral_id")}
WHERE a.status != 'cancelled' OR (e.status='active' AND NOT EXISTS ({_BOOKED}=a.patient_id)
  AND NOT EXISTS ({_ON_LIST}=a.patient_id))"""
_WHY_REBOOK = f"""CASE WHEN a.status='proposed' THEN 'slot-lost' WHEN a.status='cancelled' THEN 'session-cancelled'
  WHEN {_BESIDE} THEN 'two-places' ELSE 'booked-twice' END"""
_LAST = f"""max(e.last_event, coalesce((SELECT {_day_of("max(l.starts)")} FROM appointment_line l
  WHERE l.patient_id=e.patient_id AND l.starts < :now AND +l.status IN ('fulfilled','arrived','noshow')), 0))"""
_AHEAD = f"""(EXISTS ({_BOOKED}=e.patient_id) OR EXISTS ({_ON_LIST}=e.patient_id)
  OR (e.stage='pifu' AND (e.pifu_until=0 OR e.pifu_until >= :today))
  OR EXISTS (SELECT 1 FROM todo_line d WHERE d.patient_id=e.patient_id AND +d.status='requested'
    AND d.due >= :today))"""
_WHY_UNOWNED = """CASE WHEN e.id IS NULL THEN 'no-pathway' WHEN p.deceased != '' THEN 'deceased'
  WHEN e.status != 'active' THEN 'on-hold'
  WHEN e.stage != 'referred' AND e.manager_id='' THEN 'no-manager' ELSE 'nothing-next' END"""
_UNOWNED = f"""FROM (
  SELECT x.rid AS way, x.referral_id AS referral_id, x.patient_id AS patient_id FROM pathway_line x
  WHERE x.status NOT IN ('finished','cancelled','entered-in-error')
  UNION ALL SELECT NULL, r.id, r.patient_id FROM referral_line r
  WHERE r.status NOT IN ('completed','revoked','entered-in-error')
  AND NOT EXISTS (SELECT 1 FROM pathway_line x WHERE x.referral_id=r.id AND x.status != 'entered-in-error')) u
LEFT JOIN pathway_line e ON e.rid=u.way JOIN patient_line p ON p.id=u.patient_id
LEFT JOIN referral_line r ON r.id=u.referral_id
WHERE u.way IS NULL OR p.deceased != '' OR e.status != 'active' OR (e.stage != 'referred' AND e.manager_id='')
OR ({_LAST} <= :silent AND NOT {_AHEAD})"""

QUERIES: Mapping[str, Query] = {
    "my_clinic": Query(f"{_CLINIC} AND a.staff_id=:me", "a.id", _VISIT),
    "all_clinics": Query(_CLINIC, "a.id", _VISIT),
    "caseload": Query(f"{_OPEN} AND e.manager_id=:me", "e.id"),
    "triage": Query(
        "FROM pathway_line e JOIN patient_line p ON p.id=e.patient_id LEFT JOIN referral_line r ON r.id=e.referral_id"
        " WHERE e.status='active' AND e.stage='referred' AND p.deceased=''",
        "e.id",
        {
            "day": "CASE WHEN r.received > 0 THEN r.received ELSE e.started END", "subject_id": "coalesce(r.id, '')",
            "priority": "coalesce(r.priority, 'routine')", "source": "coalesce(r.source, '')",
            "what": "coalesce(r.reason, '')",
            "staff": _name_of("(SELECT t.owner_id FROM triage_line t WHERE t.referral_id=e.referral_id"
                              " AND e.referral_id != '' AND t.status='accepted' LIMIT 1)"),
        },
    ),
    "waiting": Query(_WAITING, "CASE WHEN w.id != '' THEN w.id ELSE 'pathway ' || e.id END", _ENTRY),
    "review_due": Query(_REVIEW, "w.id", _ENTRY),
    "pifu_open": Query(f"{_OPEN} AND e.stage='pifu'", "e.id", {"day": "e.pifu_until"}),
    "pifu_ending": Query(
        f"{_OPEN} AND e.stage='pifu' AND e.pifu_until > 0 AND e.pifu_until <= :today + 28", "e.id",
        {"day": "e.pifu_until"},
    ),
    "letters": Query(
        f"FROM letter_line l JOIN patient_line p ON p.id=l.patient_id {_pathway_of('l.patient_id')}"
        " WHERE l.status='draft' AND (:me='' OR l.author_id=:me)",
        "l.id", {"day": "l.day", "what": "l.title", "staff": _name_of("l.author_id"), "subject_id": "l.id"},
    ),
    "did_not_attend": Query(
        _MISSED, "a.id",
        {**_VISIT, "status": "CAST((SELECT count(*) FROM appointment_line b WHERE b.patient_id=a.patient_id"
                             " AND b.status='noshow') AS TEXT)"},
    ),
    "rebooking": Query(_REBOOK, "a.id", {**_VISIT, "what": _WHY_REBOOK}),
    "breaches": Query(
        f"{_OPEN} AND e.clock_kind='rtt' AND e.clock_start > 0 AND e.clock_stop=0"
        " AND e.clock_start + :allowed < :today + :ahead", "e.id",
    ),
    "unowned": Query(
        _UNOWNED, "coalesce(e.id, r.id)",
        {
            "what": _WHY_UNOWNED, "last": f"CASE WHEN e.id IS NULL THEN r.received ELSE {_LAST} END",
            "referral_id": "coalesce(r.id, '')", "problem": "coalesce(e.title, r.region, '')",
            "stage": "coalesce(e.stage, 'no-pathway')",
        },
    ),
    "starred": Query(
        f"FROM star_line s JOIN patient_line p ON p.id=s.patient_id {_pathway_of('s.patient_id')}"
        " WHERE s.staff_id=:me AND s.status='requested'", "p.id", {"subject_id": "s.id"},
    ),
    "of_pathways": Query(
        "FROM json_each(:ids) j JOIN pathway_line e ON e.id=j.value JOIN patient_line p ON p.id=e.patient_id"
        " WHERE true",
        "e.id",
    ),
    "behind": Query(
        "FROM json_each(:ids) j JOIN referral_line r ON r.id=j.value JOIN patient_line p ON p.id=r.patient_id"
        f" {_carrier_of('r.id')} WHERE true",
        "r.id",
        {"day": "r.received", "source": "r.source", "priority": "r.priority", "what": "r.reason",
         "subject_id": "r.id", "referral_id": "r.id"},
    ),
}  # fmt: skip
