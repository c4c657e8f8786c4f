"""Patient.link <-> PatientLink, and who a patient is known not to be: merges that a person made or undid."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.people import Patient, PatientLink
from msk_desk.fhir.elements import Json, extension, mapping, put, put_extension, reference, sequence, target, text_of
from msk_desk.fhir.names import DISTINCT_FROM, MERGE


def read_links(resource: Json) -> tuple[PatientLink, ...]:
    """Every link to another patient."""
    found = (_read(node) for node in sequence(resource.get("link")))
    return tuple(link for link in found if link.other_id)


def _read(node: Json) -> PatientLink:
    merge = extension(node, MERGE)
    return PatientLink(
        target(node.get("other"), "Patient"), text_of(node.get("type")),
        target(extension(merge, "by").get("valueReference"), "Practitioner"),
        text_of(extension(merge, "at").get("valueInstant")),
        text_of(extension(merge, "reason").get("valueString")),
        tuple(text_of(part.get("valueCode")) for part in sequence(merge.get("extension")) if part.get("url") == "took"),
    )  # fmt: skip


def write_links(resource: dict[str, Any], patient: Patient) -> None:
    """Links that did not change keep every element we do not model; links to no patient stay."""
    known = {_read(node): node for node in sequence(resource.get("link"))}
    others = [node for node in sequence(resource.get("link")) if not target(node.get("other"), "Patient")]
    put(resource, "link", [*(dict(known.get(link) or _write(link)) for link in patient.links), *others])


def _write(link: PatientLink) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    if link.by:
        parts.append({"url": "by", "valueReference": reference("Practitioner", link.by)})
    if link.at:
        parts.append({"url": "at", "valueInstant": link.at})
    if link.reason:
        parts.append({"url": "reason", "valueString": link.reason})
    parts += [{"url": "took", "valueCode": name} for name in link.took]
    node: dict[str, Any] = {"other": reference("Patient", link.other_id), "type": link.kind}
    put_extension(node, MERGE, {"extension": parts} if parts else None)
    return node


def read_distinct(resource: Json) -> tuple[str, ...]:
    """The look-alikes that are somebody else."""
    return tuple(
        target(mapping(node.get("valueReference")), "Patient")
        for node in sequence(resource.get("extension"))
        if node.get("url") == DISTINCT_FROM
    )


def write_distinct(resource: dict[str, Any], patient: Patient) -> None:
    """One extension for each."""
    kept = [node for node in resource.get("extension") or [] if mapping(node).get("url") != DISTINCT_FROM]
    mine = [{"url": DISTINCT_FROM, "valueReference": reference("Patient", other)} for other in patient.distinct_from]
    put(resource, "extension", [*kept, *mine])
