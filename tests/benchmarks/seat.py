"""A real window, off-screen, at one of the district's computers; and how long until it has painted an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from msk_desk.platform.profile import read
from msk_desk.wiring.demo import UNLOCK_CODE
from msk_desk.wiring.window import build_desk
from tests.benchmarks.bench_district import BenchDistrict, Computer
from ui.app import make_application, open_window
from ui.main_window import MainWindow
from ui.tour.day import Seat, unlock
from ui.tour.driver import Driver
from ui.workspace import Workspace

PATIENCE_MS = 20_000


@contextmanager
def seated(district: BenchDistrict, computer: Computer) -> Iterator[Driver]:
    """The window of a computer, unlocked; closed at the end."""
    seat = seat_of(computer)
    window = open_window(seat.desk, lock_minutes=600)
    driver = Driver(window, district.folder)
    try:
        unlock(driver, seat)
        yield driver
    finally:
        window.close()
        seat.desk.session.lock()
        window.deleteLater()


def seat_of(computer: Computer) -> Seat:
    """The services of a window at a computer, and who sits there."""
    make_application()
    return Seat(build_desk(read(computer.profile.folder)), computer.login, UNLOCK_CODE)


def workspace_of(driver: Driver) -> Workspace:
    """The workspace of the person at the window."""
    assert isinstance(driver.window, MainWindow)
    assert driver.window.workspace is not None
    return driver.window.workspace


class Painted(QObject):
    """Waits until some signals have come, a widget was painted after them, and nothing is left to do."""

    def __init__(self, watched: QWidget, *signals: object) -> None:
        super().__init__()
        self._watched = watched
        self._wanted = len(signals)
        self._came: set[int] = set()
        self._painted = False
        self._end = 0.0
        self._loop = QEventLoop()
        self._takers = (self._take_first, self._take_second)
        self._signals = signals
        for signal, taker in zip(signals, self._takers, strict=False):
            signal.connect(taker)  # type: ignore[attr-defined]
        watched.installEventFilter(self)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._rest)

    def milliseconds(self, act: Callable[[], object]) -> float:
        """Act, and wait.

        Raises:
            TimeoutError: nothing was painted for 20 s.
        """
        self._came.clear()
        self._painted, self._end = False, 0.0
        late = QTimer()
        late.setSingleShot(True)
        late.timeout.connect(self._loop.quit)
        late.start(PATIENCE_MS)
        began = time.perf_counter()
        act()
        if not self._end:
            self._loop.exec()
        if not self._end:
            raise TimeoutError("the answer was not painted")
        return (self._end - began) * 1000

    def stop(self) -> None:
        """Watch no more."""
        self._watched.removeEventFilter(self)
        self._dispatcher.aboutToBlock.disconnect(self._rest)
        for signal, taker in zip(self._signals, self._takers, strict=False):
            signal.disconnect(taker)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the widget is painted."""
        if event.type() == QEvent.Type.Paint and len(self._came) == self._wanted:
            self._painted = True
        return False

    def _take_first(self, _: object = None) -> None:
        self._came.add(0)

    def _take_second(self, _: object = None) -> None:
        self._came.add(1)

    def _rest(self) -> None:
        if self._painted and not self._end:
            self._end = time.perf_counter()
            self._loop.quit()
