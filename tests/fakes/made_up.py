"""Small made-up resources for tests of the wire."""

from __future__ import annotations

import uuid
from typing import Any

BASE = "https://msk-desk.example/fhir"
LAST_OP = f"{BASE}/StructureDefinition/last-op"


def new_id() -> str:
    """A new random id."""
    return str(uuid.uuid4())


def reference(type: str, id: str) -> dict[str, str]:
    """A literal reference."""
    return {"reference": f"{type}/{id}"}


def with_op(resource: dict[str, Any], op_id: str) -> dict[str, Any]:
    """The resource as an operation writes it."""
    return resource | {"extension": [{"url": LAST_OP, "valueString": op_id}]}


def patient(id: str = "", family: str = "Okafor", given: str = "Grace", **more: Any) -> dict[str, Any]:
    """A patient."""
    return {
        "resourceType": "Patient",
        "id": id or new_id(),
        "name": [{"use": "official", "family": family, "given": [given]}],
        "birthDate": "1961-04-09",
        "gender": "female",
        "telecom": [{"system": "phone", "value": "07700 900123"}],
        "address": [{"line": ["4 Mill Lane"], "city": "Leeds", "postalCode": "LS1 4AP"}],
    } | more


def of_patient(kind: str, subject: str, /, **more: Any) -> dict[str, Any]:
    """A valid resource of one of the types that the clinics write, about a patient."""
    return {"resourceType": kind, "id": new_id()} | _BODIES[kind](reference("Patient", subject)) | more


def _coded(code: str, system: str = f"{BASE}/CodeSystem/test") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}], "text": code}


_BODIES: dict[str, Any] = {
    "Flag": lambda s: {"status": "active", "subject": s, "code": {"text": "Hoist"}, "category": [_coded("access")]},
    "ServiceRequest": lambda s: {"status": "active", "intent": "order", "subject": s, "authoredOn": "2026-11-02"},
    "Task": lambda s: {"status": "requested", "intent": "order", "for": s, "code": _coded("to-do")},
    "EpisodeOfCare": lambda s: {"status": "active", "patient": s, "period": {"start": "2026-11-02"}},
    "Appointment": lambda s: {
        "status": "booked",
        "start": "2026-11-20T09:00:00Z",
        "end": "2026-11-20T09:30:00Z",
        "participant": [{"actor": s, "status": "accepted"}],
    },
    "Encounter": lambda s: {
        "status": "in-progress",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
        "subject": s,
        "period": {"start": "2026-11-20T09:00:00Z"},
    },
    "QuestionnaireResponse": lambda s: {
        "status": "completed",
        "questionnaire": f"{BASE}/Questionnaire/assessment-knee|1",
        "subject": s,
        "authored": "2026-11-20T09:10:00Z",
    },
    "Observation": lambda s: {
        "status": "final",
        "category": [_coded("survey", "http://terminology.hl7.org/CodeSystem/observation-category")],
        "code": _coded("oks-total", f"{BASE}/CodeSystem/prom"),
        "subject": s,
        "effectiveDateTime": "2026-11-20T09:10:00Z",
        "valueQuantity": {"value": 31, "unit": "{score}"},
    },
    "Condition": lambda s: {"subject": s, "code": {"text": "Knee osteoarthritis"}, "recordedDate": "2026-11-20"},
    "AllergyIntolerance": lambda s: {"patient": s, "code": {"text": "Penicillin"}},
    "Goal": lambda s: {"lifecycleStatus": "active", "subject": s, "description": {"text": "Walk to the allotment"}},
    "CarePlan": lambda s: {"status": "active", "intent": "plan", "subject": s},
    "Composition": lambda s: {
        "status": "preliminary",
        "type": {"text": "clinic"},
        "subject": s,
        "date": "2026-11-20T09:30:00Z",
        "author": [{"display": "nobody yet"}],
        "title": "Clinic letter",
    },
    "DocumentReference": lambda s: {
        "status": "current",
        "docStatus": "preliminary",
        "type": {"text": "clinic"},
        "subject": s,
        "content": [{"attachment": {"contentType": "application/pdf", "data": "JVBERi0="}}],
    },
    "Communication": lambda s: {"status": "completed", "subject": s},
}
