"""Numbers, scales, dates and what is only shown: typed as people type, wrong only once it is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QPushButton, QSlider

from tests.fakes.every_control import control, extension, fhirpath, hint, item, limits, unit
from tests.ui.forms.conftest import OpenForm


def test_a_quantity_has_the_unit_chosen(form: OpenForm) -> None:
    units = [extension("questionnaire-unitOption", {"code": code, "display": code}, "Coding") for code in ("kg", "lb")]
    form.show(item("q", "quantity", "Weight", *units))
    form.type("answer_q", "70.5")
    assert form.given("q") == [{"value": Decimal("70.5"), "unit": "kg", "code": "kg"}]
    box = form.part("unit_q", QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert form.given("q")[0]["unit"] == "lb"
    form.view.show_state(form.state)
    assert form.part("unit_q", QComboBox).currentText() == "lb"


def test_a_sign_alone_is_wrong_only_once_the_field_is_left(form: OpenForm, words: Callable[..., str]) -> None:
    form.show(item("q", "integer", "Extension"), item("next", "string", "Next"))
    form.type("answer_q", "-")
    assert not form.has("problem_q")
    form.key(Qt.Key.Key_Tab)
    assert form.part("problem_q", QLabel).text() == words("forms.whole_number_expected")
    form.type("answer_q", "5")
    assert form.given("q") == [-5]
    assert not form.has("problem_q")


@pytest.mark.parametrize("value", [115, -15, 88])
def test_a_number_is_seen_in_its_field_and_in_a_cell(form: OpenForm, value: int) -> None:
    row = item("row", "group", "Row", item=[item("cell", "integer", "Cell", *limits(-20, 180))])
    form.show(item("q", "integer", "Number"), item("table", "group", "Table", control("grid"), item=[row]))
    for name in ("q", "cell"):
        form.state.set_answer(name, value)
    form.view.show_state(form.state)
    for name in ("answer_q", "answer_cell"):
        field = form.part(name, QLineEdit)
        assert field.contentsRect().width() >= field.fontMetrics().horizontalAdvance(field.text()) + 3
        assert field.contentsRect().height() >= field.fontMetrics().height()


def test_a_comma_is_a_decimal_point_and_what_is_typed_is_left_alone(form: OpenForm) -> None:
    form.show(item("q", "decimal", "Height"))
    field = form.type("answer_q", "1,80")
    assert isinstance(field, QAbstractSpinBox | QLineEdit)
    assert form.given("q") == [Decimal("1.80")]
    assert form.part("answer_q", QLineEdit).text() == "1,80"


def test_the_buttons_step_within_the_limits(form: OpenForm) -> None:
    form.show(item("q", "integer", "Grade", *limits(0, 2)))
    for name in ("more_q", "more_q", "more_q", "more_q", "less_q"):
        form.press(name)
    assert form.given("q") == [1]


@pytest.mark.parametrize(("across", "value"), [(0.0, 0), (0.5, 5), (1.0, 10)])
def test_a_scale_goes_to_where_it_is_pressed(form: OpenForm, across: float, value: int) -> None:
    form.show(item("q", "integer", "Pain", control("slider"), *limits(0, 10)))
    bar = form.part("answer_q", QSlider)
    assert bar.property("unset") is True
    at = QPoint(round(9 + across * (bar.width() - 18)), bar.height() // 2)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)
    assert form.given("q") == [value]
    assert bar.property("unset") is False


def test_a_scale_says_its_ends(form: OpenForm) -> None:
    ends = [hint("low", "lower", "no pain"), hint("high", "upper", "worst")]
    form.show(item("q", "integer", "Pain", control("slider"), *limits(0, 10), item=ends))
    assert "From 0 no pain to 10 worst" in form.part("answer_q", QSlider).accessibleDescription()


def test_a_scale_in_steps_and_of_quantities(form: OpenForm) -> None:
    step = extension("questionnaire-sliderStepValue", 5, "Integer")
    form.show(item("q", "quantity", "Dose", control("slider"), *limits(0, 100), step, unit("mg")))
    form.part("answer_q", QSlider).setFocus()
    form.key(Qt.Key.Key_Right)
    form.key(Qt.Key.Key_Right)
    assert form.given("q") == [{"value": 10, "unit": "mg", "code": "mg"}]


@pytest.mark.parametrize(
    ("typed", "meant", "shown"),
    [("2019", "2019", "2019"), ("11/2019", "2019-11", "Nov-2019"), ("Nov 2019", "2019-11", "Nov-2019")],
)
def test_part_of_a_date_is_enough(form: OpenForm, typed: str, meant: str, shown: str) -> None:
    form.show(item("q", "date", "Began"), item("next", "string", "Next"))
    form.type("answer_q", typed)
    assert form.given("q") == [meant]
    assert form.part("understood_q", QLabel).text() == shown
    form.key(Qt.Key.Key_Tab)
    assert form.part("answer_q", QLineEdit).text() == shown


def test_a_date_with_a_time(form: OpenForm, words: Callable[..., str]) -> None:
    form.show(item("q", "dateTime", "Fall"), item("next", "string", "Next"))
    form.type("answer_q", "21/11/26 9.05")
    assert form.given("q")[0].startswith("2026-11-21T09:05:00")
    form.key(Qt.Key.Key_Tab)
    assert form.part("answer_q", QLineEdit).text() == "21-Nov-2026 09:05"
    form.part("answer_q", QLineEdit).clear()
    form.type("answer_q", "21/11/26 25:00")
    form.key(Qt.Key.Key_Tab)
    assert form.part("problem_q", QLabel).text() == words("forms.date_time_not_understood")


def test_a_time(form: OpenForm, words: Callable[..., str]) -> None:
    form.show(item("q", "time", "Wakes"), item("next", "string", "Next"))
    form.type("answer_q", "630")
    assert form.given("q") == ["06:30:00"]
    form.key(Qt.Key.Key_Tab)
    assert form.part("answer_q", QLineEdit).text() == "06:30"
    form.part("answer_q", QLineEdit).clear()
    form.type("answer_q", "late")
    assert not form.has("problem_q")
    form.key(Qt.Key.Key_Tab)
    assert form.part("problem_q", QLabel).text() == words("forms.time_not_understood")


def test_what_was_typed_and_is_no_answer_stands_in_the_way_of_signing(form: OpenForm) -> None:
    form.show(item("q", "date", "Review"), item("next", "string", "Next"))
    form.type("answer_q", "soon")
    form.key(Qt.Key.Key_Tab)
    assert [one.link_id for one in form.view.check()] == ["q"]
    form.part("answer_q", QLineEdit).clear()
    form.type("answer_q", "2/52")
    assert form.view.check() == []


def test_several_numbers_have_a_line_each(form: OpenForm) -> None:
    form.show(item("q", "integer", "Readings", repeats=True), item("next", "string", "Next"))
    form.type("answer_q", "120")
    form.press("add_q")
    QTest.keyClicks(form.view.focusWidget(), "130")
    assert form.given("q") == [120, 130]
    form.view.show_state(form.state)
    fields = [one for one in form.view.findChildren(QLineEdit, "answer_q") if one.isVisible()]
    assert [one.text() for one in fields] == ["120", "130"]
    assert fields[1].accessibleName() == "Readings 2"
    form.press("remove_q_0")
    assert form.given("q") == [130]


def test_several_lines_of_text_are_an_answer_each(form: OpenForm) -> None:
    form.show(item("q", "string", "Medicines", repeats=True))
    form.type("answer_q", "one")
    form.key(Qt.Key.Key_Return)
    form.key(Qt.Key.Key_Return)
    form.type("answer_q", "two")
    assert form.given("q") == ["one", "two"]


def test_files_and_links_are_named_and_cannot_be_given(form: OpenForm, words: Callable[..., str]) -> None:
    form.show(item("file", "attachment", "Letter"), item("link", "reference", "Clinic"))
    assert form.part("answer_file", QLabel).text() == words("forms.not_drawn")
    form.state.set_answer("file", {"valueAttachment": {"title": "Letter of 3 May", "contentType": "application/pdf"}})
    form.state.set_answer("link", {"valueReference": {"reference": "Location/1", "display": "Harlow"}})
    form.view.show_state(form.state)
    assert form.part("answer_file", QLabel).text() == "Letter of 3 May"
    assert form.part("answer_link", QLabel).text() == "Harlow"


def test_what_is_calculated_only_is_words_with_its_unit(form: OpenForm) -> None:
    half = fhirpath("calculatedExpression", "%resource.item.where(linkId='q').answer.value / 2")
    form.show(item("q", "integer", "Twice"), item("half", "decimal", "Once", half, unit("cm"), readOnly=True))
    form.type("answer_q", "5")
    shown = form.part("answer_half", QLabel)
    assert shown.text() == "2.5 cm"
    assert shown.accessibleName() == "Once cm: 2.5 cm"


def test_an_entry_format_is_a_hint_and_a_short_field_is_short(form: OpenForm) -> None:
    form.show(item("q", "string", "Code", extension("entryFormat", "AB12", "String"), maxLength=4))
    field = form.part("answer_q", QLineEdit)
    assert field.placeholderText() == "AB12"
    assert field.width() < 120


def test_steps_are_not_stops_of_the_keyboard(form: OpenForm) -> None:
    form.show(item("q", "integer", "Number"), item("next", "string", "Next"))
    assert form.part("more_q", QPushButton).focusPolicy() is Qt.FocusPolicy.NoFocus
    form.part("answer_q", QLineEdit).setFocus()
    form.key(Qt.Key.Key_Tab)
    assert form.place() == "next"
