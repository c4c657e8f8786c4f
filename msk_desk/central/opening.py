"""Opening the record of a patient who is not in one's care, with a reason that is kept."""

from __future__ import annotations

import orjson

from msk_desk.central.context import Caller, Service, Trace
from msk_desk.central.labels import CODES, OVERRIDE_CODE, Label
from msk_desk.central.outcomes import Refusal, forbidden, not_found
from msk_desk.central.preparing import draft, parse
from msk_desk.central.rights import RIGHTS
from msk_desk.central.times import instant, micros
from msk_desk.central.wire import Answer, Asked
from msk_desk.domain.roles import Role

_DAY = 86_400_000_000
_SHORTEST, _LONGEST = 5, 500


def open_with_reason(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """Put a patient into the caller's care for some days; audited, and told to the team lead as a task."""
    id = asked.path["id"]
    trace.about(id)
    if RIGHTS[caller.role][Label.CLINICAL].limit != "own":
        raise forbidden()
    sent = parse(asked.body)
    reason = str(sent.get("reason", "")).strip() if isinstance(sent, dict) else ""
    if not _SHORTEST <= len(reason) <= _LONGEST:
        raise Refusal(422, "required", f"Give a reason of {_SHORTEST} to {_LONGEST} characters.")
    patient = service.store.read("Patient", id, caller.reach)
    if patient is None or patient.deleted:
        raise not_found()
    now = micros(service.now())
    until = now + service.settings.opened_days * _DAY
    with service.store.writing() as tx:
        tx.add_care(caller.person, id, until, reason)
        for told in (_event, _task):
            tx.put(draft(told(service, caller, id, reason, now)), None, caller.person)
    body = {"resourceType": "Parameters", "parameter": [{"name": "until", "valueInstant": instant(until)}]}
    return Answer(200, orjson.dumps(body))


def _event(service: Service, caller: Caller, patient: str, reason: str, now: int) -> dict[str, object]:
    """The AuditEvent that the team lead reads."""
    dicom = "http://dicom.nema.org/resources/ontology/DCM"
    confidentiality = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
    who = {"reference": f"Practitioner/{caller.person}"}
    return {
        "resourceType": "AuditEvent",
        "id": service.new_id(),
        "type": {"system": dicom, "code": "110113", "display": "Security Alert"},
        "subtype": [{"system": dicom, "code": OVERRIDE_CODE, "display": "Emergency Override Started"}],
        "action": "E",
        "recorded": instant(now),
        "outcome": "0",
        "purposeOfEvent": [{"coding": [{"system": confidentiality, "code": "BTG"}], "text": reason}],
        "agent": [{"who": who, "name": caller.name, "requestor": True}],
        "source": {"observer": {"display": "MSK Desk central service"}},
        "entity": [{"what": {"reference": f"Patient/{patient}"}}],
    }


def _task(service: Service, caller: Caller, patient: str, reason: str, now: int) -> dict[str, object]:
    """What the team lead finds among their to-dos."""
    lead = {"coding": [{"system": CODES + "role", "code": str(Role.TEAM_LEAD)}], "text": Role.TEAM_LEAD.words}
    return {
        "resourceType": "Task",
        "id": service.new_id(),
        "status": "requested",
        "intent": "order",
        "code": {"coding": [{"system": CODES + "task-kind", "code": "to-do"}]},
        "description": service.words.get("central.opened_with_reason", who=caller.name, reason=reason),
        "for": {"reference": f"Patient/{patient}"},
        "authoredOn": instant(now),
        "requester": {"reference": f"Practitioner/{caller.person}"},
        "performerType": [lead],
    }
