"""The national referral-to-treatment clock: events in, clocks out; pure.

Source: NHS England, Recording and reporting RTT waiting times, version 5.0 (11 February 2025, PRN01045): the rules
suite (section 2), its explanations (sections 3 to 8) and the status codes (annex D). Pauses ended in October 2015.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from msk_desk.domain.dates import whole_date
from msk_desk.domain.waiting.clock import Applied, ClockState, Reading, RttClock
from msk_desk.domain.waiting.events import AS_OF, OPERATIONS, RESTARTS, STARTS, TREATMENTS, ClockEvent, treatment_given
from msk_desk.domain.waiting.scope import scope_of


def read_clocks(events: Iterable[ClockEvent]) -> Reading:
    """Read the clocks of one pathway.

    Args:
        events: in any order; `as_of` says up to which day a running clock is counted.
    """
    clockwork = _Clockwork()
    for event in sorted(events, key=lambda each: (each.on, each.name == AS_OF)):
        clockwork.take(event)
    return Reading(tuple(clockwork.clocks), tuple(clockwork.applied))


class _Clockwork:
    """The rules, one event after the other."""

    def __init__(self) -> None:
        self.clocks: list[RttClock] = []
        self.applied: list[Applied] = []
        self._pending: ClockEvent | None = None
        self._dna: ClockEvent | None = None
        self._offers_declined = 0
        self._admitted: date | None = None
        self._reasonable = True

    def take(self, event: ClockEvent) -> None:
        """Apply one event."""
        before = list(self.clocks)
        if event.name in STARTS:
            self._referred(event)
        elif event.name in TREATMENTS:
            self._treated(event)
        elif event.name in RESTARTS:
            self._restarted(event)
        else:
            rule = _RULES.get(event.name)
            if rule is not None:
                rule(self, event)
        changed = self.clocks[-1] if self.clocks and self.clocks != before else None
        said = Applied(event) if changed is None else Applied(event, changed.rule, changed.reason)
        self.applied.append(said)

    # Starts

    @property
    def running(self) -> RttClock | None:
        """The clock that runs now."""
        last = self.clocks[-1] if self.clocks else None
        return last if last is not None and last.state is ClockState.RUNNING else None

    def _referred(self, event: ClockEvent) -> None:
        if self.running is not None or self._pending is not None:
            return  # rejected and sent again, or a second booking reference: the first date stands (3.2.1, 3.2.2)
        scope = scope_of(event.says("service"))
        if not scope.applies:
            self.clocks.append(RttClock(ClockState.NOT_STARTED, 98, reason=scope.why, rule="6.1, 7.1"))
        elif event.name == "self_referral_received":
            self._pending = event
        else:
            again = any(clock.state is ClockState.STOPPED for clock in self.clocks)
            first = event.name == "asi_worklist" or again
            rule = "3c" if again else "1"
            self._start(event, 10 if first else 20, rule, _START_WORDS.get(event.name, ""), scope.report_in)

    def _start(self, event: ClockEvent, code: int, rule: str, reason: str, report_in: str = "") -> None:
        self._dna = None
        self._admitted = None
        self.clocks.append(
            RttClock(ClockState.RUNNING, code, event.on, reason=reason, rule=rule, report_in=report_in, started_by=rule)
        )

    def ratified(self, _event: ClockEvent) -> None:
        """Rule 2: a self-referral starts on the day it was received, once a permitted professional ratifies it."""
        if self._pending is not None:
            reason = "starts on receipt of the self-referral, not on ratification"
            received, self._pending = self._pending, None
            self._start(received, 10, "2", reason, scope_of(received.says("service")).report_in)

    def not_ratified(self, _event: ClockEvent) -> None:
        """Rule 2: without ratification there is no clock."""
        if self._pending is not None:
            self._pending = None
            reason = "rule 2 needs ratification by a permitted care professional"
            self.clocks.append(RttClock(ClockState.NOT_STARTED, 98, reason=reason, rule="2"))

    def _restarted(self, event: ClockEvent) -> None:
        if self.running is not None or not self.clocks or self.clocks[-1].start is None:
            return
        last = self.clocks[-1]
        if event.name in ("patient_contacts_to_rebook", "decision_to_offer_another"):
            if self._dna is None or last.state is not ClockState.NULLIFIED:
                return
        elif last.state is not ClockState.STOPPED:
            return
        monitored = last.code in (31, 32)
        rule, reason = _RESTARTS[event.name]
        rule = "3d" if monitored and event.name in ("decision_to_treat", "decision_new_treatment") else rule
        self._start(event, 11 if monitored else 10, rule, reason, last.report_in)

    # Stops

    def _stop(
        self, code: int, rule: str, reason: str, on: date,
        *, state: ClockState = ClockState.STOPPED, also: date | None = None,
    ) -> None:  # fmt: skip
        clock = self.running
        if clock is not None:
            self.clocks[-1] = replace(
                clock, state=state, code=code, rule=rule, reason=reason, stop=on, measured=None, also=also
            )

    def _treated(self, event: ClockEvent) -> None:
        if event.says("operation") == "cancelled":
            return
        on = self._admitted if event.name in OPERATIONS and self._admitted is not None else event.on
        self._stop(30, "4a", _TREATED.get(event.name, _TREATED["admission_for_treatment"]), on)

    def admitted(self, event: ClockEvent) -> None:
        """An admission alone changes nothing; the treatment that follows it counts from here (5.1)."""
        self._admitted = None if event.says("operation") == "cancelled" else event.on

    def attended(self, event: ClockEvent) -> None:
        """Rule 4a: an appointment at which treatment was given stops the clock."""
        self._dna = None
        if treatment_given(event.says("outcome")):
            self._stop(30, "4a", "first definitive treatment at the appointment", event.on)

    def transferred(self, event: ClockEvent) -> None:
        """Code 21: care goes on elsewhere and the clock keeps its start (3.2.2)."""
        clock = self.running
        if clock is not None:
            code = 21 if event.says("code") == "21" else 20
            self.clocks[-1] = replace(clock, code=code, rule="3.2.2")

    def did_not_attend(self, event: ClockEvent) -> None:
        """Rule 5e: a first appointment that was clearly communicated; any other changes nothing by itself (5f)."""
        if event.says("appointment") != "first":
            self._dna = event
            return
        clock = self.running
        told = event.details.get("communicated", True) is True
        if not told or clock is None or clock.started_by not in _FIRST_APPOINTMENT_AFTER:
            return
        reason = "first appointment DNA: removed from numerator and denominator"
        self._stop(33, "5e", reason, event.on, state=ClockState.NULLIFIED)
        self._dna = event

    def discharged(self, event: ClockEvent) -> None:
        """Rule 5a or, after a missed later appointment, 5f: the clinician's decision, with all four conditions."""
        missed = self._dna
        if missed is None or self.running is None:
            self._stop(34, "5a", "returned to primary care", _told(event))
            return
        conditions = (
            missed.details.get("communicated", True), event.details.get("clinical_decision", True),
            event.details.get("policy_followed", True), event.details.get("in_best_interests", True),
        )  # fmt: skip
        if all(condition is True for condition in conditions):
            self._stop(34, "5f", "DNA other appointment and discharged", event.on, also=missed.on)

    def not_to_be_treated(self, event: ClockEvent) -> None:
        """Rule 5d: on the day the decision is made and communicated."""
        self._stop(34, "5d", "date the decision is made and communicated", _told(event))

    def monitored(self, event: ClockEvent) -> None:
        """Rule 5b: 31 when the patient asks for it, 32 when the care professional does, also after two offers."""
        by_patient = event.says("by") == "patient" and self._offers_declined < 2
        offers = self._offers_declined >= 2
        reason = "active monitoring after 2 reasonable offers" if offers else "active monitoring"
        self._stop(31 if by_patient else 32, "5b", reason, _told(event))

    def offered(self, event: ClockEvent) -> None:
        """Section 8.1: whether the date that is offered is a reasonable one."""
        self._reasonable = event.details.get("reasonable", True) is not False

    def declined_offer(self, event: ClockEvent) -> None:
        """Section 8.3: two reasonable dates declined may lead to active monitoring; the clock runs on until then."""
        if self._reasonable and event.details.get("reasonable", True) is not False:
            self._offers_declined += 1

    def declined(self, event: ClockEvent) -> None:
        """Rule 5c."""
        self._stop(35, "5c", "declined offered treatment", _told(event))

    def died(self, event: ClockEvent) -> None:
        """Code 36."""
        self._stop(36, "annex E", "died before treatment", event.on)

    def listed_for_transplant(self, event: ClockEvent) -> None:
        """Rule 4b."""
        self._stop(34, "4b", "added to a transplant list", _told(event))

    def changed_consultant(self, event: ClockEvent) -> None:
        """Section 8.2: the clock runs on unless the patient goes back to the GP for a fresh referral."""
        if event.details.get("via_gp") is True:
            self._stop(34, "8.2", "returned to the GP for a fresh referral", event.on)

    def measured(self, event: ClockEvent) -> None:
        """Count a running clock up to this day."""
        clock = self.running
        if clock is not None:
            self.clocks[-1] = replace(clock, measured=event.on)
        elif self._pending is not None:
            reason = "the self-referral is not ratified yet"
            self.clocks.append(RttClock(ClockState.NOT_STARTED, 99, reason=reason, rule="2"))


