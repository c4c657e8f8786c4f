"""Pathways: a referral, the triage of it, the pathway it opens and its waiting-time clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msk_desk.domain.dates import weeks_completed

STAGES = ("referred", "triaged", "assessed", "review", "decision", "plan", "discharged")


@dataclass(frozen=True, slots=True)
class Handover:
    """Who was told of a patient sent on at once, by whom and when; `at` is an instant."""

    id: str
    to: str
    by: str
    at: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral as received; `source` is gp, fcp, self, internal or other; dates are ISO text.

    `received_at` is the instant; `kind` is referral, or advice when only advice is asked for; `consent` (to share the
    record) is yes, no or empty when not asked; `ppi` and `clock_start` are a pathway's number and first clock start
    that came with it from another service; `attachments` are ids of stored documents.
    """

    id: str
    patient_id: str
    received: str
    source: str
    reason: str
    region: str = ""
    service: str = ""
    priority: str = "routine"
    status: str = "active"
    referrer: str = ""
    received_at: str = ""
    practice_id: str = ""
    consent: str = ""
    kind: str = "referral"
    ppi: str = ""
    clock_start: str = ""
    note: str = ""
    attachments: tuple[str, ...] = ()
    handovers: tuple[Handover, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """One sign of the red-flag screen as a clinician confirmed it: yes, no or empty (not stated), with its words."""

    flag: str
    answer: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Triage:
    """The triage of a referral; `status` is requested, accepted (claimed), completed or cancelled.

    `by` is whoever owns it; `decision` a code of resources/triage/decisions.json; `opinion_of` the triage that this
    is a second opinion for, `due` (ISO date) by when; `where` who has the patient now; `text` the advice, answer or
    question; `overruled` why an emergency that was suggested was not taken; `events` what it noted on the pathway.
    """

    id: str
    patient_id: str
    referral_id: str
    status: str
    decision: str = ""
    done_at: str = ""
    by: str = ""
    reason: str = ""
    priority: str = ""
    service: str = ""
    kind: str = ""
    opinion_of: str = ""
    screen: tuple[FlagAnswer, ...] = ()
    confirmed_by: str = ""
    claimed_at: str = ""
    where: str = ""
    text: str = ""
    overruled: str = ""
    due: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A waiting-time clock; `kind` is rtt (consultant-led), ahp (allied health) or none."""

    kind: str = "none"
    start: date | None = None
    stop: date | None = None

    def weeks(self, today: date) -> int | None:
        """Completed weeks waited, to the stop or today; None when no clock runs here."""
        if self.start is None or self.kind == "none":
            return None
        return weeks_completed(self.start, self.stop or today)


@dataclass(frozen=True, slots=True)
class PathwayEvent:
    """Something that happened on a pathway, by the clock's own names; details are pairs of words."""

    id: str
    on: date
    name: str
    details: tuple[tuple[str, str], ...] = ()

    def says(self, name: str) -> str:
        """A detail, or empty."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True)
class Pathway:
    """An episode of care; `stage` is one of STAGES or pifu; dates are ISO text.

    `more_referrals` came for the same thing while it was open: they changed nothing about its clock.

    `service` is the code of the service that it was triaged to. Where there are `events` the clock is read from
    them; one that came without events keeps the clock it came with.
    """

    id: str
    patient_id: str
    title: str
    status: str = "active"
    stage: str = "referred"
    started: str = ""
    ended: str = ""
    referral_id: str = ""
    case_manager_id: str = ""
    organisation_id: str = ""
    clock: Clock = Clock()
    service: str = ""
    events: tuple[PathwayEvent, ...] = ()
    pifu_until: str = ""
    ppi: str = ""
    more_referrals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to be done for a patient; `due` is an ISO date or empty."""

    id: str
    patient_id: str
    text: str
    status: str = "requested"
    owner_id: str = ""
    due: str = ""
