"""Follow-up of one patient: free times, what is booked, booking one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinics import Appointment, Mode, OpenSlot
from msk_desk.domain.errors import BadInput, Conflict
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.workers.runner import Job

LIMIT = 60
MIDNIGHT = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of appointment, how far ahead at the earliest, with whom."""

    weeks: int = 6
    kind: str = "review"
    mode: str = "f2f"
    own: bool = True
    reason: str = ""


class BookingPresenter(QObject):
    """Bound to one patient; the newest question for times wins.

    Signals:
        offered: the OpenSlots to choose from.
        upcoming_read: the patient's booked Appointments, earliest first.
        booked: the OpenSlot that is now the patient's.
        taken: the error when the time has gone or cannot be had.
        failed: an exception to show.
        desk_asked: the Changes: the desk has it on the waiting list.
    """

    offered = Signal(object)
    upcoming_read = Signal(object)
    booked = Signal(object)
    taken = Signal(object)
    failed = Signal(object)
    desk_asked = Signal(object)

    def __init__(self, context: Context, patient_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = patient_id
        self.wish = Wish()
        self._job: Job | None = None

    def begin(self) -> None:
        """Read times and what is booked."""
        self.ask(self.wish)
        self.read_upcoming()

    def fail(self, error: Exception) -> None:
        """It did not work; nothing was booked."""
        self.failed.emit(error)

    def ask(self, wish: Wish) -> None:
        """Look for free times."""
        self.wish = wish
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._offers, wish, then=self._show_offers, failed=self.fail)

    def _offers(self, wish: Wish) -> tuple[OpenSlot, ...]:
        """On a worker."""
        staff_id = self._context.actor.staff_id if wish.own else ""
        return self._context.desk.booking.offers(self._after(wish.weeks), staff_id=staff_id, limit=LIMIT)

    def _after(self, weeks: int) -> datetime:
        now = self._context.desk.now()
        return now.astimezone().replace(**MIDNIGHT) + timedelta(weeks=weeks) if weeks else now  # type: ignore[arg-type]

    def _show_offers(self, offers: tuple[OpenSlot, ...]) -> None:
        self.offered.emit(offers)

    def read_upcoming(self) -> None:
        """Read what is booked."""
        self._context.runner.run(
            self._context.desk.booking.upcoming, self.patient_id, self._context.desk.now(),
            then=self._show_upcoming, failed=self.fail,
        )  # fmt: skip

    def _show_upcoming(self, appointments: tuple[Appointment, ...]) -> None:
        self.upcoming_read.emit(appointments)

    def book(self, offer: OpenSlot) -> None:
        """Take a time."""
        self._context.runner.run(
            self._book, offer, self.wish, then=self._say_booked, failed=self._say_taken, write=True
        )

    def ask_desk(self) -> None:
        """Let the desk book what is wanted: the patient goes there, or is rung."""
        self._context.runner.run(self._ask_desk, self.wish, then=self._say_asked, failed=self._say_taken, write=True)

    def _ask_desk(self, wish: Wish) -> Changes:
        """On a worker."""
        staff_id = self._context.actor.staff_id if wish.own else ""
        return self._context.desk.bookings.follow_ups.ask_desk(
            self.patient_id, kind=wish.kind, mode=wish.mode, weeks=wish.weeks, staff_id=staff_id, note=wish.reason
        )

    def _say_asked(self, changes: Changes) -> None:
        self.desk_asked.emit(changes)
        self._context.feed.tell(changes)

    def _book(self, offer: OpenSlot, wish: Wish) -> tuple[OpenSlot, Changes]:
        """On a worker."""
        changes = self._context.desk.booking.book(
            self.patient_id, offer, kind=wish.kind, mode=Mode(wish.mode), reason=wish.reason
        )
        return offer, changes

    def _say_booked(self, done: tuple[OpenSlot, Changes]) -> None:
        offer, changes = done
        self.booked.emit(offer)
        self._context.feed.tell(changes)
        self.begin()

    def _say_taken(self, error: Exception) -> None:
        if isinstance(error, Conflict | BadInput):
            self.taken.emit(error)
            self.begin()
        else:
            self.fail(error)
