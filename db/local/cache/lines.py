"""Projections: a resource as the narrow rows that lists and searches read. Pure functions of the resource."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msk_desk.domain.people import PersonName
from msk_desk.domain.search_words import name_words, number_tokens
from msk_desk.fhir.elements import code_in, concept, first, mapping, sequence, target, text_of
from msk_desk.fhir.leave import is_leave, read_leave
from msk_desk.fhir.names import (
    CANCELLED_BY,
    CAPACITY,
    DUTY,
    LEASE,
    LETTER_WANTED,
    MODE,
    MODES,
    NEAR_TO,
    NEEDS,
    NHS_NUMBER,
    OVERBOOK_REASON,
    REPLACES,
    SESSION_SITE,
    STARTED,
    STEP_FREE,
    VISIT_KIND,
    WAITING_ENTRY,
)

Json = Mapping[str, Any]
_RANK = {"official": 0, "usual": 1, "": 2, "temp": 3, "anonymous": 3, "nickname": 4, "maiden": 5, "old": 6}


def patient_line(resource: Json) -> tuple[tuple[Any, ...], str, set[str]]:
    """The row of patient_line without its rid, the search tokens, and the name words for the spelling list."""
    names = [_name(name) for name in sequence(resource.get("name"))]
    current = min(names, key=lambda name: _RANK.get(name.use, 3), default=PersonName())
    family, given = name_words(current.family, current.given)
    others = [word for name in names if name is not current for word in _words_of(name)]
    phones = _phones(resource)
    postcode = next((text_of(a.get("postalCode")) for a in sequence(resource.get("address"))), "")
    nhs = _identifier(resource, NHS_NUMBER)
    born = text_of(resource.get("birthDate"))
    numbers = number_tokens(nhs, born, phones, postcode)
    words = {*family, *given, *others}
    deceased = text_of(resource.get("deceasedDateTime")) or ("yes" if resource.get("deceasedBoolean") is True else "")
    row = (
        text_of(resource.get("id")), current.listed(), " ".join(family), " ".join(given), " ".join(others), born,
        text_of(resource.get("gender")), nhs, phones[0] if phones else "", postcode, deceased, " ".join(numbers),
    )  # fmt: skip
    return row, " ".join((*words, *numbers)), words


def _name(node: Json) -> PersonName:
    given = node.get("given")
    parts = tuple(filter(None, map(text_of, given))) if isinstance(given, list) else ()
    return PersonName(
        text_of(node.get("family")) or ("" if parts else text_of(node.get("text"))), parts, "", text_of(node.get("use"))
    )


def _words_of(name: PersonName) -> tuple[str, ...]:
    family, given = name_words(name.family, name.given)
    return (*family, *given)


def _identifier(resource: Json, system: str) -> str:
    for node in sequence(resource.get("identifier")):
        if node.get("system") == system:
            return text_of(node.get("value"))
    return ""


def _phones(resource: Json) -> tuple[str, ...]:
    """Telephone numbers, mobile first: the first is the one that lists show."""
    found = [node for node in sequence(resource.get("telecom")) if node.get("system") in ("phone", "sms")]
    found.sort(key=lambda node: node.get("use") != "mobile")
    return tuple(filter(None, (text_of(node.get("value")) for node in found)))


def seconds(value: Any) -> int:
    """An instant as seconds since 1970 UTC; 0 when it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return 0
    return int(moment.timestamp()) if moment.tzinfo else 0


def session_line(resource: Json) -> tuple[Any, ...] | None:
    """The row of session_line without its rid; None for the duty rota and for leave."""
    if any(code_in(node, DUTY) for node in sequence(resource.get("serviceType"))):
        return None
    actors = sequence(resource.get("actor"))
    horizon = mapping(resource.get("planningHorizon"))
    lease = _extension(resource, LEASE)
    until = _extension(lease, "until")
    return (
        text_of(resource.get("id")), _first_target(actors, "Practitioner"), _first_target(actors, "Location"),
        target(_extension(resource, SESSION_SITE).get("valueReference")),
        seconds(horizon.get("start")), seconds(horizon.get("end")), concept(first(resource.get("serviceType"))),
        int(resource.get("active") is not False), text_of(_extension(lease, "holder").get("valueString")),
        seconds(until.get("valueInstant") or until.get("valueDateTime")),
        text_of(_extension(resource, MODES).get("valueString")),
    )  # fmt: skip


