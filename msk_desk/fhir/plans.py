"""Plan <-> FHIR CarePlan."""

from __future__ import annotations

from typing import Any

from msk_desk.domain.plans import Dose, Plan, PlanExercise
from msk_desk.fhir.elements import (
    Json,
    extension,
    first,
    mapping,
    put,
    put_extension,
    reference,
    sequence,
    target,
    text_of,
)
from msk_desk.fhir.mapper import Mapper
from msk_desk.fhir.names import DOSE, EXERCISE, FLARE, PLAN_LAYOUT, PLAN_VERSION, SEEK_HELP

_DOSE = {"sets": "sets", "repetitions": "repetitions", "hold": "hold", "days_a_week": "perWeek"}


def _number(node: Json, url: str) -> int | None:
    value = extension(node, url).get("valueInteger")
    return value if isinstance(value, int) else None


def _read_exercise(activity: Json) -> PlanExercise:
    detail = mapping(activity.get("detail"))
    dose = extension(detail, DOSE)
    numbers = {name: _number(dose, url) for name, url in _DOSE.items()}
    return PlanExercise(
        text_of(extension(detail, EXERCISE).get("valueCode")), text_of(detail.get("description")),
        Dose(**numbers, note=text_of(extension(dose, "note").get("valueString"))),
    )  # fmt: skip


def _write_exercise(exercise: PlanExercise) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [
        {"url": url, "valueInteger": getattr(exercise.dose, name)}
        for name, url in _DOSE.items() if getattr(exercise.dose, name) is not None
    ]  # fmt: skip
    if exercise.dose.note:
        parts.append({"url": "note", "valueString": exercise.dose.note})
    extensions: list[dict[str, Any]] = [{"url": EXERCISE, "valueCode": exercise.code}]
    if parts:
        extensions.append({"url": DOSE, "extension": parts})
    return {"detail": {"extension": extensions, "status": "scheduled", "description": exercise.title}}


def read_plan(resource: Json) -> Plan:
    """A CarePlan."""
    activities = [a for a in sequence(resource.get("activity")) if extension(mapping(a.get("detail")), EXERCISE)]
    return Plan(
        id=text_of(resource.get("id")),
        patient_id=target(resource.get("subject"), "Patient"),
        title=text_of(resource.get("title")),
        version=_number(resource, PLAN_VERSION) or 1,
        status=text_of(resource.get("status")),
        visit_id=target(resource.get("encounter"), "Encounter"),
        goal_ids=tuple(filter(None, (target(g, "Goal") for g in sequence(resource.get("goal"))))),
        exercises=tuple(_read_exercise(activity) for activity in activities),
        flare=text_of(extension(resource, FLARE).get("valueString")),
        seek_help=text_of(extension(resource, SEEK_HELP).get("valueString")),
        notes=text_of(first(resource.get("note")).get("text")),
        layout=text_of(extension(resource, PLAN_LAYOUT).get("valueCode")) or "standard",
        created=text_of(resource.get("created")),
        author_id=target(resource.get("author"), "Practitioner"),
    )


def _activities(resource: dict[str, Any], plan: Plan) -> None:
    others = [a for a in sequence(resource.get("activity")) if not extension(mapping(a.get("detail")), EXERCISE)]
    put(resource, "activity", [*(_write_exercise(exercise) for exercise in plan.exercises), *others])


def _text_extension(url: str, key: str, field: str) -> Any:
    def patch(resource: dict[str, Any], plan: Plan) -> None:
        value = getattr(plan, field)
        put_extension(resource, url, {key: value} if value else None)

    return patch


PLAN = Mapper(
    Plan, "CarePlan", read_plan,
    patches={
        "patient_id": lambda r, p: put(r, "subject", reference("Patient", p.patient_id)),
        "title": lambda r, p: put(r, "title", p.title),
        "version": _text_extension(PLAN_VERSION, "valueInteger", "version"),
        "status": lambda r, p: put(r, "status", p.status),
        "visit_id": lambda r, p: put(r, "encounter", reference("Encounter", p.visit_id) if p.visit_id else None),
        "goal_ids": lambda r, p: put(r, "goal", [reference("Goal", goal) for goal in p.goal_ids]),
        "exercises": _activities,
        "flare": _text_extension(FLARE, "valueString", "flare"),
        "seek_help": _text_extension(SEEK_HELP, "valueString", "seek_help"),
        "notes": lambda r, p: put(r, "note", [{"text": p.notes}] if p.notes else []),
        "layout": _text_extension(PLAN_LAYOUT, "valueCode", "layout"),
        "created": lambda r, p: put(r, "created", p.created),
        "author_id": lambda r, p: put(r, "author", reference("Practitioner", p.author_id) if p.author_id else None),
    },
    fresh=lambda _plan: {"intent": "plan"},
    # Care plans of other services are theirs: shown on the timeline, never taken for a plan of exercises.
    matches=lambda resource: bool(extension(resource, PLAN_VERSION)),
)  # fmt: skip