def _told(event: ClockEvent) -> date:
    """The day it was communicated, when that is said; never before the event itself."""
    return max(event.on, whole_date(event.says("communicated")) or event.on)


_FIRST_APPOINTMENT_AFTER = ("1", "2", "3c", "3e")
"""What a first appointment follows: a referral, or the rebooking of a first one that was missed."""
_START_WORDS = {
    "ubrn_converted": "first UBRN conversion",
    "asi_worklist": "date the UBRN appears on the ASI work list",
}
_TREATED = {
    "first_definitive_treatment": "first definitive treatment",
    "therapy_treatment_starts": "therapy in interface service as first definitive treatment",
    "admission_for_treatment": "admission date is the stop",
}
_RESTARTS = {
    "decision_to_treat": ("3d", "new clock at zero from decision to treat"),
    "decision_new_treatment": ("3b", "substantively new treatment not in the agreed care plan"),
    "patient_ready": ("3d", "new clock on the date the patient decides to go ahead"),
    "fit_and_ready": ("3a", "new clock when fit and ready for the second side"),
    "moved_to_active_list": ("5.2", "clock starts when clinically ready and planned date reached"),
    "patient_contacts_to_rebook": ("3e", "new clock on rebooking contact"),
    "decision_to_offer_another": ("3e", "decision date, even with no slot available"),
}
_RULES = {
    "ratified_by_care_professional": _Clockwork.ratified,
    "not_ratified": _Clockwork.not_ratified,
    "first_appointment": _Clockwork.attended,
    "follow_up": _Clockwork.attended,
    "onward_referral": _Clockwork.transferred,
    "received_by_hospital": _Clockwork.transferred,
    "admission": _Clockwork.admitted,
    "dna": _Clockwork.did_not_attend,
    "discharged_to_gp": _Clockwork.discharged,
    "discharged": _Clockwork.discharged,
    "decision_not_to_treat": _Clockwork.not_to_be_treated,
    "active_monitoring": _Clockwork.monitored,
    "offer": _Clockwork.offered,
    "declined": _Clockwork.declined_offer,
    "patient_declines_treatment": _Clockwork.declined,
    "death_notified": _Clockwork.died,
    "transplant_list": _Clockwork.listed_for_transplant,
    "change_of_consultant": _Clockwork.changed_consultant,
    AS_OF: _Clockwork.measured,
}
