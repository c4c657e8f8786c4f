"""What publishing templates over some days would make, and what is left out and why; pure rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msk_desk.domain.clinic_templates import ClinicTemplate, days_of, overlap, session_on
from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.clinics import Session, Slot
from msk_desk.domain.leave import Leave, leave_over


def _never(_day: date) -> bool:
    return False


class Why(StrEnum):
    """Why a session is not made."""

    PUBLISHED = "published"
    CANCELLED = "cancelled"
    PAST = "past"
    BANK_HOLIDAY = "bank-holiday"
    LEAVE = "leave"
    CLOSED = "closed"
    ROOM = "room"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Planned:
    """One session of a template: to be made, or left out with `why` and the session or leave that stands there."""

    template: ClinicTemplate
    session: Session
    slots: tuple[Slot, ...]
    why: Why | None = None
    other: Session | None = None
    leave: Leave | None = None

    @property
    def day(self) -> date:
        """The clinic day."""
        return day_of(self.session.start)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions at the same time in one room, or of one clinician: `over` is room or clinician."""

    over: Why
    first: Session
    second: Session


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there already: sessions of the days, sessions by id wherever they are now, leave, bank holidays."""

    sessions: tuple[Session, ...] = ()
    known: Mapping[str, Session] | None = None
    leave: tuple[Leave, ...] = ()
    is_bank_holiday: Callable[[date], bool] = _never
    now: datetime | None = None


def plan(templates: Iterable[ClinicTemplate], first: date, last: date, standing: Standing) -> tuple[Planned, ...]:
    """Every session that the templates have in these days, by time; the ones to be made clash with nothing."""
    taken: dict[date, list[Session]] = {}
    for session in standing.sessions:
        taken.setdefault(day_of(session.start), []).append(session)
    known = dict(standing.known or {}) | {session.id: session for session in standing.sessions}
    wanted = [(*session_on(each, day), each) for each in templates for day in days_of(each, first, last)]
    planned = []
    for session, slots, template in sorted(wanted, key=_by_time):
        found = _judge(Planned(template, session, slots), known, taken, standing)
        if found.why is None:
            taken.setdefault(found.day, []).append(session)
            known[session.id] = session
        planned.append(found)
    return tuple(planned)


def _by_time(wanted: tuple[Session, tuple[Slot, ...], ClinicTemplate]) -> tuple[datetime, str, str]:
    session, _, template = wanted
    return session.start, template.title, session.id


def _judge(
    planned: Planned, known: Mapping[str, Session], taken: Mapping[date, list[Session]], standing: Standing
) -> Planned:
    template, session, slots = planned.template, planned.session, planned.slots
    there = known.get(session.id)
    if there is not None:
        return Planned(template, session, slots, Why.PUBLISHED if there.active else Why.CANCELLED, there)
    if standing.now is not None and session.start <= standing.now:
        return Planned(template, session, slots, Why.PAST)
    if standing.is_bank_holiday(planned.day) and not template.on_bank_holidays:
        return Planned(template, session, slots, Why.BANK_HOLIDAY)
    away = leave_over(standing.leave, session.staff_id, session.site_id, session.start, session.end)
    if away is not None:
        return Planned(template, session, slots, Why.LEAVE if away.staff_id else Why.CLOSED, leave=away)
    for clash in clashes_with(session, taken.get(planned.day, ())):
        return Planned(template, session, slots, clash.over, clash.second)
    return planned


def clashes_with(session: Session, others: Iterable[Session]) -> tuple[Clash, ...]:
    """What a session would clash with, clinicians before rooms; cancelled sessions hold nothing."""
    found = []
    for other in others:
        same_time = overlap(session.start, session.end, other.start, other.end)
        if other.id == session.id or not other.active or not session.active or not same_time:
            continue
        if session.staff_id and session.staff_id == other.staff_id:
            found.append(Clash(Why.CLINICIAN, session, other))
        if session.room_id and session.room_id == other.room_id:
            found.append(Clash(Why.ROOM, session, other))
    return tuple(sorted(found, key=_by_kind))


def _by_kind(clash: Clash) -> tuple[str, datetime, str]:
    return str(clash.over), clash.second.start, clash.second.id


def clashes(sessions: Iterable[Session]) -> tuple[Clash, ...]:
    """Every pair of sessions that cannot both be held, each once, by time."""
    found: list[Clash] = []
    open_now: list[Session] = []
    for session in sorted(sessions, key=_start_of):
        open_now = [other for other in open_now if other.end > session.start]
        found.extend(Clash(each.over, each.second, each.first) for each in clashes_with(session, open_now))
        open_now.append(session)
    return tuple(found)


def _start_of(session: Session) -> tuple[datetime, str]:
    return session.start, session.id
