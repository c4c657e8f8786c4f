"""Somebody who uses the window all morning: searches, opens records and their tabs, looks through the clinic."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTabBar

from ui.screens.patients.screen import PatientsScreen
from ui.tour.driver import Driver
from ui.workspace import Workspace

LETTERS = "abcdefghijklmnoprstw"
PAUSE_MS = 30


class BusyClinician:
    """Each action is something a person does with one key or click; the same ones in the same order each time."""

    def __init__(self, driver: Driver, workspace: Workspace) -> None:
        self._driver = driver
        self._workspace = workspace
        self._chance = random.Random(1)

    def act(self, count: int) -> None:
        """Do so many actions."""
        done = 0
        while done < count:
            done += self._search() + self._record() + self._today()

    def _search(self) -> int:
        self._workspace.context.navigator.go("patients")
        field = self._driver.find("patients_search", QLineEdit)
        field.clear()
        typed = "".join(self._chance.choice(LETTERS) for _ in range(2))
        for letter in typed:
            QTest.keyClicks(field, letter)
            self._driver.wait(PAUSE_MS)
        return len(typed) + 1

    def _record(self) -> int:
        """Open one of those found, and look at each tab."""
        screen = self._workspace.screens["patients"]
        assert isinstance(screen, PatientsScreen)
        self._driver.wait(PAUSE_MS)
        lines = screen.table.rows_model.rowCount()
        if not lines:
            return 0
        line = screen.table.rows_model.row(screen.table.rows_model.index(self._chance.randrange(lines), 0))
        screen.presenter.open(line)
        self._driver.wait(PAUSE_MS * 3)
        tabs = self._workspace.screens["record"].findChildren(QTabBar)
        for tab in tabs:
            for at in range(tab.count()):
                tab.setCurrentIndex(at)
                self._driver.wait(PAUSE_MS)
        return 1 + sum(tab.count() for tab in tabs)

    def _today(self) -> int:
        self._workspace.context.navigator.go("today")
        self._driver.wait(PAUSE_MS)
        table = self._driver.find("clinic_list")
        for _ in range(3):
            QTest.keyClick(table, Qt.Key.Key_Down)
            self._driver.wait(PAUSE_MS)
        return 4
