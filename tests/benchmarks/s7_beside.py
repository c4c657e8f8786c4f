"""S7, S8: saves and the window's thread while a first synchronisation runs beside the window, and on the tour."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from msk_desk.domain.pathways import Todo
from msk_desk.domain.records import Changes, Unit
from msk_desk.domain.roles import Role
from msk_desk.wiring.office import new_id, now
from msk_desk.wiring.showing import next_free
from tests.benchmarks.bench_district import BenchDistrict, Computer
from tests.benchmarks.measure import Measure, percentile
from tests.benchmarks.seat import seat_of, seated, workspace_of
from ui.stalls import FRAME, STALL, StallRecorder
from ui.tour.day import play
from ui.tour.driver import Driver, TourStopped
from ui.tour.script import PARTS
from ui.workers.runner import Runner

EVERY_MS, ALONE, LONGEST = 60, 150, 240.0
TYPED = ("smith", "jon", "holloway", "mar", "07700", "patel a")


def measure(district: BenchDistrict) -> list[Measure]:
    """Both, in a window of its own."""
    return [*_beside(district), *_tour(district)]


def _beside(district: BenchDistrict) -> list[Measure]:
    computer = district.computer("beside", district.demo.first_with("team-lead").login, Role.TEAM_LEAD)
    stalls = StallRecorder()
    with seated(district, computer) as driver:
        saves = Saves(workspace_of(driver).context.runner, computer)
        stalls.start()
        saves.start()
        began = time.monotonic()
        _work_until(driver, lambda: _loaded(computer) or time.monotonic() - began > LONGEST)
        stalls.stop()
        during = saves.stop(driver)
        if not _loaded(computer):
            raise AssertionError("the first load beside the window did not end")
        driver.wait(1000)
        saves.start()
        driver.until("saves with nothing beside", lambda: len(saves.took) >= ALONE, patience=120)
        alone = saves.stop(driver)
    ours, baseline = percentile(during, 0.99), percentile(alone, 0.99)
    name = f"save while a first load runs, p99 of {len(during)}"
    return [
        Measure("S7", name, ours, baseline, "≤ 150 ms", ours <= 150.0, "ms"),
        *_stalls("beside a first load", stalls.longest, stalls.share_within(FRAME)),
    ]


def _loaded(computer: Computer) -> bool:
    """Whether the process beside the window has finished its first load."""
    return computer.store.cursors.get("feed") is not None


def _work_until(driver: Driver, over: Callable[[], bool]) -> None:
    """Somebody searches, looks at a list and goes back to the clinic, over and over."""
    navigator = workspace_of(driver).context.navigator
    while not over():
        for text in TYPED:
            navigator.go("patients")
            field = driver.find("patients_search", QLineEdit)
            field.clear()
            for letter in text:
                QTest.keyClicks(field, letter)
                driver.wait(120)
            navigator.go("today")
            driver.wait(400)
            if over():
                return


class Saves(QObject):
    """Saves a note to do every 60 ms through the window's own writer; milliseconds from asked to answered."""

    def __init__(self, runner: Runner, computer: Computer) -> None:
        super().__init__()
        self.took: list[float] = []
        self._runner = runner
        self._computer = computer
        self._asked = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._save)

    def start(self) -> None:
        """Begin, with nothing counted yet."""
        self.took = []
        self._timer.start()

    def stop(self, driver: Driver) -> list[float]:
        """End, and the milliseconds of each."""
        self._timer.stop()
        driver.until("the last save", lambda: not self._asked)
        return self.took

    def _save(self) -> None:
        if self._asked:
            return
        self._asked = time.perf_counter()
        note = Todo(new_id(), "", "Ring the practice about the scan.", owner_id=self._computer.actor.staff_id)
        unit = Unit(new_id(), "To do noted", self._computer.actor, now(), (note,))
        self._runner.run(self._computer.store.records.save, unit, then=self._saved, write=True)

    def _saved(self, _: Changes) -> None:
        self.took.append((time.perf_counter() - self._asked) * 1000)
        self._asked = 0.0


def _tour(district: BenchDistrict) -> list[Measure]:
    """The clinic day of the demonstration."""
    pictures = district.folder / "tour"
    pictures.mkdir()
    demo = district.demo
    colleague = next_free(demo)
    receptionist = demo.first_with("receptionist").login
    computers = {
        "reception": district.computer("front-desk", receptionist, Role.RECEPTIONIST),
        "clinician": district.clinician("clinic-laptop"),
        "colleague": district.computer("other-laptop", colleague.login, Role.CLINICIAN),
    }
    seats = {}
    for name in dict.fromkeys(seat for seat, _ in PARTS):
        computers[name].sync()
        seats[name] = seat_of(computers[name])
    try:
        report = play(seats, PARTS, pictures, colleague.name)
    except TourStopped as stopped:
        return [Measure("S8", f"tour stopped: {stopped}", None, None, "none over 100 ms", False, "ms")]
    return _stalls(f"on the tour, {len(report.steps)} steps", report.longest_turn, report.within_frame)


def _stalls(when: str, longest: float, within: float) -> list[Measure]:
    return [
        Measure("S8", f"longest turn {when}", longest, None, "none over 100 ms", longest <= STALL, "ms"),
        Measure("S8", f"turns within 16 ms {when}", within * 100, None, "≥ 99.9 %", within >= 0.999, "%"),
    ]
