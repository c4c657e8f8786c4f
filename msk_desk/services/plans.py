"""Self-management plans: goal in the patient's words, exercises with the clinician's dose, handed over as a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msk_desk.domain.errors import FormIncomplete, Refused
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.papers import PlanContent
from msk_desk.domain.people import Patient
from msk_desk.domain.plans import Plan
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Goal
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.ports import ExerciseLibrary
from msk_desk.services.progress import move_on
from msk_desk.services.saving import Saver


class Plans:
    """Builds, previews and hands over plans."""

    def __init__(self, exercises: ExerciseLibrary, papers: DocumentMaker, mastheads: Mastheads, saver: Saver) -> None:
        self._exercises = exercises
        self._papers = papers
        self._mastheads = mastheads
        self._saver = saver

    def library(self, region: str = "") -> tuple[Exercise, ...]:
        """The exercises to choose from."""
        return self._exercises.every(region)

    def of_patient(self, patient_id: str) -> tuple[Plan, ...]:
        """Plans, newest first: drafts, the one handed over, and those it replaced."""
        self._saver.access.require_clinical()
        return self._saver.records.of_patient(Plan, patient_id)

    def begin(self, patient_id: str, title: str, visit_id: str = "") -> Plan:
        """The draft plan of this patient, or a new one whose version follows the last."""
        actor = self._saver.access.require_author()
        earlier = self.of_patient(patient_id)
        for plan in earlier:
            if plan.status == "draft":
                return plan
        version = max((plan.version for plan in earlier), default=0) + 1
        return Plan(
            self._saver.new_id(), patient_id, title, version, visit_id=visit_id,
            created=self._saver.now().isoformat(), author_id=actor.staff_id,
        )  # fmt: skip

    def goal_of(self, plan: Plan) -> Goal:
        """The goal that a plan works towards, or an empty one to be filled in."""
        for goal_id in plan.goal_ids:
            goal = self._saver.records.read(Goal, goal_id)
            if goal is not None:
                return goal
        return Goal(self._saver.new_id(), plan.patient_id, "", recorded=self._saver.now().date().isoformat())

    def keep(self, plan: Plan, goal: Goal | None) -> Plan:
        """Store the draft with its goal; returns the plan as stored.

        Raises:
            Refused: it was handed over already.
        """
        self._saver.access.require_author()
        self._refuse_handed_over(plan)
        if goal is not None and goal.words.strip():
            plan = replace(plan, goal_ids=(goal.id,))
            self._saver.save("Plan draft kept", plan, goal)
        else:
            self._saver.save("Plan draft kept", plan)
        return plan

    def missing(self, plan: Plan, goal: Goal | None) -> tuple[str, ...]:
        """What a plan still lacks before it can be handed over: of goal, exercise, dose."""
        gaps = []
        if goal is None or not goal.words.strip():
            gaps.append("goal")
        if not plan.exercises:
            gaps.append("exercise")
        if any(not exercise.dose.entered for exercise in plan.exercises):
            gaps.append("dose")
        return tuple(gaps)

    def content(self, plan: Plan, goal: Goal | None) -> PlanContent:
        """The plan as the document maker needs it."""
        self._saver.access.require_clinical()
        patient = self._saver.records.read(Patient, plan.patient_id) or Patient(plan.patient_id)
        drawn = tuple(self._exercises.read(exercise.code) for exercise in plan.exercises)
        masthead, author = self._mastheads.of(plan.visit_id, plan.author_id)
        return PlanContent(
            plan, patient, (goal,) if goal else (), drawn, masthead, author,
            self._saver.now().astimezone().date(), plan.layout,
        )  # fmt: skip

    def preview(self, plan: Plan, goal: Goal | None) -> bytes:
        """The PDF as the patient will get it."""
        return self._papers.plan(self.content(plan, goal))

    def hand_over(self, plan: Plan, goal: Goal | None) -> tuple[Changes, bytes]:
        """Make the plan active, replace the earlier one, and keep what was handed over as a document.

        Raises:
            FormIncomplete: there is no goal, no exercise, or an exercise without its dose.
            Refused: it was handed over already.
        """
        actor = self._saver.access.require_author()
        self._refuse_handed_over(plan)
        gaps = self.missing(plan, goal)
        if gaps or goal is None:
            raise FormIncomplete("The plan still needs: " + ", ".join(gaps) + ".")
        active = replace(plan, status="active", goal_ids=(goal.id,), created=self._saver.now().isoformat())
        pdf = self.preview(active, goal)
        document = StoredDocument(
            self._saver.new_id(), plan.patient_id, f"{plan.title}, version {plan.version}",
            self._saver.now().isoformat(), data=pdf, about_id=plan.id, author_id=actor.staff_id, about_type="CarePlan",
        )  # fmt: skip
        replaced = [replace(p, status="revoked") for p in self.of_patient(plan.patient_id) if p.status == "active"]
        changes = self._saver.save("Plan handed over", active, goal, document, *_others(replaced, active), signed=True)
        return move_on(self._saver, plan.patient_id, "plan", changes), pdf

    def _refuse_handed_over(self, plan: Plan) -> None:
        stored = self._saver.records.read(Plan, plan.id)
        if plan.status != "draft" or (stored is not None and stored.status != "draft"):
            raise Refused("This plan was handed over and does not change.", advice="Begin a new version.")


def _others(plans: Sequence[Plan], than: Plan) -> tuple[Plan, ...]:
    return tuple(plan for plan in plans if plan.id != than.id)
