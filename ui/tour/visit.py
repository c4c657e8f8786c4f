"""The rest of the visit: scores, the decision, the plan, the letter, the follow-up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.tour.driver import Driver
from ui.tour.report import TourReport

PATIENT_TYPED = "holloway margaret"
STEPS = {"assessment": 0, "outcomes": 1, "decision": 2, "plan": 3, "letter": 4, "follow-up": 5}
ACTIVITIES = (("Walk to the allotment", "6"), ("Stairs without the rail", "5"), ("Kneel in the garden", "3"))
OXFORD = "332323232323"
# The plan goes on from the one before, which has two.
EXERCISES = ("knee-straighten-sitting", "bridge", "heel-raise", "step-up")


def rest_of_the_visit(driver: Driver, report: TourReport) -> None:
    """From the scores to the finished visit."""
    _outcomes(driver, report)
    _decision(driver, report)
    _plan(driver, report)
    _letters(driver, report)
    _follow_up(driver, report)
    driver.press("visit_finish")
    driver.find("visit_treatment_began")
    driver.shoot("visit-treatment-asked")
    driver.press("visit_treatment_began")
    driver.until("the record or the list", lambda: driver.seen("visit_steps") is None)
    driver.timed("saved to acknowledged", "everything with the service", lambda: _all_sent(driver))
    driver.shoot("visit-finished")
    report.checks["everything recorded is with the service"] = _all_sent(driver)
    _keep_papers(driver, report)


def _outcomes(driver: Driver, report: TourReport) -> None:
    driver.go_to_step("visit_steps", STEPS["outcomes"])
    _patients_turn(driver, report)
    driver.press("prom_choose_PSFS")
    for number, (activity, ability) in enumerate(ACTIVITIES, 1):
        driver.type(f"prom_activity_ACTIVITY{number}", activity)
        driver.type(f"prom_answer_ACTIVITY{number}", ability)
    driver.press("prom_store")
    driver.wait(300)
    driver.press("prom_choose_OKS")
    for number, answer in enumerate(OXFORD, 1):
        driver.type(f"prom_answer_Q{number:02d}", answer)
    driver.shoot("outcomes-oxford-from-paper")
    driver.press("prom_store")
    driver.timed("scores stored to charted", "the chart", lambda: driver.seen("prom_oks_score_view_chart"))
    driver.shoot("outcomes")
    report.steps.append("Two more measures were typed in from paper; all three are scored and charted.")


def _patients_turn(driver: Driver, report: TourReport) -> None:
    """Turn the screen for the pain question; the clinician's code takes it back."""
    driver.press("prom_choose_NPRS")
    driver.press("prom_turn")
    driver.until("the patient's screen", lambda: driver.seen("patient_start"))
    driver.press("patient_start")
    driver.press("answer_4")
    driver.shoot("patient-screen")
    report.checks["nobody's name or record stands on the patient's screen"] = driver.seen("patient_banner") is None
    driver.press("patient_next")
    driver.until("the end of the questions", lambda: driver.seen("patient_end"))
    driver.press("patient_staff")
    driver.type("staff_code", driver.code)
    driver.press("staff_take_back")
    driver.until("the visit again", lambda: driver.seen("visit_steps"))
    driver.go_to_step("visit_steps", STEPS["outcomes"])
    report.steps.append("The patient answered the pain question on the turned screen.")


def _decision(driver: Driver, report: TourReport) -> None:
    driver.go_to_step("visit_steps", STEPS["decision"])
    driver.type("decision_what_matters", "Walk to the allotment. No operation if I can help it.")
    driver.press("decision_rate_walk-further_9")
    driver.press("decision_rate_avoid-operation_8")
    driver.shoot("decision-what-matters")
    driver.press("decision_next")
    driver.until("the options", lambda: driver.seen("decision_compare"))
    driver.shoot("decision-compare")
    for option in ("exercise", "injection", "as-now"):
        driver.press(f"decision_talked_{option}")
    driver.press("decision_next")
    driver.press("decision_choose_exercise")
    driver.type("decision_reasons", "I want to see what strength does first.")
    driver.type("decision_who_was_there", "Margaret and Asha Rao")
    driver.shoot("decision-choice")
    driver.go_to_step("decision_steps", 3)
    driver.shoot("decision-check")
    driver.press("decision_record")
    driver.until("the decision on the record", lambda: not _enabled(driver, "decision_record"))
    report.steps.append("The options were compared and the decision recorded.")


