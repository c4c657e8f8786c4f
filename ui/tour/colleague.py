"""A colleague at another computer opens the record: the visit, the scores, the papers are there."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from ui.context import Desk
from ui.tour.driver import Driver
from ui.tour.report import TourReport

FOUND, BORN = "HOLLOWAY, Margaret", "14/03/1956"
"""In a large district there are others of that name; the date of birth says who."""
MEASURED = {"OKS", "NPRS", "PSFS"}


def look_at_the_record(driver: Driver, report: TourReport) -> None:
    """Find the patient, open the record, and look in the themes."""
    desk = driver.window.desk  # type: ignore[attr-defined]
    patient = desk.patients.find(f"{FOUND} {BORN}")[0].id
    driver.until("the visit, brought by synchronisation", lambda: _scores(desk, patient) >= MEASURED, patience=60)
    driver.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier, on="today_screen")
    driver.type("patients_search", f"holloway marg {BORN}")
    driver.choose_row("patients_table", FOUND)
    driver.key(Qt.Key.Key_Return, on="patients_table")
    driver.timed("open a record to painted", "the record", lambda: driver.seen("card_timeline"))
    driver.wait(500)
    driver.shoot("colleague-record")
    report.checks["a colleague sees the scores of the visit"] = _scores(desk, patient) >= MEASURED
    report.checks["a colleague sees the letters and the plan"] = len(desk.record.documents(patient)) >= 3
    _look_at_visits(driver)
    show_themes(driver)
    report.steps.append("A colleague opened the record at another computer.")


def _look_at_visits(driver: Driver) -> None:
    driver.go_to_step("record_tabs", 1)
    driver.until("the visits", lambda: driver.seen("visits"))
    driver.wait(600)
    driver.shoot("colleague-visits")
    driver.go_to_step("record_tabs", 2)
    driver.wait(600)
    driver.shoot("colleague-outcomes")
    driver.go_to_step("record_tabs", 0)


def show_themes(driver: Driver) -> None:
    """The same record in the other themes. For those who look at the pictures: no part of a clinic day."""
    for look in ("dark", "high-contrast", "light"):
        began = time.perf_counter()
        with driver.left_out():
            driver.window.choose_look(look)  # type: ignore[attr-defined]
        driver.timings[f"theme changed to {look}"] = (time.perf_counter() - began) * 1000
        driver.wait(300)
        if look != "light":
            driver.shoot(f"record-{look}")


def _scores(desk: Desk, patient: str) -> set[str]:
    return {series.instrument.code for series in desk.outcomes.series(patient)}
