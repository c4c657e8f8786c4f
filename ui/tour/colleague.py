"""A colleague at another computer opens the record: the visit, the scores, the papers are there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.tour.driver import Driver
from ui.tour.report import TourReport

FOUND = "HOLLOWAY, Margaret"


def look_at_the_record(driver: Driver, report: TourReport) -> None:
    """Find the patient, open the record, and look in the themes."""
    driver.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier, on="today_screen")
    driver.type("patients_search", "holloway marg")
    driver.choose_row("patients_table", FOUND)
    driver.key(Qt.Key.Key_Return, on="patients_table")
    driver.timed("open a record to painted", "the record", lambda: driver.seen("card_timeline"))
    driver.wait(500)
    driver.shoot("colleague-record")
    desk = driver.window.desk  # type: ignore[attr-defined]
    patient = desk.patients.find(FOUND)[0].id
    scores = {series.instrument.code for series in desk.outcomes.series(patient)}
    report.checks["a colleague sees the scores of the visit"] = {"OKS", "NPRS", "PSFS"} <= scores
    report.checks["a colleague sees the letters and the plan"] = len(desk.record.documents(patient)) >= 3
    for look in ("dark", "high-contrast"):
        driver.window.choose_look(look)  # type: ignore[attr-defined]
        driver.wait(300)
        driver.shoot(f"record-{look}")
    driver.window.choose_look("light")  # type: ignore[attr-defined]
    report.steps.append("A colleague opened the record at another computer.")