def _plan(driver: Driver, report: TourReport) -> None:
    driver.go_to_step("visit_steps", STEPS["plan"])
    driver.type("plan_goal", "Walk to the allotment and back, 20 minutes, without stopping")
    driver.press("plan_weeks_6")
    driver.type("plan_confidence_number", "7")
    driver.press("plan_add")
    for code in EXERCISES:
        driver.press(f"library_add_{code}")
    driver.press("plan_add")
    for code in EXERCISES:
        _dose(driver, code)
    driver.type("plan_flare", "Do less, not nothing. Build back up over a week.")
    driver.type("plan_seek_help", "Call us if your knee gets hot, red and very painful, or if it locks.")
    driver.press("plan_layout_large-print")
    driver.wait(1200)
    driver.shoot("plan")
    driver.press("plan_hand_over")
    driver.timed("hand over to handed over", "the plan handed over", lambda: not _enabled(driver, "plan_hand_over"))
    driver.shoot("plan-handed-over")
    report.steps.append("A plan with a goal and six drawn exercises was handed over.")


def _dose(driver: Driver, code: str) -> None:
    for part, number in (("sets", "3"), ("repetitions", "10"), ("days_a_week", "3")):
        driver.type(f"plan_dose_{code}_{part}_number", number)


def _letters(driver: Driver, report: TourReport) -> None:
    driver.go_to_step("visit_steps", STEPS["letter"])
    _write_and_sign(driver, "clinic")
    _write_and_sign(driver, "discharge")
    report.steps.append("Two letters were composed, previewed and signed.")


def _write_and_sign(driver: Driver, kind: str) -> None:
    driver.press(f"letter_kind_{kind}")
    driver.type("letter_section_clinical-summary", "We saw you for pain in your right knee. You can walk further now.")
    driver.type("letter_section_information-and-advice-given", "Keep active. A little ache is common and safe.")
    driver.shoot(f"letter-{kind}")
    driver.press("letter_mode_preview")
    driver.wait(1200)
    driver.shoot(f"letter-{kind}-preview")
    driver.press("letter_sign")
    driver.timed("sign to signed letter", "the letter signed", lambda: not _enabled(driver, "letter_sign"))


def _follow_up(driver: Driver, report: TourReport) -> None:
    driver.go_to_step("visit_steps", STEPS["follow-up"])
    driver.press("booking_weeks_0")
    driver.press("booking_who_any")
    driver.type("booking_reason", "Knee review")
    driver.choose_row("booking_offers", report.colleague)
    driver.shoot("follow-up-offers")
    driver.key(Qt.Key.Key_Return, on="booking_offers")
    driver.timed("book to booked", "the booking", lambda: driver.seen("booking_upcoming"))
    driver.shoot("follow-up-booked")
    report.steps.append("The follow-up was booked with a colleague.")


def _enabled(driver: Driver, name: str) -> bool:
    widget: QWidget | None = driver.seen(name)
    return widget is not None and widget.isEnabled()


def _all_sent(driver: Driver) -> bool:
    status = driver.window.desk.sync.status()  # type: ignore[attr-defined]
    return bool(status.waiting == 0)


def _keep_papers(driver: Driver, report: TourReport) -> None:
    """Leave what was signed and handed over today beside the pictures, as it is on the record."""
    desk = driver.window.desk  # type: ignore[attr-defined]
    patient = desk.patients.find(PATIENT_TYPED)[0]
    today = desk.now().date().isoformat()
    for found in desk.record.documents(patient.id):
        if found.created[:10] == today:
            path = (
                report.folder
                / f"{len(report.papers) + 1}-{found.title.split(',')[0].replace(' ', '-').replace(':', '').lower()}.pdf"
            )
            path.write_bytes(desk.record.document(found.id).data)
            report.papers.append(path)
