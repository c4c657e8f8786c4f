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


LAYOUTS = {"large-print": "large-print", "easy-read": "plain"}
"""The layout that fits a patient's preferred format."""


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan open for a patient: its draft in the journal, the library, and the plans before it."""

    draft: Draft
    plan: Plan
    goal: Goal
    library: tuple[Exercise, ...]
    earlier: tuple[Plan, ...]
    first_name: str

    @property
    def done(self) -> Plan | None:
        """The plan handed over in this very visit, unless a new version was begun since."""
        if self.draft.content or not self.draft.visit_id:
            return None
        return next((p for p in self.earlier if p.visit_id == self.draft.visit_id and p.status == "active"), None)


def open_plan(desk: Desk, patient_id: str, visit_id: str, title: str, titled: str) -> OpenPlan:
    """The plan of this patient where it was left; runs on a worker.

    Args:
        title: of a new plan; `titled` is the same with a place for the pathway.
    """
    banner = desk.record.banner(patient_id)
    named = titled.format(pathway=banner.pathway.lower()) if banner.pathway else title
    draft = desk.drafting.open("plan", "self-management", patient_id, visit_id)
    earlier = tuple(p for p in desk.plans.of_patient(patient_id) if p.status != "draft")
    library = desk.plans.library()
    kept = draft.content if not _is_done(draft, earlier) else {}
    if kept:
        plan, goal = plan_of(kept["plan"]), _made(Goal, kept["goal"])
    else:
        fresh = desk.plans.begin(patient_id, named, visit_id)
        plan = _following(fresh, earlier, library, banner.patient.preferred_format)
        goal = desk.plans.goal_of(plan)
    plan = replace(plan, version=max((p.version for p in earlier), default=0) + 1)
    name = banner.patient.preferred_name or " ".join(banner.patient.name.given[:1])
    return OpenPlan(draft, plan, goal, _nearest_first(library, banner.pathway), earlier, name)


def _nearest_first(library: tuple[Exercise, ...], pathway: str) -> tuple[Exercise, ...]:
    """Exercises for the part of the body that the pathway is about come first."""
    words = pathway.lower().split()
    return tuple(sorted(library, key=lambda exercise: not any(region in words for region in exercise.regions)))


def _is_done(draft: Draft, earlier: tuple[Plan, ...]) -> bool:
    return bool(draft.content) and any(plan.id == draft.content["plan"]["id"] for plan in earlier)


def _following(fresh: Plan, earlier: tuple[Plan, ...], library: tuple[Exercise, ...], wanted: str) -> Plan:
    """A new plan begins as the one the patient has now; the first in the layout the patient prefers."""
    if fresh.exercises or fresh.goal_ids:
        return fresh
    active = next((plan for plan in earlier if plan.status == "active"), None)
    if active is None:
        return replace(fresh, layout=LAYOUTS.get(wanted, "standard"))
    known = {exercise.code for exercise in library}
    return replace(
        fresh, exercises=tuple(each for each in active.exercises if each.code in known),
        goal_ids=active.goal_ids, flare=active.flare, seek_help=active.seek_help,
        layout=LAYOUTS.get(wanted, active.layout),
    )  # fmt: skip


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
