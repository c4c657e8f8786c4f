"""Stars: the patients that somebody keeps an eye on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

_IDS = uuid.UUID("0f3b8a52-7c1e-4b6d-9a55-6a2d6f8e1c07")


@dataclass(frozen=True, slots=True)
class Star:
    """One person's star on one patient (FHIR Task); on every computer the person uses, on nobody else's list."""

    id: str
    patient_id: str
    staff_id: str
    status: str = "requested"


def star_id(staff_id: str, patient_id: str) -> str:
    """The id of a star: the same on every computer, so that it is given once whoever gives it first."""
    return str(uuid.uuid5(_IDS, f"{staff_id}/{patient_id}"))
