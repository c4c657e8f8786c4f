"""Problem, Allergy, Alert and Goal <-> FHIR Condition, AllergyIntolerance, Flag and Goal."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.visits import Alert, Allergy, Goal, Problem
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    extension,
    first,
    mapping,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import CONFIDENCE, FLAG_CATEGORY, SNOMED

CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
ALLERGY_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
NONE_KNOWN_TEXT = "No known allergies"
# SNOMED CT 716186003 |No known allergy|: seen in the UK Core example List "NoAllergyData" and in FHIR R4's
# AllergyIntolerance examples; read, never written, because text alone says it.
_NONE_KNOWN_CODES = frozenset({"716186003", "409137002"})
_RESOLVED = ("entered-in-error", "refuted")


def _status(resource: Json, system: str) -> str:
    if code_in_any(resource.get("verificationStatus")) in _RESOLVED:
        return "entered-in-error"
    return code_in(resource.get("clinicalStatus"), system) or "active"


def code_in_any(value: Any) -> str:
    """The first code of a CodeableConcept in any system."""
    return text_of(first(mapping(value).get("coding")).get("code"))


def read_problem(resource: Json) -> Problem:
    """A Condition."""
    return Problem(
        text_of(resource.get("id")), target(resource.get("subject"), "Patient"), concept(resource.get("code")),
        code_in(resource.get("code"), SNOMED), _status(resource, CLINICAL),
        text_of(resource.get("onsetDateTime")) or text_of(resource.get("onsetString")),
        text_of(resource.get("recordedDate")), concept(first(resource.get("bodySite"))),
    )  # fmt: skip


def _problem_code(resource: dict[str, Any], problem: Problem) -> None:
    code: dict[str, Any] = {"text": problem.text}
    if problem.code:
        code["coding"] = [{"system": SNOMED, "code": problem.code}]
    resource["code"] = code


def _patch_status(system: str) -> Any:
    def patch(resource: dict[str, Any], record: Problem | Allergy) -> None:
        put(resource, "clinicalStatus", {"coding": [{"system": system, "code": record.status}]})

    return patch


PROBLEM = Mapper(
    Problem, "Condition", read_problem,
    patches={
        "patient_id": lambda r, p: put(r, "subject", reference("Patient", p.patient_id)),
        "text": _problem_code,
        "code": _problem_code,
        "status": _patch_status(CLINICAL),
        "onset": lambda r, p: put(r, "onsetDateTime", p.onset),
        "recorded": lambda r, p: put(r, "recordedDate", p.recorded),
        "site": lambda r, p: put(r, "bodySite", [{"text": p.site}] if p.site else []),
    },
    fresh=lambda _problem: {},
)  # fmt: skip


def read_allergy(resource: Json) -> Allergy:
    """An AllergyIntolerance."""
    text = concept(resource.get("code"))
    code = code_in(resource.get("code"), SNOMED)
    reaction = first(first(resource.get("reaction")).get("manifestation"))
    return Allergy(
        text_of(resource.get("id")), target(resource.get("patient"), "Patient"), text, concept(reaction),
        text.casefold() == NONE_KNOWN_TEXT.casefold() or code in _NONE_KNOWN_CODES, _status(resource, ALLERGY_CLINICAL),
    )  # fmt: skip


ALLERGY = Mapper(
    Allergy, "AllergyIntolerance", read_allergy,
    patches={
        "patient_id": lambda r, a: put(r, "patient", reference("Patient", a.patient_id)),
        "text": lambda r, a: put(r, "code", {"text": a.text}),
        "reaction": lambda r, a: put(r, "reaction", [{"manifestation": [{"text": a.reaction}]}] if a.reaction else []),
        "status": _patch_status(ALLERGY_CLINICAL),
    },
    fresh=lambda _allergy: {},
)  # fmt: skip


def read_alert(resource: Json) -> Alert:
    """A Flag."""
    categories = (code_in(node, FLAG_CATEGORY) for node in sequence(resource.get("category")))
    return Alert(
        text_of(resource.get("id")), target(resource.get("subject"), "Patient"), concept(resource.get("code")),
        next(filter(None, categories), "access"), text_of(resource.get("status")),
    )  # fmt: skip


ALERT = Mapper(
    Alert, "Flag", read_alert,
    patches={
        "patient_id": lambda r, a: put(r, "subject", reference("Patient", a.patient_id)),
        "text": lambda r, a: put(r, "code", {"text": a.text}),
        "category": lambda r, a: put(r, "category", [{"coding": [{"system": FLAG_CATEGORY, "code": a.category}]}]),
        "status": lambda r, a: put(r, "status", a.status),
    },
    fresh=lambda _alert: {},
)  # fmt: skip


def read_goal(resource: Json) -> Goal:
    """A Goal."""
    confidence = extension(resource, CONFIDENCE).get("valueInteger")
    return Goal(
        text_of(resource.get("id")), target(resource.get("subject"), "Patient"),
        concept(resource.get("description")), text_of(first(resource.get("target")).get("dueDate")),
        confidence if isinstance(confidence, int) else None, text_of(resource.get("lifecycleStatus")),
        text_of(resource.get("startDate")),
    )  # fmt: skip


def _confidence(resource: dict[str, Any], goal: Goal) -> None:
    put_extension(resource, CONFIDENCE, None if goal.confidence is None else {"valueInteger": goal.confidence})


GOAL = Mapper(
    Goal, "Goal", read_goal,
    patches={
        "patient_id": lambda r, g: put(r, "subject", reference("Patient", g.patient_id)),
        "words": lambda r, g: put(r, "description", {"text": g.words}),
        "due": lambda r, g: put(r, "target", [{"dueDate": g.due}] if g.due else []),
        "confidence": _confidence,
        "status": lambda r, g: put(r, "lifecycleStatus", g.status),
        "recorded": lambda r, g: put(r, "startDate", g.recorded[:10]),
    },
    fresh=lambda _goal: {},
)  # fmt: skip
