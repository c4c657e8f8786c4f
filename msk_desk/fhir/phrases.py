"""SharedPhrase <-> FHIR Library: reference data that every computer of the service holds."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from msk_desk.domain.phrases import SharedPhrase
from msk_desk.fhir.elements import (
    Json,
    code_in,
    extension,
    first,
    instant,
    mapping,
    moment,
    put,
    put_extension,
    reference,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import CS, EXT
from msk_desk.fhir.scheduling import UNKNOWN_TIME

LIBRARY_KIND = f"{CS}/library-kind"
PHRASE = "phrase"
AUTHOR = f"{EXT}/author"


def is_phrase(resource: Json) -> bool:
    """Whether a Library is a phrase."""
    return code_in(resource.get("type"), LIBRARY_KIND) == PHRASE


def read_phrase(resource: Json) -> SharedPhrase:
    """A Library of one text."""
    return SharedPhrase(
        id=text_of(resource.get("id")),
        name=text_of(resource.get("title")) or text_of(resource.get("name")),
        text=_decoded(text_of(first(resource.get("content")).get("data"))),
        changed=moment(resource.get("date")) or UNKNOWN_TIME,
        author_id=target(mapping(extension(resource, AUTHOR).get("valueReference")), "Practitioner"),
        status=text_of(resource.get("status")),
    )


def _decoded(data: str) -> str:
    try:
        return base64.b64decode(data).decode()
    except (binascii.Error, ValueError):
        return ""


def _text(resource: dict[str, Any], phrase: SharedPhrase) -> None:
    data = base64.b64encode(phrase.text.encode()).decode("ascii")
    resource["content"] = [{"contentType": "text/plain; charset=utf-8", "data": data}]


def _author(resource: dict[str, Any], phrase: SharedPhrase) -> None:
    who = {"valueReference": reference("Practitioner", phrase.author_id)} if phrase.author_id else None
    put_extension(resource, AUTHOR, who)


MAPPER = Mapper(
    SharedPhrase, "Library", read_phrase,
    patches={
        "name": lambda r, p: put(r, "title", p.name),
        "text": _text,
        "changed": lambda r, p: put(r, "date", instant(p.changed)),
        "author_id": _author,
        "status": lambda r, p: put(r, "status", p.status),
    },
    fresh=lambda _phrase: {"type": {"coding": [{"system": LIBRARY_KIND, "code": PHRASE}]}},
    matches=is_phrase,
)  # fmt: skip
