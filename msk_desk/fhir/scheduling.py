"""Session, Slot and Appointment <-> FHIR Schedule, Slot and Appointment."""

from __future__ import annotations

from collections.abc import Callable
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
from msk_desk.fhir.names import (
    ARRIVED,
    CANCELLED_BY,
    CAPACITY,
    FINISHED,
    HOLDER,
    LEASE,
    LETTER_WANTED,
    MODE,
    MODES,
    NEEDS,
    OVERBOOK_REASON,
    REPLACES,
    SERIES,
    SESSION_SITE,
    STARTED,
    TEMPLATE,
    TOLD_AT,
    TOLD_BY,
    VISIT_KIND,
    WAITING_ENTRY,
)
from msk_desk.fhir.typed_later import put_typed, read_typed

UNKNOWN_TIME = datetime(1, 1, 1, tzinfo=UTC)
# HL7's codes for who cancelled.
_BY = {"patient": "pat", "service": "prov"}
_BY_CODE = {code: word for word, code in _BY.items()}


def _actor(resource: Json, type: str) -> str:
    return next(filter(None, (target(node, type) for node in sequence(resource.get("actor")))), "")


def read_session(resource: Json) -> Session:
    """A Schedule."""
    horizon = mapping(resource.get("planningHorizon"))
    return Session(
        text_of(resource.get("id")), _actor(resource, "Practitioner"), _actor(resource, "Location"),
        target(extension(resource, SESSION_SITE).get("valueReference")),
        moment(horizon.get("start")) or UNKNOWN_TIME, moment(horizon.get("end")) or UNKNOWN_TIME,
        concept(first(resource.get("serviceType"))), resource.get("active") is not False,
        text_of(resource.get("comment")) if resource.get("active") is False else "",
        text_of(extension(resource, TEMPLATE).get("valueString")),
        tuple(text_of(extension(resource, MODES).get("valueString")).split()),
        text_of(extension(extension(resource, LEASE), "holder").get("valueString")),
        _lease_until(extension(resource, LEASE)),
    )  # fmt: skip


def _lease_until(lease: Json) -> str:
    until = extension(lease, "until")
    return text_of(until.get("valueInstant")) or text_of(until.get("valueDateTime"))


def read_slot(resource: Json) -> Slot:
    """A Slot."""
    return Slot(
        text_of(resource.get("id")), target(resource.get("schedule"), "Schedule"),
        moment(resource.get("start")) or UNKNOWN_TIME, moment(resource.get("end")) or UNKNOWN_TIME,
        text_of(resource.get("status")), capacity_of(resource), code_in(resource.get("appointmentType"), VISIT_KIND),
        text_of(extension(resource, MODE).get("valueCode")), holders_of(resource),
    )  # fmt: skip


def holders_of(resource: Json) -> tuple[str, ...]:
    """The appointments that have a place in a slot."""
    held = (e for e in sequence(resource.get("extension")) if e.get("url") == HOLDER)
    return tuple(filter(None, (target(e.get("valueReference"), "Appointment") for e in held)))


def _put_holders(resource: dict[str, Any], slot: Slot) -> None:
    """Each with an id of its own, so that what two desks added is joined and not compared as a whole."""
    others = [e for e in sequence(resource.get("extension")) if e.get("url") != HOLDER]
    held = [{"id": one, "url": HOLDER, "valueReference": reference("Appointment", one)} for one in slot.holders]
    put(resource, "extension", [*others, *held])


def capacity_of(resource: Json) -> int:
    """How many people a slot takes; at least one."""
    number = extension(resource, CAPACITY).get("valuePositiveInt")
    return number if isinstance(number, int) and number > 1 else 1


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
        created=text_of(resource.get("created")),
        cancelled_by=_BY_CODE.get(code_in(resource.get("cancelationReason"), CANCELLED_BY).partition("-")[0], ""),
        cancel_reason=text_of(mapping(resource.get("cancelationReason")).get("text")),
        note=text_of(resource.get("comment")),
        needs=tuple(text_of(extension(resource, NEEDS).get("valueString")).split()),
        overbook_reason=text_of(extension(resource, OVERBOOK_REASON).get("valueString")),
        series_id=text_of(extension(resource, SERIES).get("valueString")),
        started=text_of(extension(resource, STARTED).get("valueDateTime")),
        replaces_id=target(extension(resource, REPLACES).get("valueReference"), "Appointment"),
        waiting_id=target(extension(resource, WAITING_ENTRY).get("valueReference"), "Task"),
        letter_wanted=text_of(extension(resource, LETTER_WANTED).get("valueCode")),
        told_at=text_of(extension(resource, TOLD_AT).get("valueDateTime")),
        told_by=text_of(extension(resource, TOLD_BY).get("valueCode")),
        arrived=text_of(extension(resource, ARRIVED).get("valueDateTime")),
        finished=text_of(extension(resource, FINISHED).get("valueDateTime")),
        typed=read_typed(resource),
        more_slots=tuple(filter(None, (target(one, "Slot") for one in sequence(resource.get("slot"))[1:]))),
    )


