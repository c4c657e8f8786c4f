"""Procedure <-> FHIR Procedure."""

from __future__ import annotations

from msk_desk.domain.procedures import Procedure
from msk_desk.fhir.elements import Json, concept, mapping, put, reference, target, text_of
from msk_desk.fhir.mapper import Mapper

_KINDS = ("surgery", "injection")


def read_procedure(resource: Json) -> Procedure:
    """A Procedure; what says of itself that it is surgery or an injection is taken at its word."""
    words = f"{concept(resource.get('category'))} {concept(resource.get('code'))}".casefold()
    performed = text_of(resource.get("performedDateTime")) or text_of(
        mapping(resource.get("performedPeriod")).get("start")
    )
    return Procedure(
        text_of(resource.get("id")), target(resource.get("subject"), "Patient"), concept(resource.get("code")),
        performed, next((kind for kind in _KINDS if kind in words), "other"), text_of(resource.get("status")),
    )  # fmt: skip


PROCEDURE = Mapper(
    Procedure, "Procedure", read_procedure,
    patches={
        "patient_id": lambda r, p: put(r, "subject", reference("Patient", p.patient_id)),
        "text": lambda r, p: put(r, "code", {"text": p.text} if p.text else None),
        "performed": lambda r, p: put(r, "performedDateTime", p.performed),
        "kind": lambda r, p: put(r, "category", {"text": p.kind} if p.kind != "other" else None),
        "status": lambda r, p: put(r, "status", p.status),
    },
    fresh=lambda _procedure: {},
)  # fmt: skip
