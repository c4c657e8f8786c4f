"""The clinic day of the tour: reception, the visit of one patient, and what a colleague sees of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ui.app import make_application, open_window
from ui.context import Desk
from ui.main_window import MainWindow
from ui.stalls import StallRecorder
from ui.tour.driver import Driver
from ui.tour.report import TourReport


@dataclass(frozen=True)
class Seat:
    """One computer of the tour and the person who sits at it."""

    desk: Desk
    login: str
    code: str


Part = Callable[[Driver, TourReport], None]


def play(seats: Mapping[str, Seat], parts: Sequence[tuple[str, Part]], folder: Path, colleague: str) -> TourReport:
    """Play each part at its seat, one window at a time, and report.

    Raises:
        TourStopped: something that must come did not; the picture `stopped` shows the window then.
    """
    make_application()
    report = TourReport(folder, colleague)
    stalls = StallRecorder()
    stalls.start()
    began = time.monotonic()
    try:
        for name, part in parts:
            _sit(seats[name], part, report, stalls)
    finally:
        stalls.stop()
        report.seconds = time.monotonic() - began
        report.longest_turn, report.within_frame = stalls.longest, stalls.share_within()
        report.write()
    return report


def _sit(seat: Seat, part: Part, report: TourReport, stalls: StallRecorder) -> None:
    window = open_window(seat.desk, lock_minutes=60)
    driver = Driver(window, report.folder)
    driver.taken = report.pictures
    driver.timings = report.timings
    driver.left_out = stalls.left_out
    driver.code = seat.code
    window.activateWindow()
    try:
        unlock(driver, seat)
        part(driver, report)
    finally:
        _leave(driver, window, seat.desk)


def unlock(driver: Driver, seat: Seat) -> None:
    """Choose the person and type the code."""
    driver.find("unlock_code")
    driver.until("the people of this computer", lambda: driver.seen(f"unlock_user_{seat.login}"))
    driver.press(f"unlock_user_{seat.login}")
    driver.shoot(f"unlock-{seat.login.split('.')[0]}")
    driver.type("unlock_code", seat.code)
    driver.press("unlock_button")
    driver.timed("unlock to first screen", "Today in sight", lambda: driver.seen("today_screen"))


def _leave(driver: Driver, window: MainWindow, desk: Desk) -> None:
    """As at the end of a day: the synchronising process ends while the window still turns."""
    desk.background.stop()
    driver.until("the end of synchronisation", lambda: desk.background.ended)
    window.close()
    window.runner.stop()
    desk.background.finish()
    desk.session.lock()
    window.deleteLater()
