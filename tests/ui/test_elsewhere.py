"""A record that is not on this computer is never shown as an empty one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.navigation import Place
from ui.screens.record.screen import RecordScreen


def test_an_absent_record_says_so_and_asks_for_a_reason(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context.desk.record, "held", lambda _patient: False)
    patient = context.desk.patients.find("holloway margaret")[0].id
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.open(Place("record", patient, {}))
    screen.show()
    qtbot.waitUntil(screen.elsewhere.isVisible)
    assert not screen.pages.isVisible()
    assert not screen.elsewhere.fetch.isEnabled()
    qtbot.keyClicks(screen.elsewhere.reason, "Rang about new leg pain")
    qtbot.keyClick(screen.elsewhere.reason, Qt.Key.Key_Return)
    assert context.desk.background.asked[-1] == f"open {patient}: Rang about new leg pain"

    monkeypatch.setattr(context.desk.record, "held", lambda _patient: True)
    screen.open(Place("record", patient, {}))
    qtbot.waitUntil(screen.pages.isVisible)
    assert not screen.elsewhere.isVisible()
