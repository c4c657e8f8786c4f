"""The window turned to a patient, for tests: pressing, typing and reading as a patient and a clinician would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.roles import Actor, Role
from tests.fakes.window_desk import CODE, MONDAY
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.patient_screen.answer_button import AnswerButton
from ui.screens.patient_screen.screen import PatientScreen
from ui.workers.runner import Runner


@dataclass
class TurnedWindow:
    """The window, and the patient's screen in it."""

    window: MainWindow
    screen: PatientScreen
    context: Context
    patient_id: str
    name: str
    qtbot: QtBot

    def settle(self) -> None:
        """Wait for the workers."""
        runner: Runner = self.window.runner
        for _ in range(2):
            self.qtbot.wait(1)
            self.qtbot.waitUntil(lambda: not runner.busy, timeout=15_000)

    def press(self, key: str) -> None:
        """Press a button of the first or last page."""
        self.click(f"patient_{key}")

    def click(self, name: str) -> None:
        """Click a button by its name."""
        button = self.screen.findChild(QPushButton, name)
        assert button is not None
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def start(self) -> None:
        """Yes, it is I."""
        self.press("start")

    def key(self, key: str | Qt.Key) -> None:
        """A key, to whatever has the keyboard."""
        held = self.window.focusWidget() or self.screen
        if isinstance(key, str):
            self.qtbot.keyClicks(held, key)
        else:
            self.qtbot.keyClick(held, key)

    def shortcut(self, keys: str) -> None:
        """A shortcut, as the window's own event loop would see it."""
        combination = QKeySequence(keys)[0]
        held = self.window.focusWidget() or self.screen
        self.qtbot.keyClick(held, combination.key(), combination.keyboardModifiers())
        self.qtbot.wait(1)

    def checked(self) -> list[str]:
        """The answers that are chosen on the page in sight."""
        buttons = self.screen.question.findChildren(AnswerButton)
        return [each.text() for each in buttons if each.isChecked() and each.isVisible()]

    def answer(self, code: str, item: str) -> str:
        """What is kept of an answer."""
        way = self.screen.presenter.way
        assert way is not None
        return next(s.kept.typed.get(item, "") for s in way.sheets if s.instrument.code == code)

    def type_code(self, code: str = CODE) -> None:
        """The clinician takes the screen back."""
        self.screen.staff.ask()
        self.qtbot.keyClicks(self.screen.staff.code, code)
        self.screen.staff.back.click()
        self.settle()

    def unlock(self) -> None:
        """Unlock the window after it locked."""
        form = self.window.unlock_page.code_form
        self.qtbot.waitUntil(lambda: bool(form.login))
        self.qtbot.keyClicks(form.code, CODE)
        with self.qtbot.waitSignal(self.window.unlock_page.unlocked):
            form.unlock.click()
        self.settle()


def take_pack(context: Context, pack: Path) -> None:
    """An administrator takes a pack in, and the clinician is back."""
    desk, clinician = context.desk, context.actor
    desk.access.begin(Actor(clinician.staff_id, "Adam Poole", Role.ADMINISTRATOR, "laptop-4"))
    desk.packs.accept(desk.packs.look(pack), "Helen Marsh", date(2026, 11, 20))
    desk.access.begin(clinician)


def turned_window(
    window: MainWindow, qtbot: QtBot, codes: str, pack: Path | None = None, at: int = 0, **details: str
) -> Iterator[TurnedWindow]:
    """Turn an unlocked window to a patient of the day; closed again at the end."""
    workspace = window.workspace
    assert workspace is not None
    context = workspace.context
    if pack is not None:
        take_pack(context, pack)
    line = [each for each in context.desk.today.mine(MONDAY).lines if each.patient_id][at]
    context.navigator.go("patient-screen", line.patient_id, instruments=codes, **details)
    screen = window.turn.screen
    assert screen is not None
    name = context.desk.record.banner(line.patient_id).patient.name
    turned = TurnedWindow(window, screen, context, line.patient_id, f"{name.given[0]} {name.family}", qtbot)
    turned.settle()
    window.activateWindow()
    yield turned
    window.turn.end_quietly()
