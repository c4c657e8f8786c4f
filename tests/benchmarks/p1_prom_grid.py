"""P1: twelve answers typed from paper and saved, from the first key to the scores on the record, in the real window."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.measure import Measure, percentile, timed
from tests.benchmarks.seat import seated, workspace_of
from ui.screens.proms.entry_screen import EntryScreen
from ui.tour.driver import Driver

KEYS = "012340123401"
ROUNDS = 5
BUDGET_MS = 15_000
TYPIST_MS = 1_000
"""What a slow typist takes for one key, read from paper: the window may not add to it."""


def measure(district: BenchDistrict) -> list[Measure]:
    """The window's own time for a twelve-item form, and the whole with a typist of one key a second."""
    computer = district.loaded_clinician()
    with seated(district, computer) as driver:
        workspace = workspace_of(driver)
        lines = workspace.context.desk.today.mine(computer.today()).lines
        patient = next(line.patient_id for line in lines if line.patient_id)
        took = [_entered(driver, patient) for _ in range(ROUNDS)]
    ours = percentile(took, 0.95)
    whole = ours + len(KEYS) * TYPIST_MS
    words = f"12 keys from paper and saved, p95 of {ROUNDS}; with one key a second {whole / 1000:.1f} s of 15 s"
    return [Measure("P1", words, ours, None, "≤ 3 s", whole <= BUDGET_MS, "ms")]


def _entered(driver: Driver, patient: str) -> float:
    """Milliseconds from the first key until the scores are stored."""
    workspace = workspace_of(driver)
    workspace.context.navigator.go("proms", patient, instrument="OKS")
    screen = workspace.screens["proms"]
    assert isinstance(screen, EntryScreen)
    driver.until("the grid", lambda: "Q01" in screen.view.card.grid.fields)
    for field in screen.view.card.grid.fields.values():
        field.clear()
    stored: list[object] = []
    screen.view.stored.connect(stored.append)
    screen.view.card.grid.fields["Q01"].setFocus()
    with timed() as took:
        for key in KEYS:
            held: QWidget | None = driver.window.focusWidget()
            QTest.keyClicks(held, key)
            driver.wait(0)
        screen.view.card.store.click()
        driver.until("the scores are stored", lambda: bool(stored))
    screen.view.stored.disconnect(stored.append)
    return took.milliseconds
