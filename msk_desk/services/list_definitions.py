"""Every list of patients as data: who has it, its columns, its order, what narrows it, what is done with its lines.

A list more is an entry here, its query in db.local.stores.list_queries and its title in resources/texts.
"""

from __future__ import annotations

from msk_desk.domain.lists import ListDefinition
from msk_desk.domain.roles import Role

_ALL = frozenset(role for role in Role if role.sees_patients)
_REFERRALS = _ALL - {Role.ADMINISTRATOR}
"""Those who read referrals, and tasks."""
_TREATING = frozenset({Role.CLINICIAN, Role.ESP})
_CLINICAL = frozenset({Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD})
_LETTERS = frozenset({Role.SECRETARY, Role.CLINICIAN, Role.ESP})

_PATHWAYS = ("EpisodeOfCare", "Appointment", "Task", "Patient")
_WHO = ("patient", "age", "nhs_number")
_CARE = ("book", "star", "assign", "waiting")

LISTS: tuple[ListDefinition, ...] = (
    ListDefinition(
        "my_clinic", ("time", *_WHO, "weeks", "reason", "how", "status", "phone"), "time", _TREATING,
        ("Appointment", "EpisodeOfCare", "Patient"), ("status", "how", "clock"), ("star",),
    ),
    ListDefinition(
        "all_clinics", ("time", *_WHO, "weeks", "staff", "site", "reason", "how", "status", "phone"), "time", _ALL,
        ("Appointment", "EpisodeOfCare", "Patient"), ("site", "staff", "status", "how"), ("star",),
    ),
    ListDefinition(
        "caseload", ("weeks", *_WHO, "problem", "service", "stage", "last", "next", "phone"), "-weeks", _TREATING,
        _PATHWAYS, ("stage", "problem", "service", "appointment", "clock"), _CARE,
    ),
    ListDefinition(
        "triage", ("due", "weeks", *_WHO, "priority", "source", "as_written", "held", "phone"), "due",
        _REFERRALS, ("EpisodeOfCare", "ServiceRequest", "Task", "Patient"), ("priority", "source", "problem", "held"),
        ("star",), "triage",
    ),
    ListDefinition(
        "waiting", ("weeks", *_WHO, "problem", "service", "priority", "kind", "site", "next", "phone"), "-weeks", _ALL,
        _PATHWAYS, ("site", "service", "appointment", "priority", "kind", "problem", "clock", "needs"),
        (*_CARE, "letter"),
    ),
    ListDefinition(
        "review_due", ("review", "weeks", *_WHO, "problem", "service", "manager", "next", "phone"), "review",
        _REFERRALS, _PATHWAYS, ("service", "appointment", "manager", "site", "kind"), _CARE,
    ),
    ListDefinition(
        "pifu_open", ("until", "weeks", *_WHO, "problem", "service", "manager", "phone"), "until", _REFERRALS,
        _PATHWAYS, ("service", "problem", "manager"), ("star", "assign"),
    ),
    ListDefinition(
        "pifu_ending", ("until", "weeks", *_WHO, "problem", "service", "manager", "phone"), "until", _REFERRALS,
        _PATHWAYS, ("service", "problem", "manager"), ("star", "assign"),
    ),
    ListDefinition(
        "prom_due", ("answer_by", "weeks", *_WHO, "problem", "measures", "point", "manager", "phone"), "answer_by",
        _CLINICAL, ("QuestionnaireResponse", "Observation", "EpisodeOfCare", "Appointment", "Encounter", "Task"),
        ("problem", "manager", "point"), ("star",), "record", "outcomes",
    ),
    ListDefinition(
        "letters", ("written", "weeks", *_WHO, "letter", "author", "phone"), "written", _LETTERS,
        ("Composition", "Patient"), ("letter", "author"), ("star",), "record", "documents",
    ),
    ListDefinition(
        "did_not_attend", ("missed", "weeks", *_WHO, "kind", "staff", "missed_before", "service", "phone"), "missed",
        _REFERRALS, _PATHWAYS, ("kind", "staff", "service"), ("star", "assign", "letter"), "booking",
    ),
    ListDefinition(
        "rebooking", ("planned", "weeks", *_WHO, "why", "kind", "staff", "site", "phone"), "planned", _ALL,
        ("Appointment", "Slot", "Schedule", "EpisodeOfCare", "Patient"), ("why", "site", "staff", "kind"),
        ("star", "letter"), "booking",
    ),
    ListDefinition(
        "breaches", ("breach", "weeks", *_WHO, "problem", "service", "stage", "manager", "next", "phone"), "breach",
        _ALL, _PATHWAYS, ("week", "service", "appointment", "stage", "manager", "problem"), _CARE, tab="waiting",
    ),
    ListDefinition(
        "unowned", ("why", "last", "weeks", *_WHO, "problem", "service", "stage", "manager", "phone"), "last",
        _REFERRALS, ("EpisodeOfCare", "ServiceRequest", "Appointment", "Task", "Patient"),
        ("why", "service", "stage", "manager"), _CARE,
    ),
    ListDefinition(
        "starred", ("patient", "age", "nhs_number", "weeks", "problem", "service", "stage", "next", "phone"), "patient",
        _REFERRALS, _PATHWAYS, ("service", "stage", "appointment"), ("book", "unstar", "assign", "waiting"),
    ),
)  # fmt: skip
BEHIND = ListDefinition(
    "behind", ("received", "weeks", *_WHO, "source", "problem", "service", "stage", "manager", "next", "phone"),
    "received", _REFERRALS, ("EpisodeOfCare", "ServiceRequest", "Appointment", "Task", "Patient"),
    ("stage", "service", "manager", "appointment"), _CARE,
)  # fmt: skip
"""The list behind a number of the reconciliation: it has no place of its own beside the others."""


def lists_for(role: Role) -> tuple[ListDefinition, ...]:
    """The lists that a role has, in their order."""
    return tuple(each for each in LISTS if role in each.roles)


def definition_of(code: str) -> ListDefinition | None:
    """One list by code."""
    return next((each for each in (*LISTS, BEHIND) if each.code == code), None)
