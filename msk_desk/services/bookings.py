"""Everything that is done with booked times, as one part of the desk: calendar, lists and the booking screen use it."""

from __future__ import annotations

from dataclasses import replace

from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.booking_rules import INTERPRETER, Fit, Wanted
from msk_desk.domain.clinic_time import at
from msk_desk.domain.waiting.working_days import due_after
from msk_desk.services.attendance import Attendance
from msk_desk.services.booking import Booking
from msk_desk.services.booking_undo import BookingUndo
from msk_desk.services.booking_units import BookingUnits
from msk_desk.services.filling import Filling
from msk_desk.services.follow_ups import FollowUps
from msk_desk.services.missed import MissedAppointments
from msk_desk.services.moving import Moves
from msk_desk.services.offers import Offers
from msk_desk.services.patient_bookings import BookingDesk
from msk_desk.services.ports import DiaryLists, PolicyLibrary
from msk_desk.services.rebooking import NeedsRebooking
from msk_desk.services.series import Series


class Bookings:
    """Book, offer, move, cancel, attend, rebook."""

    def __init__(self, units: BookingUnits, lists: DiaryLists, policies: PolicyLibrary) -> None:
        self._units = units
        self.desk = BookingDesk(units)
        self.booking = Booking(units)
        self.offers = Offers(units)
        self.moves = Moves(units, self.booking)
        self.attendance = Attendance(units)
        self.missed = MissedAppointments(units, policies)
        self.undo = BookingUndo(units)
        self.follow_ups = FollowUps(units)
        self.series = Series(units, self.booking)
        self.filling = Filling(units.clinics, lists, units.saver)
        self.rebooking = NeedsRebooking(units, self.booking, self.moves)

    def find(self, wanted: Wanted, limit: int = 40, patient_id: str = "") -> tuple[Fit, ...]:
        """The first times that fit; with an interpreter not before the notice that one needs, where that is set."""
        days = self.missed.policy.interpreter_days if INTERPRETER in wanted.needs else 0
        if days:
            ready = at(due_after(self._units.today, days, is_bank_holiday), 0)
            wanted = replace(wanted, after=max(wanted.after, ready))
        return self.booking.find(wanted, limit, patient_id)
