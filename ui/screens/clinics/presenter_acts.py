"""What is done from the calendar: booking, moving, arriving and the rest; one act at a time, the last taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.booking_rules import Fit
from msk_desk.domain.clinics import Mode
from msk_desk.domain.errors import Conflict
from msk_desk.domain.records import Changes
from ui.context import Context

_KEPT = 10


@dataclass(frozen=True, slots=True)
class BookWish:
    """Who is to be booked into which slot, or into two in a row; `over` is why one more than there is room for."""

    patient_id: str
    name: str
    slot_id: str
    second_id: str = ""
    entry_id: str = ""
    kind: str = "review"
    mode: str = "f2f"
    reason: str = ""
    over: str = ""
    needs: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a text key, the patient's name and the place; `takes_back` names the act that would undo it."""

    key: str
    name: str
    takes_back: str = ""
    appointment_id: str = ""
    place: str = ""


class ClinicActs(QObject):
    """Calls the services of booking on the one writer.

    Signals:
        done: a Done.
        refused: the exception; nothing was changed.
        busy_changed: whether something is under way.
    """

    done = Signal(object)
    refused = Signal(object)
    busy_changed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._back: list[Done] = []
        self.busy = False

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._back)

    def book(self, wish: BookWish) -> None:
        """Book somebody into a slot."""
        self._run(self._book, wish, Done("calendar.done_booked", wish.name, "booked", place=wish.place))

    def move(self, appointment_id: str, name: str, slot_id: str, by: str, reason: str, place: str) -> None:
        """Give a booking another slot."""
        done = Done("calendar.done_moved", name, "moved", place=place)
        self._run(self._move, (appointment_id, slot_id, by, reason), done)

    def cancel(self, appointment_id: str, name: str, by: str, reason: str, then: str) -> None:
        """Call a booking off."""
        done = Done("calendar.done_cancelled", name, "cancelled", appointment_id)
        self._run(self._cancel, (appointment_id, by, reason, then), done)

    def arrive(self, appointment_id: str, name: str) -> None:
        """The patient is at the desk."""
        attendance = self._context.desk.bookings.attendance
        self._run(attendance.arrive, appointment_id, Done("calendar.done_arrived", name, "arrived", appointment_id))

    def not_here(self, appointment_id: str, name: str) -> None:
        """It was somebody else who came."""
        attendance = self._context.desk.bookings.attendance
        self._run(attendance.undo_arrival, appointment_id, Done("calendar.done_not_here", name))

    def start(self, appointment_id: str, name: str) -> None:
        """The patient is called in."""
        self._run(self._context.desk.bookings.attendance.start, appointment_id, Done("calendar.done_started", name))

    def finish(self, appointment_id: str, name: str, outcome: str) -> None:
        """The appointment is over."""
        self._run(self._finish, (appointment_id, outcome), Done("calendar.done_finished", name))

    def missed(self, appointment_id: str, name: str, communicated: bool) -> None:
        """The patient did not come and told nobody."""
        self._run(self._missed, (appointment_id, communicated), Done("calendar.done_missed", name))

    def came_after_all(self, appointment_id: str, name: str) -> None:
        """The patient came late, or another row was meant."""
        attendance = self._context.desk.bookings.attendance
        self._run(attendance.came_after_all, appointment_id, Done("calendar.done_came", name))

    def undo(self) -> None:
        """Take the last act back."""
        if self._back and not self.busy:
            last = self._back.pop()
            self._run(self._undo, last, Done("calendar.done_undone", last.name))

    # On the writer

    def _book(self, wish: BookWish) -> Changes:
        booking = self._context.desk.bookings.booking
        slots = [booking.slot(each) for each in (wish.slot_id, wish.second_id) if each]
        if not slots or slots[0] is None or (wish.second_id and slots[-1] is None):
            raise Conflict("That slot is not there any more.", advice="Choose another time.")
        return booking.book(
            wish.patient_id, Fit(slots[0], slots[1] if wish.second_id else None), kind=wish.kind,
            mode=Mode(wish.mode), reason=wish.reason, entry_id=wish.entry_id, needs=wish.needs,
            overbook_reason=wish.over,
        )  # fmt: skip

    def _move(self, what: tuple[str, str, str, str]) -> Changes:
        appointment_id, slot_id, by, reason = what
        slot = self._context.desk.bookings.booking.slot(slot_id)
        if slot is None:
            raise Conflict("That slot is not there any more.", advice="Choose another time.")
        return self._context.desk.bookings.moves.move(appointment_id, slot, by=by, reason=reason)

    def _cancel(self, what: tuple[str, str, str, str]) -> Changes:
        appointment_id, by, reason, then = what
        return self._context.desk.bookings.moves.cancel(appointment_id, by=by, reason=reason, then=then)

    def _finish(self, what: tuple[str, str]) -> Changes:
        return self._context.desk.bookings.attendance.finish(*what)

    def _missed(self, what: tuple[str, bool]) -> Changes:
        appointment_id, communicated = what
        return self._context.desk.bookings.attendance.did_not_attend(appointment_id, communicated=communicated)

    def _undo(self, last: Done) -> Changes:
        bookings = self._context.desk.bookings
        verbs: dict[str, Callable[[str], Changes]] = {
            "booked": bookings.undo.booked, "moved": bookings.undo.moved, "cancelled": bookings.undo.cancelled,
            "arrived": bookings.attendance.undo_arrival,
        }  # fmt: skip
        return verbs[last.takes_back](last.appointment_id)

    def _run(self, work: Callable[..., Changes], what: object, done: Done) -> None:
        """One act at a time: a second Enter while the first is being written does nothing."""
        if self.busy:
            return
        self._set_busy(True)
        self._context.runner.run(self._did, work, what, done, then=self._tell, failed=self._fail, write=True)

    def _did(self, work: Callable[..., Changes], what: object, done: Done) -> tuple[Done, Changes]:
        """On the writer."""
        changes = work(what)
        if done.takes_back and not done.appointment_id:
            done = replace(done, appointment_id=self._context.desk.bookings.undo.newest(changes))
        return done, changes

    def _tell(self, did: tuple[Done, Changes]) -> None:
        done, changes = did
        self._set_busy(False)
        if done.takes_back and done.appointment_id:
            self._back = [*self._back[1 - _KEPT :], done]
        self.done.emit(done)
        self._context.feed.tell(changes)

    def _fail(self, error: Exception) -> None:
        self._set_busy(False)
        self.refused.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
