"""The allied-health clock: a local measure for services outside the national rules; pure.

It starts when the referral is received, self-referrals too; it stops at first treatment, at discharge or a decision
without treatment, at declining and at death. A missed first appointment that is rebooked starts it again on the day
of rebooking. It never pauses. Weeks are reported without a national band.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from msk_desk.domain.waiting.clock import Applied, ClockState, Reading, RttClock
from msk_desk.domain.waiting.events import AS_OF, STARTS, TREATMENTS, ClockEvent, treatment_given

NOT_NATIONAL = 98
"""The code of activity that is not part of a national period (annex D)."""
_REBOOKED = frozenset({"patient_contacts_to_rebook", "decision_to_offer_another", "booked"})
_NEW_CARE = frozenset({"re_referral", "decision_new_treatment"})
_ENDS = {
    "discharged": "discharged",
    "discharged_to_gp": "returned to primary care",
    "decision_not_to_treat": "decision without treatment",
    "patient_declines_treatment": "declined",
    "death_notified": "died",
}


def read_allied_health(events: Iterable[ClockEvent]) -> Reading:
    """Read the clocks of one pathway; events may come in any order."""
    clocks: list[RttClock] = []
    applied: list[Applied] = []
    missed = False
    for event in sorted(events, key=lambda each: (each.on, each.name == AS_OF)):
        found = _after(clocks[-1] if clocks else None, event, missed)
        missed = _missed(event, missed)
        if found is None:
            applied.append(Applied(event))
            continue
        if clocks and clocks[-1].state is ClockState.RUNNING:
            clocks.pop()
        clocks.append(found)
        applied.append(Applied(event) if event.name == AS_OF else Applied(event, found.rule, found.reason))
    return Reading(tuple(clocks), tuple(applied))


def _after(last: RttClock | None, event: ClockEvent, missed: bool) -> RttClock | None:
    """The clock as an event leaves it, or None where it changes nothing."""
    running = last is not None and last.state is ClockState.RUNNING
    if event.name in STARTS or event.name in _NEW_CARE:
        if running or (last is not None and event.name not in _NEW_CARE):
            return None
        return _started(event.on, "start", "referral received" if event.name in STARTS else "new care decided")
    if last is None or not running:
        return None
    if event.name == AS_OF:
        return replace(last, measured=event.on)
    if missed and event.name in _REBOOKED:
        return _started(event.on, "rebooked", "missed first appointment rebooked: starts again")
    why = _end(event)
    if not why:
        return None
    return replace(last, state=ClockState.STOPPED, stop=event.on, measured=None, rule="stop", reason=why)


def _started(on: date, rule: str, reason: str) -> RttClock:
    return RttClock(ClockState.RUNNING, NOT_NATIONAL, on, reason=reason, rule=rule, started_by=rule)


def _end(event: ClockEvent) -> str:
    if event.name in TREATMENTS:
        return "first treatment"
    if event.name in ("first_appointment", "follow_up"):
        return "first treatment at the appointment" if treatment_given(event.says("outcome")) else ""
    return _ENDS.get(event.name, "")


def _missed(event: ClockEvent, missed: bool) -> bool:
    """Whether the newest first appointment was missed and not yet rebooked."""
    if event.name == "dna":
        return event.says("appointment") == "first" and event.details.get("communicated", True) is True
    return missed and event.name not in _REBOOKED and event.name != "first_appointment"