def leave_line(resource: Json) -> tuple[Any, ...] | None:
    """The row of leave_line without its rid; None for everything else that is planned."""
    if not is_leave(resource):
        return None
    found = read_leave(resource)
    return (
        found.id, found.staff_id, found.first, found.last, found.reason, found.site_id, found.start, found.end,
        int(found.active),
    )  # fmt: skip


def slot_line(resource: Json) -> tuple[Any, ...]:
    """The row of slot_line without its rid."""
    return (
        text_of(resource.get("id")), target(resource.get("schedule")), seconds(resource.get("start")),
        seconds(resource.get("end")), text_of(resource.get("status")), _capacity(resource), _kind(resource),
        text_of(_extension(resource, MODE).get("valueCode")),
    )  # fmt: skip


def _capacity(resource: Json) -> int:
    number = _extension(resource, CAPACITY).get("valuePositiveInt")
    return number if isinstance(number, int) and number > 1 else 1


def _kind(resource: Json) -> str:
    """What kind of appointment it is, or is meant for; empty where none is said."""
    codings = sequence(mapping(resource.get("appointmentType")).get("coding"))
    return next((text_of(node.get("code")) for node in codings if node.get("system") == VISIT_KIND), "")


def appointment_line(resource: Json) -> tuple[Any, ...]:
    """The row of appointment_line without its rid."""
    actors = [mapping(node.get("actor")) for node in sequence(resource.get("participant"))]
    return (
        text_of(resource.get("id")), _first_target(actors, "Patient"), _first_target(actors, "Practitioner"),
        _first_target(actors, "Location"), target(first(resource.get("slot")), "Slot"),
        seconds(resource.get("start")), seconds(resource.get("end")), text_of(resource.get("status")),
        _kind(resource) or "review",
        text_of(_extension(resource, MODE).get("valueCode")) or "f2f",
        concept(first(resource.get("reasonCode"))) or text_of(resource.get("description")),
        target(first(resource.get("basedOn")), "ServiceRequest"), _cancelled_by(resource),
        target(_extension(resource, WAITING_ENTRY).get("valueReference"), "Task"),
        text_of(_extension(resource, OVERBOOK_REASON).get("valueString")),
        seconds(_extension(resource, STARTED).get("valueDateTime")),
        text_of(_extension(resource, LETTER_WANTED).get("valueCode")),
        target(_extension(resource, REPLACES).get("valueReference"), "Appointment"), seconds(resource.get("created")),
        text_of(_extension(resource, NEEDS).get("valueString")),
    )  # fmt: skip


def _cancelled_by(resource: Json) -> str:
    """patient or service, as HL7's codes begin; empty for every other reason."""
    code = code_in(resource.get("cancelationReason"), CANCELLED_BY)
    return {"pat": "patient", "prov": "service"}.get(code.partition("-")[0], "")


def name_line(resource: Json) -> tuple[Any, ...]:
    """The row of name_line without its rid: a person's, place's or organisation's name."""
    name = resource.get("name")
    words = name if isinstance(name, str) else _name(first(name)).spoken()
    place = target(resource.get("partOf"), "Location")
    postcode = text_of(mapping(resource.get("address")).get("postalCode"))
    near_to = text_of(_extension(resource, NEAR_TO).get("valueString"))
    step_free = _extension(resource, STEP_FREE).get("valueBoolean")
    reached = int(step_free) if isinstance(step_free, bool) else -1
    return text_of(resource.get("id")), text_of(resource.get("resourceType")), words, place, postcode, near_to, reached


def _extension(resource: Json, url: str) -> Json:
    return next((node for node in sequence(resource.get("extension")) if node.get("url") == url), {})


def _first_target(nodes: list[Json], type: str) -> str:
    for node in nodes:
        found = target(node, type)
        if found:
            return found
    return ""
