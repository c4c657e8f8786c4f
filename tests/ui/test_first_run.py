"""The first start on a computer: the service must answer before a profile is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msk_desk.content.texts import Texts
from msk_desk.domain.errors import BadInput
from ui.first_run import FirstRun
from ui.workers.runner import Runner


def test_the_computer_is_set_up_once_the_service_has_answered(runner: Runner, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []

    def set_up(address: str, site: str) -> None:
        asked.append((address, site))
        if len(asked) == 1:
            raise BadInput("The service does not answer.", advice="Check the address.")

    dialog = FirstRun(Texts.load(), runner, set_up)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.site, Qt.Key.Key_Return)
    assert dialog.problem.text(), "an address is needed"
    assert not asked
    qtbot.keyClicks(dialog.address, "msk.example")
    qtbot.keyClicks(dialog.site, "Harlow")
    qtbot.keyClick(dialog.site, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not answer" in dialog.problem.text())
    assert dialog.go_on.isEnabled(), "one may try again; what was typed is still there"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.go_on, Qt.Key.Key_Space)
    assert asked == [("msk.example", "Harlow")] * 2
