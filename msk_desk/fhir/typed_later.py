"""The mark of what was typed up afterwards, as an extension of any resource."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.typed_later import TypedLater
from msk_desk.fhir.elements import Json, extension, put_extension, reference, target, text_of
from msk_desk.fhir.names import TYPED_LATER


def read_typed(resource: Json) -> TypedLater | None:
    """The mark, or None for what was recorded as it happened."""
    mark = extension(resource, TYPED_LATER)
    at = text_of(extension(mark, "at").get("valueInstant"))
    return TypedLater(at, target(extension(mark, "by").get("valueReference"), "Practitioner")) if at else None


def put_typed(resource: dict[str, Any], record: Any) -> None:
    """A patch for the field `typed`."""
    typed = record.typed
    if typed is None:
        put_extension(resource, TYPED_LATER, None)
        return
    parts: list[dict[str, Any]] = [{"url": "at", "valueInstant": typed.at}]
    if typed.by:
        parts.append({"url": "by", "valueReference": reference("Practitioner", typed.by)})
    put_extension(resource, TYPED_LATER, {"extension": parts})
