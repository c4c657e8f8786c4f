"""What a computer holds: the index for all, the detail of chosen patients, or everything the role allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msk_desk.domain.outbox import Remote
from msk_desk.domain.roles import Role

REFERENCE_TYPES = (
    "Organization",
    "Location",
    "HealthcareService",
    "Practitioner",
    "PractitionerRole",
    "Questionnaire",
    "Library",
)
INDEX_TYPES = (
    *REFERENCE_TYPES,
    "Schedule",
    "Slot",
    "Appointment",
    "Patient",
    "ServiceRequest",
    "EpisodeOfCare",
    "Task",
    "Flag",
)
DETAIL_TYPES = (
    "Encounter",
    "QuestionnaireResponse",
    "Observation",
    "Condition",
    "AllergyIntolerance",
    "Goal",
    "CarePlan",
    "Composition",
    "DocumentReference",
    "Communication",
    "Procedure",
    "Provenance",
)
ALL_TYPES = (*INDEX_TYPES, *DETAIL_TYPES)
# Pushed, never pulled; the probe's leavings neither.
NEVER_PULLED = frozenset({"AuditEvent", "Device", "Basic"})


def no_patients() -> frozenset[str]:
    """Nobody's detail."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What to hold. `patients` says whose detail is wanted now; it is asked at every synchronisation."""

    types: tuple[str, ...] = ALL_TYPES
    detail_types: tuple[str, ...] = ()
    patients: Callable[[], frozenset[str]] = no_patients

    @property
    def every_type(self) -> tuple[str, ...]:
        """All types that are asked for."""
        return (*self.types, *self.detail_types)

    def holds(self, entry: Remote, patient: str, wanted: frozenset[str]) -> bool:
        """Whether an entry of the feed is to be kept; `patient` is whose it is, "" for nobody's."""
        if entry.type in NEVER_PULLED:
            return False
        if entry.type in self.types:
            return True
        return entry.type in self.detail_types and (entry.deleted or patient in wanted)


def whole_service() -> Scope:
    """Everything the role allows: team leads, analysts, benchmarks."""
    return Scope()


def clinic(patients: Callable[[], frozenset[str]]) -> Scope:
    """The index, and the detail of these patients: those who treat."""
    return Scope(INDEX_TYPES, DETAIL_TYPES, patients)


def desk() -> Scope:
    """The index alone: those who book and find."""
    return Scope(INDEX_TYPES)


def for_role(role: Role, patients: Callable[[], frozenset[str]]) -> Scope:
    """The scope a role begins with."""
    if role in (Role.TEAM_LEAD, Role.ANALYST):
        return whole_service()
    return clinic(patients) if role.clinical else desk()
