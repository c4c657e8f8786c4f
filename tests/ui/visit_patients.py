"""What the tests of a visit share: a patient who has come today, and waiting for the workers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msk_desk.domain.clinics import ClinicLine
from tests.fakes.window_desk import MONDAY
from ui.context import Context
from ui.screens.visit.assessment import AssessmentView
from ui.workers.runner import Runner


@dataclass(frozen=True)
class Seen:
    """A patient with the visit that was begun."""

    patient_id: str
    visit_id: str


def lines_of_today(context: Context) -> list[ClinicLine]:
    """The clinician's patients of the day, those who have come first."""
    lines = [line for line in context.desk.today.mine(MONDAY).lines if line.status in ("arrived", "booked")]
    return sorted(lines, key=lambda line: line.status)


def begin_visit(context: Context, at: int = 0) -> Seen:
    """Start the visit of a patient on the list."""
    line = lines_of_today(context)[at]
    visit = context.desk.visits.start(line.appointment_id)
    return Seen(line.patient_id, visit.id)


def choose_knee(view: AssessmentView, qtbot: QtBot, runner: Runner) -> None:
    """Choose the knee form by the keyboard, where a form is to be chosen."""
    settle(qtbot, runner)
    if view.choice.isVisible():
        qtbot.keyClicks(view.choice.field, "knee ass")
        qtbot.keyClick(view.choice.field, Qt.Key.Key_Return)
        settle(qtbot, runner)


def settle(qtbot: QtBot, runner: Runner) -> None:
    """Wait until the workers have nothing left to do and their answers are shown."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not runner.busy, timeout=15_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not runner.busy, timeout=15_000)
