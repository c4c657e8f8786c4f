"""Files that came and look-alikes at the desk: refused ones with their reason, merges made and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from tests.ui.visit_patients import settle
from tests.unit.services.test_referral_files import bundle, drop
from ui.context import Context
from ui.navigation import Place
from ui.referral_watch import ReferralWatch
from ui.screens.referral.screen import ReferralScreen


@pytest.fixture
def screen(context_for: Callable[[Role], Context], qtbot: QtBot) -> ReferralScreen:
    """The screen as reception opens it."""
    made = ReferralScreen(context_for(Role.RECEPTIONIST))
    qtbot.addWidget(made)
    made.resize(1340, 760)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_files_are_taken_by_the_watch_and_stand_with_what_became_of_them(
    screen: ReferralScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    context, folder = screen.context, tmp_path / "in"
    folder.mkdir()
    drop(folder, "good.json", bundle(reasonCode=[{"text": "Back pain, numb saddle area"}]))
    drop(folder, "torn.json", json.dumps(bundle())[:200])
    screen.open(Place("referral", details={"tab": "files"}))
    settle(qtbot, context.runner)
    assert screen.files.empty.isVisible()
    screen.files.folder.setText(str(folder))
    qtbot.keyClick(screen.files.watch, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    rows = {row.name: row for row in screen.files.table.rows_model.rows}
    assert (rows["good.json"].status, rows["torn.json"].status) == ("taken", "refused")
    assert "1 refused" in screen.files.message.title.text()
    assert "May need help now" in screen.files._chips_cell(rows["good.json"]).spoken()
    drop(folder, "later.json", bundle(identifier=[{"system": "x", "value": "3"}]))
    watch = ReferralWatch(context, screen)
    watch.look()
    settle(qtbot, context.runner)
    assert screen.files.table.rows_model.rows[0].name == "later.json" or not screen.files.presenter.read()
    settle(qtbot, context.runner)
    assert screen.files.table.rows_model.rows[0].name == "later.json"


def test_a_pair_is_joined_by_keyboard_with_a_reason_and_taken_back(screen: ReferralScreen, qtbot: QtBot) -> None:
    context = screen.context
    line = context.desk.patients.find("holloway margaret")[0]
    known = context.desk.patients.read(line.id)
    twin = replace(known, id=context.desk.new_id(), nhs_number="", contacts=known.contacts[:1])
    context.desk.patients._saver.save("A second record", twin)
    twin = context.desk.patients.read(twin.id)
    screen.open(Place("referral", details={"tab": "alikes"}))
    settle(qtbot, context.runner)
    view = screen.alikes
    pairs = view.pairs.rows_model.rows
    at = next(i for i, pair in enumerate(pairs) if {pair.first.id, pair.second.id} == {known.id, twin.id})
    assert f"({len(pairs)})" in screen.tabs.tabText(2)
    view.pairs.choose_row(at)
    shown = view.grid.accessibleName()
    assert "Family name: HOLLOWAY, HOLLOWAY, Same" in shown
    problems: list[Exception] = []
    view.troubled.connect(problems.append)
    qtbot.keyClick(view.merge, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    assert "Say why" in str(problems[0])
    qtbot.keyClicks(view.reason, "She says so")
    qtbot.keyClick(view.merge, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    assert [(row.survivor.id, row.other.id) for row in view.merges.rows_model.rows] == [(known.id, twin.id)]
    assert context.desk.record.banner(twin.id).patient.id == known.id
    view.merges.choose_row(0)
    view.show_merge(view.merges.rows_model.rows[0])
    assert "She says so" in view.why.text()
    qtbot.keyClick(view.part, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    assert view.merges.rows_model.rows == ()
    stands = (context.desk.patients.read(known.id), context.desk.patients.read(twin.id))
    assert stands == (known, twin)
    assert isinstance(stands[0], Patient)
