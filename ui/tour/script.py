"""The parts of the tour in their order: who sits where, and what they do."""

from __future__ import annotations

from ui.tour.assessment import assess
from ui.tour.colleague import look_at_the_record
from ui.tour.day import Part
from ui.tour.driver import Driver
from ui.tour.reception import arrive_a_patient
from ui.tour.referring import book_it, take_a_referral, triage_it
from ui.tour.report import TourReport
from ui.tour.visit import rest_of_the_visit


def visit(driver: Driver, report: TourReport) -> None:
    """The clinician's part: one visit from the list to the follow-up."""
    assess(driver, report)
    rest_of_the_visit(driver, report)


def morning_at_the_desk(driver: Driver, report: TourReport) -> None:
    """Reception's part: somebody arrives, somebody is found, somebody rings."""
    arrive_a_patient(driver, report)
    take_a_referral(driver, report)


PARTS: list[tuple[str, Part]] = [
    ("reception", morning_at_the_desk),
    ("colleague", triage_it),
    ("reception", book_it),
    ("clinician", visit),
    ("colleague", look_at_the_record),
]
