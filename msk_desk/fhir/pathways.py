"""Referral, Triage, Todo and Pathway <-> FHIR ServiceRequest, Task and EpisodeOfCare."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.dates import whole_date
from msk_desk.domain.pathways import Clock, Pathway, Referral, Todo, Triage
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
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import CLOCK, PATHWAY_STAGE, RECEIVED, REFERRAL_SOURCE, TASK_KIND


def read_referral(resource: Json) -> Referral:
    """A ServiceRequest."""
    return Referral(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        received=text_of(extension(resource, RECEIVED).get("valueDate")) or text_of(resource.get("authoredOn"))[:10],
        source=text_of(extension(resource, REFERRAL_SOURCE).get("valueCode")) or "other",
        reason=concept(first(resource.get("reasonCode"))) or concept(resource.get("code")),
        region=concept(first(resource.get("category"))),
        service=concept(resource.get("performerType")),
        priority=text_of(resource.get("priority")) or "routine",
        status=text_of(resource.get("status")),
        referrer=text_of(mapping(resource.get("requester")).get("display")),
    )


REFERRAL = Mapper(
    Referral, "ServiceRequest", read_referral,
    patches={
        "patient_id": lambda r, x: put(r, "subject", reference("Patient", x.patient_id)),
        "received": lambda r, x: put_extension(r, RECEIVED, {"valueDate": x.received} if x.received else None),
        "source": lambda r, x: put_extension(r, REFERRAL_SOURCE, {"valueCode": x.source}),
        "reason": lambda r, x: put(r, "reasonCode", [{"text": x.reason}] if x.reason else []),
        "region": lambda r, x: put(r, "category", [{"text": x.region}] if x.region else []),
        "service": lambda r, x: put(r, "performerType", {"text": x.service} if x.service else None),
        "priority": lambda r, x: put(r, "priority", x.priority),
        "status": lambda r, x: put(r, "status", x.status),
        "referrer": lambda r, x: put(
            r, "requester", {**mapping(r.get("requester")), "display": x.referrer} if x.referrer else None
        ),
    },
    fresh=lambda _referral: {"intent": "order"},
)  # fmt: skip


def _is_task(kind: str) -> Any:
    def matches(resource: Json) -> bool:
        return code_in(resource.get("code"), TASK_KIND) == kind

    return matches


def read_triage(resource: Json) -> Triage:
    """A triage Task."""
    return Triage(
        text_of(resource.get("id")), target(resource.get("for"), "Patient"),
        target(resource.get("focus"), "ServiceRequest"), text_of(resource.get("status")),
        text_of(first(resource.get("output")).get("valueString")),
        text_of(mapping(resource.get("executionPeriod")).get("end")), target(resource.get("owner"), "Practitioner"),
    )  # fmt: skip


TRIAGE = Mapper(
    Triage, "Task", read_triage,
    patches={
        "patient_id": lambda r, t: put(r, "for", reference("Patient", t.patient_id)),
        "referral_id": lambda r, t: put(r, "focus", reference("ServiceRequest", t.referral_id)),
        "status": lambda r, t: put(r, "status", t.status),
        "decision": lambda r, t: put(
            r, "output", [{"type": {"text": "decision"}, "valueString": t.decision}] if t.decision else []
        ),
        "done_at": lambda r, t: put(r, "executionPeriod", {"end": t.done_at} if t.done_at else None),
        "by": lambda r, t: put(r, "owner", reference("Practitioner", t.by) if t.by else None),
    },
    fresh=lambda _triage: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": "triage"}]}},
    matches=_is_task("triage"),
)  # fmt: skip


def read_todo(resource: Json) -> Todo:
    """Any other Task."""
    return Todo(
        text_of(resource.get("id")), target(resource.get("for"), "Patient"),
        text_of(resource.get("description")) or concept(resource.get("code")), text_of(resource.get("status")),
        target(resource.get("owner"), "Practitioner"),
        text_of(mapping(resource.get("executionPeriod")).get("end"))[:10],
    )  # fmt: skip


TODO = Mapper(
    Todo, "Task", read_todo,
    patches={
        "patient_id": lambda r, t: put(r, "for", reference("Patient", t.patient_id)),
        "text": lambda r, t: put(r, "description", t.text),
        "status": lambda r, t: put(r, "status", t.status),
        "owner_id": lambda r, t: put(r, "owner", reference("Practitioner", t.owner_id) if t.owner_id else None),
        "due": lambda r, t: put(r, "executionPeriod", {"end": t.due} if t.due else None),
    },
    fresh=lambda _todo: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": "to-do"}]}},
)  # fmt: skip


def _read_clock(resource: Json) -> Clock:
    node = extension(resource, CLOCK)
    return Clock(
        text_of(extension(node, "kind").get("valueCode")) or "none",
        whole_date(text_of(extension(node, "start").get("valueDate"))),
        whole_date(text_of(extension(node, "stop").get("valueDate"))),
    )


def _write_clock(resource: dict[str, Any], pathway: Pathway) -> None:
    clock = pathway.clock
    parts: list[dict[str, Any]] = [{"url": "kind", "valueCode": clock.kind}]
    if clock.start:
        parts.append({"url": "start", "valueDate": clock.start.isoformat()})
    if clock.stop:
        parts.append({"url": "stop", "valueDate": clock.stop.isoformat()})
    put_extension(resource, CLOCK, {"extension": parts})


def read_pathway(resource: Json) -> Pathway:
    """An EpisodeOfCare."""
    period = mapping(resource.get("period"))
    return Pathway(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("patient"), "Patient"),
        title=concept(first(resource.get("type"))),
        status=text_of(resource.get("status")),
        stage=text_of(extension(resource, PATHWAY_STAGE).get("valueCode")) or "referred",
        started=text_of(period.get("start")),
        ended=text_of(period.get("end")),
        referral_id=target(first(resource.get("referralRequest")), "ServiceRequest"),
        case_manager_id=target(resource.get("careManager"), "Practitioner"),
        organisation_id=target(resource.get("managingOrganization"), "Organization"),
        clock=_read_clock(resource),
    )


def _period(resource: dict[str, Any], pathway: Pathway) -> None:
    period = dict(mapping(resource.get("period")))
    put(period, "start", pathway.started)
    put(period, "end", pathway.ended)
    put(resource, "period", period)


def _patched(type: str, key: str, value: str, many: bool = False) -> Any:
    node: Any = reference(type, value) if value else None
    return key, ([node] if many and node else node)


PATHWAY = Mapper(
    Pathway, "EpisodeOfCare", read_pathway,
    patches={
        "patient_id": lambda r, p: put(r, *_patched("Patient", "patient", p.patient_id)),
        "title": lambda r, p: put(r, "type", [{"text": p.title}] if p.title else []),
        "status": lambda r, p: put(r, "status", p.status),
        "stage": lambda r, p: put_extension(r, PATHWAY_STAGE, {"valueCode": p.stage}),
        "started": _period,
        "ended": _period,
        "referral_id": lambda r, p: put(r, *_patched("ServiceRequest", "referralRequest", p.referral_id, many=True)),
        "case_manager_id": lambda r, p: put(r, *_patched("Practitioner", "careManager", p.case_manager_id)),
        "organisation_id": lambda r, p: put(r, *_patched("Organization", "managingOrganization", p.organisation_id)),
        "clock": _write_clock,
    },
    fresh=lambda _pathway: {},
)  # fmt: skip
