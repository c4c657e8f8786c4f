"""What is chosen in the calendar, and what is being carried to another slot by mouse or by keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.diary import Waiting, fits
from ui.screens.clinics.columns import BOOKED, LOST, Block, Column

MOVABLE = ("booked", "proposed")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One block of the calendar with its column."""

    column: Column
    block: Block

    @property
    def appointment_id(self) -> str:
        """The booking's id, empty for a free place."""
        return self.block.booked.appointment_id if self.block.booked is not None else ""

    @property
    def movable(self) -> bool:
        """Whether the booking may be carried to another slot: before the patient has come, and not out of a laptop."""
        block = self.block
        return (
            not block.held
            and block.what in (BOOKED, LOST)
            and block.booked is not None
            and block.booked.status in MOVABLE
        )


@dataclass(frozen=True, slots=True)
class Carried:
    """A booking on its way to another slot, or somebody from the waiting list on the way to their first."""

    words: str
    minutes: int
    chosen: Chosen | None = None
    waiting: Waiting | None = None

    def may_go(self, column: Column, block: Block) -> bool:
        """Whether this block can take it at all; a shorter slot can, and is asked about."""
        return block.bookable and (self.chosen is None or block.key != self.chosen.block.key)

    def goes_well(self, column: Column, block: Block) -> bool:
        """Whether this block suits it: what is marked while it is carried."""
        if not self.may_go(column, block) or block.space is None or block.sitting is None:
            return False
        if self.waiting is not None:
            return fits(self.waiting, block.space, block.sitting)
        booked = self.chosen.block.booked if self.chosen is not None else None
        same = booked is None or not block.space.kind or block.space.kind == booked.kind
        return same and block.space.minutes >= self.minutes


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was carried, and where it was put."""

    carried: Carried
    onto: Chosen


def carry_booking(chosen: Chosen) -> Carried | None:
    """Take up a booking, when it may be moved."""
    booked = chosen.block.booked
    if not chosen.movable or booked is None:
        return None
    return Carried(booked.name, booked.minutes, chosen=chosen)


def carry_waiting(waiting: Waiting) -> Carried:
    """Take up somebody from the waiting list."""
    return Carried(waiting.name, waiting.minutes, waiting=waiting)


def place_words(chosen: Chosen) -> str:
    """`10:20 Ben Carter, 24-Nov-2026`."""
    space = chosen.block.space
    clock = f"{clock_time(space.start)} " if space is not None else ""
    return f"{clock}{chosen.column.title}, {staff_date(chosen.column.day)}"
