"""Triage and Todo <-> FHIR Task."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.pathways import Todo, Triage
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    first,
    mapping,
    put,
    reference,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import TASK_KIND


def _is_task(kind: str) -> Any:
    def matches(resource: Json) -> bool:
        return code_in(resource.get("code"), TASK_KIND) == kind

    return matches


def read_triage(resource: Json) -> Triage:
    """A triage Task."""
    return Triage(
        text_of(resource.get("id")), target(resource.get("for"), "Patient"),
        target(resource.get("focus"), "ServiceRequest"), text_of(resource.get("status")),
        text_of(first(resource.get("output")).get("valueString")),
        text_of(mapping(resource.get("executionPeriod")).get("end")), target(resource.get("owner"), "Practitioner"),
    )  # fmt: skip


TRIAGE = Mapper(
    Triage, "Task", read_triage,
    patches={
        "patient_id": lambda r, t: put(r, "for", reference("Patient", t.patient_id)),
        "referral_id": lambda r, t: put(r, "focus", reference("ServiceRequest", t.referral_id)),
        "status": lambda r, t: put(r, "status", t.status),
        "decision": lambda r, t: put(
            r, "output", [{"type": {"text": "decision"}, "valueString": t.decision}] if t.decision else []
        ),
        "done_at": lambda r, t: put(r, "executionPeriod", {"end": t.done_at} if t.done_at else None),
        "by": lambda r, t: put(r, "owner", reference("Practitioner", t.by) if t.by else None),
    },
    fresh=lambda _triage: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": "triage"}]}},
    matches=_is_task("triage"),
)  # fmt: skip


def read_todo(resource: Json) -> Todo:
    """Any other Task."""
    return Todo(
        text_of(resource.get("id")), target(resource.get("for"), "Patient"),
        text_of(resource.get("description")) or concept(resource.get("code")), text_of(resource.get("status")),
        target(resource.get("owner"), "Practitioner"),
        text_of(mapping(resource.get("executionPeriod")).get("end"))[:10],
    )  # fmt: skip


TODO = Mapper(
    Todo, "Task", read_todo,
    patches={
        "patient_id": lambda r, t: put(r, "for", reference("Patient", t.patient_id)),
        "text": lambda r, t: put(r, "description", t.text),
        "status": lambda r, t: put(r, "status", t.status),
        "owner_id": lambda r, t: put(r, "owner", reference("Practitioner", t.owner_id) if t.owner_id else None),
        "due": lambda r, t: put(r, "executionPeriod", {"end": t.due} if t.due else None),
    },
    fresh=lambda _todo: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": "to-do"}]}},
)  # fmt: skip
