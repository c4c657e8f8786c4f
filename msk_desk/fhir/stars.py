"""Star <-> FHIR Task."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.stars import Star
from msk_desk.fhir.elements import Json, code_in, put, reference, target, text_of
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import TASK_KIND

STAR = "star"


def read_star(resource: Json) -> Star:
    """A star."""
    return Star(
        text_of(resource.get("id")), target(resource.get("for"), "Patient"),
        target(resource.get("owner"), "Practitioner"), text_of(resource.get("status")),
    )  # fmt: skip


def _matches(resource: Json) -> bool:
    return code_in(resource.get("code"), TASK_KIND) == STAR


def _fresh(_star: Star) -> dict[str, Any]:
    return {"intent": "plan", "code": {"coding": [{"system": TASK_KIND, "code": STAR}]}}


STAR_TASK = Mapper(
    Star, "Task", read_star,
    patches={
        "patient_id": lambda r, s: put(r, "for", reference("Patient", s.patient_id)),
        "staff_id": lambda r, s: put(r, "owner", reference("Practitioner", s.staff_id)),
        "status": lambda r, s: put(r, "status", s.status),
    },
    fresh=_fresh,
    matches=_matches,
)  # fmt: skip
