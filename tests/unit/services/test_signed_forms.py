"""Signed answers: read again, added to by their author alone, marked in error with a reason, printed, compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.form_reading import ReadAnswers
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Addendum, FormAnswers
from tests.fakes.filled_forms import assessment
from tests.fakes.small_clinic import ASHA, BEN, MARGARET, Clinic, named

LEAD = named("lead")


def text_of(pdf: bytes) -> str:
    """The words of a paper, page by page."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def with_words(items: Sequence[Any], **changed: dict[str, Any]) -> tuple[Any, ...]:
    """Stored items with other answers under some linkIds."""
    return tuple(
        item | {"answer": [changed[item["linkId"]]]} if item["linkId"] in changed
        else item | ({"item": with_words(item["item"], **changed)} if "item" in item else {})
        for item in items
    )  # fmt: skip


def signed(clinic: Clinic, **answers: str) -> FormAnswers:
    """An assessment of today, signed by Asha."""
    visits, visit = clinic.office.visits, clinic.begin_visit()
    form = visits.open_form(visit.id)
    visits.sign(visits.note(form.draft, assessment(form.questionnaire, **answers).snapshot(), ""))
    found = visits.open_form(visit.id).signed
    assert found is not None
    return found


def read(clinic: Clinic, answers: FormAnswers) -> ReadAnswers:
    return clinic.office.signed.read(answers.id)


def test_answers_are_stored_with_their_words_and_units(clinic: Clinic) -> None:
    answers = signed(clinic, **{"flexion-active-right": "115"})
    assert "What brings the person, in their words" in str(answers.items)
    line = next(line for _, line in read(clinic, answers).form.lines() if line.link_id == "flexion-active-right")
    assert (line.row, line.column, line.words, line.number) == ("Flexion, active", "Right", "115°", Decimal(115))


def test_answers_to_a_version_that_is_not_here_are_read_plainly(clinic: Clinic) -> None:
    answers = signed(clinic, **{"flexion-active-right": "115"})
    clinic.put(replace(answers, id=named("elsewhere"), form="https://other.example/Questionnaire/back|7"))
    found = clinic.office.signed.read(named("elsewhere")).form
    assert not found.known
    assert found.title == "Back"
    words = {line.question: line.words for _, line in found.lines()}
    assert words["What brings the person, in their words"] == "Pain on stairs"
    assert "115°" in words.values()
    assert b"%PDF" in clinic.office.visit_papers.of_form(named("elsewhere"))[:8]


def test_an_addendum_is_the_author_s_and_changes_nothing(clinic: Clinic) -> None:
    answers = signed(clinic)
    clinic.office.signed.add(answers.id, "X-ray of today: no fracture.\nSeen with Ben.")
    assert clinic.store.records.read(FormAnswers, answers.id) == answers
    (one,) = read(clinic, answers).addenda
    assert (one.text, one.author) == ("X-ray of today: no fracture.\nSeen with Ben.", "Asha Rao")
    clinic.wear(Role.CLINICIAN, BEN, "Ben Carter")
    with pytest.raises(Refused):
        clinic.office.signed.add(answers.id, "Mine")
    clinic.wear(Role.CLINICIAN)
    with pytest.raises(BadInput):
        clinic.office.signed.add(answers.id, "  ")
    assert len(clinic.store.records.of_patient(Addendum, MARGARET)) == 1


def test_in_error_takes_a_reason_and_the_author_or_the_team_lead(clinic: Clinic) -> None:
    answers = signed(clinic)
    with pytest.raises(BadInput):
        clinic.office.signed.mark_error(answers.id, " ")
    clinic.wear(Role.CLINICIAN, BEN, "Ben Carter")
    with pytest.raises(Refused):
        clinic.office.signed.mark_error(answers.id, "Not mine to say")
    clinic.wear(Role.TEAM_LEAD, LEAD, "Lea Lead")
    clinic.office.signed.mark_error(answers.id, "Written for the wrong person.")
    marked = clinic.store.records.read(FormAnswers, answers.id)
    assert marked is not None
    assert marked.error is not None
    assert (marked.status, marked.error.reason, marked.error.by_id) == (
        "entered-in-error", "Written for the wrong person.", LEAD,
    )  # fmt: skip
    assert marked.items == answers.items
    with pytest.raises(Refused):
        clinic.office.signed.mark_error(answers.id, "Again")
    clinic.wear(Role.CLINICIAN, ASHA)
    with pytest.raises(Refused):
        clinic.office.signed.add(answers.id, "Nothing is added to it")


