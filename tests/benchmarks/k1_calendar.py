"""K1: the clinics screen with thirty clinicians of fourteen slots each: read, and each frame of moving about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from db.local.stores.clinics import CLINIC_ZONE
from msk_desk.domain.clinics import Session, Slot
from msk_desk.domain.people import Staff
from msk_desk.domain.records import Record, Unit
from msk_desk.services.diary import DiaryWish
from tests.benchmarks.bench_district import BenchDistrict, Computer
from tests.benchmarks.measure import Measure, least, percentile, times
from tests.benchmarks.seat import Painted, seated, workspace_of
from ui.screens.clinics.carrying import carry_booking
from ui.screens.clinics.screen import ClinicsScreen
from ui.tour.driver import Driver

COLUMNS, SLOTS = 30, 14
FRAME = 16.0
_STEPS = 120
_SIZES = ((1440, 900), (3840, 2160))
_BARE = (
    "SELECT id, session_id, starts, ends, status, capacity, kind, mode FROM slot_line WHERE starts >= ? AND starts < ?"
)


def measure(district: BenchDistrict) -> list[Measure]:
    """On the team lead's computer, with every patient of the service."""
    computer = district.whole()
    day = _a_full_day(computer)
    wish = DiaryWish(day)
    diary = computer.office.diary.read(wish)
    slots = sum(len(sitting.spaces) for sitting in diary.sittings)
    read = least([times(computer.office.diary.read, [wish] * 40) for _ in range(2)])
    waiting = least([times(_Called(computer.office.diary.waiting), range(8)) for _ in range(2)])
    with computer.store.files.cache.reading() as cache:
        span = tuple(int(_at(each, 0).timestamp()) for each in (day, day + timedelta(days=1)))
        bare = least([times(_Called(lambda: cache.execute(_BARE, span).fetchall()), range(40)) for _ in range(2)])
    ours, base, waits = percentile(read, 0.95), percentile(bare, 0.95), percentile(waiting, 0.95)
    entries = len(computer.office.diary.waiting())
    found = [
        Measure("K1", f"diary read, {COLUMNS} clinicians, {slots} slots, p95", ours, base, "≤ 60 ms", ours <= 60, "ms"),
        Measure("K1", f"waiting list read, {entries} entries, p95", waits, None, "≤ 250 ms", waits <= 250, "ms"),
    ]
    with seated(district, computer) as driver:
        for size in _SIZES:
            found += _at_size(driver, day, size)
    return found


def _at_size(driver: Driver, day: date, size: tuple[int, int]) -> list[Measure]:
    driver.window.resize(*size)
    workspace_of(driver).context.navigator.go("clinics")
    driver.wait(600)
    screen = workspace_of(driver).screens["clinics"]
    assert isinstance(screen, ClinicsScreen)
    screen.presenter.go(day)
    driver.wait(800)
    view = screen.calendar
    assert len(view.columns) >= COLUMNS
    in_sight = view.viewport().width() / view.geometry_now.column
    where = f"{size[0]}×{size[1]}, {in_sight:.0f} of {len(view.columns)} columns in sight"
    moved = _p95(view, [*_scrolled(view, across=True), *_scrolled(view, across=False)])
    dragged = _p95(view, _dragged(screen))
    view.drag.stop()
    view.carry(None)
    whole = _whole_frames(screen)
    empty = _empty_frames(view)
    return [
        Measure("K1", f"one frame of scrolling, {where}, p95", moved, empty, "≤ 16 ms", moved <= FRAME, "ms"),
        Measure("K1", "  one frame of dragging, p95", dragged, None, "≤ 16 ms", dragged <= FRAME, "ms"),
        Measure("K1", "  everything in sight painted anew, p95", whole, None, "≤ 16 ms", whole <= FRAME, "ms"),
    ]


