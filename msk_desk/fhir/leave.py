"""Leave <-> FHIR Schedule of its own kind: days on which a clinician is away or a site is closed."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.clinic_time import clock, minutes_in
from msk_desk.domain.leave import MIDNIGHT, Leave
from msk_desk.fhir.elements import Json, code_in, extension, mapping, put, put_extension, reference, sequence, target
from msk_desk.fhir.elements import text_of as text
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import DUTY, EXT

LEAVE = "leave"
HOURS = f"{EXT}/leave-hours"


def is_leave(resource: Json) -> bool:
    """Whether a Schedule is leave."""
    return any(code_in(node, DUTY) == LEAVE for node in sequence(resource.get("serviceType")))


def _actor(resource: Json, type: str) -> str:
    return next(filter(None, (target(node, type) for node in sequence(resource.get("actor")))), "")


def read_leave(resource: Json) -> Leave:
    """A Schedule that is leave."""
    horizon = mapping(resource.get("planningHorizon"))
    hours = extension(resource, HOURS)
    start = minutes_in(text(extension(hours, "start").get("valueString")))
    end = minutes_in(text(extension(hours, "end").get("valueString")))
    return Leave(
        text(resource.get("id")), _actor(resource, "Practitioner"), text(horizon.get("start"))[:10],
        text(horizon.get("end"))[:10], text(resource.get("comment")), _actor(resource, "Location"), start or 0,
        MIDNIGHT if end is None else end, resource.get("active") is not False,
    )  # fmt: skip


def _put_actors(resource: dict[str, Any], leave: Leave) -> None:
    pairs = (("Practitioner", leave.staff_id), ("Location", leave.site_id))
    put(resource, "actor", [reference(type, value) for type, value in pairs if value])


def _put_hours(resource: dict[str, Any], leave: Leave) -> None:
    ends = [("start", leave.start, 0), ("end", leave.end, MIDNIGHT)]
    said = [{"url": url, "valueString": clock(value)} for url, value, whole in ends if value != whole]
    put_extension(resource, HOURS, {"extension": said} if said else None)


def _put_days(resource: dict[str, Any], leave: Leave) -> None:
    resource["planningHorizon"] = {"start": leave.first, "end": leave.last}


MAPPER = Mapper(
    Leave, "Schedule", read_leave,
    patches={
        "staff_id": _put_actors,
        "site_id": _put_actors,
        "first": _put_days,
        "last": _put_days,
        "reason": lambda r, leave: put(r, "comment", leave.reason),
        "start": _put_hours,
        "end": _put_hours,
        "active": lambda r, leave: r.update({"active": leave.active}),
    },
    fresh=lambda _leave: {"serviceType": [{"coding": [{"system": DUTY, "code": LEAVE}]}]},
    matches=is_leave,
)  # fmt: skip
