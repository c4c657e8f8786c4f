"""Wording <-> FHIR Questionnaire that carries the confirmation of its licence."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.proms.wording import Wording
from msk_desk.fhir.elements import (
    Json,
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
from msk_desk.fhir.names import LICENCE_CONFIRMED

_NOT_OF_THE_PACK = ("resourceType", "id", "meta", "status")


def read_wording(resource: Json) -> Wording:
    """A Questionnaire of a pack."""
    confirmed = extension(resource, LICENCE_CONFIRMED).get("extension")
    parts = {text_of(part.get("url")): part for part in sequence(confirmed)}
    revision = mapping(parts.get("revision")).get("valueInteger")
    return Wording(
        id=text_of(resource.get("id")),
        instrument=text_of(mapping(parts.get("instrument")).get("valueCode")),
        revision=revision if isinstance(revision, int) else 1,
        status=text_of(resource.get("status")) or "draft",
        form=dict(resource),
        licensed_by=text_of(mapping(parts.get("by")).get("valueString")),
        licensed_on=text_of(mapping(parts.get("on")).get("valueDate")),
        imported_by=target(mapping(parts.get("importedBy")).get("valueReference"), "Practitioner"),
        imported=moment(mapping(parts.get("imported")).get("valueDateTime")),
        withdrawn=text_of(mapping(parts.get("withdrawn")).get("valueString")),
    )


def _form(resource: dict[str, Any], wording: Wording) -> None:
    """The pack's own content, whole; identity and standing are ours."""
    for key, value in wording.form.items():
        if key not in _NOT_OF_THE_PACK:
            resource[key] = value


def _confirmed(resource: dict[str, Any], wording: Wording) -> None:
    parts: list[dict[str, Any]] = [
        {"url": "instrument", "valueCode": wording.instrument},
        {"url": "revision", "valueInteger": wording.revision},
        {"url": "by", "valueString": wording.licensed_by},
        {"url": "on", "valueDate": wording.licensed_on},
    ]
    if wording.imported_by:
        parts.append({"url": "importedBy", "valueReference": reference("Practitioner", wording.imported_by)})
    if wording.imported is not None:
        parts.append({"url": "imported", "valueDateTime": instant(wording.imported)})
    if wording.withdrawn:
        parts.append({"url": "withdrawn", "valueString": wording.withdrawn})
    put_extension(resource, LICENCE_CONFIRMED, {"extension": parts})


WORDING = Mapper(
    Wording, "Questionnaire", read_wording,
    patches={
        "form": _form,
        "status": lambda r, w: put(r, "status", w.status),
        **dict.fromkeys(
            ["instrument", "revision", "licensed_by", "licensed_on", "imported_by", "imported", "withdrawn"], _confirmed
        ),
    },
    fresh=lambda _wording: {},
    matches=lambda resource: bool(extension(resource, LICENCE_CONFIRMED)),
)  # fmt: skip
