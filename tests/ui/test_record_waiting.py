"""The waiting-time tab: a patient's clock with what happened and the rule applied to each event, for every role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from msk_desk.domain.roles import Role
from ui.context import Context
from ui.navigation import Place
from ui.screens.record.screen import RecordScreen


def opened(context: Context, qtbot: QtBot, name: str) -> RecordScreen:
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    screen.show()
    turn(screen, context, qtbot, name)
    return screen


def turn(screen: RecordScreen, context: Context, qtbot: QtBot, name: str) -> None:
    patient = context.desk.patients.find(name)[0].id
    context.patient.take(patient)
    screen.open(Place("record", patient, {"tab": "waiting"}))
    qtbot.waitUntil(lambda: bool(screen.waiting.tables) and not context.runner.busy)


def test_a_missed_first_appointment_shows_the_old_clock_the_new_one_and_each_rule(
    context: Context, qtbot: QtBot
) -> None:
    screen = opened(context, qtbot, "ali yusuf")
    rows = screen.waiting.tables[0].rows_model.rows
    ruled = [(each.event.name, each.rule) for each in rows if each.rule]
    assert ruled == [("ratified_by_care_professional", "2"), ("dna", "5e"), ("decision_to_offer_another", "3e")]
    words = " | ".join(label.text() for label in screen.waiting.findChildren(QLabel))
    assert "Week 2 of 18" in words
    assert "Earlier clock: 02-Oct-2026 to 09-Nov-2026, nullified" in words
    assert "18 weeks are over on 16-Mar-2027" in words
    turn(screen, context, qtbot, "holloway margaret")
    words = " | ".join(label.text() for label in screen.waiting.findChildren(QLabel) if label.isVisible())
    assert "nullified" not in words, "nothing of the patient before"


def test_reception_reads_clocks_and_nothing_clinical(context_for: Callable[[Role], Context], qtbot: QtBot) -> None:
    screen = opened(context_for(Role.RECEPTIONIST), qtbot, "ali yusuf")
    titles = [screen.tabs.tabText(at) for at in range(screen.tabs.count())]
    assert titles == ["Details", "Waiting time"]
    assert screen.pages.isVisible()
