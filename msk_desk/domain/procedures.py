"""What was done to a patient that marks a before and an after: surgery, an injection."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure (FHIR Procedure); `kind` is surgery, injection or other; `performed` is ISO text."""

    id: str
    patient_id: str
    text: str
    performed: str
    kind: str = "other"
    status: str = "completed"
