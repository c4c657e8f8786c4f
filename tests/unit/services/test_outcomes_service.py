"""Outcomes: no answer is not zero, zero is an answer, what is out of range is refused and nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from msk_desk.domain.errors import BadInput
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import FormAnswers, Score
from tests.fakes.small_clinic import DAVID, MARGARET, MOMENT, Clinic, named


def stored(clinic: Clinic) -> tuple[Score, ...]:
    return clinic.store.records.of_patient(Score, MARGARET)


@pytest.mark.parametrize("pain", [-1, 11, 100, 3.5])
def test_an_answer_out_of_range_is_refused_and_nothing_stored(clinic: Clinic, pain: float) -> None:
    with pytest.raises(BadInput):
        clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": pain})
    assert clinic.saved() == 0


def test_nothing_answered_is_refused(clinic: Clinic) -> None:
    with pytest.raises(BadInput):
        clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": None})
    assert clinic.saved() == 0


def test_zero_is_an_answer_and_stays_zero(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 0})
    (one,) = stored(clinic)
    assert one.value == 0
    assert one.answered == 1
    clinic.reopen()
    (series,) = clinic.office.outcomes.series(MARGARET)
    assert [score.value for score in series.scores] == [0]


def test_what_was_not_answered_gives_no_score_rather_than_zero(clinic: Clinic) -> None:
    outcomes = clinic.office.outcomes
    items = [item.code for item in outcomes.instrument("OKS").items]
    preview = outcomes.preview("OKS", dict.fromkeys(items))
    assert preview.scores
    assert all(value is None for value in preview.scores.values())
    outcomes.enter(MARGARET, "OKS", {items[0]: 4})
    assert [score.value for score in stored(clinic)] == [None]
    assert outcomes.series(MARGARET)[0].change is None


def test_answers_and_scores_are_one_unit(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4})
    (unit,) = clinic.store.sync_states.waiting()
    (answers,) = clinic.store.records.of_patient(FormAnswers, MARGARET)
    (score,) = stored(clinic)
    assert score.answers_id == answers.id
    assert "Pain" in unit.what


def test_first_against_last_is_read_in_the_order_of_time(clinic: Clinic) -> None:
    for pain in (8, 6, 3):
        clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": pain})
        clinic.clock.pass_by(days=30)
    (series,) = clinic.office.outcomes.series(MARGARET)
    assert [score.value for score in series.scores] == [8, 6, 3]
    assert series.change is not None


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.SECRETARY])
def test_what_reception_types_is_scored_for_clinicians_though_reception_stores_no_score(
    clinic: Clinic, role: Role
) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 8})
    clinic.clock.pass_by(days=30)
    clinic.wear(role)
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 0})
    assert [score.value for score in stored(clinic)] == [8], "the service takes no score from this role"
    clinic.wear(Role.CLINICIAN)
    (series,) = clinic.office.outcomes.series(MARGARET)
    assert [score.value for score in series.scores] == [8, 0]


def test_scores_of_two_patients_do_not_mix(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 8})
    assert clinic.office.outcomes.series(DAVID) == ()


def test_what_does_not_apply_is_not_missing_also_when_reception_typed_it(clinic: Clinic) -> None:
    outcomes = clinic.office.outcomes
    definition = outcomes.instrument("FAAM-ADL")
    optional = next(item.code for item in definition.items if item.not_applicable)
    answers: dict[str, Any] = {item.code: 3 for item in definition.items} | {optional: "na"}
    wanted = next(iter(outcomes.preview("FAAM-ADL", answers).scores.values()))
    clinic.wear(Role.RECEPTIONIST)
    outcomes.enter(MARGARET, "FAAM-ADL", answers)
    clinic.wear(Role.CLINICIAN)
    assert wanted is not None
    assert outcomes.series(MARGARET)[0].scores[0].value == wanted


def test_activities_keep_the_patient_s_words_and_their_first_rating(clinic: Clinic) -> None:
    outcomes = clinic.office.outcomes
    assert (outcomes.activities(MARGARET), outcomes.activity_ratings(MARGARET)) == ((), ())
    for stairs in (2, 7):
        answers = {"ACTIVITY1": stairs, "ACTIVITY2": 0, "ACTIVITY3": None}
        outcomes.enter(MARGARET, "PSFS", answers, texts={"ACTIVITY1": "Stairs", "ACTIVITY2": "Kneeling"})
        clinic.clock.pass_by(days=30)
    assert outcomes.activities(MARGARET) == ("Stairs", "Kneeling")
    found = {one.name: (one.first, one.now) for one in outcomes.activity_ratings(MARGARET)}
    assert found == {"Stairs": (2, 7), "Kneeling": (0, 0)}


@pytest.mark.parametrize("instrument", ["NPRS", "OF-ANOTHER-VERSION"])
def test_scores_that_this_version_does_not_know_stay_stored_and_out_of_the_charts(
    clinic: Clinic, instrument: str
) -> None:
    clinic.put(Score(named("score"), MARGARET, instrument, "no such score", 4, MOMENT))
    assert clinic.office.outcomes.series(MARGARET) == ()
    assert len(stored(clinic)) == 1


def test_answers_entered_in_error_are_not_scored(clinic: Clinic) -> None:
    clinic.wear(Role.RECEPTIONIST)
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 9})
    (answers,) = clinic.store.records.of_patient(FormAnswers, MARGARET)
    clinic.wear(Role.CLINICIAN)
    assert clinic.office.outcomes.series(MARGARET)
    clinic.put(replace(answers, status="entered-in-error"))
    assert clinic.office.outcomes.series(MARGARET) == ()
