"""Opens a screen for a test and reads what it says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.navigation import Place
from ui.screens.record.screen import RecordScreen
from ui.screens.today.screen import TodayScreen
from ui.widgets.label import Label


def words_of(widget: QWidget) -> str:
    QCoreApplication.sendPostedEvents()
    return " | ".join(label.text() for label in widget.findChildren(Label) if not label.isHidden())


def open_today(context: Context, qtbot: QtBot) -> TodayScreen:
    screen = TodayScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    screen.show()
    with qtbot.waitSignal(screen.presenter.day_read):
        screen.open(Place("today"))
    return screen


def open_record(context: Context, qtbot: QtBot, **details: str) -> RecordScreen:
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    screen.show()
    patient = context.desk.patients.find("holloway margaret")[0].id
    context.patient.take(patient)
    screen.open(Place("record", patient, details))
    qtbot.waitUntil(lambda: not context.runner.busy)
    return screen


# Today
