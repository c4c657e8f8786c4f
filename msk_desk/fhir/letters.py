"""Letter and StoredDocument <-> FHIR Composition and DocumentReference."""

from __future__ import annotations

import base64
import binascii
import html
import re
from typing import Any

from msk_desk.domain.letters import Letter, LetterSection, StoredDocument
from msk_desk.fhir.elements import (
    Json,
    code_in,
    concept,
    extension,
    first,
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
from msk_desk.fhir.names import EXT, LETTER_KIND, REFERRAL_ATTACHMENT
from msk_desk.fhir.scheduling import UNKNOWN_TIME

COPIES = f"{EXT}/copies"
SENT = f"{EXT}/sent"
_TO_FHIR = {
    "draft": "preliminary",
    "signed": "final",
    "sent": "final",
    "entered-in-error": "entered-in-error",
}


def _status(resource: Json) -> str:
    status = text_of(resource.get("status"))
    if status == "final":
        return "sent" if extension(resource, SENT).get("valueBoolean") is True else "signed"
    return {"preliminary": "draft", "amended": "signed"}.get(status, status)


def to_div(text: str) -> str:
    """Plain paragraphs as the XHTML that FHIR narratives carry."""
    lines = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n"))
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{lines}</div>'


def from_div(div: str) -> str:
    """The plain text of a narrative: one line a block."""
    broken = re.sub(r"(?i)<br\s*/?>|</(p|div|li|tr|h[1-6])>", "\n", div)
    plain = html.unescape(re.sub(r"<[^>]+>", "", broken))
    return "\n".join(line.strip() for line in plain.strip().split("\n"))


def _read_section(node: Json) -> LetterSection:
    code = text_of(first(mapping(node.get("code")).get("coding")).get("code"))
    div = text_of(mapping(node.get("text")).get("div"))
    return LetterSection(
        text_of(mapping(node.get("code")).get("text")) or code, text_of(node.get("title")), from_div(div)
    )


def _write_section(section: LetterSection) -> dict[str, Any]:
    node: dict[str, Any] = {"title": section.title, "code": {"text": section.heading}}
    if section.text:
        node["text"] = {"status": "generated", "div": to_div(section.text)}
    else:
        # A Composition section without text, entry or section is not allowed: it says that it is empty.
        node["emptyReason"] = {"text": "Nothing recorded"}
    return node


def read_letter(resource: Json) -> Letter:
    """A Composition."""
    author = next(filter(None, (target(a, "Practitioner") for a in sequence(resource.get("author")))), "")
    copies = sequence(extension(resource, COPIES).get("extension"))
    return Letter(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        kind=code_in(resource.get("type"), LETTER_KIND) or concept(resource.get("type")),
        title=text_of(resource.get("title")),
        status=_status(resource),
        written=moment(resource.get("date")) or UNKNOWN_TIME,
        author_id=author,
        visit_id=target(resource.get("encounter"), "Encounter"),
        sections=tuple(_read_section(node) for node in sequence(resource.get("section"))),
        copies=tuple(text_of(copy.get("valueString")) for copy in copies),
    )


def _patch_status(resource: dict[str, Any], letter: Letter) -> None:
    resource["status"] = _TO_FHIR.get(letter.status, letter.status)
    put_extension(resource, SENT, {"valueBoolean": True} if letter.status == "sent" else None)


def _patch_copies(resource: dict[str, Any], letter: Letter) -> None:
    parts = [{"url": "copy", "valueString": copy} for copy in letter.copies]
    put_extension(resource, COPIES, {"extension": parts} if parts else None)


LETTER = Mapper(
    Letter, "Composition", read_letter,
    patches={
        "patient_id": lambda r, x: put(r, "subject", reference("Patient", x.patient_id)),
        "kind": lambda r, x: put(r, "type", {"coding": [{"system": LETTER_KIND, "code": x.kind}], "text": x.title}),
        "title": lambda r, x: put(r, "title", x.title),
        "status": _patch_status,
        "written": lambda r, x: put(r, "date", instant(x.written)),
        "author_id": lambda r, x: put(r, "author", [reference("Practitioner", x.author_id)] if x.author_id else []),
        "visit_id": lambda r, x: put(r, "encounter", reference("Encounter", x.visit_id) if x.visit_id else None),
        "sections": lambda r, x: put(r, "section", [_write_section(section) for section in x.sections]),
        "copies": _patch_copies,
    },
    fresh=lambda _letter: {},
)  # fmt: skip


def _attachment(resource: Json) -> Json:
    return mapping(first(resource.get("content")).get("attachment"))


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def read_document(resource: Json) -> StoredDocument:
    """A DocumentReference."""
    attachment = _attachment(resource)
    related = sequence(mapping(resource.get("context")).get("related"))
    return StoredDocument(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        title=text_of(attachment.get("title")) or text_of(resource.get("description")) or concept(resource.get("type")),
        created=text_of(attachment.get("creation")) or text_of(resource.get("date")),
        content_type=text_of(attachment.get("contentType")),
        data=_bytes(text_of(attachment.get("data"))),
        about_id=next(filter(None, (target(node) for node in related)), ""),
        author_id=next(filter(None, (target(a, "Practitioner") for a in sequence(resource.get("author")))), ""),
        about_type=_about_type(related),
        kind=_kind(resource),
    )


def _patch_attachment(resource: dict[str, Any], document: StoredDocument) -> None:
    attachment: dict[str, Any] = {"contentType": document.content_type, "title": document.title}
    put(attachment, "data", base64.b64encode(document.data).decode("ascii"))
    put(attachment, "creation", document.created)
    resource["content"] = [{"attachment": attachment}]


def _patch_about(resource: dict[str, Any], document: StoredDocument) -> None:
    related = [reference(document.about_type, document.about_id)]
    put(resource, "context", {"related": related} if document.about_id else None)


def _kind(resource: Json) -> str:
    code = code_in(resource.get("type"), LETTER_KIND)
    return "" if code == REFERRAL_ATTACHMENT else code


def _put_kind(resource: dict[str, Any], document: StoredDocument) -> None:
    if document.kind:
        coding = {"system": LETTER_KIND, "code": document.kind}
        resource["type"] = {"coding": [coding], "text": document.title}


def _about_type(related: list[Json]) -> str:
    parts = text_of(first(related).get("reference")).split("/")
    return parts[-2] if len(parts) > 1 else "Composition"


def _fresh_document(document: StoredDocument) -> dict[str, Any]:
    """A signed letter's paper is final: the desk may print it. The paper of a plan stays with clinical roles.

    What came with a referral is part of the referral: whoever takes it in may file it.
    """
    if document.about_type == "ServiceRequest":
        kind = {"coding": [{"system": LETTER_KIND, "code": REFERRAL_ATTACHMENT}], "text": "Came with a referral"}
        return {"status": "current", "type": kind}
    final = {"docStatus": "final"} if document.about_id and document.about_type == "Composition" else {}
    return {"status": "current", **final}


DOCUMENT = Mapper(
    StoredDocument, "DocumentReference", read_document,
    patches={
        "patient_id": lambda r, d: put(r, "subject", reference("Patient", d.patient_id)),
        "title": _patch_attachment,
        "created": _patch_attachment,
        "content_type": _patch_attachment,
        "data": _patch_attachment,
        "about_id": _patch_about,
        "about_type": _patch_about,
        "author_id": lambda r, d: put(r, "author", [reference("Practitioner", d.author_id)] if d.author_id else []),
        "kind": _put_kind,
    },
    fresh=_fresh_document,
)  # fmt: skip
