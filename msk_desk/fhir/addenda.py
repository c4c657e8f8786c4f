"""Addendum <-> FHIR Composition: a note that stands below signed answers and points to them."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.visits import Addendum
from msk_desk.fhir.elements import (
    Json,
    code_in,
    first,
    instant,
    mapping,
    moment,
    put,
    reference,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.letters import from_div, to_div
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import NOTE_KIND
from msk_desk.fhir.scheduling import UNKNOWN_TIME

NOTE, TITLE = "note", "Addendum"
"""The code of a note, which the service keeps for clinical roles."""


def is_addendum(resource: Json) -> bool:
    """Whether a Composition is a note about signed answers and no letter."""
    about = first(first(resource.get("section")).get("entry"))
    return code_in(resource.get("type"), NOTE_KIND) == NOTE and bool(target(about, "QuestionnaireResponse"))


def read_addendum(resource: Json) -> Addendum:
    """A Composition of one section."""
    section = first(resource.get("section"))
    return Addendum(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        about_id=target(first(section.get("entry")), "QuestionnaireResponse"),
        text=from_div(text_of(mapping(section.get("text")).get("div"))),
        written=moment(resource.get("date")) or UNKNOWN_TIME,
        author_id=next(filter(None, (target(a, "Practitioner") for a in sequence(resource.get("author")))), ""),
        visit_id=target(resource.get("encounter"), "Encounter"),
        status=text_of(resource.get("status")),
    )


def _section(resource: dict[str, Any], addendum: Addendum) -> None:
    resource["section"] = [{
        "title": TITLE,
        "text": {"status": "generated", "div": to_div(addendum.text)},
        "entry": [reference("QuestionnaireResponse", addendum.about_id)],
    }]  # fmt: skip


ADDENDUM = Mapper(
    Addendum, "Composition", read_addendum,
    patches={
        "patient_id": lambda r, a: put(r, "subject", reference("Patient", a.patient_id)),
        "about_id": _section,
        "text": _section,
        "written": lambda r, a: put(r, "date", instant(a.written)),
        "author_id": lambda r, a: put(r, "author", [reference("Practitioner", a.author_id)] if a.author_id else []),
        "visit_id": lambda r, a: put(r, "encounter", reference("Encounter", a.visit_id) if a.visit_id else None),
        "status": lambda r, a: put(r, "status", a.status),
    },
    fresh=lambda _addendum: {
        "type": {"coding": [{"system": NOTE_KIND, "code": NOTE}], "text": TITLE}, "title": TITLE,
    },
    matches=is_addendum,
)  # fmt: skip
