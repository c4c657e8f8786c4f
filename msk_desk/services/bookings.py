"""Everything that is done with booked times, as one part of the desk: calendar, lists and the booking screen use it."""

from __future__ import annotations

from msk_desk.services.attendance import Attendance
from msk_desk.services.booking import Booking
from msk_desk.services.booking_undo import BookingUndo
from msk_desk.services.booking_units import BookingUnits
from msk_desk.services.filling import Filling
from msk_desk.services.missed import MissedAppointments
from msk_desk.services.moving import Moves
from msk_desk.services.offers import Offers
from msk_desk.services.ports import DiaryLists, PolicyLibrary
from msk_desk.services.rebooking import NeedsRebooking
from msk_desk.services.series import Series


class Bookings:
    """Book, offer, move, cancel, attend, rebook."""

    def __init__(self, units: BookingUnits, lists: DiaryLists, policies: PolicyLibrary) -> None:
        self.booking = Booking(units)
        self.offers = Offers(units)
        self.moves = Moves(units, self.booking)
        self.attendance = Attendance(units)
        self.missed = MissedAppointments(units, policies)
        self.undo = BookingUndo(units)
        self.series = Series(units, self.booking)
        self.filling = Filling(units.clinics, lists, units.saver)
        self.rebooking = NeedsRebooking(units, self.booking, self.moves)