def _put_cancelling(resource: dict[str, Any], appointment: Appointment) -> None:
    node: dict[str, Any] = {}
    if appointment.cancelled_by in _BY:
        node["coding"] = [{"system": CANCELLED_BY, "code": _BY[appointment.cancelled_by]}]
    put(node, "text", appointment.cancel_reason)
    put(resource, "cancelationReason", node)


def _said(url: str, type: str, field: str) -> Callable[[dict[str, Any], Any], None]:
    """A patch for one text in an extension."""

    def patch(resource: dict[str, Any], record: Any) -> None:
        value = getattr(record, field)
        words = " ".join(value) if isinstance(value, tuple) else value
        put_extension(resource, url, {type: words} if words else None)

    return patch


def _pointing(url: str, type: str, field: str) -> Callable[[dict[str, Any], Any], None]:
    """A patch for one reference in an extension."""

    def patch(resource: dict[str, Any], record: Any) -> None:
        value = getattr(record, field)
        put_extension(resource, url, {"valueReference": reference(type, value)} if value else None)

    return patch


def _put_slots(resource: dict[str, Any], appointment: Appointment) -> None:
    put(resource, "slot", [reference("Slot", one) for one in appointment.slot_ids])


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
        "slot_id": _put_slots,
        "more_slots": _put_slots,
        "start": lambda r, a: put(r, "start", instant(a.start)),
        "end": lambda r, a: put(r, "end", instant(a.end)),
        "status": lambda r, a: put(r, "status", str(a.status)),
        "kind": lambda r, a: put(r, "appointmentType", {"coding": [{"system": VISIT_KIND, "code": a.kind}]}),
        "mode": lambda r, a: put_extension(r, MODE, {"valueCode": str(a.mode)}),
        "reason": lambda r, a: put(r, "reasonCode", [{"text": a.reason}] if a.reason else []),
        "referral_id": lambda r, a: put(
            r, "basedOn", [reference("ServiceRequest", a.referral_id)] if a.referral_id else []
        ),
        "created": lambda r, a: put(r, "created", a.created),
        "cancelled_by": _put_cancelling,
        "cancel_reason": _put_cancelling,
        "note": lambda r, a: put(r, "comment", a.note),
        "needs": _said(NEEDS, "valueString", "needs"),
        "overbook_reason": _said(OVERBOOK_REASON, "valueString", "overbook_reason"),
        "series_id": _said(SERIES, "valueString", "series_id"),
        "started": _said(STARTED, "valueDateTime", "started"),
        "replaces_id": _pointing(REPLACES, "Appointment", "replaces_id"),
        "waiting_id": _pointing(WAITING_ENTRY, "Task", "waiting_id"),
        "letter_wanted": _said(LETTER_WANTED, "valueCode", "letter_wanted"),
        "told_at": _said(TOLD_AT, "valueDateTime", "told_at"),
        "told_by": _said(TOLD_BY, "valueCode", "told_by"),
        "arrived": _said(ARRIVED, "valueDateTime", "arrived"),
        "finished": _said(FINISHED, "valueDateTime", "finished"),
        "typed": put_typed,
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
        "capacity": lambda r, s: put_extension(
            r, CAPACITY, {"valuePositiveInt": s.capacity} if s.capacity > 1 else None
        ),
        "kind": lambda r, s: put(
            r, "appointmentType", {"coding": [{"system": VISIT_KIND, "code": s.kind}]} if s.kind else None
        ),
        "mode": _said(MODE, "valueCode", "mode"),
        "holders": _put_holders,
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
        "active": lambda r, s: r.update({"active": s.active}),
        "cancel_reason": lambda r, s: put(r, "comment", s.cancel_reason),
        "template_id": _said(TEMPLATE, "valueString", "template_id"),
        "modes": _said(MODES, "valueString", "modes"),
    },
    fresh=lambda _session: {"active": True},
)  # fmt: skip
