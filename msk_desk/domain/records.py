"""What can be saved: references, units of work and what a save touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from msk_desk.domain.roles import Actor


@runtime_checkable
class Record(Protocol):
    """Anything with an id that the store can keep: the frozen dataclasses of this package."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Ref:
    """One stored resource, by FHIR type and id."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a save or a synchronisation touched; screens decide from it whether they are stale."""

    refs: frozenset[Ref] = frozenset()
    patients: frozenset[str] = frozenset()

    def touches_patient(self, patient_id: str) -> bool:
        """Whether anything of this patient changed."""
        return patient_id in self.patients

    def touches(self, *types: str) -> bool:
        """Whether any resource of these FHIR types changed."""
        return any(ref.type in types for ref in self.refs)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clinical save: records that are stored and sent together or not at all.

    `what` says it in words for the audit and the waiting list ("Knee assessment, signed").
    """

    id: str
    what: str
    by: Actor
    at: datetime
    records: tuple[Record, ...]
    signed: bool = False
