"""Reception: look at all clinics, arrive a patient, find another by part of a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from ui.tour.driver import Driver
from ui.tour.report import TourReport

ARRIVING, FOUND = "OSEI, Daniel", "HOLLOWAY, Margaret"
CONTROL = Qt.KeyboardModifier.ControlModifier


def arrive_a_patient(driver: Driver, report: TourReport) -> None:
    """The receptionist's part."""
    driver.choose_row("clinic_list", ARRIVING)
    driver.until("the way to arrive", lambda: driver.seen("arrive"))
    driver.shoot("reception-today")
    driver.press("arrive")
    view = driver.find("clinic_list", QTableView)
    driver.timed("arrive to shown", "Arrived in the list", lambda: _status(view, ARRIVING) == "Arrived")
    driver.shoot("reception-arrived")
    report.steps.append("Reception arrived a patient.")
    report.checks["reception sees no clinical preview"] = driver.seen("preview_impression") is None
    find_a_patient(driver, report)


def find_a_patient(driver: Driver, report: TourReport) -> None:
    """Search as the caller spells it."""
    driver.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier, on="today_screen")
    driver.type("patients_search", "marg hollow")
    view = driver.find("patients_table", QTableView)
    driver.timed("typed to found", "the patient", lambda: Driver.row_of(view, FOUND) >= 0)
    driver.shoot("find-a-patient")
    report.steps.append("Reception found a patient by parts of a name.")
    report.checks["found by parts of a name"] = driver.find("patients_search", QLineEdit).text() == "marg hollow"


def _status(view: QTableView, who: str) -> str:
    row = Driver.row_of(view, who)
    model = view.model()
    texts = [
        str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in range(model.columnCount())
    ]
    return next((text for text in texts if text in ("Booked", "Arrived")), "")
