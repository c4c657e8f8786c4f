"""Letters: composed under PRSB headings, never signed with allergies unsaid, and a signed one never changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msk_desk.domain.errors import FormIncomplete, Refused
from msk_desk.domain.letters import Letter
from msk_desk.domain.plans import Dose, PlanExercise
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Alert, Allergy, FormAnswers, Goal, Problem
from msk_desk.services.letters import section
from tests.fakes.filled_forms import assessment
from tests.fakes.small_clinic import ASHA, BEN, DAVID, MARGARET, MOMENT, Clinic, named

ALLERGIES = "allergies-and-adverse-reactions"
SUMMARY = "clinical-summary"


def text(letter: Letter, heading: str) -> str:
    found = section(letter, heading)
    assert found is not None, heading
    return found.text


def ready(clinic: Clinic) -> Letter:
    """A letter with everything that must be said."""
    letters = clinic.office.letters
    if not clinic.office.record.banner(MARGARET).allergies:
        clinic.office.visits.record_no_allergies(MARGARET)
    letter = letters.begin(MARGARET, "discharge")
    for check in letters.checks(letter):
        if check.code == "section" and check.must and not check.ok:
            letter = letters.change(letter, check.heading, "We talked about your knee.")
    return letter


def test_allergies_not_recorded_is_not_none_known_and_blocks_signing(clinic: Clinic) -> None:
    letters = clinic.office.letters
    letter = letters.begin(MARGARET, "discharge")
    assert text(letter, ALLERGIES) == ""
    for check in letters.checks(letter):
        if check.code == "section":
            letter = letters.change(letter, check.heading, "Words written by hand.")
    with pytest.raises(FormIncomplete, match="allergies"):
        letters.sign(letter)
    assert clinic.saved() == 0
    clinic.office.visits.record_no_allergies(MARGARET)
    assert text(letters.begin(MARGARET, "discharge"), ALLERGIES) == "No known allergies"
    letters.sign(letter)


def test_a_recorded_allergy_is_in_the_letter_with_its_reaction(clinic: Clinic) -> None:
    clinic.put(
        Allergy(named("p"), MARGARET, "Penicillin", "Rash"),
        Allergy(named("n"), MARGARET, "No known allergies", none_known=True),
        Allergy(named("o"), MARGARET, "Aspirin", "Wheeze", status="entered-in-error"),
    )
    assert text(clinic.office.letters.begin(MARGARET, "discharge"), ALLERGIES) == "Penicillin: Rash"


def test_a_mandatory_section_left_empty_keeps_it_from_being_signed(clinic: Clinic) -> None:
    letter = clinic.office.letters.change(ready(clinic), SUMMARY, "  \n ")
    before = clinic.saved()
    with pytest.raises(FormIncomplete):
        clinic.office.letters.sign(letter)
    assert clinic.saved() == before


def test_a_signed_letter_does_not_change_even_from_an_older_draft_in_hand(clinic: Clinic) -> None:
    letters = clinic.office.letters
    draft = ready(clinic)
    letters.keep(draft)
    _, pdf = letters.sign(draft)
    (signed,) = clinic.office.record.letters(MARGARET)
    assert (signed.status, signed.author_id) == ("signed", ASHA)
    before = clinic.store.whole.whole("Composition", signed.id)
    for act in (
        lambda: letters.change(signed, SUMMARY, "Other words"),
        lambda: letters.keep(signed),
        lambda: letters.sign(signed),
        lambda: letters.keep(replace(draft, title="Other")),
        lambda: letters.sign(draft),
    ):
        with pytest.raises(Refused):
            act()
    assert clinic.store.whole.whole("Composition", signed.id) == before
    (paper,) = clinic.office.record.documents(MARGARET)
    assert clinic.office.record.document(paper.id).data == pdf
    assert paper.about_id == signed.id


def test_a_letter_is_signed_in_the_name_of_who_signs_not_of_who_typed(clinic: Clinic) -> None:
    draft = ready(clinic)
    clinic.wear(Role.SECRETARY, named("secretary"), "Sam Reed")
    clinic.office.letters.keep(draft)
    clinic.wear(Role.ESP, BEN, "Ben Carter")
    clinic.office.letters.sign(clinic.office.letters.begin(MARGARET, "discharge"))
    (signed,) = clinic.office.record.letters(MARGARET)
    assert signed.author_id == BEN


def test_a_draft_letter_is_gone_on_with_and_belongs_to_one_patient(clinic: Clinic) -> None:
    letters = clinic.office.letters
    draft = letters.change(letters.begin(MARGARET, "clinic"), SUMMARY, "Half a sent")
    letters.keep(draft)
    clinic.reopen()
    again = letters.begin(MARGARET, "clinic")
    assert (again.id, text(again, SUMMARY)) == (draft.id, "Half a sent")
    other = letters.begin(DAVID, "clinic")
    assert other.id != draft.id
    assert "Half a sent" not in str(other.sections)


def test_scores_in_a_letter_say_their_range_and_which_way_is_better(clinic: Clinic) -> None:
    for pain in (8, 0):
        clinic.office.outcomes.enter(MARGARET, "NPRS", {"PAIN": pain})
        clinic.clock.pass_by(days=1)
    said = text(clinic.office.letters.begin(MARGARET, "discharge"), "assessment-scales")
    assert "8 then 0" in said
    assert "from 0 to 10 (lower is better)" in said


def test_what_was_recorded_comes_under_its_heading(clinic: Clinic) -> None:
    clinic.put(
        Problem(named("oa"), MARGARET, "Osteoarthritis of the right knee"),
        Problem(named("old"), MARGARET, "Sprained ankle", status="resolved"),
        Alert(named("dog"), MARGARET, "Loose dog at home", "safety"),
    )
    letter = clinic.office.letters.begin(MARGARET, "discharge")
    assert text(letter, "diagnoses") == "Osteoarthritis of the right knee"
    assert "Loose dog at home" in text(letter, "safety-alerts")
    assert "Willow Surgery" in letter.copies


def test_an_assessment_entered_in_error_is_not_quoted(clinic: Clinic) -> None:
    wrong = FormAnswers(
        named("wrong"), MARGARET, "https://msk-desk.example/fhir/Questionnaire/knee-assessment|1.0.0",
        "entered-in-error", MOMENT, ASHA,
        items=({"linkId": "impression-words", "answer": [{"valueString": "Of another patient"}]},),
    )  # fmt: skip
    clinic.put(wrong)
    letter = clinic.office.letters.begin(MARGARET, "discharge")
    assert "Of another patient" not in str(letter.sections)
    assert clinic.office.record.overview(MARGARET).last_impression == ""


def test_a_needed_format_and_an_interpreter_are_said(clinic: Clinic) -> None:
    letter = clinic.office.letters.begin(DAVID, "clinic")
    said = " ".join(part.text for part in letter.sections)
    assert "large print" in said
    assert "Igbo" in said


def test_what_was_signed_today_and_handed_over_is_in_the_letter(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    visits.sign(visits.note(form.draft, assessment(form.questionnaire).snapshot(), ""))
    plan, goal = clinic.office.plans.begin(MARGARET, "Knee plan"), Goal(named("goal"), MARGARET, "Walk to the shops")
    chosen = clinic.office.plans.library()[0]
    exercise = PlanExercise(chosen.code, chosen.title, Dose(3, 10, None, 5))
    clinic.office.plans.hand_over(replace(plan, exercises=(exercise,)), goal)
    letter = clinic.office.letters.begin(MARGARET, "discharge", visit.id)
    assert text(letter, SUMMARY) == "Knee osteoarthritis"
    assert chosen.title in text(letter, "plan")
    assert "Walk to the shops" in text(letter, "patient-and-carer-concerns")
    other = clinic.office.letters.begin(MARGARET, "discharge", named("another visit"))
    assert text(other, SUMMARY) == "", "the words of another visit are not quoted"
