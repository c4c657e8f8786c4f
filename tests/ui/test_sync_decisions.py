"""A conflict is settled on the Sync screen: either button, and the list is empty and the record as chosen."""

from __future__ import annotations

import orjson
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.outbox import Remote
from tests.fakes.window_desk import MadeUpDesk
from tests.ui.visit_patients import settle
from ui.context import Context
from ui.navigation import Place
from ui.screens.sync.screen import SyncScreen


@pytest.mark.parametrize(("side", "phone"), [("mine", "07700 900998"), ("theirs", "07700 900777")])
def test_either_side_can_be_kept(context: Context, made: MadeUpDesk, qtbot: QtBot, side: str, phone: str) -> None:
    store, desk = made.office.opened.store, context.desk
    patient = desk.patients.read(desk.patients.find("holloway margaret")[0].id)
    remote = orjson.loads(orjson.dumps(store.whole.whole("Patient", patient.id)))
    next(one for one in remote["telecom"] if one.get("value") == patient.phone())["value"] = "07700 900777"
    desk.patients.change_phone(patient.id, "07700 900998")
    (unit,) = store.outbox.next_units()
    store.outbox.mark_inflight(unit.unit_id, desk.now())
    newer = Remote("Patient", patient.id, "2", "2026-11-23T09:19:00Z", orjson.dumps(remote))
    store.outbox.conflict(unit.ops[0].op_id, newer, ("telecom[1].value",))
    screen = SyncScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    screen.open(Place("sync"))
    settle(qtbot, context.runner)
    (conflict,) = desk.sync.conflicts()
    button = screen.findChild(QPushButton, f"conflict_{side}_{conflict.id}")
    assert button is not None
    button.click()
    settle(qtbot, context.runner)
    assert desk.sync.conflicts() == ()
    assert desk.patients.read(patient.id).phone() == phone
    assert made.background.asked[-1] == "sync"
    screen.leave()
