"""The rows of the table of roles: which of them each resource belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msk_desk.central.indexing import values_at

CODES = "https://msk-desk.example/fhir/CodeSystem/"


class Label(StrEnum):
    """A kind of data, as the table of roles divides it."""

    DEMOGRAPHIC = "demographic"
    REFERRAL = "referral"
    SELF_REFERRAL = "self-referral"
    TRIAGE = "triage"
    BOOKING = "booking"
    TASK = "task"
    PROM_ANSWERS = "prom-answers"
    SCORE = "score"
    CLINICAL = "clinical"
    REQUEST = "request"
    LETTER_ADMIN = "letter-admin"
    LETTER_CLINICAL = "letter-clinical"
    LETTER_PRINT = "letter-print"
    FEEDBACK = "feedback"
    DEFINITION = "definition"
    PHRASE = "phrase"
    STAFF = "staff"
    AUDIT = "audit"
    OVERRIDE = "override"
    ACT = "act"
    ACT_CLINICAL = "act-clinical"
    DEVICE = "device"
    PROBE = "probe"


_BY_TYPE = {
    "Patient": Label.DEMOGRAPHIC,
    "RelatedPerson": Label.DEMOGRAPHIC,
    "Schedule": Label.BOOKING,
    "Slot": Label.BOOKING,
    "Appointment": Label.BOOKING,
    "AppointmentResponse": Label.BOOKING,
    "EpisodeOfCare": Label.BOOKING,
    "Questionnaire": Label.DEFINITION,
    "ValueSet": Label.DEFINITION,
    "CodeSystem": Label.DEFINITION,
    "ConceptMap": Label.DEFINITION,
    "StructureDefinition": Label.DEFINITION,
    "PlanDefinition": Label.DEFINITION,
    "ActivityDefinition": Label.DEFINITION,
    "Organization": Label.DEFINITION,
    "Location": Label.DEFINITION,
    "HealthcareService": Label.DEFINITION,
    "Practitioner": Label.STAFF,
    "PractitionerRole": Label.STAFF,
    "Device": Label.DEVICE,
}
# DICOM: emergency override started.
OVERRIDE_CODE = "110127"
_REQUESTS = frozenset({"imaging", "laboratory", "pathology", "test", "injection", "procedure", "listing", "surgery"})
_ADMIN_LETTERS = frozenset({"appointment", "did-not-attend", "did not attend", "dna"})
_NOTES = frozenset({"note", "clinical-note", "clinical note", "progress-note", "progress note"})
_FEEDBACK = frozenset({"feedback", "complaint", "compliment"})
_TRIAGE_FORM = re.compile(r"triage|red-?flag", re.IGNORECASE)
_SELF_REFERRAL_FORM = re.compile(r"self-?referral", re.IGNORECASE)
_REFERRAL_DOCUMENT = "referral-attachment"
_PROM_FORM = re.compile(r"/proms?[-/]|(^|/)prom-", re.IGNORECASE)
_NEVER_CLINICAL = frozenset(
    {"Patient", "RelatedPerson", "Appointment", "Slot", "Schedule", "ServiceRequest", "EpisodeOfCare", "Task",
     "Flag", "Communication", "Device", "Practitioner", "PractitionerRole", "Basic"}
) | {kind for kind, label in _BY_TYPE.items() if label is Label.DEFINITION}  # fmt: skip


def label_of(resource: Mapping[str, Any]) -> Label:
    """The row of the table of roles a resource belongs to; what is not known counts as clinical."""
    kind = str(resource["resourceType"])
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    decide = _DECISIONS.get(kind)
    return decide(resource) if decide else Label.CLINICAL


def _codes(resource: Mapping[str, Any], *path: str) -> set[str]:
    """Codes and words of a CodeableConcept, in small letters."""
    found: set[str] = set()
    for concept in values_at(resource, path):
        if isinstance(concept, dict):
            found.update(str(v).lower() for v in values_at(concept, ("coding", "code")))
            found.update(str(v).lower() for v in values_at(concept, ("text",)))
    return found


def _flag(resource: Mapping[str, Any]) -> Label:
    known = _codes(resource, "category") & {"safety", "access"}
    return Label.DEMOGRAPHIC if known else Label.CLINICAL


def _service_request(resource: Mapping[str, Any]) -> Label:
    return Label.REQUEST if _codes(resource, "category") & _REQUESTS else Label.REFERRAL


def _task(resource: Mapping[str, Any]) -> Label:
    codes = _codes(resource, "code")
    if "waiting-list" in codes:
        return Label.BOOKING
    return Label.TRIAGE if "triage" in codes else Label.TASK


def _answers(resource: Mapping[str, Any]) -> Label:
    form = str(resource.get("questionnaire", "")).partition("|")[0]
    if _PROM_FORM.search(form):
        return Label.PROM_ANSWERS
    if _SELF_REFERRAL_FORM.search(form.rpartition("/")[2]):
        return Label.SELF_REFERRAL
    return Label.TRIAGE if _TRIAGE_FORM.search(form.rpartition("/")[2]) else Label.CLINICAL


def _observation(resource: Mapping[str, Any]) -> Label:
    systems = values_at(resource, ("code", "coding", "system"))
    survey = "survey" in _codes(resource, "category")
    return Label.SCORE if survey or any(s == CODES + "prom" for s in systems) else Label.CLINICAL


def _composition(resource: Mapping[str, Any]) -> Label:
    # The text of a coded type is its title, which may speak of an appointment and yet be clinical.
    coded = {str(code).lower() for code in values_at(resource, ("type", "coding", "code"))}
    kinds = coded or _codes(resource, "type")
    if kinds and kinds <= _ADMIN_LETTERS:
        return Label.LETTER_ADMIN
    return Label.CLINICAL if kinds & _NOTES else Label.LETTER_CLINICAL


def _document(resource: Mapping[str, Any]) -> Label:
    if _REFERRAL_DOCUMENT in _codes(resource, "type"):
        return Label.REFERRAL
    label = _composition(resource)
    signed = resource.get("docStatus") == "final" and resource.get("status") == "current"
    return Label.LETTER_PRINT if label is Label.LETTER_CLINICAL and signed else label


def _communication(resource: Mapping[str, Any]) -> Label:
    return Label.FEEDBACK if _codes(resource, "category") & _FEEDBACK else Label.TASK


def _basic(resource: Mapping[str, Any]) -> Label:
    tags = set(values_at(resource, ("meta", "tag", "code")))
    if "probe" in tags:
        return Label.PROBE
    return Label.FEEDBACK if _codes(resource, "code") & _FEEDBACK else Label.CLINICAL


def _provenance(resource: Mapping[str, Any]) -> Label:
    targets = [str(v).rpartition("/")[0].rpartition("/")[2] for v in values_at(resource, ("target", "reference"))]
    return Label.ACT if targets and all(t in _NEVER_CLINICAL for t in targets) else Label.ACT_CLINICAL


def _audit(resource: Mapping[str, Any]) -> Label:
    """Records opened with a reason are told to the team lead; the rest is not."""
    return Label.OVERRIDE if OVERRIDE_CODE in set(values_at(resource, ("subtype", "code"))) else Label.AUDIT


def _library(resource: Mapping[str, Any]) -> Label:
    return Label.PHRASE if "phrase" in _codes(resource, "type") else Label.DEFINITION


_DECISIONS = {
    "Library": _library,
    "AuditEvent": _audit,
    "Flag": _flag,
    "ServiceRequest": _service_request,
    "Task": _task,
    "QuestionnaireResponse": _answers,
    "Observation": _observation,
    "Composition": _composition,
    "DocumentReference": _document,
    "Communication": _communication,
    "Basic": _basic,
    "Provenance": _provenance,
}
