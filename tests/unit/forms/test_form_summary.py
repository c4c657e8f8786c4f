"""Stored answers as lines that a letter can carry."""

from typing import Any

from msk_desk.content import forms
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from msk_desk.forms.summary import section_lines

DEFINITION = Definition.load(dict(forms.by_canonical(forms.CANONICAL + "knee-assessment")))


def lines(code: str, answers: dict[str, Any]) -> list[str]:
    form = FormState(DEFINITION)
    for link_id, value in answers.items():
        form.set_answer(link_id, value)
    return section_lines(DEFINITION, form.response()["item"], code)


def test_a_history_reads_question_and_answer() -> None:
    found = lines("history", {"side": "right", "onset-date": "2026-09-01", "symptoms": ["swells", "stiff"]})
    assert found == ["Side: Right", "When it began: 01-Sep-2026", "Also: Swells, Stiff after rest"]


def test_an_examination_reads_row_by_row_and_tests_by_result() -> None:
    found = lines(
        "examination",
        {
            "side": "right",
            "flexion-active-right": 115,
            "flexion-active-left": 135,
            "flexion-active-note": "Pain at end of range",
            "lachman-right": "negative",
            "mcmurray-medial-right": "positive",
            "valgus-30-right": "negative",
        },
    )
    assert found[0] == "Flexion, active: right 115°, left 135°, short R 25°, short L 5°, Pain at end of range"
    assert found[-1] == "Right knee. Positive: McMurray, medial. Negative: Lachman; Valgus stress, 30°."


def test_nothing_answered_says_nothing() -> None:
    assert lines("plan", {"side": "left"}) == []
