"""A shoulder assessment in the real window by keys alone: chosen, filled in section by section, signed, printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.visits import FormAnswers
from tests.ui.visit_patients import lines_of_today, settle
from ui.main_window import MainWindow
from ui.screens.visit.assessment import AssessmentView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST = 300
"""Stops in one section: a form that has more would be a fault."""


class Hands:
    """Types and presses keys on whatever has the keyboard."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def on(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Off screen, nothing gives the window back its keyboard when a list of suggestions has closed."""
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(QApplication.activePopupWidget() or self.on, key, modifier)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.on, text)

    def answer(self) -> None:
        """Answer the question under the keyboard, when it has no answer yet."""
        widget = self.on
        if isinstance(widget, QPlainTextEdit) and not widget.toPlainText():
            self.type("As told today")
        elif isinstance(widget, QPushButton) and widget.property("segment"):
            self.key(Qt.Key.Key_Space)
        elif isinstance(widget, QLineEdit) and widget.objectName() == "answer_diagnosis":
            self.type("Frozen shoulder")
        elif isinstance(widget, QLineEdit) and not widget.text() and "date" not in widget.objectName():
            self.type("5")


def fill_section(hands: Hands, view: AssessmentView) -> list[str]:
    """Go through a section with Tab and answer everything; the names of where the keyboard stood."""
    stops: list[str] = []
    for _ in range(MOST):
        if not view.form.isAncestorOf(hands.on):
            return stops
        stops.append(hands.on.objectName())
        hands.answer()
        hands.key(Qt.Key.Key_Tab)
    raise AssertionError(f"the keyboard does not come out of the section: {stops[-6:]}")


def test_a_clinician_fills_in_signs_and_prints_by_keyboard(
    unlocked: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unlocked.workspace is not None
    context = unlocked.workspace.context
    unlocked.activateWindow()
    hands = Hands(unlocked, qtbot)
    line = lines_of_today(context)[0]
    context.navigator.go("visit", line.patient_id, appointment_id=line.appointment_id)
    settle(qtbot, context.runner)
    assert hands.on.objectName() == "visit_form_search"
    hands.type("shoulder")
    hands.key(Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    view = unlocked.workspace.screens["visit"].views["assessment"]  # type: ignore[attr-defined]
    assert isinstance(view, AssessmentView)
    assert view.title == "Shoulder assessment"
    seen: dict[int, list[str]] = {}
    while view.form.section not in seen:
        at = view.form.section
        view.form.finish_building()
        seen[at] = fill_section(hands, view)
        hands.key(Qt.Key.Key_PageDown, CTRL)
        settle(qtbot, context.runner)
    assert len(seen) >= 7
    assert sum(len(stops) for stops in seen.values()) >= 100
    hands.key(Qt.Key.Key_S, CTRL | SHIFT)
    settle(qtbot, context.runner)
    left = [each.text() for each in view.signing.findChildren(QPushButton) if "gap" in each.objectName()]
    assert left == []
    answers = context.desk.visits._saver.records.of_patient(FormAnswers, line.patient_id)
    assert any(each.canonical.endswith("/shoulder-assessment") and each.signed for each in answers)
    printed: list[bytes] = []
    monkeypatch.setattr("ui.screens.visit.screen.print_bytes", lambda pdf, *_: printed.append(pdf))
    view.signing.paper.setFocus(Qt.FocusReason.TabFocusReason)
    hands.key(Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    assert printed[0].startswith(b"%PDF")
