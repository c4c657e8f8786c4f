"""Offers of dates to a patient: which are reasonable, what was declined, and what follows from it. Pure.

Source: NHS England, Recording and reporting RTT waiting times, version 5.0 (11 February 2025, PRN01045), 4.4.1.4, 8.1,
8.3 and the glossary ("three or more weeks from the time that the offer was made"). Weeks are counted in whole days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.domain.dates import whole_date
from msk_desk.domain.pathways import PathwayEvent

NOTICE = timedelta(weeks=3)
"""A date is reasonable when it is at least this far from the day of the offer (glossary, 8.3)."""
SECOND_WITHIN = timedelta(weeks=6)
"""After a first date is declined, a second is offered within this of the first date (8.3)."""
LONG_DELAY = timedelta(weeks=6)
"""A patient who asks to wait longer than this is reviewed by a clinician (8.1, 8.3)."""
ENOUGH = 2
"""So many reasonable dates declined may, after a clinical conversation, lead to active monitoring (4.4.1.4)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A date that was offered on a day, and what the patient said: accepted, declined, or empty when not yet known."""

    made: date
    day: date
    answer: str = ""
    words: str = ""

    @property
    def reasonable(self) -> bool:
        """Whether it gave three weeks' notice."""
        return is_reasonable(self.made, self.day)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the offers to one patient stand.

    `second_by` is the last day for a second date, once a first reasonable one was declined; `talk` says that two
    reasonable dates were declined, so that a clinician is to talk with the patient: nothing follows by itself.
    """

    offers: tuple[Offer, ...]
    declined: int
    second_by: date | None = None
    talk: bool = False


def is_reasonable(made: date, day: date) -> bool:
    """Whether a date is three or more weeks from the day of the offer."""
    return day - made >= NOTICE


def needs_review(today: date, wanted_from: date) -> bool:
    """Whether a patient who does not want to come before a day is to be reviewed by a clinician."""
    return wanted_from - today > LONG_DELAY


def offers_of(events: Iterable[PathwayEvent]) -> tuple[Offer, ...]:
    """The offers among the events of a pathway, in their order."""
    found = (_offer(event) for event in events if event.name == "offer")
    return tuple(offer for offer in found if offer is not None)


def standing(events: Iterable[PathwayEvent]) -> Standing:
    """Where the offers stand; those made before a booking was kept do not count against the patient any more."""
    offers: list[Offer] = []
    for event in sorted(events, key=_day):
        if event.name in _BEGIN_AGAIN:
            offers.clear()
        offer = _offer(event) if event.name == "offer" else None
        if offer is not None:
            offers.append(offer)
    declined = [offer for offer in offers if offer.answer == "declined" and offer.reasonable]
    counted = _counted(declined)
    talk = len(counted) >= ENOUGH
    second_by = declined[0].day + SECOND_WITHIN if declined and not talk else None
    return Standing(tuple(offers), len(counted), second_by, talk)


_BEGIN_AGAIN = frozenset({"first_appointment", "follow_up", "active_monitoring", "patient_ready"})


def _counted(declined: list[Offer]) -> list[Offer]:
    """One date a day: two times on one day, or a second date in the week of the first, are one offer (8.3)."""
    counted: list[Offer] = []
    for offer in declined:
        if all(offer.day.isocalendar()[:2] != other.day.isocalendar()[:2] for other in counted):
            counted.append(offer)
    return counted


def _day(event: PathwayEvent) -> date:
    return event.on


def _offer(event: PathwayEvent) -> Offer | None:
    day = whole_date(event.says("date"))
    return Offer(event.on, day, event.says("answer"), event.says("words")) if day is not None else None
