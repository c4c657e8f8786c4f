"""The hands of the tour: presses keys and buttons of the real window by their names, and takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
PATIENCE = 20.0
_LOOK_EVERY_MS = 10


class TourStopped(RuntimeError):
    """The tour waited for something that did not come; says what, so that the fault can be found."""


class Driver:
    """Drives one window."""

    def __init__(self, window: QWidget, pictures: Path) -> None:
        self.window = window
        self.pictures = pictures
        self.taken: list[Path] = []
        self.timings: dict[str, float] = {}
        self.code = ""
        # Around what nobody would wait for, such as a picture: set to leave it out of what is measured.
        self.left_out: Callable[[], AbstractContextManager[None]] = nullcontext

    def wait(self, milliseconds: int) -> None:
        """Let the window work."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, what: str, holds: Callable[[], object], patience: float = PATIENCE) -> None:
        """Let the window work until something holds.

        Raises:
            TourStopped: it did not, for `patience` seconds.
        """
        end = time.monotonic() + patience
        while not holds():
            if time.monotonic() > end:
                self.shoot("stopped")
                raise TourStopped(f"waited {patience:.0f} s for: {what}")
            self.wait(_LOOK_EVERY_MS)

    def timed(self, name: str, what: str, holds: Callable[[], object]) -> None:
        """Wait, and note in the report how many milliseconds it took."""
        began = time.perf_counter()
        self.until(what, holds)
        self.timings[name] = (time.perf_counter() - began) * 1000

    def seen(self, name: str, kind: type[W] = QWidget) -> W | None:  # type: ignore[assignment]
        """The visible widget of a name, or None."""
        found = (widget for widget in self.window.findChildren(kind, name) if widget.isVisible())
        return next(found, None)

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """The visible widget of a name, waited for."""
        self.until(f"{name} in sight", lambda: self.seen(name, kind))
        widget = self.seen(name, kind)
        assert widget is not None
        return widget

    def press(self, name: str) -> None:
        """Press a button as the keyboard does, once it is enabled."""
        button = self.find(name, QAbstractButton)
        self.until(f"{name} enabled", button.isEnabled)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.wait(20)

    def type(self, name: str, text: str) -> None:
        """Type into a field, in place of what is there."""
        field: QWidget = self.find(name)
        self.until(f"{name} ready to be typed into", field.isEnabled)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
            field.selectAll()
        for letter in text:  # one at a time, as a person does: the window turns between two keys
            QTest.keyClicks(field, letter)
            self.wait(0)
        self.wait(20)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, on: str = "") -> None:
        """Press a key on a named widget, on whatever has the focus, or on the window."""
        target = self.find(on) if on else self.window.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.wait(20)

    def choose_row(self, table: str, text: str) -> None:
        """Go to the row that shows a text, with the arrow keys."""
        view = self.find(table, QTableView)
        self.until(f"{text} in {table}", lambda: self.row_of(view, text) >= 0)
        view.setFocus(Qt.FocusReason.TabFocusReason)
        wanted = self.row_of(view, text)
        while view.currentIndex().row() != wanted:
            at = view.currentIndex().row()
            QTest.keyClick(view, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)
            if view.currentIndex().row() == at:
                raise TourStopped(f"the arrow keys do not move in {table}")
        self.wait(50)

    @staticmethod
    def row_of(view: QTableView, text: str) -> int:
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                if text in str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) or ""):
                    return row
        return -1

    def go_to_step(self, tabs: str, step: int) -> None:
        """Go to a step of a row of tabs, counted from 0, with the arrow keys."""
        bar = self.find(tabs, QTabBar)
        bar.setFocus(Qt.FocusReason.TabFocusReason)
        while bar.currentIndex() != step:
            at = bar.currentIndex()
            QTest.keyClick(bar, Qt.Key.Key_Right if at < step else Qt.Key.Key_Left)
            if bar.currentIndex() == at:
                raise TourStopped(f"the arrow keys do not move in {tabs}")
        self.wait(100)

    def shoot(self, name: str) -> Path:
        """Take a picture of the window."""
        self.wait(120)
        path = self.pictures / f"{len(self.taken) + 1:02d}-{name}.png"
        with self.left_out():
            self.window.grab().save(str(path))
        self.taken.append(path)
        return path
