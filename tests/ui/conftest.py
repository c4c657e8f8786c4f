"""A dressed application, a made-up desk with real services, and guards: no widget, thread or timer is left over."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.roles import Actor, Role
from tests.fakes.window_desk import CODE, MadeUpDesk, fill_made_up, made_up_desk, open_made_up
from ui.context import ChangeFeed, Context, PatientInHand
from ui.main_window import MainWindow
from ui.navigation import Navigator
from ui.theme.theme import apply_theme
from ui.workers.runner import Runner


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    """The house style, light, at 100 %."""
    from ui.theme.theme import current

    if current().choice != "light" or current().scale != 100 or not qapp.styleSheet():
        apply_theme(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a window or a thread behind."""
    windows = set(map(id, qapp.topLevelWidgets()))
    threads = set(threading.enumerate())
    yield
    qapp.closeAllWindows()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if _in_sight(qapp, windows):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _in_sight(qapp, windows)
    assert not left, f"left in sight: {left}"
    assert not {each for each in threading.enumerate() if each not in threads and not each.daemon}


def _in_sight(app: QApplication, before: set[int]) -> list[QWidget]:
    return [each for each in app.topLevelWidgets() if id(each) not in before and each.isVisible()]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that holds the made-up district."""
    folder = tmp_path_factory.mktemp("district") / "filled"
    fill_made_up(folder, 40)
    return folder


@pytest.fixture
def made(filled: Path, tmp_path: Path) -> Iterator[MadeUpDesk]:
    """A desk whose store is closed until somebody unlocks."""
    desk = made_up_desk(filled, tmp_path / "profile", "asha.rao", "ben.carter")
    yield desk
    desk.office.opened.let_go()


@pytest.fixture
def runner() -> Iterator[Runner]:
    """A worker that is stopped at the end."""
    worker = Runner()
    yield worker
    worker.stop()


@pytest.fixture
def context_for(made: MadeUpDesk, runner: Runner) -> Callable[[Role], Context]:
    """Makes the context of somebody signed in, with the store open."""
    feeds: list[ChangeFeed] = []

    def make(role: Role) -> Context:
        staff = made.lock.known[0]
        actor = Actor(staff.staff_id, staff.name, role, "laptop-4")
        made.office.opened.take(open_made_up(made.lock.folder))
        made.desk.access.begin(actor)
        feeds.append(ChangeFeed())
        hand = PatientInHand(made.desk.record, runner, feeds[-1], feeds[-1])
        return Context(made.desk, runner, actor, Navigator(feeds[-1]), hand, feeds[-1])

    return make


@pytest.fixture
def context(context_for: Callable[[Role], Context]) -> Context:
    """The context of an extended-scope practitioner."""
    return context_for(Role.ESP)


@pytest.fixture
def window(made: MadeUpDesk, runner: Runner, qtbot: QtBot) -> MainWindow:
    """The window, at its unlock page."""
    shown = MainWindow(made.desk, runner)
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: bool(shown.unlock_page.code_form.login))
    return shown


@pytest.fixture
def unlocked(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window after Asha Rao typed her code, with her list read."""
    qtbot.keyClicks(window.unlock_page.code_form.code, CODE)
    with qtbot.waitSignal(window.unlock_page.unlocked):
        window.unlock_page.code_form.unlock.click()
    assert window.workspace is not None
    table = window.workspace.screens["today"].table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.rows_model.rowCount() > 0)
    return window
