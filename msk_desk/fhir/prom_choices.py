"""PromChoice <-> FHIR Task."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.proms.choices import PromChoice
from msk_desk.fhir.elements import Json, code_in, mapping, put, reference, sequence, target, text_of
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import TASK_KIND

PROM_CHOICE = "prom-choice"


def read_choice(resource: Json) -> PromChoice:
    """A Task that says that a measure was declined or does not apply."""
    given = {
        text_of(mapping(node.get("type")).get("text")): text_of(node.get("valueString"))
        for node in sequence(resource.get("input"))
    }
    return PromChoice(
        text_of(resource.get("id")), target(resource.get("for"), "Patient"),
        target(resource.get("focus"), "EpisodeOfCare"), given.get("instrument", ""), given.get("time-point", ""),
        text_of(resource.get("status")), text_of(mapping(resource.get("statusReason")).get("text")),
        target(resource.get("owner"), "Practitioner"), text_of(resource.get("authoredOn"))[:10],
    )  # fmt: skip


def _put_given(resource: dict[str, Any], choice: PromChoice) -> None:
    resource["input"] = [
        {"type": {"text": "instrument"}, "valueString": choice.instrument},
        {"type": {"text": "time-point"}, "valueString": choice.point},
    ]


PROM_CHOICE_TASK = Mapper(
    PromChoice, "Task", read_choice,
    patches={
        "patient_id": lambda r, c: put(r, "for", reference("Patient", c.patient_id)),
        "pathway_id": lambda r, c: put(
            r, "focus", reference("EpisodeOfCare", c.pathway_id) if c.pathway_id else None
        ),
        "instrument": _put_given,
        "point": _put_given,
        "status": lambda r, c: put(r, "status", c.status),
        "reason": lambda r, c: put(r, "statusReason", {"text": c.reason} if c.reason else None),
        "by": lambda r, c: put(r, "owner", reference("Practitioner", c.by) if c.by else None),
        "recorded": lambda r, c: put(r, "authoredOn", c.recorded),
    },
    fresh=lambda _choice: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": PROM_CHOICE}]}},
    matches=lambda resource: code_in(resource.get("code"), TASK_KIND) == PROM_CHOICE,
)  # fmt: skip
