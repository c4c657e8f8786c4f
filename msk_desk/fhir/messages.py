"""SentMessage <-> FHIR Communication."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.messages import SentMessage
from msk_desk.fhir.elements import Json, code_in, concept, first, put, reference, sequence, target, text_of
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import CS

WAY = f"{CS}/message-way"
_WAYS = {"letter": "Letter", "text": "Text message"}


def is_message(resource: Json) -> bool:
    """Whether a Communication is a message of ours to a patient."""
    return bool(code_in(first(resource.get("medium")), WAY))


def read_message(resource: Json) -> SentMessage:
    """A Communication."""
    about = (target(node, "Appointment") for node in sequence(resource.get("about")))
    return SentMessage(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        way=code_in(first(resource.get("medium")), WAY),
        title=concept(resource.get("topic")),
        words=text_of(first(resource.get("payload")).get("contentString")),
        sent=text_of(resource.get("sent")),
        sender_id=target(resource.get("sender"), "Practitioner"),
        about_id=next(filter(None, about), ""),
        status=text_of(resource.get("status")),
    )


def _put_way(resource: dict[str, Any], message: SentMessage) -> None:
    coding = {"system": WAY, "code": message.way}
    resource["medium"] = [{"coding": [coding], "text": _WAYS.get(message.way, message.way)}]


MESSAGE = Mapper(
    SentMessage, "Communication", read_message,
    patches={
        "patient_id": lambda r, m: put(r, "subject", reference("Patient", m.patient_id)),
        "way": _put_way,
        "title": lambda r, m: put(r, "topic", {"text": m.title}),
        "words": lambda r, m: put(r, "payload", [{"contentString": m.words}]),
        "sent": lambda r, m: put(r, "sent", m.sent),
        "sender_id": lambda r, m: put(r, "sender", reference("Practitioner", m.sender_id) if m.sender_id else None),
        "about_id": lambda r, m: put(r, "about", [reference("Appointment", m.about_id)] if m.about_id else []),
        "status": lambda r, m: put(r, "status", m.status),
    },
    fresh=lambda _message: {},
    matches=is_message,
)  # fmt: skip
