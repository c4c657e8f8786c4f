"""Visit and FormAnswers <-> FHIR Encounter and QuestionnaireResponse."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.visits import ErrorMark, FormAnswers, Visit
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
from msk_desk.fhir.names import ANSWER_MODE, ERROR_MARK, ERROR_REASON, GIVEN_BY, PARTICIPATION_MODE, PROM_MODE, WORDING
from msk_desk.fhir.scheduling import UNKNOWN_TIME
from msk_desk.fhir.typed_later import put_typed, read_typed

AMBULATORY = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
    "code": "AMB",
    "display": "ambulatory",
}


def read_visit(resource: Json) -> Visit:
    """An Encounter."""
    period = mapping(resource.get("period"))
    return Visit(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        staff_id=next(
            filter(
                None,
                (target(p.get("individual"), "Practitioner") for p in sequence(resource.get("participant"))),
            ),
            "",
        ),
        started=moment(period.get("start")) or UNKNOWN_TIME,
        ended=moment(period.get("end")),
        status=text_of(resource.get("status")),
        appointment_id=target(first(resource.get("appointment")), "Appointment"),
        pathway_id=target(first(resource.get("episodeOfCare")), "EpisodeOfCare"),
        place_id=target(first(resource.get("location")).get("location"), "Location"),
        title=concept(first(resource.get("reasonCode"))) or concept(first(resource.get("type"))),
        typed=read_typed(resource),
    )


def _period(resource: dict[str, Any], visit: Visit) -> None:
    period = dict(mapping(resource.get("period")))
    put(period, "start", instant(visit.started))
    put(period, "end", instant(visit.ended) if visit.ended else None)
    resource["period"] = period


def _one(type: str, value: str) -> list[dict[str, Any]]:
    return [reference(type, value)] if value else []


VISIT = Mapper(
    Visit, "Encounter", read_visit,
    patches={
        "patient_id": lambda r, v: put(r, "subject", reference("Patient", v.patient_id)),
        "staff_id": lambda r, v: put(
            r, "participant", [{"individual": reference("Practitioner", v.staff_id)}] if v.staff_id else []
        ),
        "started": _period,
        "ended": _period,
        "status": lambda r, v: put(r, "status", v.status),
        "appointment_id": lambda r, v: put(r, "appointment", _one("Appointment", v.appointment_id)),
        "pathway_id": lambda r, v: put(r, "episodeOfCare", _one("EpisodeOfCare", v.pathway_id)),
        "place_id": lambda r, v: put(
            r, "location", [{"location": reference("Location", v.place_id)}] if v.place_id else []
        ),
        "title": lambda r, v: put(r, "reasonCode", [{"text": v.title}] if v.title else []),
        "typed": put_typed,
    },
    fresh=lambda _visit: {"class": dict(AMBULATORY)},
)  # fmt: skip


def read_answers(resource: Json) -> FormAnswers:
    """A QuestionnaireResponse, its items whole."""
    return FormAnswers(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        form=text_of(resource.get("questionnaire")),
        status=text_of(resource.get("status")),
        authored=moment(resource.get("authored")) or UNKNOWN_TIME,
        author_id=target(resource.get("author"), "Practitioner"),
        visit_id=target(resource.get("encounter"), "Encounter"),
        items=tuple(sequence(resource.get("item"))),
        mode=code_in(extension(resource, ANSWER_MODE).get("valueCodeableConcept"), PROM_MODE),
        given_by=text_of(extension(resource, GIVEN_BY).get("valueCode")),
        wording=target(extension(resource, WORDING).get("valueReference"), "Questionnaire"),
        language=text_of(resource.get("language")),
        error_reason=text_of(extension(resource, ERROR_REASON).get("valueString")),
        error=_read_error(resource),
        typed=read_typed(resource),
    )


_PARTICIPATION = {"paper": "WRITTEN", "patient-screen": "ELECTRONIC", "interview": "VERBAL"}


def _mode(resource: dict[str, Any], answers: FormAnswers) -> None:
    """Our word for the way, and HL7's beside it."""
    codings = [{"system": PROM_MODE, "code": answers.mode}]
    if answers.mode in _PARTICIPATION:
        codings.append({"system": PARTICIPATION_MODE, "code": _PARTICIPATION[answers.mode]})
    put_extension(resource, ANSWER_MODE, {"valueCodeableConcept": {"coding": codings}} if answers.mode else None)


def _given_by(resource: dict[str, Any], answers: FormAnswers) -> None:
    """Whose answers they are; a proxy has no resource of their own."""
    put_extension(resource, GIVEN_BY, {"valueCode": answers.given_by} if answers.given_by else None)
    if answers.given_by == "proxy":
        put(resource, "source", {"type": "RelatedPerson", "display": "Somebody who answered for the patient"})
    elif answers.given_by:
        put(resource, "source", reference("Patient", answers.patient_id))


def _wording(resource: dict[str, Any], answers: FormAnswers) -> None:
    read = {"valueReference": reference("Questionnaire", answers.wording)} if answers.wording else None
    put_extension(resource, WORDING, read)


def _error_reason(resource: dict[str, Any], answers: FormAnswers) -> None:
    why = {"valueString": answers.error_reason} if answers.error_reason else None
    put_extension(resource, ERROR_REASON, why)


def _read_error(resource: Json) -> ErrorMark | None:
    parts = {text_of(part.get("url")): part for part in sequence(extension(resource, ERROR_MARK).get("extension"))}
    if not parts:
        return None
    return ErrorMark(
        text_of(mapping(parts.get("reason")).get("valueString")),
        target(mapping(parts.get("by")).get("valueReference"), "Practitioner"),
        moment(mapping(parts.get("at")).get("valueDateTime")) or UNKNOWN_TIME,
    )


def _write_error(resource: dict[str, Any], answers: FormAnswers) -> None:
    mark = answers.error
    parts = [] if mark is None else [
        {"url": "reason", "valueString": mark.reason},
        {"url": "by", "valueReference": reference("Practitioner", mark.by_id)},
        {"url": "at", "valueDateTime": instant(mark.at)},
    ]  # fmt: skip
    put_extension(resource, ERROR_MARK, {"extension": parts} if parts else None)


ANSWERS = Mapper(
    FormAnswers, "QuestionnaireResponse", read_answers,
    patches={
        "typed": put_typed,
        "patient_id": lambda r, a: put(r, "subject", reference("Patient", a.patient_id)),
        "form": lambda r, a: put(r, "questionnaire", a.form),
        "status": lambda r, a: put(r, "status", a.status),
        "authored": lambda r, a: put(r, "authored", instant(a.authored)),
        "author_id": lambda r, a: put(r, "author", reference("Practitioner", a.author_id) if a.author_id else None),
        "visit_id": lambda r, a: put(r, "encounter", reference("Encounter", a.visit_id) if a.visit_id else None),
        "items": lambda r, a: put(r, "item", list(a.items)),
        "mode": _mode,
        "given_by": _given_by,
        "wording": _wording,
        "language": lambda r, a: put(r, "language", a.language),
        "error_reason": _error_reason,
        "error": _write_error,
    },
    fresh=lambda _answers: {},
)  # fmt: skip
