"""The panel of packs: looked at before anything is stored, confirmed by name and day, withdrawn with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from msk_desk.domain.roles import Role
from tests.fakes.made_up_pack import made_up_form, write_pack
from tests.ui.visit_patients import settle
from ui.context import Context
from ui.screens.packs.panel import PacksPanel


@pytest.fixture
def admin(context_for: Callable[[Role], Context]) -> Context:
    return context_for(Role.ADMINISTRATOR)


def opened(context: Context, qtbot: QtBot) -> PacksPanel:
    panel = PacksPanel(context)
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show()
    panel.open()
    settle(qtbot, context.runner)
    return panel


def look(panel: PacksPanel, context: Context, qtbot: QtBot, folder: Path) -> None:
    panel.look(str(folder))
    settle(qtbot, context.runner)


def words(panel: PacksPanel) -> str:
    return "\n".join(label.text() for label in panel.pack.findChildren(QLabel) if not label.isHidden())


def test_a_pack_is_looked_at_confirmed_and_then_in_use(admin: Context, qtbot: QtBot, tmp_path: Path) -> None:
    panel = opened(admin, qtbot)
    assert panel.nothing.isVisible()
    look(panel, admin, qtbot, write_pack(tmp_path / "pack", "OKS"))
    assert "counts 0" in words(panel)
    assert admin.desk.packs.held() == ()
    assert not panel.pack.accept.isEnabled()
    qtbot.keyClicks(panel.pack.licensed_by, "Helen Marsh")
    assert panel.pack.licensed_on.text() == "23-Nov-2026"
    panel.pack.accept.click()
    settle(qtbot, admin.runner)
    assert panel.pack.isHidden()
    (row,) = panel.table.rows_model.rows
    assert (row.instrument, row.licensed_by, row.active) == ("OKS", "Helen Marsh", True)


def test_a_day_that_is_none_is_marked_and_nothing_stored(admin: Context, qtbot: QtBot, tmp_path: Path) -> None:
    panel = opened(admin, qtbot)
    look(panel, admin, qtbot, write_pack(tmp_path / "pack", "OKS"))
    qtbot.keyClicks(panel.pack.licensed_by, "Helen Marsh")
    panel.pack.licensed_on.clear()
    qtbot.keyClicks(panel.pack.licensed_on, "someday")
    panel.pack.accept.click()
    settle(qtbot, admin.runner)
    assert panel.pack.licensed_on.property("wrong") == "true"
    assert admin.desk.packs.held() == ()


def test_a_pack_that_does_not_fit_says_why_and_cannot_be_taken_in(admin: Context, qtbot: QtBot, tmp_path: Path) -> None:
    form = made_up_form("OKS")
    form["item"][0]["item"].pop()
    (tmp_path / "oks.json").write_text(json.dumps(form))
    panel = opened(admin, qtbot)
    look(panel, admin, qtbot, tmp_path)
    assert "Q12 is not asked" in words(panel)
    assert not panel.pack.accept.isVisible()
    panel.pack.cancel.click()
    assert panel.pack.isHidden()


def test_withdrawing_needs_a_reason(admin: Context, qtbot: QtBot, tmp_path: Path) -> None:
    panel = opened(admin, qtbot)
    look(panel, admin, qtbot, write_pack(tmp_path / "pack", "OKS"))
    qtbot.keyClicks(panel.pack.licensed_by, "Helen Marsh")
    panel.pack.accept.click()
    settle(qtbot, admin.runner)
    panel.table.choose_row(0)
    assert not panel.withdraw.isEnabled()
    qtbot.keyClicks(panel.reason, "The licence has ended")
    panel.withdraw.click()
    settle(qtbot, admin.runner)
    (row,) = panel.table.rows_model.rows
    assert (row.active, row.withdrawn) == (False, "The licence has ended")


def test_others_look_and_change_nothing(context_for: Callable[[Role], Context], qtbot: QtBot, tmp_path: Path) -> None:
    panel = opened(context_for(Role.TEAM_LEAD), qtbot)
    assert not panel.choose_folder.isVisible()
    assert not panel.choose_zip.isVisible()
