"""Did not attend: whether it was a first appointment, and what the service's policy says comes next. Pure.

Source: NHS England, Recording and reporting RTT waiting times, version 5.0 (11 February 2025, PRN01045), rules 3e, 5e
and 5f, 3.4.5 and 4.4.1.3: a first appointment and a later one differ; only a clinician decides to discharge; there is
no blanket rule; who gives notice, however short, has cancelled and has not failed to attend.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.dates import age_in_years
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient


class Step(StrEnum):
    """What the policy says comes next: the desk offers another date, or a clinician decides first."""

    OFFER = "offer-another"
    ASK = "ask-clinician"


class Condition(StrEnum):
    """What must be true of a discharge after a missed appointment; all four (rule 5f)."""

    COMMUNICATED = "communicated"
    IN_INTEREST = "in-interest"
    POLICY = "policy"
    PROTECTS = "protects"


@dataclass(frozen=True, slots=True)
class AttendancePolicy:
    """The service's published policy, as data; a FHIR HealthcareService once somebody changed it.

    `adult_from` is the age below which a clinician always decides; `interpreter_days` the working days that an
    interpreter needs notice, 0 when the service has not set it.
    """

    id: str
    first: Step = Step.ASK
    later: Step = Step.ASK
    adult_from: int = 18
    interpreter_days: int = 0
    published: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for one missed appointment; `why` are codes of what made a clinician the one who decides."""

    step: Step
    first: bool
    why: tuple[str, ...] = ()


POLICY_ID = "3b3f0f8e-5c0f-4d55-9c6c-2f5a0d9b7e11"
"""The one policy of the service: the same id on every computer."""


def is_first(appointment: Appointment, others: Iterable[Appointment]) -> bool:
    """Whether it is the first one after the referral: none of the same referral was attended before it."""
    attended = (Status.ARRIVED, Status.FULFILLED)
    return not any(
        other.id != appointment.id and other.status in attended and other.start < appointment.start
        and other.referral_id == appointment.referral_id
        for other in others
    )  # fmt: skip


def next_step(policy: AttendancePolicy, patient: Patient, *, first: bool, missed: int, on: str) -> NextStep:
    """What comes next.

    Args:
        missed: how many appointments of this pathway were missed, with this one.
        on: the day, an ISO date, on which the patient's age counts.
    """
    why = tuple(filter(None, (_young(policy, patient, on), "needs-recorded" if _has_needs(patient) else "")))
    step = policy.first if first else policy.later
    if missed > 1:
        why = (*why, "missed-before")
    return NextStep(Step.ASK if why else step, first, why)


def _young(policy: AttendancePolicy, patient: Patient, on: str) -> str:
    age = age_in_years(patient.born, date.fromisoformat(on))
    return "young" if age is not None and age < policy.adult_from else ""


def _has_needs(patient: Patient) -> bool:
    """Whether a communication need is recorded: the appointment may not have been understood."""
    return bool(patient.interpreter or patient.preferred_format)


ACTED = frozenset({"patient_contacts_to_rebook", "decision_to_offer_another", "discharged", "discharged_to_gp"})
"""What is done about a missed appointment; the event names it."""
_FOLLOWED = ACTED | {"first_appointment", "follow_up"}


def missed_first(pathway: Pathway) -> str:
    """The id of a missed first appointment that nothing followed yet, else empty."""
    missed = ""
    for event in pathway.events:
        if event.name == "dna" and event.says("appointment") == "first":
            missed = event.says("appointment_id")
        elif event.name in _FOLLOWED:
            missed = ""
    return missed


def acted_on(pathways: Iterable[Pathway], appointment_id: str) -> bool:
    """Whether something was done already about a missed appointment."""
    events = (event for pathway in pathways for event in pathway.events)
    return any(event.name in ACTED and event.says("appointment") == appointment_id for event in events)


def times_missed(pathway: Pathway) -> int:
    """How many appointments of a pathway were missed."""
    return sum(event.name == "dna" for event in pathway.events)
