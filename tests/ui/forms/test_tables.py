"""Tables of a form: columns that share the width, notes on demand, choices as columns, rows that come and go."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from msk_desk.forms.instance import Instance
from tests.fakes.every_control import Item, coded, control, degrees, extension, item
from tests.ui.forms.conftest import OpenForm
from ui.forms.columns import columns_of
from ui.forms.table import Table
from ui.forms.table_fit import fit_for

OFTEN = coded("Never", "Sometimes", "Always")


def movement(*names: str, **more: Any) -> Item:
    rows = [
        item(f"row-{name}", "group", name, item=[
            degrees(f"{name}-ar", "Active right"), degrees(f"{name}-al", "Active left"),
            degrees(f"{name}-pr", "Passive right"), degrees(f"{name}-pl", "Passive left"),
            item(f"{name}-normal", "string", "Normal", readOnly=True), item(f"{name}-note", "string", "Note")])
        for name in names]  # fmt: skip
    return item("moves", "group", "Movement", control("grid"), item=rows, **more)


def medicines(*more: Item) -> Item:
    cells = [item("name", "string", "Medicine"), item("dose", "decimal", "Dose")]
    return item("meds", "group", "Medicines", control("gtable"), *more, repeats=True, item=cells)


@pytest.fixture(autouse=True)
def as_wide_as_in_a_visit(form: OpenForm) -> None:
    """What the section has at 1280 pixels, beside the rail and the side column."""
    form.view.resize(620, 620)
    QApplication.processEvents()


def corner(widget: QWidget, within: QWidget) -> QPoint:
    return widget.mapTo(within, QPoint(0, 0))


def rows_of(form: OpenForm) -> list[Instance]:
    group = form.state.root.children[0]
    return [one for one in group.children if one.item.is_group]


def test_a_table_of_movements_fits_the_form_beside_the_side_column(form: OpenForm) -> None:
    form.show(movement("flexion", "extension"), item("after", "string", "After"))
    page = form.view._pages.page(0)
    assert page.horizontalScrollBar().maximum() == 0
    assert not form.has("answer_flexion-note"), "the note waits behind its button"
    cells = [form.part(f"answer_flexion-{at}", QLineEdit) for at in ("ar", "al", "pr", "pl")]
    assert len({corner(one, form.view).y() for one in cells}) == 1
    assert [corner(one, form.view).x() for one in cells] == sorted(corner(one, form.view).x() for one in cells)


def test_a_note_is_opened_where_it_is_wanted_and_stays_while_it_says_something(form: OpenForm) -> None:
    form.show(movement("flexion", "extension"))
    form.press("note_flexion-note")
    assert form.place() == "moves/row-flexion/flexion-note"
    form.type("answer_flexion-note", "Pain at the end")
    assert form.given("flexion-note") == ["Pain at the end"]
    form.press("note_flexion-note")
    assert form.has("answer_flexion-note")
    assert not form.has("answer_extension-note")


def test_a_note_given_before_is_seen_at_once(form: OpenForm) -> None:
    form.show(movement("flexion"))
    form.state.set_answer("flexion-note", "As before")
    form.view.show_state(form.state)
    assert form.part("answer_flexion-note", QLineEdit).text() == "As before"


def test_in_a_narrow_window_the_cells_stand_under_one_another_with_their_heads(form: OpenForm) -> None:
    form.show(movement("flexion"))
    form.view.resize(300, 620)
    QApplication.processEvents()
    assert form.view._pages.page(0).horizontalScrollBar().maximum() == 0
    heads = [one.text() for one in form.view.findChildren(QLabel) if one.isVisible()]
    assert {"Active right (°)", "Passive left (°)", "Normal"} <= set(heads)
    form.type("answer_flexion-pl", "90")
    form.view.resize(620, 620)
    QApplication.processEvents()
    assert form.given("flexion-pl") == [90]
    assert form.part("answer_flexion-pl", QLineEdit).text() == "90"


@pytest.mark.parametrize(("width", "below", "stacked"), [(1200, False, False), (600, True, False), (300, True, True)])
def test_the_roomiest_layout_is_taken(form: OpenForm, width: float, below: bool, stacked: bool) -> None:
    form.show(movement("flexion"))
    fit = fit_for(columns_of(rows_of(form)), width, named=True, removable=False)
    assert (fit.notes_below, fit.stacked) == (below, stacked)


def test_a_unit_that_a_whole_column_has_is_said_in_its_head(form: OpenForm) -> None:
    form.show(movement("flexion"))
    assert [one.head for one in columns_of(rows_of(form))][:2] == ["Active right (°)", "Active left (°)"]
    assert form.part("answer_flexion-ar", QLineEdit).accessibleName() == "flexion, Active right °"


def test_choices_alike_are_columns(form: OpenForm) -> None:
    asked = [item(f"q{at}", "choice", text, answerOption=OFTEN) for at, text in enumerate(("Sleep", "Work", "Walking"))]
    form.show(item("often", "group", "How often", control("table"), item=asked))
    heads = [one for one in form.view.findChildren(QLabel) if one.text() == "Sometimes" and one.isVisible()]
    button = form.part("answer_q1_1", QRadioButton)
    middle = corner(button, form.view).x() + button.width() / 2
    head = corner(heads[0], form.view).x() + heads[0].width() / 2
    assert len(heads) == 1
    assert abs(middle - head) < 12
    assert button.accessibleName() == "Work: Sometimes"
    form.press("answer_q1_1")
    assert form.given("q1")[0]["code"] == "sometimes"
    form.key(Qt.Key.Key_Down)
    assert form.given("q1")[0]["code"] in ("sometimes", "always")
    form.key(Qt.Key.Key_Delete)
    assert form.given("q1") == []


def test_choices_that_differ_are_drawn_one_by_one(form: OpenForm) -> None:
    asked = [item("q0", "choice", "Sleep", answerOption=OFTEN), item("q1", "choice", "Work", answerOption=OFTEN[:2])]
    form.show(item("often", "group", "How often", control("table"), item=asked))
    assert form.part("answer_q0_1", QPushButton)


def test_rows_are_added_up_to_the_most_there_may_be(form: OpenForm) -> None:
    form.show(medicines(extension("questionnaire-maxOccurs", 2, "Integer")))
    form.press("add_meds")
    assert form.place() == "meds:1/name"
    assert not form.part("add_meds", QPushButton).isEnabled()
    form.press("remove_meds_0")
    assert form.part("add_meds", QPushButton).isEnabled()


def test_a_row_taken_from_the_middle_leaves_the_others_with_their_answers_and_numbers(form: OpenForm) -> None:
    form.show(medicines(), item("after", "string", "After"))
    for at, name in enumerate(("one", "two", "three")):
        if at:
            form.press("add_meds")
        form.state.set_answer(form.state.instances("name")[at], name)
    form.view.show_state(form.state)
    page = form.part("answer_after", QLineEdit)
    form.press("remove_meds_1")
    assert [one.values[0]["valueString"] for one in form.state.instances("name")] == [
        "one", "three"]  # fmt: skip
    fields = [one for one in form.view.findChildren(QLineEdit, "answer_name") if one.isVisible()]
    assert [one.text() for one in fields] == ["one", "three"]
    assert fields[1].accessibleName() == "Medicines 2, Medicine"
    assert form.part("answer_after", QLineEdit) is page, "nothing else was drawn again"


def test_tab_goes_through_a_row_that_came_later(form: OpenForm) -> None:
    form.show(medicines(), item("after", "string", "After"))
    form.press("add_meds")
    form.press("add_meds")
    form.part("answer_name", QLineEdit).setFocus()
    seen = []
    for _ in range(11):
        seen.append(form.place() or QApplication.focusWidget().objectName())
        form.key(Qt.Key.Key_Tab)
    assert seen == [
        "meds/name", "meds/dose", "remove_meds_0", "meds:1/name", "meds:1/dose", "remove_meds_1",
        "meds:2/name", "meds:2/dose", "remove_meds_2", "add_meds", "after",
    ]  # fmt: skip


def test_the_last_row_is_emptied(form: OpenForm) -> None:
    form.show(medicines())
    form.type("answer_name", "x")
    form.press("remove_meds_0")
    assert form.given("name") == []
    assert form.part("answer_name", QLineEdit).text() == ""


def test_a_table_that_does_not_repeat_is_one_row(form: OpenForm) -> None:
    cells = [item("pulse", "integer", "Pulse"), item("words", "display", "at rest")]
    form.show(item("one", "group", "Signs", control("gtable"), item=cells))
    form.type("answer_pulse", "72")
    assert form.given("pulse") == [72]
    assert len(form.view.findChildren(Table)) == 1
    assert not form.has("add_one")


def test_rows_that_come_into_sight_bring_no_button_where_notes_have_a_column(form: OpenForm) -> None:
    rows = [
        item("row-flexion", "group", "Flexion",
             item=[degrees("flexion-r", "Right"), item("flexion-note", "string", "Note")],
             enableWhen=[{"question": "tested", "operator": "=", "answerBoolean": True}])]  # fmt: skip
    form.view.resize(1100, 620)
    form.show(item("tested", "boolean", "Tested"), item("moves", "group", "Movement", control("grid"), item=rows))
    form.press("answer_tested_0")
    QApplication.processEvents()
    assert form.has("answer_flexion-note")
    assert not form.has("note_flexion-note")
