"""Every control of every form: reached by keyboard in the order of reading, with a name and a role for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QTabBar,
    QWidget,
)

from msk_desk.content.forms import load_all
from tests.benchmarks.made_forms import sixty_items
from tests.fakes.every_control import EVERY_CONTROL
from tests.ui.forms.conftest import OpenForm
from ui.forms.field import Field
from ui.forms.keys import field_of
from ui.forms.order import reading_order

SHIPPED = {url.rpartition("/")[2]: form for url, form in load_all().items()}
SMALLEST = 788
"""What a form has in a visit in a window of 1280 pixels."""
CONTROLS = (
    QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QTabBar,
)  # fmt: skip
ROLES = {
    QRadioButton: QAccessible.Role.RadioButton,
    QCheckBox: QAccessible.Role.CheckBox,
    QAbstractSpinBox: QAccessible.Role.SpinBox,
    QComboBox: QAccessible.Role.ComboBox,
    QSlider: QAccessible.Role.Slider,
    QPlainTextEdit: QAccessible.Role.EditableText,
    QTabBar: QAccessible.Role.PageTabList,
}


def questionnaire(name: str) -> dict[str, Any]:
    made = {"every control": EVERY_CONTROL, "sixty items": sixty_items()}
    return dict(made.get(name) or SHIPPED[name])


FORMS = pytest.mark.parametrize("name", ["every control", "sixty items", *SHIPPED])


def sections(form: OpenForm) -> Iterator[QWidget]:
    """Each section in turn, built whole."""
    for at in range(len(form.view.section_names)):
        form.view.show_section(at)
        form.view.finish_building()
        QApplication.processEvents()
        body = form.view._pages.page(at).widget()
        assert body is not None
        yield body


def controls(body: QWidget) -> list[QWidget]:
    """What can be worked in a section."""
    inside = (QAbstractSpinBox, QComboBox, QTabBar)
    return [
        one for one in body.findChildren(QWidget)
        if isinstance(one, CONTROLS) and one.isVisible() and not isinstance(one.parentWidget(), inside)
    ]  # fmt: skip


@FORMS
def test_every_control_has_a_name_and_a_role(form: OpenForm, name: str) -> None:
    form.show_form(questionnaire(name))
    seen = 0
    for body in sections(form):
        for control in controls(body):
            interface = QAccessible.queryAccessibleInterface(control)
            assert interface.text(QAccessible.Text.Name).strip(), control.objectName()
            for kind, role in ROLES.items():
                if isinstance(control, kind):
                    assert interface.role() == role, control.objectName()
            if control.property("segment"):
                assert interface.role() == QAccessible.Role.RadioButton
            seen += 1
    assert seen


@FORMS
def test_every_answer_is_named_by_its_question(form: OpenForm, name: str) -> None:
    form.show_form(questionnaire(name))
    for body in sections(form):
        for field in body.findChildren(Field):
            target = field.editor.target()
            said = target.accessibleName()
            assert field.instance.text in said or field.instance.item.look.short_text in said, said
            if field.instance.item.required and not field.instance.item.read_only:
                described = [target, *field.findChildren(QWidget)]
                assert any("needed" in one.accessibleDescription() for one in described)


@pytest.mark.parametrize("name", list(SHIPPED))
def test_every_section_fits_beside_the_rail_and_the_side_column(form: OpenForm, name: str) -> None:
    form.view.resize(SMALLEST, 600)
    form.show_form(questionnaire(name))
    for at, body in enumerate(sections(form)):
        page = form.view._pages.page(at)
        assert page.horizontalScrollBar().maximum() == 0, form.view.section_names[at]
        assert body.isVisible()
        asked = body.heightForWidth(body.width())
        assert body.height() <= max(asked, page.viewport().height()), "nobody scrolls on into emptiness"


def walked(form: OpenForm, body: QWidget) -> list[QWidget]:
    """Where Tab stops in a section, beginning at its first question."""
    first = next(one for one in controls(body) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    while True:
        now = QApplication.focusWidget()
        if now is None or not body.isAncestorOf(now) or now in found:
            return found
        found.append(now)
        form.key(Qt.Key.Key_Tab)


@FORMS
def test_tab_goes_through_a_section_in_the_order_of_reading(form: OpenForm, name: str) -> None:
    form.show_form(questionnaire(name))
    form.view.rail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    visited = 0
    for body in sections(form):
        if not any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in controls(body)):
            continue
        stops = walked(form, body)
        fields = list(dict.fromkeys(field for one in stops if (field := field_of(one)) is not None))
        order = [one.link_id for one in read(form)]
        places = [order.index(field.instance.link_id) for field in fields]
        assert places == sorted(places), [field.instance.link_id for field in fields]
        assert goes_down_the_page(fields, body)
        reached = {id(field) for field in fields}
        for field in body.findChildren(Field):
            if field.isVisible() and field.findChildren(QAbstractButton) + field.findChildren(QLineEdit):
                assert id(field) in reached or only_shown(field), field.instance.link_id
        visited += len(fields)
    assert visited


def read(form: OpenForm) -> list[Any]:
    """Every instance in the order of reading."""
    found: list[Any] = []

    def go(row: list[Any]) -> None:
        for one in reading_order(row):
            found.append(one)
            go(one.children)
            for slot in one.slots:
                go(slot.children)

    go(form.state.root.children)
    return found


def goes_down_the_page(fields: list[Field], body: QWidget) -> bool:
    """Whether each question stands below the one before, or at its right."""
    corners = [one.mapTo(body, QPoint(0, 0)) for one in fields]
    heights = [one.height() for one in fields]
    pairs = zip(corners, corners[1:], heights, heights[1:], strict=False)
    return all(
        after.y() + high / 2 > before.y() + least / 2 or after.x() > before.x() for before, after, least, high in pairs
    )


def only_shown(field: Field) -> bool:
    return field.instance.item.read_only or not field.editor.target().focusPolicy() & Qt.FocusPolicy.TabFocus


@FORMS
def test_enter_leaves_no_question_out(form: OpenForm, name: str) -> None:
    form.show_form(questionnaire(name))
    body = next(sections(form))
    wanted = [one for one in body.findChildren(Field) if one.isVisible() and not only_shown(one)]
    wanted[0].take_focus()
    seen: list[str] = []
    for _ in wanted:
        seen.append(form.place())
        ctrl = isinstance(QApplication.focusWidget(), QPlainTextEdit)
        form.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)
    assert seen == [one.instance.path for one in wanted]
