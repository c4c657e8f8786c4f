"""Every mapper in one table: domain kinds to FHIR types and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.records import Record
from msk_desk.fhir.addenda import ADDENDUM
from msk_desk.fhir.alerts import DUTY_DAY, PROM_ALERT_TASK
from msk_desk.fhir.clinic_templates import MAPPER as CLINIC_TEMPLATE
from msk_desk.fhir.clinical import ALERT, ALLERGY, GOAL, PROBLEM
from msk_desk.fhir.elements import mapping, sequence, target, text_of
from msk_desk.fhir.episodes import PATHWAY
from msk_desk.fhir.leave import MAPPER as LEAVE
from msk_desk.fhir.letters import DOCUMENT, LETTER
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.messages import MESSAGE
from msk_desk.fhir.outcomes import SCORE
from msk_desk.fhir.patient import PATIENT
from msk_desk.fhir.phrases import MAPPER as PHRASE
from msk_desk.fhir.places import ORGANISATION, PLACE
from msk_desk.fhir.plans import PLAN
from msk_desk.fhir.policies import MAPPER as ATTENDANCE_POLICY
from msk_desk.fhir.practitioner import STAFF
from msk_desk.fhir.procedures import PROCEDURE
from msk_desk.fhir.prom_choices import PROM_CHOICE_TASK
from msk_desk.fhir.referrals import REFERRAL
from msk_desk.fhir.scheduling import APPOINTMENT, SESSION, SLOT
from msk_desk.fhir.stars import STAR_TASK
from msk_desk.fhir.tasks import TODO
from msk_desk.fhir.triage import TRIAGE
from msk_desk.fhir.visits import ANSWERS, VISIT
from msk_desk.fhir.waiting_list import ENTRY
from msk_desk.fhir.wordings import WORDING

# Where several kinds share a type, the ones that `match` something come before the one that takes the rest.
MAPPERS: tuple[Mapper[Any], ...] = (
    PATIENT, STAFF, ORGANISATION, PLACE, DUTY_DAY, LEAVE, SESSION, SLOT, APPOINTMENT, REFERRAL, TRIAGE,
    PROM_ALERT_TASK, PROM_CHOICE_TASK, ENTRY, STAR_TASK, TODO, PATHWAY, VISIT, ANSWERS, SCORE, PROBLEM, ALLERGY, ALERT,
    GOAL, PLAN, ADDENDUM, LETTER, DOCUMENT, PHRASE, WORDING, PROCEDURE, CLINIC_TEMPLATE, ATTENDANCE_POLICY,
    MESSAGE,
)  # fmt: skip
_BY_KIND: dict[type, Mapper[Any]] = {mapper.kind: mapper for mapper in MAPPERS}
_BY_TYPE: dict[str, list[Mapper[Any]]] = {}
for _mapper in MAPPERS:
    _BY_TYPE.setdefault(_mapper.type, []).append(_mapper)

# Where the patient stands, in the order to look; a Patient is its own.
_PATIENT_PATHS = ("subject", "patient", "for", "beneficiary", "individual")


def read(resource: Mapping[str, Any]) -> Record | None:
    """The domain record of a resource; None for kinds that we do not model."""
    for mapper in _BY_TYPE.get(text_of(resource.get("resourceType")), ()):
        if mapper.matches(resource):
            found: Record = mapper.read(resource)
            return found
    return None


def write(record: Record, base: Mapping[str, Any] | None) -> dict[str, Any]:
    """The resource of a record: the base patched where the record differs from it, or a fresh one."""
    return _BY_KIND[type(record)].write(record, base)


def type_of(kind: type) -> str:
    """The FHIR type of a domain kind."""
    return _BY_KIND[kind].type


def patient_of(resource: Mapping[str, Any]) -> str:
    """The id of the patient a resource belongs to, or an empty text."""
    if resource.get("resourceType") == "Patient":
        return text_of(resource.get("id"))
    for path in _PATIENT_PATHS:
        value = resource.get(path)
        found = target(value, "Patient") if value else ""
        if found:
            return found
    for node in sequence(resource.get("participant")):
        found = target(mapping(node).get("actor"), "Patient")
        if found:
            return found
    return ""
