"""The forms a clinic can choose from: one line for each version of each Questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

USAGE = "http://terminology.hl7.org/CodeSystem/usage-context-type"
"""Source: FHIR R4, UsageContext.code."""
KINDS = "https://msk-desk.example/fhir/CodeSystem/form-kind"
AREAS = "https://msk-desk.example/fhir/CodeSystem/body-area"
WORKFLOW, FOCUS = "workflow", "focus"


class FormKind(StrEnum):
    """What a form is for; a `part` is only ever included in others."""

    ASSESSMENT = "assessment"
    FOLLOW_UP = "follow-up"
    POST_OPERATIVE = "post-operative"
    PART = "part"
    DECISION = "decision"
    PROM = "prom"
    REFERRAL = "referral"
    OTHER = "other"

    @property
    def of_a_visit(self) -> bool:
        """Whether a clinician chooses it in a visit."""
        return self in (FormKind.ASSESSMENT, FormKind.FOLLOW_UP, FormKind.POST_OPERATIVE, FormKind.OTHER)


class FormStatus(StrEnum):
    """Publication status (FHIR PublicationStatus); `unknown` is a draft to us."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class Origin(StrEnum):
    """Whether a form came with the program or was brought in by this service."""

    SHIPPED = "shipped"
    SERVICE = "service"


_KIND = {str(kind): kind for kind in FormKind}
_STATUS = {str(status): status for status in FormStatus}
BODY_AREAS = (
    "lumbar", "cervical", "thoracic", "shoulder", "elbow", "wrist-hand", "hip", "knee", "ankle-foot",
    "widespread", "inflammatory",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One version of a form: `canonical` without the version, `areas` from BODY_AREAS."""

    canonical: str
    version: str
    title: str
    kind: FormKind = FormKind.OTHER
    areas: tuple[str, ...] = ()
    status: FormStatus = FormStatus.ACTIVE
    origin: Origin = Origin.SHIPPED
    date: str = ""
    publisher: str = ""

    @property
    def key(self) -> str:
        """`canonical|version`, as answers to it are stored; the canonical alone where there is no version."""
        return f"{self.canonical}|{self.version}" if self.version else self.canonical


def entry_of(questionnaire: Mapping[str, Any], origin: Origin) -> FormEntry:
    """The line of a Questionnaire; whatever it does not say is left empty."""
    status = str(questionnaire.get("status", ""))
    return FormEntry(
        str(questionnaire.get("url", "")),
        str(questionnaire.get("version", "")),
        str(questionnaire.get("title") or questionnaire.get("name") or questionnaire.get("url", "")),
        kind_of(questionnaire),
        tuple(code for code in _codes(questionnaire, AREAS) if code in BODY_AREAS),
        _STATUS.get(status, FormStatus.DRAFT),
        origin,
        str(questionnaire.get("date", "")),
        str(questionnaire.get("publisher", "")),
    )


def kind_of(questionnaire: Mapping[str, Any]) -> FormKind:
    """What a Questionnaire says it is for, in its useContext."""
    return next((_KIND[code] for code in _codes(questionnaire, KINDS) if code in _KIND), FormKind.OTHER)


def contexts(kind: FormKind, areas: Sequence[str]) -> list[dict[str, Any]]:
    """The useContext of a form of a kind, for areas of the body."""
    return [_context(WORKFLOW, KINDS, str(kind)), *(_context(FOCUS, AREAS, area) for area in areas)]


def _context(code: str, system: str, value: str) -> dict[str, Any]:
    coding = {"system": system, "code": value}
    return {"code": {"system": USAGE, "code": code}, "valueCodeableConcept": {"coding": [coding]}}


def _codes(questionnaire: Mapping[str, Any], system: str) -> list[str]:
    found = []
    for context in questionnaire.get("useContext") or ():
        concept = context.get("valueCodeableConcept") or {} if isinstance(context, Mapping) else {}
        for coding in concept.get("coding") or ():
            if coding.get("system") == system:
                found.append(str(coding.get("code", "")))
    return found
