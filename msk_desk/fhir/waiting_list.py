"""WaitingEntry <-> FHIR Task."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.fhir.elements import Json, code_in, first, mapping, put, reference, sequence, target, text_of
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import TASK_KIND

WAITING_LIST = "waiting-list"
_INPUTS = ("kind", "service", "mode", "minutes", "needs", "staff", "site")


def read_entry(resource: Json) -> WaitingEntry:
    """A Task that stands for a place on the waiting list."""
    given = {text_of(mapping(node.get("type")).get("text")): node for node in sequence(resource.get("input"))}

    def words(name: str) -> str:
        return text_of(mapping(given.get(name)).get("valueString"))

    minutes = words("minutes")
    return WaitingEntry(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("for"), "Patient"),
        referral_id=target(resource.get("focus"), "ServiceRequest"),
        since=text_of(resource.get("authoredOn"))[:10],
        kind=words("kind") or "new",
        service=words("service"),
        staff_id=words("staff"),
        site_id=words("site"),
        priority=text_of(resource.get("priority")) or "routine",
        mode=words("mode"),
        minutes=int(minutes) if minutes.isdecimal() else 0,
        not_before=text_of(mapping(mapping(resource.get("restriction")).get("period")).get("start"))[:10],
        needs=tuple(words("needs").split()),
        note=text_of(first(resource.get("note")).get("text")),
        status=text_of(resource.get("status")),
        appointment_id=target(first(resource.get("output")).get("valueReference"), "Appointment"),
        reason=text_of(mapping(resource.get("statusReason")).get("text")),
    )


def _put_wish(resource: dict[str, Any], entry: WaitingEntry) -> None:
    values = {
        "kind": entry.kind, "service": entry.service, "mode": entry.mode,
        "minutes": str(entry.minutes) if entry.minutes else "", "needs": " ".join(entry.needs),
        "staff": entry.staff_id, "site": entry.site_id,
    }  # fmt: skip
    ours = [{"type": {"text": name}, "valueString": values[name]} for name in _INPUTS if values[name]]
    others = [n for n in sequence(resource.get("input")) if mapping(n.get("type")).get("text") not in _INPUTS]
    put(resource, "input", [*ours, *others])


def _appointment(entry: WaitingEntry) -> list[dict[str, Any]]:
    if not entry.appointment_id:
        return []
    return [{"type": {"text": "appointment"}, "valueReference": reference("Appointment", entry.appointment_id)}]


ENTRY = Mapper(
    WaitingEntry, "Task", read_entry,
    patches={
        "patient_id": lambda r, e: put(r, "for", reference("Patient", e.patient_id)),
        "referral_id": lambda r, e: put(
            r, "focus", reference("ServiceRequest", e.referral_id) if e.referral_id else None
        ),
        "since": lambda r, e: put(r, "authoredOn", e.since),
        **dict.fromkeys(("kind", "service", "staff_id", "site_id", "mode", "minutes", "needs"), _put_wish),
        "priority": lambda r, e: put(r, "priority", e.priority),
        "not_before": lambda r, e: put(
            r, "restriction", {"period": {"start": e.not_before}} if e.not_before else None
        ),
        "note": lambda r, e: put(r, "note", [{"text": e.note}] if e.note else []),
        "status": lambda r, e: put(r, "status", e.status),
        "appointment_id": lambda r, e: put(r, "output", _appointment(e)),
        "reason": lambda r, e: put(r, "statusReason", {"text": e.reason} if e.reason else None),
    },
    fresh=lambda _entry: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": WAITING_LIST}]}},
    matches=lambda resource: code_in(resource.get("code"), TASK_KIND) == WAITING_LIST,
)  # fmt: skip
