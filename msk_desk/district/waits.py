"""What happened on the way of people who wait: the events that their clocks are read from, and their wishes."""

from __future__ import annotations

from datetime import date, timedelta

from msk_desk.district.care import Event
from msk_desk.district.diary import Booking
from msk_desk.district.draws import Draws

SERVICES = {
    "ESP clinic": "esp", "Physiotherapy": "physiotherapy", "Podiatry": "podiatry", "Pain service": "pain",
}  # fmt: skip
"""The codes of resources/services for the decisions of made-up triage."""
PIFU_DAYS = 182
_NEEDS = ("interpreter", "step-free", "double-slot")
_NOTES = ("Mornings only", "Rings after 4 pm", "Text messages only", "Can come at short notice", "Works nights")


def received(on: date, source: str) -> Event:
    """The referral came."""
    name = "self_referral_received" if source == "self" else "referral_received"
    return on, name, (("source", source),)


def triaged(on: date, source: str, service: str, by: str) -> tuple[Event, ...]:
    """A clinician took it on; a self-referral is ratified by that."""
    decided: Event = (on, "triaged", (("by", by), ("service_code", service)))
    ratified: Event = (on, "ratified_by_care_professional", (("by", by),))
    return (ratified, decided) if source == "self" else (decided,)


def attended(bookings: tuple[Booking, ...], kind: str, today: date) -> tuple[Event, ...]:
    """What became of each booked time up to today: seen, missed or cancelled, and where treatment began."""
    found: list[Event] = []
    seen = 0
    for booking in bookings:
        on = min(booking.time.session.day, today)  # what is ahead was cancelled today
        which = ("appointment", "later" if seen else "first")
        if booking.status == "fulfilled":
            # An extended-scope clinic assesses first and treats the second time; therapy treats at once.
            treats = seen == (1 if kind == "rtt" else 0)
            outcome = (("outcome", "treatment given" if treats else "assessed"),)
            found.append((on, "follow_up" if seen else "first_appointment", outcome))
            seen += 1
        elif booking.status == "noshow":
            found.append((on, "dna", (which, ("communicated", "true"))))
            found.append((min(on + timedelta(days=1), today), "patient_contacts_to_rebook", ()))
        elif booking.status == "cancelled":
            found.append((on, "patient_cancellation", (which,)))
    return tuple(found)


def wish(draws: Draws, interpreter: bool) -> tuple[tuple[str, ...], str]:
    """What somebody needs of an appointment, and a note of what they said."""
    needs = ("interpreter",) if interpreter else (draws.pick(_NEEDS[1:]),) if draws.one_in(12) else ()
    return needs, draws.pick(_NOTES) if draws.one_in(9) else ""
