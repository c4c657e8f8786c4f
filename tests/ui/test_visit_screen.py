"""A visit in the real window: begun, stepped through by keyboard, finished; every control can be found and heard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.visits import Visit
from tests.ui.visit_patients import choose_knee, lines_of_today, settle
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.visit.assessment import AssessmentView
from ui.screens.visit.screen import STEPS, VisitScreen

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView, QTabBar)
OF_QT = ("qt_", "Scroll")


def visit_screen(window: MainWindow, qtbot: QtBot) -> tuple[VisitScreen, Context, str]:
    assert window.workspace is not None
    context = window.workspace.context
    line = lines_of_today(context)[0]
    context.navigator.go("visit", line.patient_id, appointment_id=line.appointment_id)
    settle(qtbot, context.runner)
    screen = window.workspace.screens["visit"]
    assert isinstance(screen, VisitScreen)
    view = screen.views["assessment"]
    assert isinstance(view, AssessmentView)
    choose_knee(view, qtbot, context.runner)
    return screen, context, line.appointment_id


def test_a_visit_begins_from_the_list_and_goes_on_where_it_was(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen, context, appointment_id = visit_screen(unlocked, qtbot)
    begun = screen.presenter.visit
    assert begun is not None
    context.navigator.go("today")
    context.navigator.go("visit", begun.patient_id, appointment_id=appointment_id)
    settle(qtbot, context.runner)
    assert screen.presenter.visit == begun
    context.navigator.go("visit", begun.patient_id, appointment_id="")  # from the record
    settle(qtbot, context.runner)
    assert screen.presenter.visit == begun


def test_control_and_a_number_go_to_each_step(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen, context, _ = visit_screen(unlocked, qtbot)
    screen.tabs.setFocus()
    for at, key in enumerate(STEPS):
        qtbot.keyClick(unlocked, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, context.runner)
        assert screen.step == key
        assert screen.pages.currentWidget() is screen.views[key]


def test_each_control_has_a_name_and_can_be_heard(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen, context, _ = visit_screen(unlocked, qtbot)
    for at in range(len(STEPS)):
        screen.tabs.setCurrentIndex(at)
        settle(qtbot, context.runner)
    nameless, mute = set(), set()
    for view in (screen, *screen.views.values()):
        for kind in CONTROLS:
            for control in view.findChildren(kind):
                if _is_qts_own(control):
                    continue
                if not control.objectName():
                    nameless.add(type(control).__name__)
                if not (control.accessibleName() or getattr(control, "text", str)()):
                    mute.add(control.objectName())
    assert not nameless
    assert not mute


def _is_qts_own(control: QWidget) -> bool:
    """Parts that Qt makes inside its widgets: a table's headers and corner, a field's clear button."""
    if control.objectName().startswith(OF_QT):
        return True
    around = control.parentWidget()
    return isinstance(around, QAbstractItemView | QLineEdit | QTabBar | QComboBox)


def test_an_unsigned_assessment_keeps_the_visit_open(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen, context, _ = visit_screen(unlocked, qtbot)
    view = screen.views["assessment"]
    view.form.show_section(1)  # type: ignore[attr-defined]
    words = view.findChild(QPlainTextEdit, "answer_complaint")
    assert words is not None
    qtbot.keyClicks(words, "Pain")
    screen.tabs.setCurrentIndex(3)
    settle(qtbot, context.runner)
    screen.finish.click()
    settle(qtbot, context.runner)
    assert screen.message.isVisible()
    assert screen.step == "assessment"
    assert screen.presenter.visit is not None
    assert screen.presenter.visit.status == "in-progress"


def test_finishing_ends_visit_and_appointment(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen, context, appointment_id = visit_screen(unlocked, qtbot)
    begun = screen.presenter.visit
    assert begun is not None
    screen.finish.click()
    settle(qtbot, context.runner)
    records = context.desk.visits._saver.records
    assert screen.treatment.isVisible(), "a clock runs: was this its end?"
    assert screen.treatment.not_yet.hasFocus() or not screen.isActiveWindow()
    assert records.read(Visit, begun.id).status == "in-progress"  # type: ignore[union-attr]
    screen.treatment.began.click()
    settle(qtbot, context.runner)
    pathway = records.of_patient(Pathway, begun.patient_id)[0]
    assert pathway.clock.stop == context.desk.now().date()
    visit, appointment = records.read(Visit, begun.id), records.read(Appointment, appointment_id)
    assert visit is not None
    assert visit.status == "finished"
    assert appointment is not None
    assert appointment.status is Status.FULFILLED
    assert context.navigator.here is not None
    assert context.navigator.here.screen == "today"


def test_locking_keeps_what_was_typed(unlocked: MainWindow, qtbot: QtBot) -> None:
    screen, context, _ = visit_screen(unlocked, qtbot)
    begun = screen.presenter.visit
    assert begun is not None
    screen.views["assessment"].form.show_section(1)  # type: ignore[attr-defined]
    words = screen.findChild(QPlainTextEdit, "answer_complaint")
    assert words is not None
    words.insertPlainText("typed just before the lock")
    drafts = context.desk.drafting.unfinished
    screen.leave()
    settle(qtbot, context.runner)
    assert any("just before the lock" in str(draft.content) for draft in drafts(begun.patient_id))
