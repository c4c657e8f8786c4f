"""Referral <-> FHIR ServiceRequest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msk_desk.domain.pathways import Handover, Referral
from msk_desk.fhir.elements import (
    Json,
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
from msk_desk.fhir.names import (
    CONSENT_TO_SHARE,
    FIRST_CLOCK_START,
    HANDOVER,
    PATHWAY_NUMBER,
    RECEIVED,
    RECEIVED_AT,
    REFERRAL_SOURCE,
)

# Advice alone is asked for: FHIR's word for what is not an order to see somebody.
_ADVICE = "proposal"


def _read_handover(node: Json) -> Handover:
    return Handover(
        text_of(node.get("id")), text_of(extension(node, "to").get("valueString")),
        target(extension(node, "by").get("valueReference"), "Practitioner"),
        text_of(extension(node, "at").get("valueDateTime")), text_of(extension(node, "words").get("valueString")),
    )  # fmt: skip


def _write_handover(handover: Handover) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [{"url": "to", "valueString": handover.to}]
    if handover.by:
        parts.append({"url": "by", "valueReference": reference("Practitioner", handover.by)})
    if handover.at:
        parts.append({"url": "at", "valueDateTime": handover.at})
    if handover.words:
        parts.append({"url": "words", "valueString": handover.words})
    return {"id": handover.id, "url": HANDOVER, "extension": parts}


def _put_handovers(resource: dict[str, Any], referral: Referral) -> None:
    kept = [node for node in sequence(resource.get("extension")) if node.get("url") != HANDOVER]
    put(resource, "extension", [*kept, *map(_write_handover, referral.handovers)])


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
        received_at=text_of(extension(resource, RECEIVED_AT).get("valueDateTime")),
        practice_id=target(resource.get("requester"), "Organization"),
        consent=text_of(extension(resource, CONSENT_TO_SHARE).get("valueCode")),
        kind="advice" if resource.get("intent") == _ADVICE else "referral",
        ppi=_pathway_number(resource),
        clock_start=text_of(extension(resource, FIRST_CLOCK_START).get("valueDate")),
        note=text_of(first(resource.get("note")).get("text")),
        attachments=tuple(
            filter(None, (target(node, "DocumentReference") for node in sequence(resource.get("supportingInfo"))))
        ),
        handovers=tuple(
            _read_handover(node) for node in sequence(resource.get("extension")) if node.get("url") == HANDOVER
        ),
    )


def _pathway_number(resource: Json) -> str:
    requisition = mapping(resource.get("requisition"))
    return text_of(requisition.get("value")) if requisition.get("system") == PATHWAY_NUMBER else ""


def _put_requester(resource: dict[str, Any], referral: Referral) -> None:
    """Who sent it: kept where it names somebody we do not model."""
    node = dict(mapping(resource.get("requester")))
    put(node, "display", referral.referrer)
    if referral.practice_id:
        node |= reference("Organization", referral.practice_id)
    put(resource, "requester", node)


def _put_attachments(resource: dict[str, Any], referral: Referral) -> None:
    others = [n for n in sequence(resource.get("supportingInfo")) if not target(n, "DocumentReference")]
    put(resource, "supportingInfo", [*others, *(reference("DocumentReference", at) for at in referral.attachments)])


def _put_note(resource: dict[str, Any], referral: Referral) -> None:
    others = sequence(resource.get("note"))[1:]
    put(resource, "note", [*([{"text": referral.note}] if referral.note else []), *others])


def _optional(url: str, type: str, field: str) -> Callable[[dict[str, Any], Referral], None]:
    def patch(resource: dict[str, Any], referral: Referral) -> None:
        value = getattr(referral, field)
        put_extension(resource, url, {type: value} if value else None)

    return patch


REFERRAL = Mapper(
    Referral, "ServiceRequest", read_referral,
    patches={
        "patient_id": lambda r, x: put(r, "subject", reference("Patient", x.patient_id)),
        "received": _optional(RECEIVED, "valueDate", "received"),
        "source": lambda r, x: put_extension(r, REFERRAL_SOURCE, {"valueCode": x.source}),
        "reason": lambda r, x: put(r, "reasonCode", [{"text": x.reason}] if x.reason else []),
        "region": lambda r, x: put(r, "category", [{"text": x.region}] if x.region else []),
        "service": lambda r, x: put(r, "performerType", {"text": x.service} if x.service else None),
        "priority": lambda r, x: put(r, "priority", x.priority),
        "status": lambda r, x: put(r, "status", x.status),
        "referrer": _put_requester,
        "practice_id": _put_requester,
        "received_at": _optional(RECEIVED_AT, "valueDateTime", "received_at"),
        "consent": _optional(CONSENT_TO_SHARE, "valueCode", "consent"),
        "kind": lambda r, x: put(r, "intent", _ADVICE if x.kind == "advice" else "order"),
        "ppi": lambda r, x: put(r, "requisition", {"system": PATHWAY_NUMBER, "value": x.ppi} if x.ppi else None),
        "clock_start": _optional(FIRST_CLOCK_START, "valueDate", "clock_start"),
        "note": _put_note,
        "attachments": _put_attachments,
        "handovers": _put_handovers,
    },
    fresh=lambda _referral: {"intent": "order"},
)  # fmt: skip
