"""L1: a list opened, and a key in its filter to the rows painted, in the real window; and the reconciliation."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from msk_desk.services.lists import Lists
from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.measure import Measure, least, percentile, times
from tests.benchmarks.seat import Painted, seated, workspace_of
from ui.screens.lists.screen import ListsScreen
from ui.tour.driver import Driver

FRAME, TWO_FRAMES = 16.0, 33.0
_LISTS = ("waiting", "pifu_open", "breaches", "unowned")
_TYPED = ("smi", "jon", "kne", "077", "999", "wil", "hip", "bro", "tay", "phy")
_BARE = "SELECT id, patient_id, since, kind, priority FROM waiting_line WHERE status='requested'"


def measure(district: BenchDistrict) -> list[Measure]:
    """On the team lead's computer, which holds every patient."""
    computer = district.whole()
    lists, books = computer.office.lists, computer.office.reconciliation
    found = [_read(lists, code) for code in _LISTS]
    with computer.store.files.cache.reading() as cache:
        bare = percentile(least([times(lambda _: cache.execute(_BARE).fetchall(), range(5)) for _ in range(2)]), 0.5)
    first, *others = found
    counts = percentile(least([times(lambda _: lists.counts(), range(3)) for _ in range(2)]), 0.5)
    fortnight = percentile(least([times(lambda _: books.until(books.today, 14), range(2)) for _ in range(2)]), 0.5)
    found = [
        Measure(first.id, first.measure, first.ours, bare, first.target, first.held, "ms"), *others,
        Measure("L1", "count every list", counts, None, "≤ 1,500 ms", counts <= 1500, "ms"),
        Measure("L1", "reconcile 14 days", fortnight, None, "≤ 3,000 ms", fortnight <= 3000, "ms"),
    ]  # fmt: skip
    with seated(district, computer) as driver:
        return [*found, *_typing(driver)]


def _read(lists: Lists, code: str) -> Measure:
    """A list read on a worker, its words ready for searching."""
    rows = len(lists.read(code).rows)
    took = percentile(least([times(lists.read, [code] * 3) for _ in range(2)]), 0.5)
    return Measure("L1", f"list read: {code}, {rows} rows", took, None, "≤ 600 ms", took <= 600, "ms")


def _typing(driver: Driver) -> list[Measure]:
    """Each letter of ten texts in the filter of the waiting list."""
    workspace_of(driver).context.navigator.go("lists", tab="waiting")
    screen = workspace_of(driver).screens["lists"]
    assert isinstance(screen, ListsScreen)
    driver.wait(3000)
    field = driver.find("lists_filter", QLineEdit)
    painted = Painted(screen.page.table.viewport(), screen.presenter.found)
    rounds = [[_key(driver, field, painted, text, letter) for text in _TYPED for letter in text] for _ in range(2)]
    painted.stop()
    ours = percentile(least(rounds), 0.95)
    of = screen.presenter.shown.of
    name = f"key in the filter to rows painted, {of} rows, p95 of {len(rounds[0])} keys"
    return [Measure("L1", name, ours, FRAME, "≤ 33 ms", ours <= TWO_FRAMES, "ms")]


def _key(driver: Driver, field: QLineEdit, painted: Painted, text: str, letter: str) -> float:
    if letter == text[0]:
        field.clear()
        QTest.keyClicks(field, " ")
        driver.wait(30)
    return painted.milliseconds(lambda: QTest.keyClicks(field, letter))
