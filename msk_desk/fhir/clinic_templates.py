"""ClinicTemplate <-> FHIR HealthcareService: where, what for and when in FHIR's elements, the rest in one extension."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.clinic_templates import EVERY_WEEK, Break, ClinicTemplate, SlotLength
from msk_desk.domain.clinic_time import clock, minutes_in
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    extension,
    first,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
    texts,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import CS, EXT

CLINIC_KIND = f"{CS}/healthcare-service-kind"
CLINIC = "clinic-template"
STAFF = f"{EXT}/clinic-staff"
PLAN = f"{EXT}/clinic-plan"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_template(resource: Json) -> bool:
    """Whether a HealthcareService is a clinic of ours; the service itself and other parts of it are not."""
    return any(code_in(node, CLINIC_KIND) == CLINIC for node in sequence(resource.get("category")))


def read_template(resource: Json) -> ClinicTemplate:
    """A HealthcareService that is a clinic template."""
    plan = extension(resource, PLAN)
    when = first(resource.get("availableTime"))
    places = [target(node, "Location") for node in sequence(resource.get("location"))]
    said = {url: _said(plan, url) for url in ("pattern", "nth", "order", "modes", "from", "until")}
    return ClinicTemplate(
        text_of(resource.get("id")), text_of(resource.get("name")),
        target(extension(resource, STAFF).get("valueReference"), "Practitioner"),
        places[0] if places else "", places[1] if len(places) > 1 else "", concept(first(resource.get("type"))),
        tuple(_DAYS.index(day) for day in texts(when.get("daysOfWeek")) if day in _DAYS),
        said["pattern"] or EVERY_WEEK, _numbers(said["nth"]),
        minutes_in(text_of(when.get("availableStartTime"))[:5]) or 0,
        minutes_in(text_of(when.get("availableEndTime"))[:5]) or 0,
        tuple(_length(node) for node in sequence(plan.get("extension")) if node.get("url") == "length"),
        tuple(said["order"].split()),
        tuple(_break(node) for node in sequence(plan.get("extension")) if node.get("url") == "break"),
        tuple(said["modes"].split()), said["from"], said["until"],
        extension(plan, "bank-holidays").get("valueBoolean") is True, resource.get("active") is not False,
    )  # fmt: skip


def _said(plan: Json, url: str) -> str:
    return text_of(extension(plan, url).get("valueString"))


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(int(word) for word in words.split() if word.removeprefix("-").isdecimal())


def _whole(node: Json, url: str, otherwise: int) -> int:
    number = extension(node, url).get("valueInteger")
    return number if isinstance(number, int) and not isinstance(number, bool) else otherwise


def _length(node: Json) -> SlotLength:
    return SlotLength(_said(node, "kind"), _whole(node, "minutes", 0), _whole(node, "capacity", 1))


def _break(node: Json) -> Break:
    return Break(minutes_in(_said(node, "start")) or 0, minutes_in(_said(node, "end")) or 0)


def _put_places(resource: dict[str, Any], template: ClinicTemplate) -> None:
    put(resource, "location", [reference("Location", each) for each in (template.site_id, template.room_id) if each])


def _put_when(resource: dict[str, Any], template: ClinicTemplate) -> None:
    resource["availableTime"] = [
        {
            "daysOfWeek": [_DAYS[day] for day in sorted(template.weekdays)],
            "availableStartTime": f"{clock(template.start)}:00",
            "availableEndTime": f"{clock(template.end)}:00",
        }
    ]


def _put_plan(resource: dict[str, Any], template: ClinicTemplate) -> None:
    said = {
        "pattern": template.pattern, "nth": " ".join(map(str, template.nth)), "order": " ".join(template.order),
        "modes": " ".join(template.modes), "from": template.valid_from, "until": template.valid_until,
    }  # fmt: skip
    parts: list[dict[str, Any]] = [{"url": url, "valueString": words} for url, words in said.items() if words]
    for length in template.lengths:
        numbers = {"minutes": length.minutes, "capacity": length.capacity}
        inner = [{"url": url, "valueInteger": number} for url, number in numbers.items()]
        parts.append({"url": "length", "extension": [{"url": "kind", "valueString": length.kind}, *inner]})
    for pause in template.breaks:
        ends = {"start": clock(pause.start), "end": clock(pause.end)}
        inner = [{"url": url, "valueString": words} for url, words in ends.items()]
        parts.append({"url": "break", "extension": inner})
    if template.on_bank_holidays:
        parts.append({"url": "bank-holidays", "valueBoolean": True})
    put_extension(resource, PLAN, {"extension": parts})


_PLANNED = (
    "pattern", "nth", "lengths", "order", "breaks", "modes", "valid_from", "valid_until", "on_bank_holidays",
)  # fmt: skip
MAPPER = Mapper(
    ClinicTemplate, "HealthcareService", read_template,
    patches={
        "title": lambda r, t: put(r, "name", t.title),
        "staff_id": lambda r, t: put_extension(
            r, STAFF, {"valueReference": reference("Practitioner", t.staff_id)} if t.staff_id else None
        ),
        "site_id": _put_places,
        "room_id": _put_places,
        "service": lambda r, t: put(r, "type", [{"text": t.service}] if t.service else []),
        "weekdays": _put_when,
        "start": _put_when,
        "end": _put_when,
        "active": lambda r, t: r.update({"active": t.active}),
        **dict.fromkeys(_PLANNED, _put_plan),
    },
    fresh=lambda _template: {"category": [{"coding": [{"system": CLINIC_KIND, "code": CLINIC}]}]},
    matches=is_template,
)  # fmt: skip
