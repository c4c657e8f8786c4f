"""Staff <-> FHIR Practitioner (the person) and PractitionerRole (their hats, joined by the store)."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.people import Staff
from msk_desk.domain.roles import Role
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    extension,
    first,
    put,
    put_extension,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import EXT, ROLE
from msk_desk.fhir.patient import read_name, write_name

PROFESSION = f"{EXT}/profession"


def read_staff(resource: Json) -> Staff:
    """The person; roles and sites come from their PractitionerRole resources."""
    return Staff(
        id=text_of(resource.get("id")),
        name=read_name(first(resource.get("name"))),
        profession=text_of(extension(resource, PROFESSION).get("valueString"))
        or concept(first(resource.get("qualification")).get("code")),
        registration=text_of(first(resource.get("identifier")).get("value")),
    )


def roles_of(resource: Json) -> tuple[Role, ...]:
    """The hats a PractitionerRole gives; codes of other systems give none."""
    codes = (code_in(node, ROLE) for node in sequence(resource.get("code")))
    return tuple(Role(code) for code in codes if code in Role.__members__.values())


def sites_of(resource: Json) -> tuple[str, ...]:
    """The ids of the Locations of a PractitionerRole."""
    return tuple(filter(None, (target(node, "Location") for node in sequence(resource.get("location")))))


def _profession(resource: dict[str, Any], staff: Staff) -> None:
    put_extension(resource, PROFESSION, {"valueString": staff.profession} if staff.profession else None)


STAFF = Mapper(
    Staff, "Practitioner", read_staff,
    patches={
        "name": lambda r, s: put(r, "name", [{**first(r.get("name")), **write_name(s.name)}]),
        "profession": _profession,
        "registration": lambda r, s: put(r, "identifier", [{"value": s.registration}] if s.registration else []),
    },
    fresh=lambda _staff: {},
)  # fmt: skip
