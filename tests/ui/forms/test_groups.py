"""Folds, tabs, questions under answers, sections and their marks, and the way from one problem to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabBar

from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from tests.fakes.every_control import SDC, Item, coded, control, extension, fhirpath, hint, item
from tests.ui.forms.conftest import NOW, OpenForm
from ui.forms.events import FocusPlace
from ui.forms.sections import Mark, is_done, sections_of

CTRL = Qt.KeyboardModifier.ControlModifier


def fold(how: str) -> Item:
    inside = [item("inside", "string", "Inside")]
    return item("fold", "group", "More", extension("collapsible", how, "Code", SDC), item=inside)


def tabs() -> Item:
    pages = [item(f"tab-{at}", "group", f"Tab {at}", item=[item(f"on-{at}", "string", f"On {at}")]) for at in range(3)]
    return item("tabs", "group", "Parts", control("tab-container"), item=pages)


def section(name: str, *items: Item) -> Item:
    return item(name, "group", name.capitalize(), item=list(items))


def test_what_begins_folded_is_built_when_it_is_opened(form: OpenForm) -> None:
    form.show(fold("default-closed"), item("after", "string", "After"))
    assert form.view.findChild(QLineEdit, "answer_inside") is None
    assert form.part("fold_fold", QPushButton).accessibleName() == "More, folded"
    form.part("fold_fold", QPushButton).setFocus()
    form.key(Qt.Key.Key_Space)
    assert form.has("answer_inside")
    assert form.part("fold_fold", QPushButton).accessibleName() == "More, open"
    form.key(Qt.Key.Key_Tab)
    assert form.place() == "fold/inside"
    form.key(Qt.Key.Key_Tab)
    assert form.place() == "after"


def test_what_begins_open_can_be_folded_and_keeps_its_answers(form: OpenForm) -> None:
    form.show(fold("default-open"))
    form.type("answer_inside", "x")
    form.press("fold_fold")
    assert not form.has("answer_inside")
    form.press("fold_fold")
    assert form.part("answer_inside", QLineEdit).text() == "x"


def test_tabs_are_built_when_shown_and_turned_by_keys(form: OpenForm) -> None:
    form.show(section("one", tabs(), item("after", "string", "After")), section("two", item("q", "string", "Q")))
    assert form.view.findChild(QLineEdit, "answer_on-1") is None
    form.part("answer_on-0", QLineEdit).setFocus()
    form.key(Qt.Key.Key_PageDown, CTRL)
    assert form.has("answer_on-1")
    assert not form.has("answer_on-0")
    form.key(Qt.Key.Key_Tab)
    assert form.place() == "one/tabs/tab-1/on-1"
    form.key(Qt.Key.Key_Tab)
    assert form.place() == "one/after"
    form.part("answer_on-1", QLineEdit).setFocus()
    form.key(Qt.Key.Key_PageDown, CTRL)
    form.key(Qt.Key.Key_PageDown, CTRL)
    assert form.view.section == 1, "after the last tab comes the next section"
    form.key(Qt.Key.Key_PageUp, CTRL)
    assert form.view.section == 0


def test_a_tab_that_is_not_asked_is_not_offered(form: OpenForm) -> None:
    made = tabs()
    made["item"][1]["enableWhen"] = [{"question": "on-0", "operator": "exists", "answerBoolean": True}]
    form.show(made, item("after", "string", "After"))
    bar = form.part("tabs_tabs", QTabBar)
    assert not bar.isTabVisible(1)
    form.type("answer_on-0", "x")
    assert bar.isTabVisible(1)


@pytest.mark.parametrize("place", ["fold/inside", "tabs/tab-2/on-2"])
def test_focus_opens_what_is_folded_or_behind_a_tab(form: OpenForm, place: str) -> None:
    form.show(fold("default-closed"), tabs())
    form.view.focus_on(FocusPlace(place))
    assert form.place() == place


def test_questions_under_an_answer_come_and_go_with_it(form: OpenForm) -> None:
    since = item("since", "string", "Since when")
    form.show(item("joints", "choice", "Joints", answerOption=coded("Hip", "Knee"), repeats=True, item=[since]),
              item("after", "string", "After"))  # fmt: skip
    form.press("answer_joints_0")
    form.press("answer_joints_1")
    fields = [one for one in form.view.findChildren(QLineEdit, "answer_since") if one.isVisible()]
    assert len(fields) == 2
    fields[1].setFocus()
    form.type("answer_since", "May")
    stored = form.state.response()["item"][0]["answer"]
    assert sum("item" in one for one in stored) == 1
    form.press("answer_joints_1")
    QApplication.processEvents()
    fields = [one for one in form.view.findChildren(QLineEdit, "answer_since") if one.isVisible()]
    assert len(fields) == 1
    fields[0].setFocus()
    form.key(Qt.Key.Key_Tab)
    assert form.place() == "after"


def test_a_page_is_laid_out_before_it_is_painted(form: OpenForm) -> None:
    many = [item(f"q{at}", "text", f"Question {at}") for at in range(60)]
    form.view.show_state(FormState(Definition.load({"resourceType": "Questionnaire", "item": many}), now=NOW))
    body = form.view._pages.page(0).widget()
    assert body is not None
    for finish in (False, True):
        if finish:
            form.view.finish_building()
        layout = body.layout()
        assert layout is not None
        assert body.height() >= layout.heightForWidth(body.width()) > 600


def test_groups_eight_deep_are_drawn(form: OpenForm) -> None:
    deep = item("deep", "string", "Deep")
    for at in range(8, 0, -1):
        deep = item(f"g{at}", "group", f"Depth {at}", item=[deep])
    form.show(deep)
    form.type("answer_deep", "x")
    assert form.given("deep") == ["x"]


def test_the_rail_says_what_is_done_and_what_is_wrong(form: OpenForm, words: Callable[..., str]) -> None:
    number = item("n", "integer", "Number", extension("maxValue", 10, "Integer"), required=True)
    form.show(section("one", number), section("two", item("q", "string", "Q", required=True)))
    role = Qt.ItemDataRole.AccessibleTextRole

    def marks() -> list[Any]:
        return [form.view.rail.item(at).data(role) for at in range(2)]

    form.type("answer_n", "99")
    assert marks()[0] == words("forms.section_wrong", name="One")
    form.part("answer_n", QLineEdit).clear()
    form.type("answer_n", "9")
    assert marks() == [words("forms.section_done", name="One"), words("forms.section_open", name="Two")]
    form.view.check()
    assert marks()[1] == words("forms.section_wrong", name="Two")
    assert form.view.rail._marks == [Mark.DONE, Mark.WRONG]


def test_a_section_that_only_repeats_another_s_answer_is_not_ticked() -> None:
    copied = {"language": "text/fhirpath", "expression": "%resource.item.where(linkId='one').item.answer.value"}
    url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
    side = {"linkId": "copy", "text": "Again", "type": "string", "extension": [{"url": url, "valueExpression": copied}]}
    form = {
        "resourceType": "Questionnaire", "status": "draft",
        "item": [
            {"linkId": "one", "text": "One", "type": "group", "item": [{"linkId": "a", "text": "A", "type": "string"}]},
            {"linkId": "two", "text": "Two", "type": "group", "item": [side]},
        ],
    }  # fmt: skip
    state = FormState(Definition.load(form), now=NOW)
    state.set_answer("a", "x")
    first, second = sections_of(state)
    assert is_done(first, state)
    assert not is_done(second, state)
    state.set_answer("copy", "y")
    assert is_done(second, state), "written over by hand it is an answer"


def test_a_section_with_a_question_that_was_not_asked_is_not_ticked() -> None:
    """The sections would say that red flags were gone through while some were left for later."""
    options = [{"valueCoding": {"code": code}} for code in ("absent", "present", "not-asked")]
    questions = [
        {"linkId": name, "text": name, "type": "choice", "answerOption": options} for name in ("fever", "night")
    ]
    form = {
        "resourceType": "Questionnaire", "status": "draft",
        "item": [
            {"linkId": "flags", "text": "Flags", "type": "group", "item": questions},
            {"linkId": "two", "text": "Two", "type": "group", "item": [{"linkId": "a", "text": "A", "type": "string"}]},
        ],
    }  # fmt: skip
    state = FormState(Definition.load(form), now=NOW)
    flags = sections_of(state)[0]
    state.set_answer("fever", {"code": "absent"})
    state.set_answer("night", {"code": "not-asked"})
    assert not is_done(flags, state)
    state.set_answer("night", {"code": "absent"})
    assert is_done(flags, state)


def test_after_a_check_one_goes_from_problem_to_problem(form: OpenForm, words: Callable[..., str]) -> None:
    needed = [item(f"q{at}", "string", f"Q {at}", required=True) for at in range(2)]
    form.show(section("one", needed[0]), section("two", needed[1]))
    assert not form.has("form_problems")
    form.view.check()
    assert form.part("form_problems_text", QLabel).text() == words("forms.problem_many", n=2)
    form.part("answer_q0", QLineEdit).setFocus()
    form.key(Qt.Key.Key_F8)
    assert form.place() == "one/q0"
    form.key(Qt.Key.Key_F8)
    assert form.place() == "two/q1"
    assert form.part("problem_q1", QLabel).text()
    form.type("answer_q1", "x")
    assert form.part("form_problems_text", QLabel).text() == words("forms.problem_one", n=1)
    form.view.focus_on(FocusPlace("one/q0"))
    form.type("answer_q0", "x")
    assert not form.has("form_problems")


def test_words_explain_a_question_below_it_or_behind_a_button(form: OpenForm) -> None:
    long = "Long words " * 20
    form.show(item("a", "string", "A", item=[hint("h", "help", "Help"), hint("p", "prompt", "Prompt")]),
              item("b", "string", "B", item=[hint("f", "flyover", long)]))  # fmt: skip
    said = form.part("answer_a", QLineEdit).accessibleDescription()
    assert "Prompt" in said
    assert "Help" in said
    shown = [one.text() for one in form.view.findChildren(QLabel) if one.isVisible()]
    assert {"Help", "Prompt"} <= set(shown)
    assert long not in shown
    form.press("explain_b")
    assert long in [one.text() for one in form.view.findChildren(QLabel) if one.isVisible()]
    assert long.strip() in form.part("answer_b", QLineEdit).accessibleDescription()


def test_headers_come_first_and_footers_last(form: OpenForm) -> None:
    form.show(hint("foot", "footer", "Foot"), item("q", "string", "Q"), hint("head", "header", "Head"))
    parts = [form.part(name, QLabel) for name in ("text_head", "question_q", "text_foot")]
    tops = [one.mapTo(form.view, QPoint(0, 0)).y() for one in parts]
    assert tops == sorted(tops)


def test_the_body_chart_is_left_to_those_who_draw_it(form: OpenForm) -> None:
    chart = item("body-chart", "group", "Where", control("body-chart"), item=[item("place", "string", "Place")])
    form.show(section("one", item("q", "string", "Q")), chart, section("two", item("r", "string", "R")))
    assert form.view.section_names == ("One", "Two")
    form.show(section("one", item("q", "string", "Q"), chart))
    assert form.view.findChild(QLineEdit, "answer_place") is None


def test_words_and_headings_that_change_are_drawn_again(form: OpenForm) -> None:
    group = item("g", "group", "Group", item=[item("q", "string", "Q")])
    group["_text"] = {"extension": [fhirpath(
        "cqf-expression", "'Group of ' + %resource.descendants().where(linkId='q').answer.value.first()",
        "http://hl7.org/fhir/StructureDefinition/")]}  # fmt: skip
    form.show(group)
    form.type("answer_q", "two")
    assert form.part("heading_g", QLabel).text() == "Group of two"


@pytest.mark.parametrize(
    "items",
    [
        [],
        [{"linkId": "a", "type": "group"}],
        [{"linkId": "a", "type": "question"}],
        [{"linkId": "a", "type": "choice"}, {"linkId": "b", "type": "open-choice", "repeats": True}],
        [{"linkId": "a", "type": "display"}],
        [{"linkId": "a", "type": "group", "repeats": True}],
        [item("a", "group", "", control("gtable"), repeats=True)],
        [item("a", "group", "", control("table"), item=[{"linkId": "b", "type": "choice"}])],
        [item("a", "group", "", control("grid"), item=[{"linkId": "b", "type": "group"}])],
        [item("a", "group", "", control("tab-container"), item=[{"linkId": "b", "type": "string"}])],
        [item("a", "group", "", control("tab-container"), item=[{"linkId": "b", "type": "group"}], repeats=True)],
        [item("a", "integer", "", control("slider"), extension("minValue", 5, "Integer"),
              extension("maxValue", 5, "Integer"))],
        [item("a", "decimal", "", control("slider"), extension("questionnaire-sliderStepValue", 0, "Integer"))],
        [item("a", "string", "", control("drop-down"), answerOption=[{"valueString": "x"}], repeats=True)],
        [item("a", "string", "&&<b>", prefix="&", item=[{"linkId": "b", "type": "group", "repeats": True,
                                                        "item": [{"linkId": "c", "type": "string"}]}])],
    ],
)  # fmt: skip
def test_odd_forms_are_drawn_all_the_same(form: OpenForm, items: list[Item]) -> None:
    form.state = FormState(Definition({"resourceType": "Questionnaire", "item": items}), now=NOW)
    form.view.show_state(form.state)
    form.view.finish_building()
    QApplication.processEvents()
    assert not form.view.grab().isNull()
    form.view.check()


def test_another_section_takes_the_keyboard_to_its_first_question(form: OpenForm) -> None:
    form.show(section("one", item("q", "string", "Q")), section("two", item("r", "string", "R")))
    form.part("answer_q", QLineEdit).setFocus()
    form.view.show_section(1)
    assert form.place() == "two/r"