def _empty_frames(view: QAbstractScrollArea) -> float:
    """The baseline: an area of the same size with nothing in it, moved the same way."""
    empty = QScrollArea()
    inside = QWidget()
    inside.setFixedSize(view.viewport().width() + view.horizontalScrollBar().maximum(), view.viewport().height() + 400)
    empty.setWidget(inside)
    empty.resize(view.size())
    empty.show()
    try:
        return _p95(empty, [*_scrolled(empty, across=True), *_scrolled(empty, across=False)])
    finally:
        empty.close()
        empty.deleteLater()


def _scrolled(area: QAbstractScrollArea, *, across: bool) -> list[Callable[[], object]]:
    bar = area.horizontalScrollBar() if across else area.verticalScrollBar()
    top = bar.maximum()
    if not top:
        return []
    places = [round(top * step / _STEPS) for step in range(1, _STEPS + 1)]
    return [_Set(bar.setValue, place) for place in dict.fromkeys(places)]


def _dragged(screen: ClinicsScreen) -> list[Callable[[], object]]:
    """A booking carried across the calendar; away from its edges, where it would scroll too."""
    view = screen.calendar
    spot = next(
        (at, number) for at, column in enumerate(view.columns) for number, block in enumerate(column.blocks)
        if block.booked is not None and block.booked.status == "booked"
    )  # fmt: skip
    view.choose(spot)
    chosen = view.chosen
    carried = carry_booking(chosen) if chosen is not None else None
    assert carried is not None
    room = view.viewport().rect()
    view.drag.begin(carried, QPointF(60, 60))
    wide, high = room.width() - 120, room.height() - 120
    return [
        _Set(view.drag.follow, QPointF(60 + wide * step / _STEPS, 60 + high * (step * 7 % _STEPS) / _STEPS))
        for step in range(_STEPS)
    ]


def _p95(area: QAbstractScrollArea, acts: list[Callable[[], object]]) -> float:
    """Of the least of three rounds: from the act until the frame is painted and nothing is left to do."""
    painted = Painted(area.viewport())
    rounds = []
    for _ in range(3):
        acts[-1]()  # where a round ends, so that the first act of each moves from the same place
        QTest.qWait(30)
        rounds.append([painted.milliseconds(act) for act in acts])
    painted.stop()
    return percentile(least(rounds), 0.95)


def _whole_frames(screen: ClinicsScreen) -> float:
    """As after a change of theme or of the day, once the blocks have been drawn."""
    picture = QPixmap(screen.calendar.viewport().size())
    took = [times(_Called(lambda: screen.calendar.viewport().render(picture)), range(20)) for _ in range(2)]
    return percentile(least(took), 0.95)


class _Set:
    """A call with its one argument."""

    def __init__(self, call: Callable[..., object], value: object) -> None:
        self._call, self._value = call, value

    def __call__(self) -> object:
        return self._call(self._value)


class _Called:
    """A call that takes no heed of what it is given."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self, _: object) -> object:
        return self._call()


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(), CLINIC_ZONE) + timedelta(minutes=minutes)


def _a_full_day(computer: Computer) -> date:
    """The next working day, with so many clinicians that thirty columns are full."""
    day = computer.today() + timedelta(days=1)
    while day.weekday() > 4 or not computer.office.diary.read(DiaryWish(day)).sittings:
        day += timedelta(days=1)
    there = {sitting.staff_id for sitting in computer.office.diary.read(DiaryWish(day)).sittings}
    staff = [each for each in computer.office.ports.records.every(Staff) if each.id not in there]
    made: list[Record] = []
    for person in staff[: max(0, COLUMNS - len(there))]:
        session = Session(f"bench-{person.id}", person.id, "", person.sites[0], _at(day, 540), _at(day, 960))
        made.append(session)
        for number in range(SLOTS):
            start = _at(day, 540 + 30 * number)
            made.append(Slot(f"{session.id}-{number}", session.id, start, start + timedelta(minutes=30)))
    if made:
        unit = Unit("bench-day", "A full day", computer.actor, computer.office.today._saver.now(), tuple(made))
        computer.store.records.save(unit)
    return day
