"""The assessment of the tour: a knee, from the red flags to the signature."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget

from ui.tour.driver import Driver
from ui.tour.report import TourReport

PATIENT = "HOLLOWAY, Margaret"
FLAGS = (
    "hot-joint", "unwell", "replacement", "injury", "extensor", "cancer", "weight-loss", "night-pain", "lump", "calf",
    "limb", "nerves", "synovitis", "child-limp", "safeguarding", "self-harm",
)  # fmt: skip
RANGES = {
    "flexion-active-right": "115", "flexion-active-left": "135", "extension-active-right": "-5",
    "extension-active-left": "0", "flexion-passive-right": "120", "flexion-passive-left": "140",
    "quadriceps-right": "4", "quadriceps-left": "5",
}  # fmt: skip
IMPRESSION = "Knee osteoarthritis, right, moderate. Walking further matters most."


def assess(driver: Driver, report: TourReport) -> None:
    """Start the visit and fill the form; every keystroke is kept."""
    driver.choose_row("clinic_list", PATIENT)
    driver.until("the preview", lambda: driver.seen("start_visit"))
    driver.shoot("today")
    driver.press("start_visit")
    driver.timed("visit started to the choice of a form", "the choice", lambda: driver.seen("visit_form_search"))
    driver.shoot("assessment-choice")
    driver.type("visit_form_search", "knee")
    driver.key(Qt.Key.Key_Return, on="visit_form_search")
    driver.timed("form chosen to form painted", "the form", lambda: driver.seen("answer_rf-hot-joint_0"))
    _red_flags(driver, report)
    _history(driver)
    _examination(driver)
    _impression(driver)
    driver.press("visit_sign")
    driver.timed("sign to signed", "the signature", lambda: not driver.seen("visit_sign"))
    driver.shoot("assessment-signed")
    report.steps.append("The assessment was filled in and signed.")


def _red_flags(driver: Driver, report: TourReport) -> None:
    for flag in FLAGS[:-1]:
        driver.press(f"answer_rf-{flag}_0")
    said = _words(driver, "visit_red_flags")
    report.checks["not every flag asked: nothing is said about the rest"] = "No red flags" not in said
    driver.press(f"answer_rf-{FLAGS[-1]}_0")
    driver.press("answer_rf-safety-net_0")
    driver.wait(200)
    driver.shoot("assessment-red-flags")


def _history(driver: Driver) -> None:
    section(driver, 1)
    driver.type("answer_complaint", "Right knee aches after the allotment, stiff when I get up.")
    for choice in ("side_0", "onset_1", "severity_1", "irritability_0", "nature_0"):
        driver.press(f"answer_{choice}")
    driver.type("answer_aggravating", "Stairs, kneeling, walking over 15 minutes")
    driver.type("answer_easing", "Rest, warmth")
    driver.shoot("assessment-history")
    _body_chart(driver)
    section(driver, 2)
    for choice in ("work_0", "sleep_0"):
        driver.press(f"answer_{choice}")
    driver.type("answer_matters", "Walk to the allotment and back without stopping")


def _body_chart(driver: Driver) -> None:
    """Mark two places without a mouse; drawing with one is for people."""
    driver.press("visit_body_enlarge")
    for place in ("right knee pain 6", "right thigh ache 3"):
        driver.type("body_panel_region", place)
        driver.key(Qt.Key.Key_Return, on="body_panel_region")
    driver.wait(400)
    driver.shoot("body-chart")
    driver.press("body_panel_close")


def _examination(driver: Driver) -> None:
    section(driver, 4)
    driver.type("answer_observation", "Mild swelling, right. Walks with a slight limp.")
    driver.press("answer_movement-passive-tested_0")
    for field, value in RANGES.items():
        driver.type(f"answer_{field}", value)
    driver.shoot("assessment-examination")


def _impression(driver: Driver) -> None:
    section(driver, 6)
    driver.type("answer_impression-words", IMPRESSION)
    driver.type("answer_diagnosis", "Osteoarthritis of right knee")
    section(driver, 7)
    driver.type("answer_plan-words", "Strengthening at home, decide about injection, review in 6 weeks.")
    driver.press("answer_agreed_0")


def section(driver: Driver, at: int) -> None:
    """Go to a section of the form by the rail."""
    rail = driver.find("section_rail", QListWidget)
    rail.setFocus(Qt.FocusReason.TabFocusReason)
    while rail.currentRow() != at:
        QTest.keyClick(rail, Qt.Key.Key_Down if rail.currentRow() < at else Qt.Key.Key_Up)
    QTest.keyClick(rail, Qt.Key.Key_Return)
    driver.wait(150)


def _words(driver: Driver, name: str) -> str:
    labels: list[QLabel] = driver.find(name).findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())