def test_what_was_entered_in_error_is_used_for_nothing(clinic: Clinic) -> None:
    answers = signed(clinic)
    visits = clinic.office.visits
    assert visits.last_signed(MARGARET, answers.form) == answers
    assert clinic.office.record.overview(MARGARET).last_impression == "Knee osteoarthritis"
    clinic.office.signed.mark_error(answers.id, "Wrong knee")
    assert visits.last_signed(MARGARET, answers.form) is None
    assert clinic.office.record.overview(MARGARET).last_impression == ""
    letter = clinic.office.letters.begin(MARGARET, visit_id=answers.visit_id)
    assert "Knee osteoarthritis" not in str(letter.sections)
    assert visits.open_form(answers.visit_id).signed is None  # the visit's form is to be done again
    ((_, forms),) = clinic.office.signed.visits(MARGARET)
    assert forms[0].answers.in_error


def test_the_paper_says_who_signed_and_what_was_not_asked(clinic: Clinic) -> None:
    answers = signed(clinic, **{"flexion-active-right": "115", "flexion-active-left": "130"})
    asked = [each for each in answers.items if each["linkId"] != "red-flags"]
    clinic.put(replace(answers, id=named("short"), items=tuple(asked)))
    clinic.office.signed.add(answers.id, "Rang the GP.")
    text = text_of(clinic.office.visit_papers.of_form(answers.id))
    for said in (
        "HOLLOWAY, Margaret",
        "Signed by Asha Rao",
        "Flexion, active",
        "115°",
        "130°",
        "Rang the GP.",
        "Page 1",
    ):
        assert said in text
    assert "Not asked" not in text
    assert text_of(clinic.office.visit_papers.of_form(named("short"))).count("Not asked") == 16


def test_the_paper_of_an_error_says_so_across_and_the_visit_leaves_it_out(clinic: Clinic) -> None:
    answers = signed(clinic)
    assert "Knee assessment" in text_of(clinic.office.visit_papers.of_visit(answers.visit_id))
    clinic.office.signed.mark_error(answers.id, "Wrong knee")
    text = text_of(clinic.office.visit_papers.of_form(answers.id))
    assert "ENTERED IN ERROR" in text
    assert "Wrong knee" in text
    with pytest.raises(BadInput):
        clinic.office.visit_papers.of_visit(answers.visit_id)
    with pytest.raises(BadInput):
        clinic.office.visit_papers.last_of(MARGARET)


def test_two_visits_differ_by_question_and_number(clinic: Clinic) -> None:
    before = signed(clinic, **{"flexion-active-right": "115", "gait": "Limps"})
    changed = {"flexion-active-right": {"valueInteger": 125}, "gait": {"valueString": "Walks freely"}}
    clinic.put(replace(before, id=named("after"), items=with_words(before.items, **changed)))
    left, right = read(clinic, before).form, clinic.office.signed.read(named("after")).form
    found = clinic.office.signed.compare(left, right)
    differing = {one.question: one for one in found if not one.same}
    assert set(differing) == {"Flexion, active, Right", "Gait and function"}
    flexion = differing["Flexion, active, Right"]
    assert (flexion.left, flexion.right, flexion.change) == ("115°", "125°", Decimal(10))
    pdf = clinic.office.visit_papers.comparison(MARGARET, ("23-Nov-2026", "30-Nov-2026"), (flexion,))
    assert "+10" in text_of(pdf)
