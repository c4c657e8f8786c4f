"""The body chart: marks by touch and by keyboard, in the form, journalled and signed with it."""

from __future__ import annotations

from importlib.resources import files

import orjson
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from msk_desk.drawing.body_chart import BodyMark, BodyView, Feeling
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from tests.ui.visit_patients import begin_visit, choose_knee, settle
from ui.context import Context
from ui.screens.visit.assessment import AssessmentView
from ui.screens.visit.body_marks import has_chart, marks_of, touch

KNEE = BodyMark(BodyView.FRONT, (-4.0, 70.0), Feeling.PAIN)
CALF = BodyMark(BodyView.BACK, (4.0, 80.0), Feeling.NUMB)


@pytest.fixture
def form() -> FormState:
    """The knee form, blank."""
    raw = (files("resources") / "forms" / "knee-assessment.json").read_bytes()
    return FormState(Definition.load(orjson.loads(raw)))


def test_marks_are_answers_and_come_back_from_them(form: FormState) -> None:
    assert has_chart(form)
    touch(form, KNEE)
    touch(form, CALF)
    assert marks_of(form) == (KNEE, CALF)
    again = FormState.restore(form.definition, form.snapshot())
    assert marks_of(again) == (KNEE, CALF)
    assert "right-knee" in str(form.response())


def test_a_second_touch_takes_the_mark_away(form: FormState) -> None:
    touch(form, KNEE)
    touch(form, CALF)
    touch(form, BodyMark(BodyView.FRONT, (-4.5, 71.0), Feeling.ACHE))
    assert marks_of(form) == (CALF,)
    touch(form, CALF)
    assert marks_of(form) == ()
    touch(form, KNEE)
    assert marks_of(form) == (KNEE,)


def test_space_marks_and_the_mark_is_on_disk(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = AssessmentView(context)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    choose_knee(view, qtbot, context.runner)
    canvas = view.body.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert "right knee" in view.body.said.text()
    assert "right knee" in canvas.accessibleName()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # beside both bodies
    settle(qtbot, context.runner)
    draft = context.desk.drafting.unfinished(seen.patient_id)[0]
    assert "right-knee" in str(draft.content)
    assert view.presenter is not None
    assert view.presenter.form is not None
    assert len(marks_of(view.presenter.form)) == 1
