"""The list of what is due and the duty rota, in real windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.roles import Role
from ui.context import Context
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.screens.due.screen import DueScreen
from ui.screens.duty.screen import DutyScreen


def opened(context: Context, qtbot: QtBot, scope: str = "all") -> DueScreen:
    screen = DueScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    screen.show()
    screen.open(Place("due"))
    screen.scope.button(scope).click()
    qtbot.waitUntil(lambda: "shown" in screen.count.text() and bool(screen.table.rows_model.rows))
    return screen


def test_the_longest_overdue_come_first_and_a_keystroke_narrows_the_list(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    rows = screen.table.rows_model.rows
    assert [row.days for row in rows] == sorted((row.days for row in rows), reverse=True)
    QTest.keyClicks(screen.field, "holl knee")
    assert [row.name for row in screen.table.rows_model.rows] == ["HOLLOWAY, Margaret"]
    assert screen.count.text().startswith("1 of ")
    screen.field.clear()
    QTest.keyClicks(screen.field, "9997680472")
    assert [row.name for row in screen.table.rows_model.rows] == ["HOLLOWAY, Margaret"]


def test_enter_opens_the_outcomes(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    QTest.keyClicks(screen.field, "holloway")
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    here = context.navigator.here
    assert here is not None
    assert (here.screen, here.details["tab"]) == ("record", "outcomes")
    assert here.patient_id == context.desk.patients.find("holloway margaret")[0].id


def test_sorted_by_name_and_by_pathway(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    screen.order.button("name").click()
    names = [row.name for row in screen.table.rows_model.rows]
    assert names == sorted(names)
    screen.order.button("pathway").click()
    pathways = [row.pathway for row in screen.table.rows_model.rows]
    assert pathways == sorted(pathways)


def test_csv_holds_what_is_in_sight_and_no_formula(
    context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "due.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    screen = opened(context, qtbot)
    QTest.keyClicks(screen.field, "holloway")
    screen.csv.click()
    head, row = place.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("Patient,NHS No.,Pathway,Ask")
    assert row.startswith('"HOLLOWAY, Margaret",999 768 0472,Knee,"OKS, MSK-HQ"')


def test_nobody_matches_is_said(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    QTest.keyClicks(screen.field, "zzz")
    assert screen.empty.isVisible()
    assert not screen.csv.isEnabled()


def test_the_search_box_and_the_patients_lead_there(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    assert {"go:due", "go:duty"} <= {action.key for action in workspace._actions()}
    workspace.context.navigator.go("patients")
    button = workspace.screens["patients"].findChild(QPushButton, "patients_due")
    assert button is not None
    button.click()
    assert workspace.context.navigator.here == Place("due")


def rota(context: Context, qtbot: QtBot) -> DutyScreen:
    screen = DutyScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    screen.show()
    screen.open(Place("duty"))
    qtbot.waitUntil(lambda: len(screen.rota.rows_model.rows) == 14)
    return screen


def test_a_team_lead_names_somebody_by_keyboard_and_takes_the_name_off(
    context_for: Callable[[Role], Context], qtbot: QtBot
) -> None:
    screen = rota(context_for(Role.TEAM_LEAD), qtbot)
    screen.rota.choose_row(9)
    assert screen.rota.chosen_row.by == "team-lead"
    QTest.keyClick(screen.rota, Qt.Key.Key_Return)
    QTest.keyClicks(screen.filter, "carter")
    QTest.keyClick(screen.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.rota.rows_model.rows[9].answers == "Ben Carter")
    assert screen.rota.rows_model.rows[9].by == "service"
    screen.take_off.click()
    qtbot.waitUntil(lambda: screen.rota.rows_model.rows[9].by == "team-lead")


def test_a_clinician_looks_and_changes_nothing(context: Context, qtbot: QtBot) -> None:
    screen = rota(context, qtbot)
    assert screen.rota.rows_model.rows[0].answers == "Asha Rao"
    assert not screen.chosen.isVisible()
