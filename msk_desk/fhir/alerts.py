"""PromAlert and DutyDay <-> FHIR Task and Schedule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msk_desk.domain.alerts import AlertResponse, PromAlert, Risk
from msk_desk.domain.duty import DutyDay
from msk_desk.fhir.elements import (
    Json,
    code_in,
    extension,
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
from msk_desk.fhir.names import ALERT_DUTY, DUTY, TASK_KIND
from msk_desk.fhir.scheduling import UNKNOWN_TIME

PROM_ALERT = "prom-alert"
DUTY_CLINICIAN = "duty-clinician"
_TEXTS = {"asked": "asked", "action": "action", "told": "told", "no_plan_because": "no-plan-because"}


def _parts(resource: Json, name: str) -> dict[str, Json]:
    """The inputs or outputs of a task by the words of their type."""
    return {text_of(mapping(node.get("type")).get("text")): node for node in sequence(resource.get(name))}


def _number(value: Any) -> float:
    known = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return float(value) if known else 0.0


def _risk(text: str) -> Risk:
    """An unknown word counts as the higher risk."""
    return Risk(text) if text in tuple(Risk) else Risk.IMMEDIATE


def _response(resource: Json) -> AlertResponse | None:
    parts = _parts(resource, "output")
    if "asked" not in parts:
        return None
    texts = {name: text_of(mapping(parts.get(url)).get("valueString")) for name, url in _TEXTS.items()}
    return AlertResponse(
        risk=_risk(text_of(mapping(parts.get("risk")).get("valueCode"))),
        safety_plan=mapping(parts.get("safety-plan")).get("valueBoolean") is True,
        by=target(mapping(parts.get("by")).get("valueReference"), "Practitioner"),
        at=moment(mapping(parts.get("at")).get("valueDateTime")),
        **texts,
    )


def read_alert(resource: Json) -> PromAlert:
    """A Task that asks for action on an answer."""
    given = _parts(resource, "input")
    return PromAlert(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("for"), "Patient"),
        instrument=text_of(mapping(given.get("instrument")).get("valueString")),
        item=text_of(mapping(given.get("item")).get("valueString")),
        answer=_number(mapping(given.get("answer")).get("valueDecimal")),
        raised=moment(resource.get("authoredOn")) or UNKNOWN_TIME,
        answers_id=target(resource.get("focus"), "QuestionnaireResponse"),
        visit_id=target(resource.get("encounter"), "Encounter"),
        owner_id=target(resource.get("owner"), "Practitioner"),
        stands_in=text_of(extension(resource, ALERT_DUTY).get("valueCode")),
        due=text_of(mapping(resource.get("executionPeriod")).get("end"))[:10],
        status=text_of(resource.get("status")),
        response=_response(resource),
    )


def _put_given(resource: dict[str, Any], alert: PromAlert) -> None:
    number = int(alert.answer) if float(alert.answer).is_integer() else alert.answer
    resource["input"] = [
        {"type": {"text": "instrument"}, "valueString": alert.instrument},
        {"type": {"text": "item"}, "valueString": alert.item},
        {"type": {"text": "answer"}, "valueDecimal": number},
    ]


def _put_response(resource: dict[str, Any], alert: PromAlert) -> None:
    said = alert.response
    if said is None:
        put(resource, "output", [])
        return
    parts: list[dict[str, Any]] = [
        {"type": {"text": url}, "valueString": getattr(said, name)}
        for name, url in _TEXTS.items() if getattr(said, name)
    ]  # fmt: skip
    parts += [
        {"type": {"text": "risk"}, "valueCode": str(said.risk)},
        {"type": {"text": "safety-plan"}, "valueBoolean": said.safety_plan},
    ]
    if said.by:
        parts.append({"type": {"text": "by"}, "valueReference": reference("Practitioner", said.by)})
    if said.at:
        parts.append({"type": {"text": "at"}, "valueDateTime": instant(said.at)})
    resource["output"] = parts


def _optional(type: str, value: str) -> Any:
    return reference(type, value) if value else None


PROM_ALERT_TASK = Mapper(
    PromAlert, "Task", read_alert,
    patches={
        "patient_id": lambda r, a: put(r, "for", reference("Patient", a.patient_id)),
        "instrument": _put_given,
        "item": _put_given,
        "answer": _put_given,
        "raised": lambda r, a: put(r, "authoredOn", instant(a.raised)),
        "answers_id": lambda r, a: put(r, "focus", _optional("QuestionnaireResponse", a.answers_id)),
        "visit_id": lambda r, a: put(r, "encounter", _optional("Encounter", a.visit_id)),
        "owner_id": lambda r, a: put(r, "owner", _optional("Practitioner", a.owner_id)),
        "stands_in": lambda r, a: put_extension(r, ALERT_DUTY, {"valueCode": a.stands_in} if a.stands_in else None),
        "due": lambda r, a: put(r, "executionPeriod", {"end": a.due} if a.due else None),
        "status": lambda r, a: put(r, "status", a.status),
        "response": _put_response,
    },
    fresh=lambda _alert: {
        "intent": "order", "priority": "asap", "code": {"coding": [{"system": TASK_KIND, "code": PROM_ALERT}]},
    },
    matches=lambda resource: code_in(resource.get("code"), TASK_KIND) == PROM_ALERT,
)  # fmt: skip


def _actor(resource: Json, type: str) -> str:
    return next(filter(None, (target(node, type) for node in sequence(resource.get("actor")))), "")


def read_duty(resource: Json) -> DutyDay:
    """A Schedule that names the duty clinician of a day."""
    return DutyDay(
        text_of(resource.get("id")),
        text_of(mapping(resource.get("planningHorizon")).get("start"))[:10],
        _actor(resource, "Practitioner"), _actor(resource, "Location"), resource.get("active") is not False,
    )  # fmt: skip


def _put_actors(resource: dict[str, Any], duty: DutyDay) -> None:
    actors = [reference("Practitioner", duty.staff_id)]
    if duty.place_id:
        actors.append(reference("Location", duty.place_id))
    resource["actor"] = actors


DUTY_DAY = Mapper(
    DutyDay, "Schedule", read_duty,
    patches={
        "day": lambda r, d: put(r, "planningHorizon", {"start": d.day, "end": d.day}),
        "staff_id": _put_actors,
        "place_id": _put_actors,
        "active": lambda r, d: r.update({"active": d.active}),
    },
    fresh=lambda _duty: {"serviceType": [{"coding": [{"system": DUTY, "code": DUTY_CLINICIAN}]}]},
    matches=lambda resource: any(
        code_in(node, DUTY) == DUTY_CLINICIAN for node in sequence(resource.get("serviceType"))
    ),
)  # fmt: skip
