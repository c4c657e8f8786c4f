"""Answers: by which way, whose, of which day; stored once; withdrawn or corrected with a reason, never lost."""

from __future__ import annotations

from datetime import date

import pytest

from msk_desk.domain.alerts import PromAlert
from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.proms.answering import Circumstances, GivenBy, Mode
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import FormAnswers, Score
from tests.fakes.small_clinic import DAVID, MARGARET, Clinic, named


def answers(clinic: Clinic, patient: str = MARGARET) -> tuple[FormAnswers, ...]:
    return clinic.store.records.of_patient(FormAnswers, patient)


def scores(clinic: Clinic) -> tuple[Score, ...]:
    return clinic.store.records.of_patient(Score, MARGARET)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("given_by", list(GivenBy))
def test_the_way_and_whose_they_are_stay_with_the_score(clinic: Clinic, mode: Mode, given_by: GivenBy) -> None:
    how = Circumstances(mode=mode, given_by=given_by, language="cy", wording=named("a wording"))
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=how)
    (score,), (stored,) = scores(clinic), answers(clinic)
    assert (score.mode, score.given_by) == (mode, given_by)
    assert (stored.mode, stored.given_by, stored.language, stored.wording) == (mode, given_by, "cy", how.wording)
    assert stored.author_id == clinic.office.access.actor.staff_id


def test_the_resource_says_the_way_in_the_words_of_the_standard(clinic: Clinic) -> None:
    how = Circumstances(mode=Mode.INTERVIEW, given_by=GivenBy.PROXY)
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=how)
    resource = clinic.store.whole.whole("QuestionnaireResponse", answers(clinic)[0].id)
    assert resource is not None
    assert "VERBAL" in str(resource["extension"])
    assert resource["source"]["type"] == "RelatedPerson"


def test_a_form_filled_in_days_ago_counts_on_its_day(clinic: Clinic) -> None:
    how = Circumstances(taken=date(2026, 11, 19))
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=how)
    assert scores(clinic)[0].taken.astimezone().date() == date(2026, 11, 19)


def test_a_day_that_has_not_come_is_refused(clinic: Clinic) -> None:
    with pytest.raises(BadInput, match="not come"):
        clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=Circumstances(taken=date(2026, 11, 24)))
    assert clinic.saved() == 0


def test_the_same_answers_are_stored_once(clinic: Clinic) -> None:
    how = Circumstances(answers_id=named("a draft"))
    for _ in range(2):
        clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=how)
    assert clinic.saved() == 1
    assert len(scores(clinic)) == 1


def test_answers_of_one_are_never_stored_under_another(clinic: Clinic) -> None:
    how = Circumstances(answers_id=named("a draft"))
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4}, how=how)
    with pytest.raises(BadInput, match="another patient"):
        clinic.office.outcomes.enter(DAVID, "NPRS", {"PAIN": 4}, how=how)
    assert answers(clinic, DAVID) == ()


def test_what_was_entered_in_error_counts_no_more_and_stays_with_its_reason(clinic: Clinic) -> None:
    outcomes = clinic.office.outcomes
    outcomes.enter(MARGARET, "NPRS", {"PAIN": 9})
    wrong = answers(clinic)[0].id
    with pytest.raises(BadInput, match="Why"):
        outcomes.withdraw(wrong, "  ")
    outcomes.withdraw(wrong, "Another patient's form")
    assert outcomes.series(MARGARET) == ()
    assert [each.status for each in scores(clinic)] == ["entered-in-error"]
    assert answers(clinic)[0].error_reason == "Another patient's form"
    with pytest.raises(BadInput, match="no such answers"):
        outcomes.withdraw(wrong, "again")


def test_a_correction_is_a_new_entry_beside_the_old_one(clinic: Clinic) -> None:
    outcomes = clinic.office.outcomes
    outcomes.enter(MARGARET, "NPRS", {"PAIN": 9})
    outcomes.correct(answers(clinic)[0].id, "Typed 9 for 6", "NPRS", {"PAIN": 6}, Circumstances())
    assert {each.status for each in answers(clinic)} == {"completed", "entered-in-error"}
    (series,) = outcomes.series(MARGARET)
    assert [score.value for score in series.scores] == [6]


def test_a_correction_that_cannot_be_stored_changes_nothing(clinic: Clinic) -> None:
    outcomes = clinic.office.outcomes
    outcomes.enter(MARGARET, "NPRS", {"PAIN": 9})
    with pytest.raises(BadInput):
        outcomes.correct(answers(clinic)[0].id, "Typed wrongly", "NPRS", {"PAIN": 60}, Circumstances())
    assert [each.status for each in answers(clinic)] == ["completed"]


def test_reception_types_from_paper_and_reads_and_withdraws_nothing(clinic: Clinic) -> None:
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 9})
    stored = answers(clinic)[0].id
    clinic.wear(Role.RECEPTIONIST)
    clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": 4})
    for forbidden in (lambda: clinic.office.outcomes.series(MARGARET),
                      lambda: clinic.office.outcomes.withdraw(stored, "no")):  # fmt: skip
        with pytest.raises(Refused):
            forbidden()
    assert len(scores(clinic)) == 1


def test_a_self_harm_answer_is_on_the_record_as_it_is_given_and_once(clinic: Clinic) -> None:
    outcomes, draft = clinic.office.outcomes, named("a draft")
    items = [item.code for item in outcomes.instrument("PHQ-9").items]
    assert outcomes.answered(MARGARET, "PHQ-9", items[8], 0, draft).refs == frozenset()
    assert outcomes.answered(MARGARET, "PHQ-9", items[0], 3, draft).refs == frozenset()
    outcomes.answered(MARGARET, "PHQ-9", items[8], 2, draft)
    outcomes.answered(MARGARET, "PHQ-9", items[8], 1, draft)
    whole = dict.fromkeys(items, 0) | {items[8]: 1}
    outcomes.enter(MARGARET, "PHQ-9", whole, how=Circumstances(mode=Mode.PATIENT_SCREEN, answers_id=draft))
    (alert,) = clinic.store.records.of_patient(PromAlert, MARGARET)
    assert alert.due == "2026-11-23"
    assert answers(clinic)[0].id == draft
