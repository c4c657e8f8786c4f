"""No step of a visit shows or writes anything of the patient before, not even before the new one's answers come."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.visits import Goal
from tests.ui.visit_patients import Seen, begin_visit, settle
from ui.context import Context
from ui.screens.patient_view import PatientView
from ui.screens.visit.screen import STEPS

MARK = "Zebrafish"
"""A word that stands in no other patient's record."""


def make_known(context: Context, seen: Seen) -> None:
    """Put the word into everything that the steps show of a patient."""
    desk = context.desk
    desk.outcomes.enter(seen.patient_id, "PSFS", {"ACTIVITY1": 4.0}, texts={"ACTIVITY1": f"{MARK} walking"})
    plan = desk.plans.begin(seen.patient_id, f"{MARK} plan", seen.visit_id)
    goal = Goal(desk.new_id(), seen.patient_id, f"{MARK} goal")
    desk.plans.keep(replace(plan, flare=f"{MARK} flare"), goal)


def words_in_sight(view: QWidget) -> str:
    """Everything that can be read on a view now."""
    said = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    said += [each.text() for each in view.findChildren(QLineEdit) if each.isVisible()]
    for kind in (QPlainTextEdit, QTextEdit):
        said += [each.toPlainText() for each in view.findChildren(kind) if each.isVisible()]
    for table in view.findChildren(QAbstractItemView):
        model = table.model()
        if table.isVisible() and model is not None:
            said += [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return "\n".join(said)


def test_no_step_keeps_anything_of_the_patient_before(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    make_known(context, first)
    met = 0
    for key, (_, make) in STEPS.items():
        view: PatientView = make(context)
        qtbot.addWidget(view)
        view.resize(1300, 720)
        view.show()
        view.open(first.patient_id, first.visit_id)
        settle(qtbot, context.runner)
        met += MARK in words_in_sight(view)
        view.open(second.patient_id, second.visit_id)
        assert MARK not in words_in_sight(view), f"{key}, at once"
        settle(qtbot, context.runner)
        assert MARK not in words_in_sight(view), f"{key}, after reading"
    assert met >= 3  # the word was in sight before: scores, plan and letter


def test_what_was_typed_for_one_is_never_kept_for_another(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    view = STEPS["plan"][1](context)
    qtbot.addWidget(view)
    view.show()
    view.open(first.patient_id, first.visit_id)
    settle(qtbot, context.runner)
    field = view.findChild(QLineEdit, "plan_goal")
    assert field is not None
    qtbot.keyClicks(field, MARK)
    view.open(second.patient_id, second.visit_id)  # the keystroke is still on its way to the disk
    settle(qtbot, context.runner)
    of_second = context.desk.drafting.unfinished(second.patient_id)
    assert not any(MARK in str(draft.content) for draft in of_second)
    of_first = context.desk.drafting.unfinished(first.patient_id)
    assert any(MARK in str(draft.content) for draft in of_first)
