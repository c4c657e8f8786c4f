"""The search parameters of every type, as data: what is indexed, routed and stated is this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The FHIR types of search parameters that are supported."""

    TOKEN = "token"
    REFERENCE = "reference"
    DATE = "date"
    STRING = "string"
    URI = "uri"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A search parameter: its name, kind and the paths of its values; `target` limits references."""

    name: str
    kind: Kind
    paths: tuple[tuple[str, ...], ...]
    target: str = ""


def _of(kind: Kind, name: str, *paths: str, target: str = "") -> Parameter:
    return Parameter(name, kind, tuple(tuple(path.split(".")) for path in paths), target)


def _token(name: str, *paths: str) -> Parameter:
    return _of(Kind.TOKEN, name, *paths or (name,))


def _reference(name: str, *paths: str, target: str = "") -> Parameter:
    return _of(Kind.REFERENCE, name, *paths or (name,), target=target)


def _date(name: str, *paths: str) -> Parameter:
    return _of(Kind.DATE, name, *paths or (name,))


def _string(name: str, *paths: str) -> Parameter:
    return _of(Kind.STRING, name, *paths or (name,))


def _uri(name: str) -> Parameter:
    return _of(Kind.URI, name, name)


IDENTIFIER = _token("identifier")
STATUS = _token("status")
ENCOUNTER = _reference("encounter")
_PERSON_NAME = (
    _string("name", "name.family", "name.given", "name.text"),
    _string("family", "name.family"),
    _string("given", "name.given"),
)
_TELECOM = (
    _token("telecom", "telecom.value"),
    _token("phone", "telecom.value"),
    _token("email", "telecom.value"),
)
_POSTCODE = _string("address-postalcode", "address.postalCode")

PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "Patient": (
        IDENTIFIER,
        *_PERSON_NAME,
        _date("birthdate", "birthDate"),
        *_TELECOM,
        _POSTCODE,
        _token("gender"),
        _token("active"),
        _reference("general-practitioner", "generalPractitioner"),
        _reference("link", "link.other"),
    ),
    "Practitioner": (IDENTIFIER, *_PERSON_NAME, _token("active")),
    "PractitionerRole": (
        _reference("practitioner"),
        _reference("organization"),
        _reference("location"),
        _reference("service", "healthcareService"),
        _token("role", "code"),
        _token("active"),
    ),
    "Organization": (IDENTIFIER, _string("name"), _token("type"), _token("active"), _POSTCODE),
    "Location": (
        _string("name"),
        STATUS,
        _reference("partof", "partOf"),
        _reference("organization", "managingOrganization"),
    ),
    "HealthcareService": (
        _string("name"),
        _reference("organization", "providedBy"),
        _reference("location"),
        _token("active"),
    ),
    "Schedule": (_reference("actor"), _date("date", "planningHorizon"), _token("active")),
    "Slot": (_reference("schedule"), STATUS, _date("start")),
    "Appointment": (
        STATUS,
        _date("date", "start"),
        _reference("actor", "participant.actor"),
        _reference("practitioner", "participant.actor", target="Practitioner"),
        _reference("location", "participant.actor", target="Location"),
        _reference("slot"),
        _reference("based-on", "basedOn"),
        _token("appointment-type", "appointmentType"),
    ),
    "ServiceRequest": (
        STATUS,
        _token("intent"),
        _token("code"),
        _token("category"),
        _token("priority"),
        _date("authored", "authoredOn"),
        _reference("requester"),
        _reference("performer"),
        ENCOUNTER,
        IDENTIFIER,
    ),
    "Task": (
        STATUS,
        _token("code"),
        _reference("owner"),
        _reference("requester"),
        _reference("focus"),
        _date("authored-on", "authoredOn"),
        _date("period", "executionPeriod"),
        _token("performer", "performerType"),
        ENCOUNTER,
    ),
    "EpisodeOfCare": (
        STATUS,
        _token("type"),
        _reference("care-manager", "careManager"),
        _reference("organization", "managingOrganization"),
        _reference("incoming-referral", "referralRequest"),
        _date("date", "period"),
    ),
    "Encounter": (
        STATUS,
        _token("class"),
        _date("date", "period"),
        _reference("appointment"),
        _reference("episode-of-care", "episodeOfCare"),
        _reference("participant", "participant.individual"),
        _reference("practitioner", "participant.individual", target="Practitioner"),
        _reference("location", "location.location"),
    ),
    "QuestionnaireResponse": (
        STATUS,
        _uri("questionnaire"),
        _date("authored"),
        ENCOUNTER,
        _reference("author"),
        _reference("based-on", "basedOn"),
    ),
    "Observation": (
        STATUS,
        _token("code"),
        _token("category"),
        _date("date", "effectiveDateTime", "effectivePeriod", "effectiveInstant"),
        ENCOUNTER,
        _reference("derived-from", "derivedFrom"),
        _reference("performer"),
    ),
    "Condition": (
        _token("code"),
        _token("clinical-status", "clinicalStatus"),
        _token("category"),
        _date("recorded-date", "recordedDate"),
        _date("onset-date", "onsetDateTime", "onsetPeriod"),
        ENCOUNTER,
    ),
    "AllergyIntolerance": (_token("code"), _token("clinical-status", "clinicalStatus"), _date("date", "recordedDate")),
    "Goal": (_token("lifecycle-status", "lifecycleStatus"), _date("target-date", "target.dueDate")),
    "CarePlan": (STATUS, _token("category"), _date("date", "period"), _reference("goal"), ENCOUNTER),
    "Composition": (STATUS, _token("type"), _date("date"), _reference("author"), _string("title"), ENCOUNTER),
    "DocumentReference": (
        STATUS,
        _token("type"),
        _date("date"),
        _reference("author"),
        _reference("related", "context.related"),
        _reference("encounter", "context.encounter"),
    ),
    "Provenance": (_reference("target"), _date("recorded"), _reference("agent", "agent.who")),
    "Flag": (STATUS, _token("category"), _token("code"), _date("date", "period")),
    "Communication": (
        STATUS,
        _token("category"),
        _date("sent"),
        _reference("sender"),
        _reference("recipient"),
        _reference("based-on", "basedOn"),
    ),
    "AuditEvent": (_date("date", "recorded"), _reference("agent", "agent.who"), _token("type"), _token("action")),
    "Questionnaire": (_uri("url"), _token("version"), _string("name"), _string("title"), STATUS),
    "Device": (IDENTIFIER, STATUS),
    "Basic": (_token("code"), _reference("author"), _date("created")),
    "Procedure": (STATUS, _token("code"), _date("date", "performedDateTime", "performedPeriod"), ENCOUNTER),
    "DiagnosticReport": (STATUS, _token("code"), _date("date", "effectiveDateTime", "effectivePeriod"), ENCOUNTER),
    "MedicationRequest": (STATUS, _token("intent"), _date("authoredon", "authoredOn"), ENCOUNTER),
    "CareTeam": (STATUS, _reference("participant", "participant.member"), ENCOUNTER),
    "RelatedPerson": (IDENTIFIER, *_PERSON_NAME, *_TELECOM, _token("active")),
    "Consent": (STATUS, _token("category"), _date("date", "dateTime")),
}


def parameter_of(type: str, name: str) -> Parameter | None:
    """The parameter of a type by name, or None."""
    return next((found for found in PARAMETERS.get(type, ()) if found.name == name), None)
