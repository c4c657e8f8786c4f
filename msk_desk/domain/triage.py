"""Triage of referrals: the decisions there are, when one is due, what it still lacks, and the order of the inbox."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from msk_desk.domain.booking_rules import Fit
from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.clinics import OpenSlot
from msk_desk.domain.dates import whole_date
from msk_desk.domain.pathways import Referral
from msk_desk.domain.red_flags.catalogue import urgency
from msk_desk.domain.red_flags.screen import RedFlagScreen
from msk_desk.domain.waiting.working_days import IsHoliday, due_after, is_working_day

EMERGENCY, CLINIC, ONWARD, TASK, ADVICE, SELF, ELSEWHERE, ASK = (
    "emergency", "clinic", "onward", "task", "advice", "self", "elsewhere", "ask",
)  # fmt: skip
"""What a decision leaves behind, each with an owner: see `services/triage_outcomes.py`."""
OPENS, CLOSES = time(9), time(17)
"""The hours in which a working day is counted; what comes outside them counts from the next opening."""
_SPACE = uuid.UUID("5e0ab3f4-3f6a-4a54-9b1b-9a0c3ce1a2d7")
_PRIORITIES = {"stat": 0, "asap": 1, "urgent": 1, "routine": 3}
_BY_ROUTE = {0: 0, 1: 0, 2: 1, 3: 2, 4: 3}


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to decide. `key` is pressed for it; `needs` are fields of the form that must be filled."""

    code: str
    key: str
    title: str
    about: str
    outcome: str
    service: str = ""
    priority: str = "routine"
    needs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    letter: str = ""
    due_days: int = 1


@dataclass(frozen=True, slots=True)
class DecisionList:
    """All decisions in their order; `script` and `patient` are the lines of the emergency call."""

    decisions: tuple[Decision, ...]
    script: tuple[str, ...] = ()
    patient: tuple[str, ...] = ()

    def find(self, code: str) -> Decision | None:
        """One decision by code."""
        return next((each for each in self.decisions if each.code == code), None)

    def title(self, code: str) -> str:
        """A decision in words; one that is not known, such as an earlier wording, stands for itself."""
        found = self.find(code)
        return found.title if found else code


@dataclass(frozen=True, slots=True)
class TriageForm:
    """What the clinician gave; `flags` are the signs they answered themselves, `confirmed` that they read the screen.

    `where` is who has the patient from now on and `told` the person who accepted; `text` is the advice, the material
    sent, what is to be imaged, or the question asked; `owner_id` who is asked, `manager_id` the case manager.
    """

    decision: str = ""
    reason: str = ""
    priority: str = ""
    kind: str = "new"
    mode: str = ""
    where: str = ""
    told: str = ""
    text: str = ""
    owner_id: str = ""
    manager_id: str = ""
    consent: str = ""
    overruled: str = ""
    offer: OpenSlot | Fit | None = None
    letter: bool = True
    confirmed: bool = False
    flags: Mapping[str, str] = field(default_factory=dict)


def problems(form: TriageForm, decision: Decision | None, screen: RedFlagScreen) -> tuple[str, ...]:
    """What keeps a decision from being made, by field, in reading order; empty when it may be."""
    if decision is None:
        return ("decision",)
    found = [] if form.confirmed or decision.outcome == ASK else ["confirmed"]
    found += ["reason"] if not form.reason.strip() and decision.outcome != ASK else []
    found += [name for name in decision.needs if not str(getattr(form, _FIELDS[name])).strip()]
    if overrules(decision, screen) and not form.overruled.strip():
        found.append("overruled")
    return tuple(found)


def overrules(decision: Decision, screen: RedFlagScreen) -> bool:
    """Whether a decision takes a slower way than the screen suggests, so that it must say why."""
    return screen.route == "E" and decision.outcome not in (EMERGENCY, ASK)


_FIELDS = {"where": "where", "told": "told", "text": "text", "owner": "owner_id"}


def due_moment(referral: Referral, working_days: int, is_holiday: IsHoliday) -> datetime:
    """By when a referral is to be triaged: so many working days after it came, at the same time of day.

    Only the day known: the end of the last day. What comes outside the hours counts from the next opening.
    """
    came = _instant(referral.received_at)
    day = came.date() if came else whole_date(referral.received)
    if day is None:
        day = date.min  # no date at all: overdue, so that it is seen
        return datetime.combine(day, CLOSES, CLINIC_ZONE)
    late = came is not None and came.time() > CLOSES
    if late and is_working_day(day, is_holiday):
        day, came = day + timedelta(days=1), None
        return datetime.combine(due_after(day, working_days, is_holiday), OPENS, CLINIC_ZONE)
    at = CLOSES if came is None else max(OPENS, came.time())
    if came is not None and not is_working_day(day, is_holiday):
        at = OPENS
    return datetime.combine(due_after(day, working_days, is_holiday), at, CLINIC_ZONE)


def _instant(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(CLINIC_ZONE) if moment.tzinfo else None


def rank(priority: str, route: str) -> int:
    """How soon a referral is to be looked at: 0 now, 1 the suspected cancers and urgent ones, 3 the rest."""
    by_route = _BY_ROUTE[urgency(route)] if route else 3
    return min(_PRIORITIES.get(priority, 1), by_route)


def triage_id(referral_id: str) -> str:
    """The same id on every computer: two clinicians who claim one referral meet on one record, and not on two."""
    return str(uuid.uuid5(_SPACE, f"triage/{referral_id}"))


def left_by(triage_id: str, what: str) -> str:
    """The id of what a decision leaves (entry, todo, letter): the same again when it is decided anew."""
    return str(uuid.uuid5(_SPACE, f"{triage_id}/{what}"))
