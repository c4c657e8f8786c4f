"""Todo <-> FHIR Task."""

from __future__ import annotations

from msk_desk.domain.pathways import Todo
from msk_desk.fhir.elements import (
    Json,
    concept,
    mapping,
    put,
    reference,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import TASK_KIND


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
