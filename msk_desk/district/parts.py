"""Parts of FHIR resources that the district writes over and over."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

ACTIVE_CLINICAL = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}
RESOLVED_CLINICAL = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "resolved"}]
}
ACTIVE_ALLERGY = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "code": "active"}]
}
AMBULATORY = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}
SURVEY = [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}]


def ref(type: str, record_id: str) -> Json:
    """A relative Reference."""
    return {"reference": f"{type}/{record_id}"}


def words(text: str) -> Json:
    """A CodeableConcept of words alone."""
    return {"text": text}


def coded(system: str, code: str, text: str = "") -> Json:
    """A CodeableConcept of one code, with words when given."""
    concept: Json = {"coding": [{"system": system, "code": code}]}
    if text:
        concept["text"] = text
    return concept


def code_extension(url: str, code: str) -> Json:
    """An extension holding a code."""
    return {"url": url, "valueCode": code}
