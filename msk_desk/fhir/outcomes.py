"""Score <-> FHIR Observation of category survey."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msk_desk.domain.visits import Score
from msk_desk.fhir.elements import (
    Json,
    code_in,
    extension,
    first,
    instant,
    mapping,
    moment,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import PROM, PROM_SCORE
from msk_desk.fhir.scheduling import UNKNOWN_TIME
from msk_desk.fhir.typed_later import put_typed, read_typed

SURVEY = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}
NOT_SCORED = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "not-applicable"}]
}
_TEXTS = {
    "instrument": "instrument", "version": "version", "score": "score", "rule_version": "ruleVersion",
    "mode": "mode", "direction": "direction", "value_set": "valueSet",
    "given_by": "givenBy",
}  # fmt: skip
_COUNTS = {"answered": "answered", "imputed": "imputed"}


def _value(resource: Json) -> float | None:
    value = mapping(resource.get("valueQuantity")).get("value")
    return float(value) if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else None


def _count(value: Any) -> int:
    return value if isinstance(value, int) else 0


def read_score(resource: Json) -> Score:
    """A PROM score."""
    parts = {text_of(p.get("url")): p for p in sequence(extension(resource, PROM_SCORE).get("extension"))}
    texts = {name: text_of(mapping(parts.get(url)).get("valueString")) for name, url in _TEXTS.items()}
    counts = {name: _count(mapping(parts.get(url)).get("valueInteger")) for name, url in _COUNTS.items()}
    return Score(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        value=_value(resource),
        taken=moment(resource.get("effectiveDateTime")) or UNKNOWN_TIME,
        answers_id=target(first(resource.get("derivedFrom")), "QuestionnaireResponse"),
        visit_id=target(resource.get("encounter"), "Encounter"),
        instrument=texts["instrument"],
        score=texts["score"],
        version=texts["version"],
        mode=texts["mode"],
        rule_version=texts["rule_version"],
        direction=texts["direction"],
        value_set=texts["value_set"],
        given_by=texts["given_by"],
        status=text_of(resource.get("status")) or "final",
        typed=read_typed(resource),
        answered=counts["answered"],
        imputed=counts["imputed"],
    )


def _patch_value(resource: dict[str, Any], score: Score) -> None:
    resource.pop("valueQuantity", None)
    resource.pop("dataAbsentReason", None)
    if score.value is None:
        resource["dataAbsentReason"] = NOT_SCORED
    else:
        number = int(score.value) if float(score.value).is_integer() else score.value
        resource["valueQuantity"] = {
            "value": number,
            "unit": "score",
            "system": "http://unitsofmeasure.org",
            "code": "{score}",
        }


def _patch_details(resource: dict[str, Any], score: Score) -> None:
    code = f"{score.instrument}-{score.score}".lower()
    resource["code"] = {
        "coding": [{"system": PROM, "code": code}],
        "text": f"{score.instrument} {score.score}",
    }
    parts: list[dict[str, Any]] = [
        {"url": url, "valueString": getattr(score, name)} for name, url in _TEXTS.items() if getattr(score, name)
    ]
    parts += [{"url": url, "valueInteger": getattr(score, name)} for name, url in _COUNTS.items()]
    put_extension(resource, PROM_SCORE, {"extension": parts})


SCORE = Mapper(
    Score, "Observation", read_score,
    patches={
        "patient_id": lambda r, s: put(r, "subject", reference("Patient", s.patient_id)),
        "value": _patch_value,
        "taken": lambda r, s: put(r, "effectiveDateTime", instant(s.taken)),
        "answers_id": lambda r, s: put(
            r, "derivedFrom", [reference("QuestionnaireResponse", s.answers_id)] if s.answers_id else []
        ),
        "visit_id": lambda r, s: put(r, "encounter", reference("Encounter", s.visit_id) if s.visit_id else None),
        "status": lambda r, s: put(r, "status", s.status),
        "typed": put_typed,
        **dict.fromkeys([*_TEXTS, *_COUNTS], _patch_details),
    },
    fresh=lambda _score: {"category": [SURVEY]},
    matches=lambda resource: bool(
        extension(resource, PROM_SCORE) or code_in(resource.get("code"), PROM)
    ),
)  # fmt: skip
