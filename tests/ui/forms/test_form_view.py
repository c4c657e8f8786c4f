"""The renderer: what a user does in each editor reaches the form, and what the form says is drawn."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSlider, QWidget

from msk_desk.content.texts import Texts
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from ui.forms.editors.calendar_popup import CalendarPopup
from ui.forms.events import AnswerGiven, FocusPlace
from ui.forms.shot import shot
from ui.forms.view import FormView

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"


def control(code: str) -> dict[str, Any]:
    return {"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": {"coding": [{"code": code}]}}


def coded(*codes: str) -> list[dict[str, Any]]:
    return [{"valueCoding": {"code": code, "display": code.capitalize()}} for code in codes]


def calculated(text: str) -> dict[str, Any]:
    return {"url": SDC + "calculatedExpression", "valueExpression": {"language": "text/fhirpath", "expression": text}}


FORM: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "title": "All kinds",
    "item": [
        {"linkId": "one", "type": "group", "text": "First", "item": [
            {"linkId": "segment", "type": "choice", "text": "Side", "required": True,
             "answerOption": coded("right", "left")},
            {"linkId": "yes", "type": "boolean", "text": "Agreed"},
            {"linkId": "number", "type": "integer", "text": "Flexion", "extension": [
                {"url": CORE + "minValue", "valueInteger": 0}, {"url": CORE + "maxValue", "valueInteger": 160},
                {"url": CORE + "questionnaire-unit", "valueCoding": {"code": "deg", "display": "°"}}]},
            {"linkId": "double", "type": "integer", "text": "Double",
             "extension": [calculated("%resource.descendants().where(linkId='number').answer.value * 2")]},
            {"linkId": "scale", "type": "integer", "text": "Pain", "extension": [
                control("slider"), {"url": CORE + "minValue", "valueInteger": 0},
                {"url": CORE + "maxValue", "valueInteger": 10}]},
            {"linkId": "line", "type": "string", "text": "Work"},
            {"linkId": "area", "type": "text", "text": "Story"},
            {"linkId": "day", "type": "date", "text": "Review"},
            {"linkId": "many", "type": "choice", "text": "Diagnosis",
             "answerOption": coded("arthritis", "tear", "sprain", "gout", "bursitis", "fracture", "plica")},
            {"linkId": "boxes", "type": "choice", "repeats": True, "text": "Where", "answerOption": [
                *coded("front", "back"),
                {"valueCoding": {"code": "none", "display": "None"},
                 "extension": [{"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}]}]},
            {"linkId": "how-many", "type": "integer", "text": "Medicines", "readOnly": True,
             "extension": [calculated("%resource.descendants().where(linkId='name').answer.count()")]},
            {"linkId": "why", "type": "string", "text": "Why left",
             "enableWhen": [{"question": "segment", "operator": "=", "answerCoding": {"code": "left"}}]},
        ]},
        {"linkId": "two", "type": "group", "text": "Second", "item": [
            {"linkId": "rows", "type": "group", "repeats": True, "text": "Medicine", "item": [
                {"linkId": "name", "type": "string", "text": "Name"}]},
            {"linkId": "grid", "type": "group", "text": "Movement", "extension": [control("grid")], "item": [
                {"linkId": "bend", "type": "group", "text": "Bending", "item": [
                    {"linkId": "bend-right", "type": "integer", "text": "Right"},
                    {"linkId": "bend-left", "type": "integer", "text": "Left"}]}]},
        ]},
    ],
}  # fmt: skip
DEFINITION = Definition.load(FORM)


@pytest.fixture
def view(qtbot: Any) -> Iterator[FormView]:
    made = FormView(Texts.load(), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show_state(FormState(DEFINITION, now=NOW))
    made.show()
    made.activateWindow()
    yield made
    made.close()


def part(view: FormView, name: str, kind: type[QWidget] = QWidget) -> Any:
    found = view.findChild(kind, name)
    assert found is not None, name
    return found


def given(view: FormView, link_id: str) -> list[Any]:
    assert view.state is not None
    return [next(iter(value.values())) for value in view.state.values(link_id)]


def press(qtbot: Any, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(6, button.height() // 2))


def test_segments_choose_and_the_same_again_clears(view: FormView, qtbot: Any) -> None:
    left = part(view, "answer_segment_1", QPushButton)
    with qtbot.waitSignal(view.answer_given) as heard:
        press(qtbot, left)
    assert heard.args == [
        AnswerGiven("one/segment", "segment", ({"valueCoding": {"code": "left", "display": "Left"}},))
    ]
    assert part(view, "answer_why").isVisible()
    press(qtbot, left)
    assert given(view, "segment") == []
    assert not part(view, "answer_why").isVisible()


def test_yes_and_no(view: FormView, qtbot: Any) -> None:
    press(qtbot, part(view, "answer_yes_1", QPushButton))
    assert given(view, "yes") == [False]


def test_a_number_is_typed_and_stepped_and_what_follows_is_redrawn(view: FormView, qtbot: Any) -> None:
    field = part(view, "answer_number", QLineEdit)
    qtbot.keyClicks(field, "115")
    assert given(view, "number") == [115]
    assert part(view, "answer_double", QLineEdit).text() == "230"
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert given(view, "number") == [116]
    assert part(view, "answer_double", QLineEdit).text() == "232"


def test_a_wrong_number_says_so_below_and_to_a_screen_reader(view: FormView, qtbot: Any) -> None:
    field = part(view, "answer_number", QLineEdit)
    qtbot.keyClicks(field, "999")
    problem = part(view, "problem_number")
    assert "160" in problem.text()
    assert "160" in field.accessibleDescription()
    assert field.accessibleName() == "Flexion °"
    field.clear()
    qtbot.keyClicks(field, "x")
    assert problem.text() == Texts.load().get("forms.whole_number_expected")
    assert given(view, "number") == []


def test_a_calculation_written_over_can_be_had_back(view: FormView, qtbot: Any) -> None:
    qtbot.keyClicks(part(view, "answer_number", QLineEdit), "10")
    double = part(view, "answer_double", QLineEdit)
    double.selectAll()
    qtbot.keyClicks(double, "7")
    again = part(view, "recalculate_double", QPushButton)
    assert again.isVisible()
    assert given(view, "double") == [7]
    press(qtbot, again)
    assert given(view, "double") == [20]
    assert double.text() == "20"


def test_a_scale_has_no_answer_until_it_is_touched(view: FormView, qtbot: Any) -> None:
    bar = part(view, "answer_scale", QSlider)
    assert given(view, "scale") == []
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert given(view, "scale") == [1]
    qtbot.keyClick(bar, Qt.Key.Key_Delete)
    assert given(view, "scale") == []


def test_text_is_given_at_every_keystroke(view: FormView, qtbot: Any) -> None:
    heard: list[AnswerGiven] = []
    view.answer_given.connect(heard.append)
    qtbot.keyClicks(part(view, "answer_line", QLineEdit), "abc")
    qtbot.keyClicks(part(view, "answer_area", QPlainTextEdit), "xy")
    assert [one.values[0]["valueString"] for one in heard] == ["a", "ab", "abc", "x", "xy"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("23/11/26", "2026-11-23"), ("2/52", "2026-12-06"), ("+6w", "2027-01-03")]
)
def test_a_date_is_typed_as_people_write_it(view: FormView, qtbot: Any, typed: str, meant: str) -> None:
    qtbot.keyClicks(part(view, "answer_day", QLineEdit), typed)
    assert given(view, "day") == [meant]


def test_a_date_that_cannot_be_read_says_how_to_write_it(view: FormView, qtbot: Any) -> None:
    field = part(view, "answer_day", QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "soon")
    assert view.findChild(QLabel, "problem_day") is None, "it may still become a date"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert part(view, "problem_day").text() == Texts.load().get("forms.date_not_understood")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_date_is_taken_from_the_calendar(view: FormView, qtbot: Any) -> None:
    press(qtbot, part(view, "calendar_day", QPushButton))
    calendar = view.findChildren(CalendarPopup)[0].calendar
    assert (calendar.yearShown(), calendar.monthShown()) == (2026, 11)
    calendar.clicked.emit(QDate(2026, 12, 3))
    assert given(view, "day") == ["2026-12-03"]
    assert part(view, "answer_day", QLineEdit).text() == "03-Dec-2026"
    assert not calendar.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_many_choices_are_found_by_typing(view: FormView, qtbot: Any) -> None:
    field = part(view, "answer_many", QLineEdit)
    qtbot.keyClicks(field, "burs")
    assert given(view, "many") == []
    assert field.completer().completionCount() == 1
    field.completer().activated.emit(field.completer().currentCompletion())
    assert given(view, "many")[0]["code"] == "bursitis"


def test_an_exclusive_box_takes_the_other_ticks_away(view: FormView, qtbot: Any) -> None:
    for at in (0, 1, 2):
        press(qtbot, part(view, f"answer_boxes_{at}", QCheckBox))
    assert [one["code"] for one in given(view, "boxes")] == ["none"]
    press(qtbot, part(view, "answer_boxes_0", QCheckBox))
    assert [one["code"] for one in given(view, "boxes")] == ["front"]


def test_showing_a_form_gives_no_answers(view: FormView) -> None:
    heard: list[object] = []
    view.answer_given.connect(heard.append)
    state = FormState(DEFINITION, now=NOW)
    for link_id, value in {"segment": "left", "number": 5, "line": "x", "area": "y", "day": "2026-01-02", "scale": 3,
                           "many": "gout", "boxes": ["front"], "yes": True, "name": "z"}.items():  # fmt: skip
        state.set_answer(link_id, value)
    view.show_state(state)
    view.show_section(1)
    assert heard == []
    assert part(view, "answer_name", QLineEdit).text() == "z"


def test_building_a_form_opens_no_window_of_its_own(view: FormView) -> None:
    view.show_section(1)
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [view]


def test_sections_are_built_when_first_shown(view: FormView) -> None:
    assert view.findChild(QLineEdit, "answer_name") is None
    view.show_section(1)
    assert part(view, "answer_name", QLineEdit).isVisible()


def long_form(count: int) -> Definition:
    items = [{"linkId": f"n{at}", "type": "string", "text": f"Question {at}"} for at in range(count)]
    groups = [
        {"linkId": f"g{at}", "type": "group", "text": f"Part {at}", "item": items[at : at + 7]}
        for at in range(0, count, 7)
    ]
    return Definition.load(
        {"resourceType": "Questionnaire", "item": [{"linkId": "all", "type": "group", "item": groups}]}
    )


def test_a_long_section_is_drawn_bit_by_bit_in_reading_order(view: FormView, qtbot: Any) -> None:
    view.show_state(FormState(long_form(100), now=NOW))
    assert view.findChild(QLineEdit, "answer_n0") is not None
    assert view.findChild(QLineEdit, "answer_n99") is None
    qtbot.waitUntil(lambda: view.findChild(QLineEdit, "answer_n99") is not None)
    fields = [part(view, f"answer_n{at}", QLineEdit) for at in range(100)]

    def in_order() -> bool:
        tops = [one.mapTo(view, QPoint(0, 0)).y() for one in fields]
        return len(set(tops)) == 100 and tops == sorted(tops)

    qtbot.waitUntil(in_order)


def test_the_end_of_a_long_section_can_be_reached_at_once(view: FormView, qtbot: Any) -> None:
    view.show_state(FormState(long_form(100), now=NOW), FocusPlace("all/g98/n99"))
    qtbot.keyClicks(view.focusWidget(), "x")
    assert given(view, "n99") == ["x"]


def test_the_rail_ticks_a_section_that_is_done(view: FormView, qtbot: Any) -> None:
    mark = Texts.load().get("forms.section_done", name="First")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert view.rail.item(0).data(role) != mark
    press(qtbot, part(view, "answer_segment_0", QPushButton))
    assert view.rail.item(0).data(role) == mark


def test_rows_are_added_and_removed(view: FormView, qtbot: Any) -> None:
    view.show_section(1)
    qtbot.keyClicks(part(view, "answer_name", QLineEdit), "Codeine")
    press(qtbot, part(view, "add_rows", QPushButton))
    assert view.state is not None
    assert [one.path for one in view.state.instances("name")] == ["two/rows/name", "two/rows:1/name"]
    assert len([one for one in view.findChildren(QLineEdit, "answer_name") if one.isVisible()]) == 2
    press(qtbot, part(view, "remove_rows_0", QPushButton))
    assert len(view.state.instances("rows")) == 1
    assert given(view, "name") == []


def test_what_follows_from_a_removed_row_is_redrawn_in_other_sections(view: FormView, qtbot: Any) -> None:
    total = part(view, "answer_how-many", QLabel)
    view.show_section(1)
    qtbot.keyClicks(part(view, "answer_name", QLineEdit), "Codeine")
    assert total.text() == "1"
    press(qtbot, part(view, "remove_rows_0", QPushButton))
    assert total.text() == "0"


def test_a_table_cell_says_its_row_and_column(view: FormView, qtbot: Any) -> None:
    view.show_section(1)
    cell = part(view, "answer_bend-left", QLineEdit)
    assert cell.accessibleName() == "Bending, Left"
    qtbot.keyClicks(cell, "120")
    assert given(view, "bend-left") == [120]


def test_a_row_of_a_table_comes_and_goes_with_its_condition(view: FormView, qtbot: Any) -> None:
    cell = {"linkId": "cell", "type": "integer", "text": "Right"}
    when = [{"question": "ask", "operator": "=", "answerBoolean": True}]
    row = {"linkId": "row", "type": "group", "text": "Bending", "enableWhen": when, "item": [cell]}
    table = {"linkId": "table", "type": "group", "extension": [control("grid")], "item": [row]}
    form = {"resourceType": "Questionnaire", "item": [{"linkId": "ask", "type": "boolean", "text": "Ask"}, table]}
    view.show_state(FormState(Definition.load(form), now=NOW))
    heading = next(one for one in view.findChildren(QLabel) if one.text() == "Bending")
    assert not heading.isVisible()
    press(qtbot, part(view, "answer_ask_0", QPushButton))
    assert heading.isVisible()
    assert part(view, "answer_cell", QLineEdit).isVisible()


def test_the_keyboard_comes_back_to_the_same_place(view: FormView, qtbot: Any) -> None:
    field = part(view, "answer_area", QPlainTextEdit)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Stairs hurt")
    qtbot.keyClick(field, Qt.Key.Key_Left)
    place = view.focus_place()
    assert place == FocusPlace("one/area", 10)
    assert view.state is not None
    kept = json.loads(json.dumps(view.state.snapshot()))
    view.show_state(FormState.restore(DEFINITION, kept, now=NOW), place)
    assert view.focus_place() == place
    qtbot.keyClicks(view.focusWidget(), "er")
    assert given(view, "area") == ["Stairs hurert"]


def test_focus_on_an_item_opens_its_section(view: FormView) -> None:
    view.focus_on(FocusPlace("two/grid/bend/bend-right"))
    assert view.section == 1
    assert view.focus_place() == FocusPlace("two/grid/bend/bend-right", 0)


def test_enter_moves_from_question_to_question(view: FormView, qtbot: Any) -> None:
    view.focus_on(FocusPlace("one/segment"))
    seen = []
    for _ in range(5):
        place = view.focus_place()
        seen.append(place.path if place else "")
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    assert seen == ["one/segment", "one/yes", "one/number", "one/double", "one/scale"]


def test_tab_stops_once_at_a_row_of_buttons(view: FormView, qtbot: Any) -> None:
    view.focus_on(FocusPlace("one/segment"))
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
    assert view.focus_place() == FocusPlace("one/yes")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Backtab)
    assert view.focus_place() == FocusPlace("one/segment")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Right)
    assert given(view, "segment")[0]["code"] == "left"
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
    assert view.focus_place() == FocusPlace("one/yes")


def test_checking_shows_what_is_missing(view: FormView) -> None:
    assert view.findChild(QLabel, "problem_segment") is None
    assert [one.link_id for one in view.check()] == ["segment"]
    assert part(view, "problem_segment").text()


def test_a_picture_of_a_form(qtbot: Any, tmp_path: Path) -> None:
    out = tmp_path / "form.png"
    before = len(QApplication.allWidgets())
    shot(DEFINITION, FormState(DEFINITION, now=NOW), Texts.load(), TODAY, out)
    assert len(QApplication.allWidgets()) == before, "the next picture would be slower"
    assert out.read_bytes()[:4] == b"\x89PNG"
