"""Plans: no goal, no exercise or no dose and it is not handed over; what was handed over does not change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msk_desk.domain.errors import FormIncomplete, Refused
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.plans import Dose, Plan, PlanExercise
from msk_desk.domain.visits import Goal
from tests.fakes.small_clinic import DAVID, MARGARET, Clinic

WHOLE = Dose(3, 10, None, 5)


def made(clinic: Clinic, dose: Dose = WHOLE, words: str = "Walk to the shops") -> tuple[Plan, Goal]:
    plans = clinic.office.plans
    plan = plans.begin(MARGARET, "Knee plan")
    chosen = plans.library()[0]
    plan = replace(plan, exercises=(PlanExercise(chosen.code, chosen.title, dose),))
    return plan, replace(plans.goal_of(plan), words=words)


@pytest.mark.parametrize(
    ("dose", "words", "gap"),
    [
        (Dose(), "Walk", "dose"),
        (Dose(3, 10), "Walk", "dose"),
        (Dose(3, None, None, 5), "Walk", "dose"),
        (WHOLE, "   ", "goal"),
    ],
)
def test_a_plan_with_a_gap_is_not_handed_over_and_nothing_stored(
    clinic: Clinic, dose: Dose, words: str, gap: str
) -> None:
    plan, goal = made(clinic, dose, words)
    assert clinic.office.plans.missing(plan, goal) == (gap,)
    with pytest.raises(FormIncomplete, match=gap):
        clinic.office.plans.hand_over(plan, goal)
    assert clinic.saved() == 0


def test_a_plan_without_exercises_or_goal_is_not_handed_over(clinic: Clinic) -> None:
    plan = clinic.office.plans.begin(MARGARET, "Knee plan")
    assert clinic.office.plans.missing(plan, None) == ("goal", "exercise")
    with pytest.raises(FormIncomplete):
        clinic.office.plans.hand_over(plan, None)


def test_no_exercise_of_the_library_brings_a_dose_with_it(clinic: Clinic) -> None:
    for exercise in clinic.office.plans.library():
        assert not PlanExercise(exercise.code, exercise.title).dose.entered


def test_a_handed_over_plan_is_on_the_record_as_the_paper_that_was_given(clinic: Clinic) -> None:
    plan, goal = made(clinic)
    _, pdf = clinic.office.plans.hand_over(plan, goal)
    assert pdf.startswith(b"%PDF")
    (document,) = clinic.office.record.documents(MARGARET)
    assert clinic.office.record.document(document.id).data == pdf
    assert document.about_id == plan.id
    (stored,) = clinic.office.plans.of_patient(MARGARET)
    assert stored.status == "active"
    assert stored.exercises[0].dose == WHOLE
    assert clinic.office.plans.goal_of(stored).words == "Walk to the shops"


def test_a_handed_over_plan_does_not_change_even_from_an_older_draft_in_hand(clinic: Clinic) -> None:
    plan, goal = made(clinic)
    clinic.office.plans.keep(plan, goal)
    clinic.office.plans.hand_over(plan, goal)
    before = clinic.store.whole.whole("CarePlan", plan.id)
    for act in (clinic.office.plans.keep, clinic.office.plans.hand_over):
        with pytest.raises(Refused):
            act(replace(plan, title="Other"), goal)
    assert clinic.store.whole.whole("CarePlan", plan.id) == before


def test_a_new_version_replaces_the_old_one_and_both_papers_stay(clinic: Clinic) -> None:
    clinic.office.plans.hand_over(*made(clinic))
    clinic.clock.pass_by(days=7)
    plan, goal = made(clinic)
    assert plan.version == 2
    clinic.office.plans.hand_over(plan, goal)
    found = {one.version: one.status for one in clinic.office.plans.of_patient(MARGARET)}
    assert found == {1: "revoked", 2: "active"}
    assert len(clinic.store.records.of_patient(StoredDocument, MARGARET)) == 2


def test_a_draft_plan_is_gone_on_with_and_belongs_to_one_patient(clinic: Clinic) -> None:
    plan, goal = made(clinic, Dose())
    kept = clinic.office.plans.keep(plan, goal)
    clinic.reopen()
    again = clinic.office.plans.begin(MARGARET, "Another title")
    assert again.id == kept.id
    assert again.exercises[0].dose == Dose()
    assert clinic.office.plans.begin(DAVID, "Plan").id != kept.id
