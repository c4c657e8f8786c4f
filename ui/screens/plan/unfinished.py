"""A plan being made, as the journal keeps it and as it is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.plans import Dose, Plan, PlanExercise
from msk_desk.domain.visits import Goal

if TYPE_CHECKING:
    from ui.context import Desk


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan open for a patient: its draft in the journal, the library, and the plans before it."""

    draft: Draft
    plan: Plan
    goal: Goal
    library: tuple[Exercise, ...]
    earlier: tuple[Plan, ...]
    first_name: str


def open_plan(desk: Desk, patient_id: str, visit_id: str, title: str, titled: str) -> OpenPlan:
    """The plan of this patient where it was left; runs on a worker.

    Args:
        title: of a new plan; `titled` is the same with a place for the pathway.
    """
    banner = desk.record.banner(patient_id)
    named = titled.format(pathway=banner.pathway.lower()) if banner.pathway else title
    draft = desk.drafting.open("plan", "self-management", patient_id, visit_id)
    plan = desk.plans.begin(patient_id, named, visit_id)
    earlier = tuple(p for p in desk.plans.of_patient(patient_id) if p.status != "draft")
    goal = desk.plans.goal_of(plan)
    if draft.content and not any(p.id == draft.content["plan"]["id"] for p in earlier):
        plan, goal = plan_of(draft.content["plan"]), _made(Goal, draft.content["goal"])
        plan = replace(plan, version=max((p.version for p in earlier), default=0) + 1)
    name = banner.patient.preferred_name or " ".join(banner.patient.name.given[:1])
    return OpenPlan(draft, plan, goal, desk.plans.library(), earlier, name)


def content_of(plan: Plan, goal: Goal) -> dict[str, Any]:
    """Plain JSON for the journal."""
    return {"plan": asdict(plan), "goal": asdict(goal)}


def plan_of(content: Mapping[str, Any]) -> Plan:
    """A plan from the journal's JSON."""
    exercises = tuple(
        PlanExercise(each["code"], each["title"], _made(Dose, each["dose"])) for each in content["exercises"]
    )
    rest = {**content, "exercises": exercises, "goal_ids": tuple(content["goal_ids"])}
    plan: Plan = _made(Plan, rest)
    return plan


def _made(kind: type[Any], content: Mapping[str, Any]) -> Any:
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in content.items() if name in known})
