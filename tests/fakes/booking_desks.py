"""The booking services over computers that synchronise: two desks and one real service."""

from __future__ import annotations

from msk_desk.content.libraries import Policies, Services
from msk_desk.services.access import Access
from msk_desk.services.booking_units import BookingUnits
from msk_desk.services.bookings import Bookings
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting
from tests.fakes.computers import Computer


def desk_at(computer: Computer) -> Bookings:
    """Everything that is done with booked times, by the person at a computer."""
    access = Access(computer.store.audit, computer.clock)
    access.begin(computer.actor)
    saver = Saver(computer.store.records, access, computer.clock, Computer.new_id)
    units = BookingUnits(computer.store.clinics, Waiting(Services(), saver), saver)
    return Bookings(units, computer.store.diary, Policies())
