"""The desk's words for times, days, places and what stands with a booking."""

from __future__ import annotations

from datetime import date, datetime

from msk_desk.domain.booking_rules import CHECK_STEP_FREE, Fit
from msk_desk.domain.clinic_time import CLINIC_ZONE, day_of
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.nearness import Nearness
from msk_desk.domain.offers import is_reasonable
from msk_desk.services.patient_bookings import Booked
from ui.context import Texts
from ui.models.rows_model import Cell

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR = {
    Nearness.SAME_DISTRICT: "desk.near_same", Nearness.NEAR: "desk.near_near", Nearness.SAME_AREA: "desk.near_area",
    Nearness.NOT_KNOWN: "desk.near_unknown", Nearness.ELSEWHERE: "desk.near_far",
}  # fmt: skip
_STATES = {
    Status.PROPOSED: ("desk.state_proposed", "bad"), Status.BOOKED: ("desk.state_booked", "ink"),
    Status.ARRIVED: ("desk.state_arrived", "good"), Status.FULFILLED: ("desk.state_seen", "muted"),
    Status.NO_SHOW: ("desk.state_missed", "muted"), Status.CANCELLED: ("desk.state_cancelled", "muted"),
    Status.ENTERED_IN_ERROR: ("desk.state_error", "muted"),
}  # fmt: skip
_NEEDS = {
    "missed": "desk.needs_missed", "lost": "desk.needs_lost", "called-off": "desk.needs_called_off",
    "twice": "desk.needs_twice",
}  # fmt: skip


class DeskWords:
    """Words for the cells and messages of the booking desk."""

    def __init__(self, texts: Texts, today: date) -> None:
        self._texts = texts
        self._today = today

    def day(self, moment: datetime) -> str:
        """`Mon 07-Dec-2026`."""
        day = day_of(moment)
        return f"{self._texts.get(f'booking.{_DAYS[day.weekday()]}')} {staff_date(day)}"

    def when(self, moment: datetime) -> str:
        """`Mon 07-Dec-2026, 09:30`."""
        return f"{self.day(moment)}, {clock(moment)}"

    def day_cell(self, fit: Fit) -> Cell:
        """The day of a time that is offered."""
        reasonable = is_reasonable(self._today, day_of(fit.start))
        chips = ((self._texts.get("desk.three_weeks"), "good"),) if reasonable else ()
        return Cell(self.day(fit.start), bold=True, chips=chips)

    def time_cell(self, fit: Fit) -> Cell:
        """From when to when, and how many places of a group are left."""
        left = self._texts.get("desk.places_left", n=fit.slot.left) if fit.slot.capacity > 1 else ""
        return Cell(f"{clock(fit.start)}–{clock(fit.end)}", below=left)

    def whom_cell(self, fit: Fit) -> Cell:
        """With whom, and for what it is meant."""
        kind = self._texts.get(f"booking.kind_{fit.slot.kind}") if fit.slot.kind in KINDS else ""
        return Cell(fit.slot.staff_name, below=kind)

    def place_cell(self, fit: Fit) -> Cell:
        """Where, how near that is, and what is to be checked first."""
        chips = ((self._texts.get("desk.check_steps"), "warn"),) if CHECK_STEP_FREE in fit.notes else ()
        return Cell(fit.slot.place_name, below=self._texts.get(_NEAR[fit.nearness]), chips=chips)

    def booked_cell(self, row: Booked) -> Cell:
        """When a booking is, for what and with whom."""
        one = row.appointment
        return Cell(
            self.when(one.start), bold=True, below=" · ".join(filter(None, (self.what(one), row.staff, row.place)))
        )

    def state_cell(self, row: Booked) -> Cell:
        """Where a booking stands, and what somebody has to do about it."""
        words, tone = _STATES[row.appointment.status]
        chips: tuple[tuple[str, str], ...] = ()
        if row.needs:
            chips = ((self._texts.get(_NEEDS[row.needs]), "bad"),)
        elif row.appointment.overbook_reason:
            chips = ((self._texts.get("desk.overbooked"), "warn"),)
        said = "" if row.needs else self._texts.get(words)
        return Cell(said, tone, below=self._why(row.appointment), chips=chips)

    def _why(self, one: Appointment) -> str:
        if one.status is Status.CANCELLED:
            by = self._texts.get(f"desk.by_{one.cancelled_by}") if one.cancelled_by in ("patient", "service") else ""
            return ": ".join(filter(None, (by, one.cancel_reason)))
        return one.overbook_reason

    def what(self, one: Appointment) -> str:
        """The kind of appointment and how it is held."""
        kind = self._texts.get(f"booking.kind_{one.kind}") if one.kind in KINDS else one.kind
        return f"{kind}, {self._texts.get(f'booking.mode_{one.mode.value}').lower()}"


KINDS = ("new", "review", "decision", "post-op")


def clock(moment: datetime) -> str:
    """The clinic's own clock."""
    return clock_time(moment.astimezone(CLINIC_ZONE))
