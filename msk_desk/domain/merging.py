"""Merging two records of one person, and taking it back: both stay whole, one of them stands for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from msk_desk.domain.people import Patient, PatientLink

REPLACES, REPLACED_BY = "replaces", "replaced-by"
TAKEN_OVER = (
    "nhs_number", "born", "gender", "contacts", "addresses", "language", "interpreter", "preferred_format",
    "gp_practice_id",
)  # fmt: skip
"""What the survivor takes from the other where its own is blank; names stay where they are, and are found by."""
ReadPatient = Callable[[str], Patient | None]


def merged(survivor: Patient, other: Patient, by: str, at: str, reason: str) -> tuple[Patient, Patient]:
    """The two records after a merge: the survivor with what it took over, the other pointing at it."""
    took = tuple(name for name in TAKEN_OVER if not getattr(survivor, name) and getattr(other, name))
    link = PatientLink(other.id, REPLACES, by, at, reason, took)
    filled: Mapping[str, object] = {name: getattr(other, name) for name in took}
    kept = replace(survivor, links=(*survivor.links, link), **filled)  # type: ignore[arg-type]
    back = PatientLink(survivor.id, REPLACED_BY, by, at, reason)
    return kept, replace(other, links=(*other.links, back), active=False)


def parted(survivor: Patient, other: Patient) -> tuple[Patient, Patient]:
    """The two records after a merge was taken back.

    What the survivor took over goes with it, unless somebody has changed it since.
    """
    link = next((each for each in survivor.links if (each.kind, each.other_id) == (REPLACES, other.id)), None)
    blank = Patient(survivor.id)
    took = link.took if link else ()
    emptied: Mapping[str, object] = {
        name: getattr(blank, name) for name in took if getattr(survivor, name) == getattr(other, name)
    }
    alone = replace(survivor, links=_without(survivor, REPLACES, other.id), **emptied)  # type: ignore[arg-type]
    return alone, replace(other, links=_without(other, REPLACED_BY, survivor.id), active=True)


def distinct(one: Patient, other: Patient) -> tuple[Patient, Patient]:
    """The two records once a person has said that they are two people."""
    return _knowing(one, other.id), _knowing(other, one.id)


def survivor_of(patient: Patient, read: ReadPatient) -> Patient:
    """Who stands for a patient; merges made on two computers in opposite directions leave each to itself."""
    seen, now = {patient.id}, patient
    while now.survivor_id:
        following = read(now.survivor_id)
        if following is None:
            return now
        if following.id in seen:
            return patient
        seen.add(following.id)
        now = following
    return now


def _without(patient: Patient, kind: str, other_id: str) -> tuple[PatientLink, ...]:
    return tuple(link for link in patient.links if (link.kind, link.other_id) != (kind, other_id))


def _knowing(patient: Patient, other_id: str) -> Patient:
    known = patient.distinct_from
    return patient if other_id in known else replace(patient, distinct_from=(*known, other_id))
