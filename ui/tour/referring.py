"""Somebody rings: registered and referred at the desk, triaged, booked from the waiting list, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.context import Desk
from ui.tour.driver import Driver, TourStopped
from ui.tour.report import TourReport

CALLER, BORN, NHS_NUMBER, LISTED = "wrenfield harriet", "12/4/1971", "999 270 1145", "WRENFIELD, Harriet"
REASON = "Left shoulder pain since June, worse at night"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_MOST_TABS = 60


def take_a_referral(driver: Driver, report: TourReport) -> None:
    """Reception: a caller whose name is known."""
    driver.key(Qt.Key.Key_K, CONTROL, on="patients_screen")
    _here(driver, "referral")
    driver.until("the action", lambda: driver.seen("search_hits"))
    driver.wait(300)
    driver.key(Qt.Key.Key_Return)
    driver.find("referral_screen")
    driver.type("referral_search", CALLER)
    driver.wait(300)
    driver.key(Qt.Key.Key_Escape, on="referral_search")
    driver.key(Qt.Key.Key_N, CONTROL)
    driver.until("the form for somebody new", lambda: _named(driver) == "new_nhs_number")
    _here(driver, NHS_NUMBER)
    driver.key(Qt.Key.Key_Return)
    _here(driver, BORN)
    _tab_to(driver, "new_gender_female")
    driver.key(Qt.Key.Key_Space)
    _tab_to(driver, "referral_reason")
    _here(driver, REASON)
    driver.wait(400)
    driver.shoot("referral-taken")
    driver.key(Qt.Key.Key_Return, CONTROL)
    driver.timed("referral saved", "the next caller's turn", lambda: driver.seen("referral_message"))
    driver.shoot("referral-saved")
    report.checks["a caller's referral is open and waits for triage"] = _stage(driver) == "referred"
    report.steps.append("Reception took a referral on the telephone.")


def triage_it(driver: Driver, report: TourReport) -> None:
    """A clinician: the referral as written, its red-flag screen, and the decision."""
    driver.until("the referral, brought by synchronisation", lambda: _stage(driver) == "referred", patience=60)
    driver.key(Qt.Key.Key_4, ALT, on="today_screen")
    driver.choose_row("triage_inbox", LISTED)
    driver.wait(500)
    driver.shoot("triage-inbox")
    driver.key(Qt.Key.Key_Return, on="triage_inbox")
    driver.until("the red-flag screen in hand", lambda: _named(driver) == "triage_flags")
    driver.key(Qt.Key.Key_Return)
    driver.until("the screen read, decisions in hand", lambda: _named(driver).startswith("decision_"))
    _here(driver, "2")
    _tab_to(driver, "triage_reason")
    _here(driver, "Nothing that calls for more than therapy first")
    driver.wait(300)
    driver.shoot("triage-decision")
    driver.key(Qt.Key.Key_Return, CONTROL)
    driver.until("the decision kept", lambda: _stage(driver) == "triaged")
    driver.wait(300)
    driver.shoot("triage-decided")
    report.steps.append("A clinician triaged the referral.")


def book_it(driver: Driver, report: TourReport) -> None:
    """Reception: the calendar, the waiting list beside it, and the first time that fits; then the lists."""
    driver.until("the decision, brought by synchronisation", lambda: _stage(driver) == "triaged", patience=60)
    driver.key(Qt.Key.Key_5, ALT, on="today_screen")
    driver.find("calendar")
    driver.wait(600)
    driver.shoot("clinics-day")
    driver.type("waiting_find", "wrenfield")
    driver.choose_row("waiting_list", LISTED)
    driver.key(Qt.Key.Key_Return, on="waiting_list")
    driver.find("book_panel")
    driver.wait(500)
    driver.shoot("clinics-first-that-fits")
    driver.press("book_confirm")
    driver.until("the booking", lambda: driver.seen("calendar_undo"))
    driver.wait(300)
    driver.shoot("clinics-booked")
    driver.key(Qt.Key.Key_6, ALT, on="clinics_screen")
    driver.find("lists_screen")
    driver.wait(900)
    driver.shoot("lists")
    desk = _desk(driver)
    upcoming = desk.booking.upcoming(_patient(desk), desk.now())
    report.checks["the booking closed the caller's place on the waiting list"] = bool(
        upcoming
    ) and not desk.booking.waits(_patient(desk))
    report.steps.append("Reception booked the first time that fits from the waiting list.")


def _here(driver: Driver, text: str) -> None:
    """Type into whatever has the keyboard."""
    for letter in text:
        QTest.keyClicks(driver.window.focusWidget() or driver.window, letter)
        driver.wait(0)
    driver.wait(30)


def _named(driver: Driver) -> str:
    """The name of what has the keyboard."""
    widget: QWidget | None = driver.window.focusWidget()
    return widget.objectName() if widget is not None else ""


def _tab_to(driver: Driver, name: str) -> None:
    for _ in range(_MOST_TABS):
        if _named(driver) == name:
            return
        driver.key(Qt.Key.Key_Tab)
    raise TourStopped(f"{name} cannot be reached with Tab")


def _desk(driver: Driver) -> Desk:
    return driver.window.desk  # type: ignore[attr-defined,no-any-return]


def _patient(desk: Desk) -> str:
    found = desk.patients.find(NHS_NUMBER)
    return found[0].id if found else ""


def _stage(driver: Driver) -> str:
    """Where the caller's pathway stands on this computer; empty before it is known here."""
    desk = _desk(driver)
    patient = _patient(desk)
    pathways = desk.pathway_clocks.of_patient(patient) if patient else ()
    return pathways[0].pathway.stage if pathways else ""
