"""The last signed body chart: on the front page, beside the next visit's, never once it was entered in error."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom
from msk_desk.forms.state import FormState
from msk_desk.services.body_charts import areas_of, chart_words, put_areas, take_old_marks
from tests.fakes.filled_forms import assessment
from tests.fakes.small_clinic import MARGARET, Clinic

KNEE = BodyArea(BodyView.FRONT, Symptom.PAIN, Shape.SPOT, ((-4.6, 71.0),), ("right-knee-front",), 6)


def sign_with(clinic: Clinic, *areas: BodyArea) -> tuple[str, str]:
    """Sign an assessment with a chart; its id and its visit's."""
    visits, visit = clinic.office.visits, clinic.begin_visit()
    opened = visits.open_form(visit.id)
    state = assessment(opened.questionnaire)
    put_areas(state, areas)
    draft = visits.note(opened.draft, state.snapshot(), "")
    visits.sign(draft)
    return draft.id, visit.id


def test_the_signed_chart_is_shown_and_compared_with_until_it_is_marked_in_error(clinic: Clinic) -> None:
    visits, record = clinic.office.visits, clinic.office.record
    assert record.overview(MARGARET).chart == ()
    assert visits.last_chart(MARGARET) == ()
    answers_id, visit_id = sign_with(clinic, KNEE)
    shown = record.overview(MARGARET)
    assert shown.chart == (KNEE,)
    assert shown.chart_day is not None
    assert visits.last_chart(MARGARET, "another-visit") == (KNEE,)
    assert visits.last_chart(MARGARET, visit_id) == ()
    assert clinic.office.signed.read(answers_id).form.chart == (KNEE,)
    clinic.office.signed.mark_error(answers_id, "Other knee")
    assert record.overview(MARGARET).chart == ()
    assert visits.last_chart(MARGARET, "another-visit") == ()


def test_the_printed_record_says_what_was_drawn(clinic: Clinic) -> None:
    _, visit_id = sign_with(clinic, KNEE)
    pages = PdfReader(BytesIO(clinic.office.visit_papers.of_visit(visit_id))).pages
    words = "\n".join(page.extract_text() for page in pages)
    assert "Right knee, front: pain, 6 of 10" in words
    assert "in hundredths" not in words


def test_a_letter_says_where_it_is_felt(clinic: Clinic) -> None:
    answers_id, _ = sign_with(clinic, KNEE)
    assert chart_words(clinic.office.signed.read(answers_id).answers.items) == ("Right knee, front: pain 6/10",)
    letter = clinic.office.letters.begin(MARGARET, "clinic")
    history = next(section for section in letter.sections if section.heading == "history")
    assert "Pain on stairs" in history.text
    assert "Right knee, front: pain 6/10" in history.text


def test_a_draft_with_marks_of_the_first_chart_keeps_them(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    state = assessment(visits.open_form(visit.id).questionnaire)
    mark = {"linkId": "body-marks", "item": [
        {"linkId": "body-view", "answer": [{"valueCoding": {"code": "front"}}]},
        {"linkId": "body-feeling", "answer": [{"valueCoding": {"code": "pins"}}]},
        {"linkId": "body-across", "answer": [{"valueDecimal": -4.0}]},
        {"linkId": "body-down", "answer": [{"valueDecimal": 70.0}]},
        {"linkId": "body-region", "answer": [{"valueString": "right-knee"}]},
    ]}  # fmt: skip
    take_old_marks(state, [{"linkId": "history", "item": [mark]}])
    assert [(area.symptom, area.regions) for area in areas_of(state)] == [(Symptom.PINS, ("right-knee-front",))]
    again = FormState(state.definition)
    put_areas(again, [KNEE])
    take_old_marks(again, [mark])
    assert areas_of(again) == (KNEE,)
