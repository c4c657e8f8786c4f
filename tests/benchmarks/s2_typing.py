"""S2: from a key pressed in the search field to the rows painted, in the real window."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.measure import Measure, least, percentile
from tests.benchmarks.queries import queries
from tests.benchmarks.s1_find import find_times
from tests.benchmarks.seat import Painted, seated, workspace_of
from ui.screens.patients.screen import PatientsScreen
from ui.tour.driver import Driver

WORDS = 45


def measure(district: BenchDistrict) -> list[Measure]:
    """Each letter of 45 searches, p95 of the lesser of two rounds."""
    computer = district.whole()
    service = percentile([took for _, took in find_times(district)], 0.95)
    with computer.store.files.cache.reading() as cache:
        typed = [query.text for query in queries(cache) if query.kind in ("beginning", "two names")][:WORDS]
    with seated(district, computer) as driver:
        workspace_of(driver).context.navigator.go("patients")
        field = driver.find("patients_search", QLineEdit)
        screen = workspace_of(driver).screens["patients"]
        assert isinstance(screen, PatientsScreen)
        painted = Painted(screen.table.viewport(), screen.presenter.found)
        QTest.keyClicks(field, "smi")
        driver.wait(300)
        took = least([_typed(driver, field, painted, typed) for _ in range(2)])
        painted.stop()
    ours = percentile(took, 0.95)
    return [
        Measure("S2", f"key to rows painted, p95 of {len(took)} keys", ours, service, "≤ 16 ms", ours <= 16.0, "ms")
    ]


def _typed(driver: Driver, field: QLineEdit, painted: Painted, texts: list[str]) -> list[float]:
    """Milliseconds of each letter of each text."""
    took = []
    for text in texts:
        field.clear()
        driver.wait(20)
        for letter in text.strip():
            took.append(painted.milliseconds(lambda key=letter: QTest.keyClicks(field, key)))
    return took
