"""A measure that was declined or does not apply at a time point: with the reason, until it is taken back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

_IDS = uuid.UUID("2b8a9f06-5b1c-4c9e-8f0a-7d1c52c0a6e3")


@dataclass(frozen=True, slots=True)
class PromChoice:
    """One decision (FHIR Task); `status` is rejected (declined), cancelled (not applicable) or entered-in-error."""

    id: str
    patient_id: str
    pathway_id: str
    instrument: str
    point: str
    status: str
    reason: str
    by: str = ""
    recorded: str = ""


def choice_id(pathway_id: str, instrument: str, point: str) -> str:
    """The id of a choice: one a pathway, instrument and time point, whoever records it."""
    return str(uuid.uuid5(_IDS, f"{pathway_id}/{instrument}/{point}"))
