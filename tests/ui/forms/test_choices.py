"""Ways to choose: what a person does reaches the form, and what the form says is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton

from tests.fakes.every_control import Item, coded, control, extension, fhirpath, item
from tests.ui.forms.conftest import OpenForm

OFTEN = coded("Never", "Some days", "Most days", "Every day")
AREAS = coded(*(f"Area {at:02d}" for at in range(1, 401)))
popup = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def key(field: QLineEdit, text: str) -> None:
    """Type a letter as the window system would, so that the finder hears it too."""
    for letter in text:
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier(0), letter))


def test_radio_buttons_choose_and_delete_clears(form: OpenForm) -> None:
    vertical = extension("questionnaire-choiceOrientation", "vertical", "Code")
    form.show(item("q", "choice", "How often", vertical, answerOption=OFTEN))
    form.press("answer_q_2")
    assert form.given("q")[0]["code"] == "most-days"
    form.key(Qt.Key.Key_Down)
    assert form.given("q")[0]["code"] == "every-day"
    form.key(Qt.Key.Key_Delete)
    assert form.given("q") == []


@pytest.mark.parametrize(("orientation", "one_line"), [("horizontal", True), ("vertical", False)])
def test_radio_buttons_stand_as_the_form_asks(form: OpenForm, orientation: str, one_line: bool) -> None:
    wanted = extension("questionnaire-choiceOrientation", orientation, "Code")
    options = coded("A", "B", "C", "D", "E", "F")
    form.show(item("q", "choice", "Q", control("radio-button"), wanted, answerOption=options))
    tops = {form.part(f"answer_q_{at}", QRadioButton if not one_line else QAbstractButton).y() for at in range(6)}
    assert (len(tops) == 1) == one_line


def test_an_open_choice_takes_other_words_in_place_of_a_button(form: OpenForm) -> None:
    label = extension(
        "openLabel", "Something else", "String", "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
    )
    form.show(item("q", "open-choice", "Aid", label, answerOption=coded("Stick", "Frame")))
    form.press("answer_q_0")
    field = form.type("other_q", "Trolley")
    assert field.accessibleName() == "Aid: Something else"
    assert form.given("q") == ["Trolley"]
    assert not form.part("answer_q_0", QRadioButton).isChecked()
    form.press("answer_q_1")
    assert form.given("q")[0]["code"] == "frame"
    assert form.part("other_q", QLineEdit).text() == ""


def test_check_boxes_with_other_words(form: OpenForm) -> None:
    form.show(item("q", "open-choice", "Where", answerOption=coded("Home", "Work"), repeats=True))
    form.press("answer_q_1")
    form.type("other_q", "Bus")
    assert [one if isinstance(one, str) else one["code"] for one in form.given("q")] == ["work", "Bus"]


def test_other_words_go_when_a_box_excludes_all_else(form: OpenForm) -> None:
    options: list[Item] = coded("Home", "Nowhere")
    options[1]["extension"] = [extension("questionnaire-optionExclusive", True, "Boolean")]
    form.show(item("q", "open-choice", "Where", answerOption=options, repeats=True))
    form.type("other_q", "Bus")
    form.press("answer_q_1")
    assert [one["code"] for one in form.given("q")] == ["nowhere"]
    assert form.part("other_q", QLineEdit).text() == ""


def test_choices_in_many_words_are_broken_into_lines(form: OpenForm) -> None:
    text = (
        "Pain that comes on slowly with walking and makes the person stop after a known distance, and eases with rest"
    )
    form.show(item("q", "choice", "Q", answerOption=coded(text, "Other pain")))
    form.view.resize(480, 620)
    QApplication.processEvents()
    form.view.show_state(form.state)
    button = form.part("answer_q_0", QRadioButton)
    assert "\n" in button.text()
    assert button.text().replace("\n", " ") == text
    assert form.view._pages.page(0).horizontalScrollBar().maximum() == 0


@popup
def test_a_long_list_is_made_when_it_is_wanted_and_found_by_typing(form: OpenForm) -> None:
    form.show(item("q", "choice", "Area", control("autocomplete"), answerOption=AREAS))
    field = form.part("answer_q", QLineEdit)
    assert field.completer() is None
    field.setFocus()
    key(field, "rea 31")
    assert field.completer().completionCount() == 11
    assert form.given("q") == []
    key(field, "7")
    assert field.completer().completionCount() == 1
    field.completer().activated.emit(field.completer().currentCompletion())
    assert form.given("q")[0]["code"] == "area-317"


@popup
def test_words_that_fit_one_choice_are_taken_on_leaving(form: OpenForm) -> None:
    form.show(item("q", "choice", "Area", control("autocomplete"), answerOption=AREAS), item("next", "string", "Next"))
    field = form.part("answer_q", QLineEdit)
    field.setFocus()
    key(field, "399")
    field.completer().popup().hide()
    form.key(Qt.Key.Key_Tab)
    assert form.given("q")[0]["code"] == "area-399"
    assert field.text() == "Area 399"


@popup
def test_words_that_fit_none_are_kept_and_said_to_be_wrong(form: OpenForm, words: Callable[..., str]) -> None:
    form.show(item("q", "choice", "Area", control("autocomplete"), answerOption=AREAS), item("next", "string", "Next"))
    field = form.part("answer_q", QLineEdit)
    field.setFocus()
    key(field, "elsewhere")
    form.key(Qt.Key.Key_Tab)
    assert field.text() == "elsewhere"
    assert form.has("problem_q")
    assert [one.message for one in form.view.check()] == [words("forms.not_in_list")]


@popup
def test_of_two_choices_with_the_same_words_the_one_pointed_at_is_taken(form: OpenForm) -> None:
    options = [{"valueCoding": {"code": code, "display": "Sprain"}} for code in ("left", "right")]
    form.show(item("q", "choice", "Which", control("autocomplete"), answerOption=[*AREAS, *options]))
    field = form.part("answer_q", QLineEdit)
    field.setFocus()
    key(field, "sprain")
    finder = field.completer()
    listed = finder.popup()
    listed.setCurrentIndex(finder.completionModel().index(1, 0))
    finder.activated.emit("Sprain")
    assert form.given("q")[0]["code"] == "right"


@popup
def test_several_choices_are_kept_above_the_field_and_taken_away(form: OpenForm) -> None:
    form.show(item("q", "open-choice", "Area", control("autocomplete"), answerOption=AREAS, repeats=True),
              item("next", "string", "Next"))  # fmt: skip
    field = form.part("answer_q", QLineEdit)
    for text in ("Area 005", "Area 006", "Elsewhere"):
        field.setFocus()
        key(field, text.replace("00", "0") if text.startswith("Area") else text)
        field.completer().popup().hide()
        form.view.activateWindow()
        field.setFocus()
        form.key(Qt.Key.Key_Tab)
    given = [one if isinstance(one, str) else one["code"] for one in form.given("q")]
    assert given == ["area-05", "area-06", "Elsewhere"]
    form.press("chosen_q_0")
    assert len(form.given("q")) == 2
    form.part("answer_q", QLineEdit).setFocus()
    form.key(Qt.Key.Key_Backspace)
    assert [one["code"] for one in form.given("q")] == ["area-06"]


def test_answers_offered_follow_other_answers(form: OpenForm) -> None:
    boxes = item("boxes", "choice", "Joints", answerOption=coded("Hip", "Knee"), repeats=True)
    worst = item(
        "worst", "choice", "Worst", fhirpath("answerExpression", "%resource.item.where(linkId='boxes').answer.value")
    )
    form.show(boxes, worst)
    form.press("answer_boxes_1")
    field = form.type("answer_worst", "knee")
    assert isinstance(field, QLineEdit)
    assert form.given("worst")[0]["code"] == "knee"


def test_the_columns_of_a_list_are_shown_in_it_and_the_one_meant_for_it_in_the_field(form: OpenForm) -> None:
    sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-choiceColumn"

    def column(path: str, shown: bool) -> dict[str, Any]:
        parts = [{"url": "path", "valueString": path}, {"url": "forDisplay", "valueBoolean": shown}]
        return {"url": sdc, "extension": parts}

    options = [{"valueCoding": {"code": f"M{at}", "display": f"Muscle {at}"}} for at in range(20)]
    asked = item("q", "choice", "Muscle", control("autocomplete"), column("code", False), column("display", True))
    form.show({**asked, "answerOption": options})
    field = form.type("answer_q", "Muscle 7")
    assert isinstance(field, QLineEdit)
    assert form.given("q")[0]["code"] == "M7"
    assert field.completer().model().data(field.completer().model().index(7, 0)) == "M7 · Muscle 7"


def test_numbers_offered_to_choose_from(form: OpenForm) -> None:
    form.show(item("q", "integer", "Grade", answerOption=[{"valueInteger": at} for at in (1, 2, 3)]))
    form.press("answer_q_1")
    assert form.given("q") == [2]
    assert form.part("answer_q_1", QPushButton).isChecked()


def test_a_required_question_says_so_until_it_is_answered(form: OpenForm) -> None:
    form.show(item("q", "boolean", "Agreed", required=True))
    assert form.has("needed_q")
    form.press("answer_q_0")
    assert not form.has("needed_q")
    assert "needed" in form.part("answer_q_0", QPushButton).accessibleDescription()


def test_what_all_questions_of_a_group_need_is_said_once(form: OpenForm) -> None:
    asked = [item(f"q{at}", "boolean", f"Q {at}", required=True) for at in range(3)]
    form.show(item("all", "group", "All", item=asked), item("some", "group", "Some", item=[
        {**asked[0], "linkId": "s0"}, item("s1", "boolean", "S 1"), item("s2", "boolean", "S 2"),
    ]))  # fmt: skip
    form.view.show_section(0)
    assert form.has("all_needed_all")
    assert not form.has("needed_q0")
    assert "needed" in form.part("answer_q0_0", QPushButton).accessibleDescription()
    form.view.show_section(1)
    assert not form.has("all_needed_some")
    assert form.has("needed_s0")


def test_boxes_are_named_by_their_question(form: OpenForm) -> None:
    form.show(item("q", "choice", "Where", answerOption=coded("Front", "Back"), repeats=True))
    assert form.part("answer_q_1", QCheckBox).accessibleName() == "Where: Back"
