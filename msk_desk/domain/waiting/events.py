"""What happens on a patient's way that a waiting-time clock listens to; in the words of the clock's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msk_desk.domain.dates import whole_date
from msk_desk.domain.errors import BadInput

STARTS = frozenset({"referral_received", "self_referral_received", "ubrn_converted", "asi_worklist", "re_referral"})
"""The referral itself; a second one of the same pathway changes nothing."""
OPERATIONS = frozenset({"operation", "surgery", "procedure"})
"""Treatment in hospital: the clock stops on the day of the admission for it, not of the operation (5.1)."""
TREATMENTS = OPERATIONS | {"first_definitive_treatment", "therapy_treatment_starts", "admission_for_treatment"}
RESTARTS = frozenset(
    {
        "decision_to_treat", "decision_new_treatment", "patient_ready", "fit_and_ready", "moved_to_active_list",
        "patient_contacts_to_rebook", "decision_to_offer_another",
    }
)  # fmt: skip
"""After a stop: what begins a new clock (rule 3)."""
SILENT = frozenset(
    {
        "triaged", "first_appointment", "onward_referral", "received_by_hospital", "decision", "offer", "declined",
        "patient_cancellation", "provider_cancellation", "patient_unavailable", "thinking_time", "follow_up",
        "pifu_opened", "pifu_contact", "second_ubrn_created", "second_ubrn_converted", "booked", "admission",
        "emergency_admission",
        "change_of_consultant", "planned_list", "rebooked_appointment_date", "dna", "ratified_by_care_professional",
        "not_ratified",
    }
)  # fmt: skip
"""What by itself neither starts nor stops a clock; some of them do with what else they say."""
STOPS = frozenset(
    {
        "active_monitoring", "decision_not_to_treat", "discharged_to_gp", "discharged", "patient_declines_treatment",
        "death_notified", "transplant_list",
    }
)  # fmt: skip
AS_OF = "as_of"
_GIVEN = ("given", "treated", "started", "commenced", "performed", "fitted", "injected")
_NOT_GIVEN = ("no treatment", "not given", "not treated", "not started", "not commenced", "not performed", "not fitted")
KNOWN = STARTS | TREATMENTS | RESTARTS | SILENT | STOPS | {AS_OF}


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One event on a day; `details` hold what else is said of it, such as `service`, `appointment` or `by`."""

    on: date
    name: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def says(self, name: str) -> str:
        """A detail in words, empty when it is not given."""
        value = self.details.get(name)
        return "" if value is None else str(value)


def treatment_given(outcome: str) -> bool:
    """Whether the outcome of an appointment, in words, says that treatment was given or begun."""
    words = outcome.casefold()
    if any(word in words for word in _NOT_GIVEN):
        return False
    return any(word in words for word in _GIVEN)


def event_of(raw: Any) -> ClockEvent:
    """An event from its JSON: `{"date": …, "event": …, …}`.

    Raises:
        BadInput: no such event, or a day that is none.
    """
    if not isinstance(raw, Mapping):
        raise BadInput("An event is an object with a date and an event.")
    name, on = str(raw.get("event", "")), whole_date(str(raw.get("date", "")))
    if name not in KNOWN:
        raise BadInput(f"There is no event “{name}”.", advice=f"Use one of: {', '.join(sorted(KNOWN))}.")
    if on is None:
        raise BadInput(f"The event “{name}” has no date.", advice="Give it as YYYY-MM-DD.")
    details = {key: value for key, value in raw.items() if key not in ("date", "event")}
    return ClockEvent(on, name, details)
