"""How somebody's care is organised: referral, triage, pathway with its clock, things to do, appointments, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msk_desk.district.clinic_days import instant_at
from msk_desk.district.parts import AMBULATORY, Json, code_extension, coded, ref, words
from msk_desk.domain.pathways import Clock, Pathway, PathwayEvent
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.fhir.mapping import write
from msk_desk.fhir.names import (
    MODE,
    RECEIVED,
    REFERRAL_SOURCE,
    TASK_KIND,
    VISIT_KIND,
)

_TRIAGE = coded(TASK_KIND, "triage")
_TODO = coded(TASK_KIND, "to-do")
Event = tuple[date, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral as it came: when, from whom and about what."""

    source: str
    received: date
    reason: str
    region: str
    requester: Json
    priority: str = "routine"
    status: str = "active"
    service: str = "MSK"


def referral(record_id: str, patient_id: str, sent: Sent) -> Json:
    """The referral, a ServiceRequest."""
    return {
        "resourceType": "ServiceRequest",
        "id": record_id,
        "extension": [
            code_extension(REFERRAL_SOURCE, sent.source),
            {"url": RECEIVED, "valueDate": sent.received.isoformat()},
        ],
        "status": sent.status,
        "intent": "order",
        "category": [words(sent.region)],
        "priority": sent.priority,
        "subject": ref("Patient", patient_id),
        "authoredOn": sent.received.isoformat(),
        "requester": sent.requester,
        "performerType": words(sent.service),
        "reasonCode": [words(sent.reason)],
    }


def triage(
    record_id: str, patient_id: str, referral_id: str, asked: date,
    done: date | None = None, by: str = "", decision: str = "",
) -> Json:  # fmt: skip
    """The triage of a referral, a Task: requested until it is done."""
    resource: Json = {
        "resourceType": "Task",
        "id": record_id,
        "status": "completed" if done else "requested",
        "intent": "order",
        "code": _TRIAGE,
        "focus": ref("ServiceRequest", referral_id),
        "for": ref("Patient", patient_id),
        "authoredOn": asked.isoformat(),
    }
    if done:
        resource["executionPeriod"] = {"end": instant_at(done, 11 * 60)}
        resource["owner"] = ref("Practitioner", by)
        resource["output"] = [{"type": words("decision"), "valueString": decision}]
    return resource


def todo(record_id: str, patient_id: str, text: str, owner: str, status: str = "requested", due: str = "") -> Json:
    """Something to do, a Task; `due` is an ISO date."""
    resource: Json = {
        "resourceType": "Task",
        "id": record_id,
        "status": status,
        "intent": "order",
        "code": _TODO,
        "description": text,
        "for": ref("Patient", patient_id),
        "owner": ref("Practitioner", owner),
    }
    if due:
        resource["executionPeriod"] = {"end": due}
    return resource


@dataclass(frozen=True, slots=True)
class Journey:
    """A pathway: where it stands and its clock; `kind` is rtt or ahp.

    With `events` (day, name, details) the clock is read from them; without, it is as it stands here, as from a system
    that keeps clocks alone.
    """

    title: str
    stage: str
    kind: str
    started: date
    clock_start: date
    clock_stop: date | None = None
    ended: date | None = None
    service: str = ""
    events: tuple[Event, ...] = ()
    pifu_until: str = ""


def pathway(
    record_id: str, patient_id: str, referral_id: str, journey: Journey, organisation: str, manager: str = ""
) -> Json:
    """The pathway, an EpisodeOfCare."""
    events = tuple(
        PathwayEvent(f"{record_id[:8]}-{number}", on, name, details)
        for number, (on, name, details) in enumerate(journey.events)
    )
    return write(
        Pathway(
            record_id, patient_id, journey.title, "finished" if journey.ended else "active", journey.stage,
            journey.started.isoformat(), journey.ended.isoformat() if journey.ended else "", referral_id, manager,
            organisation, Clock(journey.kind, journey.clock_start, journey.clock_stop), journey.service, events,
            journey.pifu_until,
        ),
        None,
    )  # fmt: skip


def waiting_entry(
    record_id: str, patient_id: str, referral_id: str, since: date, service: str, *,
    kind: str = "new", priority: str = "routine", not_before: date | None = None, needs: tuple[str, ...] = (),
    staff_id: str = "", note: str = "",
) -> Json:  # fmt: skip
    """A place on the waiting list, a Task."""
    return write(
        WaitingEntry(
            record_id, patient_id, referral_id, since.isoformat(), kind, service, staff_id, priority=priority,
            not_before=not_before.isoformat() if not_before else "", needs=needs, note=note,
        ),
        None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Who is seen by whom, where and when; `start` in minutes after midnight. `slot_id` may be empty."""

    patient_id: str
    staff_id: str
    room_id: str
    day: date
    start: int
    minutes: int
    slot_id: str = ""
    referral_id: str = ""
    reason: str = ""
    kind: str = "review"
    mode: str = "f2f"


def appointment(record_id: str, seen: Seen, status: str) -> Json:
    """The appointment, an Appointment."""
    actors = (
        ref("Patient", seen.patient_id),
        ref("Practitioner", seen.staff_id),
        ref("Location", seen.room_id),
    )
    resource: Json = {
        "resourceType": "Appointment",
        "id": record_id,
        "extension": [code_extension(MODE, seen.mode)],
        "status": status,
        "appointmentType": coded(VISIT_KIND, seen.kind),
        "reasonCode": [words(seen.reason)],
        "start": instant_at(seen.day, seen.start),
        "end": instant_at(seen.day, seen.start + seen.minutes),
        "participant": [{"actor": actor, "status": "accepted"} for actor in actors],
    }
    if seen.slot_id:
        resource["slot"] = [ref("Slot", seen.slot_id)]
    if seen.referral_id:
        resource["basedOn"] = [ref("ServiceRequest", seen.referral_id)]
    if status == "cancelled":
        resource["cancelationReason"] = words("Patient cancelled")
    return resource


def visit(record_id: str, seen: Seen, pathway_id: str, appointment_id: str = "") -> Json:
    """A finished visit, an Encounter."""
    resource: Json = {
        "resourceType": "Encounter",
        "id": record_id,
        "status": "finished",
        "class": AMBULATORY,
        "subject": ref("Patient", seen.patient_id),
        "episodeOfCare": [ref("EpisodeOfCare", pathway_id)],
        "participant": [{"individual": ref("Practitioner", seen.staff_id)}],
        "period": {
            "start": instant_at(seen.day, seen.start + 2),
            "end": instant_at(seen.day, seen.start + seen.minutes - 3),
        },
        "reasonCode": [words(seen.reason)],
        "location": [{"location": ref("Location", seen.room_id)}],
    }
    if appointment_id:
        resource["appointment"] = [ref("Appointment", appointment_id)]
    return resource
