"""One resource as an entry of the timeline: a pure function of the resource."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.local.cache.lines import Json
from msk_desk.domain.timeline import TimelineEntry
from msk_desk.fhir.elements import code_in, concept, first, mapping, sequence, text_of
from msk_desk.fhir.names import PROM, QUESTIONNAIRE, TASK_KIND, VISIT_KIND
from msk_desk.fhir.stars import STAR
from msk_desk.fhir.typed_later import read_typed

Title = Callable[[Json], str]
_KINDS = {"new": "New appointment", "review": "Review appointment", "post-op": "Post-op appointment"}
_TASKS = {"triage": "Triage", "to-do": "To do"}
_MAIN_SCORES = ("score", "total", "mean")


def _attachment_title(resource: Json) -> str:
    attachment = mapping(first(resource.get("content")).get("attachment"))
    return text_of(attachment.get("title")) or concept(resource.get("type")) or "Document"


def _appointment_title(resource: Json) -> str:
    return _KINDS.get(code_in(resource.get("appointmentType"), VISIT_KIND), "Appointment")


def _form_title(resource: Json) -> str:
    name = text_of(resource.get("questionnaire")).split("|", maxsplit=1)[0].rsplit("/", maxsplit=1)[-1]
    return name.replace("-", " ").capitalize() or "Form"


def _score_detail(resource: Json) -> str:
    """The value of a measurement with its unit; of our scores the number alone."""
    if code_in(resource.get("code"), PROM):
        return _quantity(resource) or "Not scored"
    parts = [_quantity(part) for part in sequence(resource.get("component"))]
    words = concept(resource.get("valueCodeableConcept")) or text_of(resource.get("valueString"))
    unit = text_of(mapping(_measured(resource).get("valueQuantity")).get("unit"))
    return " ".join(filter(None, (_quantity(resource) or "/".join(filter(None, parts)) or words, unit)))


def _measured(resource: Json) -> Json:
    """Where the unit stands: on the observation, or on its first component."""
    return resource if resource.get("valueQuantity") else first(resource.get("component"))


def _quantity(node: Json) -> str:
    value = mapping(node.get("valueQuantity")).get("value")
    return f"{round(value, 1):g}" if isinstance(value, (int, float)) else ""


def _score_title(resource: Json) -> str:
    """An instrument's main score goes by the instrument's name; other scores and measurements by their own."""
    words = _code(resource)
    instrument, _, score = words.rpartition(" ")
    ours = code_in(resource.get("code"), PROM)
    return instrument if ours and score in _MAIN_SCORES else words


def _task_title(resource: Json) -> str:
    return _TASKS.get(code_in(resource.get("code"), TASK_KIND)) or _code(resource) or "To do"


def _task_detail(resource: Json) -> str:
    decided = text_of(first(resource.get("output")).get("valueString"))
    why = concept(resource.get("statusReason"))
    return text_of(resource.get("description")) or ": ".join(filter(None, (decided, why)))


def _letter_detail(resource: Json) -> str:
    kind = concept(resource.get("type"))
    return "" if kind == text_of(resource.get("title")) else kind


def _said_elsewhere(resource: Json) -> bool:
    """The paper of a letter or plan, and the answers behind a score, which have an entry; a star, which is nobody's."""
    if code_in(resource.get("code"), TASK_KIND) == STAR:
        return True
    if resource.get("resourceType") == "DocumentReference":
        return bool(sequence(mapping(resource.get("context")).get("related")))
    return f"{QUESTIONNAIRE}/prom-" in text_of(resource.get("questionnaire"))


def _message_title(resource: Json) -> str:
    return concept(resource.get("topic")) or "Message"


def _code(resource: Json) -> str:
    return concept(resource.get("code"))


# Type: where its time stands (first that is there), its title, its detail.
_KNOWN: dict[str, tuple[tuple[str, ...], Title, Title]] = {
    "ServiceRequest": (("authoredOn",), lambda _: "Referral", lambda r: concept(first(r.get("reasonCode")))),
    "Task": (("lastModified", "authoredOn"), _task_title, _task_detail),
    "EpisodeOfCare": (("start",), lambda r: f"Pathway: {concept(first(r.get('type')))}", lambda _: ""),
    "Appointment": (("start",), _appointment_title, lambda r: concept(first(r.get("reasonCode")))),
    "Encounter": (
        ("start",),
        lambda r: concept(first(r.get("type"))) or "Visit",
        lambda r: concept(first(r.get("reasonCode"))),
    ),
    "QuestionnaireResponse": (("authored",), _form_title, lambda _: ""),
    "Observation": (("effectiveDateTime", "issued"), _score_title, _score_detail),
    "Condition": (("recordedDate", "onsetDateTime"), lambda _: "Problem", _code),
    "AllergyIntolerance": (("recordedDate",), lambda _: "Allergies", _code),
    "Goal": (("startDate",), lambda _: "Goal", lambda r: concept(r.get("description"))),
    "CarePlan": (("created",), lambda r: text_of(r.get("title")) or "Plan", lambda _: ""),
    "Composition": (("date",), lambda r: text_of(r.get("title")) or "Letter", _letter_detail),
    "Communication": (("sent",), _message_title, lambda r: concept(first(r.get("medium")))),
    "DocumentReference": (("date",), _attachment_title, lambda _: ""),
    "Procedure": (("performedDateTime",), _code, lambda _: ""),
}


def happening(resource: Json) -> TimelineEntry | None:
    """The entry of a resource, or None for kinds that a timeline does not show or that were withdrawn."""
    type = text_of(resource.get("resourceType"))
    known = _KNOWN.get(type)
    status = _status(resource)
    if known is None or status == "entered-in-error" or _said_elsewhere(resource):
        return None
    times, title, detail = known
    typed = read_typed(resource)
    return TimelineEntry(
        text_of(resource.get("id")), type, _time(resource, times), title(resource), detail(resource), status,
        typed.at if typed else "", typed.by if typed else "",
    )  # fmt: skip


def _time(resource: Json, names: tuple[str, ...]) -> str:
    period = mapping(resource.get("period")) or mapping(resource.get("performedPeriod"))
    for name in names:
        found = text_of(resource.get(name)) or text_of(period.get(name))
        if found:
            return found
    return text_of(mapping(resource.get("meta")).get("lastUpdated"))


def _status(resource: Json) -> str:
    found = resource.get("status") or resource.get("lifecycleStatus")
    if isinstance(found, str):
        return found
    codes: Any = sequence(mapping(resource.get("clinicalStatus")).get("coding"))
    verified = sequence(mapping(resource.get("verificationStatus")).get("coding"))
    if any(node.get("code") == "entered-in-error" for node in verified):
        return "entered-in-error"
    return text_of(codes[0].get("code")) if codes else ""
