"""Starts the window: makes the application, dresses it and runs until the window is closed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtWidgets import QApplication

from ui.context import Desk
from ui.main_window import LOCK_MINUTES, MainWindow
from ui.theme.theme import apply_theme
from ui.workers.runner import Runner


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication of the process, in the house style."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0], *arguments])
    app.setApplicationName("MSK Desk")
    app.setQuitOnLastWindowClosed(True)
    apply_theme(app)
    return app


def open_window(desk: Desk, lock_minutes: float = LOCK_MINUTES) -> MainWindow:
    """Make and show the window; the unlock page is painted before any service is loaded."""
    window = MainWindow(desk, Runner(), lock_minutes)
    window.resize(1440, 900)
    window.show()
    return window


def run(
    desk: Desk,
    arguments: Sequence[str] = (),
    lock_minutes: float = LOCK_MINUTES,
    *,
    unlock: tuple[str, str] | None = None,
) -> int:
    """Show the window and run until it is closed; returns the exit status.

    Args:
        unlock: a login and its code, for the made-up district, which opens on a clinic in progress.
    """
    app = make_application(arguments)
    window = open_window(desk, lock_minutes)
    if unlock is not None:
        window.unlock_page.presenter.unlock(*unlock, None)
    shown = _ErrorsShown(window)
    sys.excepthook = shown.take
    status = app.exec()
    window.runner.stop()
    desk.background.finish()
    return status


class _ErrorsShown:
    """Shows an error that nothing handled instead of dropping it on a console that nobody sees."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._before = sys.excepthook

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._before(kind, error, trace)
        if isinstance(error, Exception):
            self._window.runner.problem.emit(error)
