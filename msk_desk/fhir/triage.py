"""Triage <-> FHIR Task: who owns it, what was decided and why, and the red-flag screen as it was confirmed."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.pathways import FlagAnswer, Triage
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    first,
    mapping,
    put,
    reference,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import RED_FLAG, TASK_KIND

_SAID = ("decision", "service", "kind", "where", "text", "overruled", "events")
_CONFIRMED_BY = "confirmed-by"


def read_triage(resource: Json) -> Triage:
    """A triage Task."""
    outputs = sequence(resource.get("output"))
    said = {concept(node.get("type")): text_of(node.get("valueString")) for node in outputs}
    confirmed = next((node for node in outputs if concept(node.get("type")) == _CONFIRMED_BY), {})
    period = mapping(resource.get("executionPeriod"))
    return Triage(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("for"), "Patient"),
        referral_id=target(resource.get("focus"), "ServiceRequest"),
        status=text_of(resource.get("status")),
        decision=said.get("decision", ""),
        done_at=text_of(period.get("end")),
        by=target(resource.get("owner"), "Practitioner"),
        reason=concept(resource.get("statusReason")),
        priority=text_of(resource.get("priority")),
        service=said.get("service", ""),
        kind=said.get("kind", ""),
        opinion_of=target(first(resource.get("partOf")), "Task"),
        screen=tuple(filter(None, map(_flag, outputs))),
        confirmed_by=target(confirmed.get("valueReference"), "Practitioner"),
        claimed_at=text_of(period.get("start")),
        where=said.get("where", ""),
        text=said.get("text", ""),
        overruled=said.get("overruled", ""),
        due=text_of(mapping(mapping(resource.get("restriction")).get("period")).get("end"))[:10],
        events=tuple(said.get("events", "").split()),
    )


def _flag(node: Json) -> FlagAnswer | None:
    code = code_in(node.get("type"), RED_FLAG)
    if not code:
        return None
    answer, _, words = text_of(node.get("valueString")).partition(": ")
    return FlagAnswer(code, answer if answer in ("yes", "no") else "", words)


def _put_outputs(resource: dict[str, Any], triage: Triage) -> None:
    values = {name: getattr(triage, name) for name in _SAID} | {"events": " ".join(triage.events)}
    outputs: list[dict[str, Any]] = [
        {"type": {"text": name}, "valueString": values[name]} for name in _SAID if values[name]
    ]
    outputs += map(_flag_output, triage.screen)
    if triage.confirmed_by:
        outputs.append(
            {"type": {"text": _CONFIRMED_BY}, "valueReference": reference("Practitioner", triage.confirmed_by)}
        )
    put(resource, "output", outputs)


def _flag_output(answer: FlagAnswer) -> dict[str, Any]:
    said = answer.answer or "not stated"
    return {
        "type": {"coding": [{"system": RED_FLAG, "code": answer.flag}]},
        "valueString": f"{said}: {answer.words}" if answer.words else said,
    }


def _put_period(resource: dict[str, Any], triage: Triage) -> None:
    period = dict(mapping(resource.get("executionPeriod")))
    put(period, "start", triage.claimed_at)
    put(period, "end", triage.done_at)
    put(resource, "executionPeriod", period)
    put(resource, "lastModified", triage.done_at or triage.claimed_at)


TRIAGE = Mapper(
    Triage, "Task", read_triage,
    patches={
        "patient_id": lambda r, t: put(r, "for", reference("Patient", t.patient_id)),
        "referral_id": lambda r, t: put(r, "focus", reference("ServiceRequest", t.referral_id)),
        "status": lambda r, t: put(r, "status", t.status),
        **dict.fromkeys((*_SAID, "screen", "confirmed_by"), _put_outputs),
        **dict.fromkeys(("done_at", "claimed_at"), _put_period),
        "by": lambda r, t: put(r, "owner", reference("Practitioner", t.by) if t.by else None),
        "reason": lambda r, t: put(r, "statusReason", {"text": t.reason} if t.reason else None),
        "priority": lambda r, t: put(r, "priority", t.priority),
        "opinion_of": lambda r, t: put(r, "partOf", [reference("Task", t.opinion_of)] if t.opinion_of else []),
        "due": lambda r, t: put(r, "restriction", {"period": {"end": t.due}} if t.due else None),
    },
    fresh=lambda _triage: {"intent": "order", "code": {"coding": [{"system": TASK_KIND, "code": "triage"}]}},
    matches=lambda resource: code_in(resource.get("code"), TASK_KIND) == "triage",
)  # fmt: skip
