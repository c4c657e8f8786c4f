"""Series: several appointments of one kind, every so many weeks, looked for together and booked as one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from msk_desk.domain.booking_rules import Fit, Wanted
from msk_desk.domain.clinic_time import at, day_of
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes, Record
from msk_desk.services.booking import Booking, Wish
from msk_desk.services.booking_units import BookingUnits

MOST = 12
"""More appointments than this are not booked ahead in one go."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One appointment of a series: the day it is wanted from, and the first time that fits within the weeks between."""

    day: date
    fit: Fit | None


class Series:
    """Plans and books a series."""

    def __init__(self, units: BookingUnits, booking: Booking) -> None:
        self._units = units
        self._booking = booking

    def plan(self, patient_id: str, wanted: Wanted, count: int, weeks: int) -> tuple[Turn, ...]:
        """The times of a series: each the first that fits from its day on and before the next one's day.

        Args:
            wanted: the first day is that of its `after`.
            count: how many; weeks: how far apart.

        Raises:
            BadInput: no such series.
        """
        if not 2 <= count <= MOST or not 1 <= weeks <= 26:
            raise BadInput(f"A series has 2 to {MOST} appointments, 1 to 26 weeks apart.")
        first, turns, before = day_of(wanted.after), [], None
        for number in range(count):
            day = first + timedelta(weeks=weeks * number)
            after = wanted.after if number == 0 else at(day, 0)
            within = replace(wanted, after=after, before=at(day + timedelta(weeks=weeks), 0))
            found = self._booking.find(within, 40, patient_id)
            fit = _like(found, before)
            turns.append(Turn(day, fit))
            before = fit or before
        return tuple(turns)

    def book(self, patient_id: str, fits: Sequence[Fit], wish: Wish) -> Changes:
        """Book every one of them, or none.

        Raises:
            Conflict: one was taken meanwhile; nothing was booked.
            BadInput: two of them are at the same time, or the patient is elsewhere.
        """
        if not fits or any(one.start < other.end for one, other in zip(fits[1:], fits, strict=False)):
            raise BadInput("The times of a series follow one another.", advice="Choose them again.")
        saver, records, pathway = self._units.saver, list[Record](), None
        series_id = saver.new_id()
        for number, fit in enumerate(fits):
            of_one = replace(wish, series_id=series_id, entry_id=wish.entry_id if number == 0 else "", apart=number > 0)
            for record in self._booking.unit(patient_id, fit, of_one, pathway):
                if isinstance(record, Pathway):
                    pathway = record
                elif any(type(one) is type(record) and one.id == record.id for one in records):
                    raise Conflict("Two of the times share a slot.", advice="Choose them again.")
                else:
                    records.append(record)
        return saver.save("Series booked", *records, *((pathway,) if pathway else ()))


def _like(found: Sequence[Fit], before: Fit | None) -> Fit | None:
    """With the same clinician at the same place as the one before, where there is such a time; else the first."""
    same = (fit for fit in found if before and _whom(fit) == _whom(before))
    return next(same, found[0] if found else None)


def _whom(fit: Fit) -> tuple[str, str]:
    return fit.slot.staff_id, fit.slot.place_id
