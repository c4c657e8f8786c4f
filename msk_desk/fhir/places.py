"""Organisation and Place <-> FHIR Organization and Location."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.clinics import Organisation, Place
from msk_desk.fhir.elements import (
    Json,
    code_in,
    extension,
    first,
    mapping,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
    texts,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import NEAR_TO, ORGANISATION_KIND, STEP_FREE


def _phone(resource: Json) -> str:
    return next((text_of(t.get("value")) for t in sequence(resource.get("telecom")) if t.get("system") == "phone"), "")


def _address(node: Json) -> str:
    lines = texts(node.get("line"))
    parts = (*lines, text_of(node.get("city")), text_of(node.get("postalCode")))
    return ", ".join(part for part in parts if part)


def read_organisation(resource: Json) -> Organisation:
    """An Organization."""
    kinds = (code_in(node, ORGANISATION_KIND) for node in sequence(resource.get("type")))
    return Organisation(
        text_of(resource.get("id")), text_of(resource.get("name")), next(filter(None, kinds), ""),
        _phone(resource), _address(first(resource.get("address"))),
    )  # fmt: skip


def _kinds(organisation: Organisation) -> list[dict[str, Any]]:
    return [{"coding": [{"system": ORGANISATION_KIND, "code": organisation.kind}]}] if organisation.kind else []


def read_place(resource: Json) -> Place:
    """A Location: a site, or a room of one."""
    address = mapping(resource.get("address"))
    return Place(
        text_of(resource.get("id")), text_of(resource.get("name")), target(resource.get("partOf"), "Location"),
        _phone(resource), _address(address), text_of(address.get("postalCode")),
        tuple(text_of(extension(resource, NEAR_TO).get("valueString")).split()), step_free_of(resource),
        text_of(resource.get("description")),
    )  # fmt: skip


def step_free_of(resource: Json) -> bool | None:
    """Whether a place can be reached without steps; None when nobody has recorded it."""
    said = extension(resource, STEP_FREE).get("valueBoolean")
    return said if isinstance(said, bool) else None


def _put_postcode(resource: dict[str, Any], place: Place) -> None:
    address = dict(mapping(resource.get("address")))
    put(address, "postalCode", place.postcode)
    put(resource, "address", address)


ORGANISATION = Mapper(
    Organisation, "Organization", read_organisation,
    patches={
        "name": lambda r, o: put(r, "name", o.name),
        "kind": lambda r, o: put(r, "type", _kinds(o)),
        "phone": lambda r, o: put(r, "telecom", [{"system": "phone", "value": o.phone}] if o.phone else []),
    },
    fresh=lambda _organisation: {},
)  # fmt: skip

PLACE = Mapper(
    Place, "Location", read_place,
    patches={
        "name": lambda r, p: put(r, "name", p.name),
        "part_of": lambda r, p: put(r, "partOf", reference("Location", p.part_of) if p.part_of else None),
        "phone": lambda r, p: put(r, "telecom", [{"system": "phone", "value": p.phone}] if p.phone else []),
        "directions": lambda r, p: put(r, "description", p.directions),
        "postcode": _put_postcode,
        "near_to": lambda r, p: put_extension(
            r, NEAR_TO, {"valueString": " ".join(p.near_to)} if p.near_to else None
        ),
        "step_free": lambda r, p: put_extension(
            r, STEP_FREE, {"valueBoolean": p.step_free} if p.step_free is not None else None
        ),
    },
    fresh=lambda _place: {},
)  # fmt: skip
