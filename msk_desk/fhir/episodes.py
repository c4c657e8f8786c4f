"""Pathway <-> FHIR EpisodeOfCare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msk_desk.domain.dates import whole_date
from msk_desk.domain.pathways import Clock, Pathway, PathwayEvent
from msk_desk.domain.waiting.pathway_clock import clock_of
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
from msk_desk.fhir.names import CLOCK, PATHWAY_EVENT, PATHWAY_NUMBER, PATHWAY_SERVICE, PATHWAY_STAGE, PIFU_UNTIL


def _read_event(node: Json) -> PathwayEvent | None:
    on = whole_date(text_of(extension(node, "on").get("valueDate")))
    if on is None:
        return None
    details = tuple(
        (text_of(part.get("id")), text_of(part.get("valueString")))
        for part in sequence(node.get("extension")) if part.get("url") == "detail"
    )  # fmt: skip
    return PathwayEvent(text_of(node.get("id")), on, text_of(extension(node, "name").get("valueCode")), details)


def read_events(resource: Json) -> tuple[PathwayEvent, ...]:
    """The events of an EpisodeOfCare, in their order of storing; what cannot be read is left out."""
    nodes = (node for node in sequence(resource.get("extension")) if node.get("url") == PATHWAY_EVENT)
    return tuple(filter(None, map(_read_event, nodes)))


def _write_event(event: PathwayEvent) -> dict[str, Any]:
    details = [{"id": name, "url": "detail", "valueString": words} for name, words in event.details]
    named = [{"url": "on", "valueDate": event.on.isoformat()}, {"url": "name", "valueCode": event.name}]
    return {"id": event.id, "url": PATHWAY_EVENT, "extension": [*named, *details]}


def _put_events(resource: dict[str, Any], pathway: Pathway) -> None:
    kept = [node for node in sequence(resource.get("extension")) if node.get("url") != PATHWAY_EVENT]
    put(resource, "extension", [*kept, *map(_write_event, pathway.events)])
    _write_clock(resource, pathway)


def read_clock(resource: Json) -> Clock:
    """The clock of an EpisodeOfCare: read from its events, or as it came."""
    node = extension(resource, CLOCK)
    kind = text_of(extension(node, "kind").get("valueCode")) or "none"
    events = read_events(resource)
    if events:
        return clock_of(kind, events)
    return Clock(
        kind,
        whole_date(text_of(extension(node, "start").get("valueDate"))),
        whole_date(text_of(extension(node, "stop").get("valueDate"))),
    )


def _write_clock(resource: dict[str, Any], pathway: Pathway) -> None:
    """Where there are events only the kind is kept: start and stop of two computers' events would clash."""
    clock = pathway.clock
    parts: list[dict[str, Any]] = [{"url": "kind", "valueCode": clock.kind}]
    if clock.start and not pathway.events:
        parts.append({"url": "start", "valueDate": clock.start.isoformat()})
    if clock.stop and not pathway.events:
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
        clock=read_clock(resource),
        service=text_of(extension(resource, PATHWAY_SERVICE).get("valueCode")),
        events=read_events(resource),
        pifu_until=text_of(extension(resource, PIFU_UNTIL).get("valueDate")),
        ppi=_pathway_number(resource),
        more_referrals=tuple(filter(None, map(_referral_id, sequence(resource.get("referralRequest"))[1:]))),
    )


def _referral_id(node: Json) -> str:
    return target(node, "ServiceRequest")


def _put_referrals(resource: dict[str, Any], pathway: Pathway) -> None:
    """The one that opened it first; an entry we do not know stays as it came."""
    known = {target(node, "ServiceRequest"): node for node in sequence(resource.get("referralRequest"))}
    ids = [each for each in (pathway.referral_id, *pathway.more_referrals) if each]
    put(resource, "referralRequest", [known.get(each) or reference("ServiceRequest", each) for each in ids])


def _pathway_number(resource: Json) -> str:
    found = (n for n in sequence(resource.get("identifier")) if n.get("system") == PATHWAY_NUMBER)
    return text_of(next(found, {}).get("value"))


def _put_number(resource: dict[str, Any], pathway: Pathway) -> None:
    others = [n for n in sequence(resource.get("identifier")) if n.get("system") != PATHWAY_NUMBER]
    ours = [{"system": PATHWAY_NUMBER, "value": pathway.ppi}] if pathway.ppi else []
    put(resource, "identifier", [*others, *ours])


def _optional(url: str, type: str, field: str) -> Callable[[dict[str, Any], Pathway], None]:
    def patch(resource: dict[str, Any], pathway: Pathway) -> None:
        value = getattr(pathway, field)
        put_extension(resource, url, {type: value} if value else None)

    return patch


def _period(resource: dict[str, Any], pathway: Pathway) -> None:
    period = dict(mapping(resource.get("period")))
    put(period, "start", pathway.started)
    put(period, "end", pathway.ended)
    put(resource, "period", period)


def _patched(type: str, key: str, value: str) -> Any:
    return key, reference(type, value) if value else None


PATHWAY = Mapper(
    Pathway, "EpisodeOfCare", read_pathway,
    patches={
        "patient_id": lambda r, p: put(r, *_patched("Patient", "patient", p.patient_id)),
        "title": lambda r, p: put(r, "type", [{"text": p.title}] if p.title else []),
        "status": lambda r, p: put(r, "status", p.status),
        "stage": lambda r, p: put_extension(r, PATHWAY_STAGE, {"valueCode": p.stage}),
        "started": _period,
        "ended": _period,
        "referral_id": _put_referrals,
        "more_referrals": _put_referrals,
        "case_manager_id": lambda r, p: put(r, *_patched("Practitioner", "careManager", p.case_manager_id)),
        "organisation_id": lambda r, p: put(r, *_patched("Organization", "managingOrganization", p.organisation_id)),
        "clock": _write_clock,
        "service": _optional(PATHWAY_SERVICE, "valueCode", "service"),
        "events": _put_events,
        "pifu_until": _optional(PIFU_UNTIL, "valueDate", "pifu_until"),
        "ppi": _put_number,
    },
    fresh=lambda _pathway: {},
)  # fmt: skip
