"""The waiting list: who waits for what kind of appointment, since when."""

from __future__ import annotations

from dataclasses import dataclass

REQUESTED, COMPLETED, CANCELLED = "requested", "completed", "cancelled"


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """One wait for one appointment (FHIR Task): the booking completes it in the same unit of work.

    `since` and `not_before` are ISO dates; `minutes` 0 and an empty `mode`, `staff_id` or `site_id` mean any; `needs`
    are codes such as interpreter, step-free or double-slot; `reason` says why it was cancelled.
    """

    id: str
    patient_id: str
    referral_id: str
    since: str
    kind: str = "new"
    service: str = ""
    staff_id: str = ""
    site_id: str = ""
    priority: str = "routine"
    mode: str = ""
    minutes: int = 0
    not_before: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    status: str = REQUESTED
    appointment_id: str = ""
    reason: str = ""
