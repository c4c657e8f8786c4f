"""Session, Slot and Appointment <-> FHIR Schedule, Slot and Appointment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msk_desk.domain.clinics import Appointment, Mode, Session, Slot, Status
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    extension,
    first,
    instant,
    mapping,
    moment,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import MODE, SESSION_SITE, VISIT_KIND

UNKNOWN_TIME = datetime(1, 1, 1, tzinfo=UTC)


def _actor(resource: Json, type: str) -> str:
    return next(filter(None, (target(node, type) for node in sequence(resource.get("actor")))), "")


def read_session(resource: Json) -> Session:
    """A Schedule."""
    horizon = mapping(resource.get("planningHorizon"))
    return Session(
        text_of(resource.get("id")), _actor(resource, "Practitioner"), _actor(resource, "Location"),
        target(extension(resource, SESSION_SITE).get("valueReference")),
        moment(horizon.get("start")) or UNKNOWN_TIME, moment(horizon.get("end")) or UNKNOWN_TIME,
        concept(first(resource.get("serviceType"))),
    )  # fmt: skip


def read_slot(resource: Json) -> Slot:
    """A Slot."""
    return Slot(
        text_of(resource.get("id")), target(resource.get("schedule"), "Schedule"),
        moment(resource.get("start")) or UNKNOWN_TIME, moment(resource.get("end")) or UNKNOWN_TIME,
        text_of(resource.get("status")),
    )  # fmt: skip


def _participant(resource: Json, type: str) -> str:
    found = (target(node.get("actor"), type) for node in sequence(resource.get("participant")))
    return next(filter(None, found), "")


def read_appointment(resource: Json) -> Appointment:
    """An Appointment; statuses and modes that the clinic does not use read as proposed and face to face."""
    status = text_of(resource.get("status"))
    mode = text_of(extension(resource, MODE).get("valueCode"))
    return Appointment(
        id=text_of(resource.get("id")),
        patient_id=_participant(resource, "Patient"),
        staff_id=_participant(resource, "Practitioner"),
        place_id=_participant(resource, "Location"),
        slot_id=target(first(resource.get("slot")), "Slot"),
        start=moment(resource.get("start")) or UNKNOWN_TIME,
        end=moment(resource.get("end")) or UNKNOWN_TIME,
        status=Status(status) if status in Status.__members__.values() else Status.PROPOSED,
        kind=code_in(resource.get("appointmentType"), VISIT_KIND) or "review",
        mode=Mode(mode) if mode in Mode.__members__.values() else Mode.FACE_TO_FACE,
        reason=concept(first(resource.get("reasonCode"))) or text_of(resource.get("description")),
        referral_id=target(first(resource.get("basedOn")), "ServiceRequest"),
    )


def _participants(resource: dict[str, Any], appointment: Appointment) -> None:
    wanted = (
        ("Patient", appointment.patient_id), ("Practitioner", appointment.staff_id), ("Location", appointment.place_id),
    )  # fmt: skip
    ours = dict(wanted)
    kept = [
        node for node in sequence(resource.get("participant"))
        if not any(target(node.get("actor"), type) for type in ours)
    ]  # fmt: skip
    made = [{"actor": reference(type, value), "status": "accepted"} for type, value in wanted if value]
    put(resource, "participant", [*made, *kept])


APPOINTMENT = Mapper(
    Appointment, "Appointment", read_appointment,
    patches={
        "patient_id": _participants,
        "staff_id": _participants,
        "place_id": _participants,
        "slot_id": lambda r, a: put(r, "slot", [reference("Slot", a.slot_id)] if a.slot_id else []),
        "start": lambda r, a: put(r, "start", instant(a.start)),
        "end": lambda r, a: put(r, "end", instant(a.end)),
        "status": lambda r, a: put(r, "status", str(a.status)),
        "kind": lambda r, a: put(r, "appointmentType", {"coding": [{"system": VISIT_KIND, "code": a.kind}]}),
        "mode": lambda r, a: put_extension(r, MODE, {"valueCode": str(a.mode)}),
        "reason": lambda r, a: put(r, "reasonCode", [{"text": a.reason}] if a.reason else []),
        "referral_id": lambda r, a: put(
            r, "basedOn", [reference("ServiceRequest", a.referral_id)] if a.referral_id else []
        ),
    },
    fresh=lambda _appointment: {},
)  # fmt: skip

SLOT = Mapper(
    Slot, "Slot", read_slot,
    patches={
        "session_id": lambda r, s: put(r, "schedule", reference("Schedule", s.session_id)),
        "start": lambda r, s: put(r, "start", instant(s.start)),
        "end": lambda r, s: put(r, "end", instant(s.end)),
        "status": lambda r, s: put(r, "status", s.status),
    },
    fresh=lambda _slot: {},
)  # fmt: skip


def _session_actors(resource: dict[str, Any], session: Session) -> None:
    pairs = (("Practitioner", session.staff_id), ("Location", session.room_id))
    put(resource, "actor", [reference(type, value) for type, value in pairs if value])


def _horizon(resource: dict[str, Any], session: Session) -> None:
    resource["planningHorizon"] = {"start": instant(session.start), "end": instant(session.end)}


SESSION = Mapper(
    Session, "Schedule", read_session,
    patches={
        "staff_id": _session_actors,
        "room_id": _session_actors,
        "site_id": lambda r, s: put_extension(
            r, SESSION_SITE, {"valueReference": reference("Location", s.site_id)} if s.site_id else None
        ),
        "start": _horizon,
        "end": _horizon,
        "service": lambda r, s: put(r, "serviceType", [{"text": s.service}] if s.service else []),
    },
    fresh=lambda _session: {"active": True},
)  # fmt: skip
