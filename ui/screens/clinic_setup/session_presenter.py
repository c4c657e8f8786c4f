"""One published session: what a change or a cancellation would do to everybody booked, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.records import Changes
from msk_desk.domain.session_changes import Outcome, SessionChange
from ui.context import Context
from ui.screens.clinic_setup.templates_presenter import Choices, choices_of
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.domain.session_changes import Held
    from msk_desk.services.clinic_names import ClinicNames
    from msk_desk.services.session_changes import Look

CHANGE, CANCEL, REINSTATE = "change", "cancel", "reinstate"


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A session as it stands, with names and what it may be given to."""

    held: Held
    names: ClinicNames
    choices: Choices


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person entered: a change or a cancellation, and who is to be rebooked instead of moved."""

    act: str
    change: SessionChange | None
    reason: str = ""
    rebook: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: how many move along, are to be rebooked, and want a letter."""

    act: str
    moved: int
    rebook: int
    letters: int


class SessionPresenter(QObject):
    """Bound to one session at a time; the newest question wins.

    Signals:
        opened: an OpenedSession.
        looked: the Look of what is wanted now.
        not_possible: the error that says why what is wanted cannot be.
        done: a Done.
        failed: an exception to show.
    """

    opened = Signal(object)
    looked = Signal(object)
    not_possible = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.session_id = ""
        self._job: Job | None = None

    def today(self) -> date:
        """The day it is here."""
        return day_of(self._context.desk.now())

    def now(self) -> datetime:
        """The moment it is."""
        return self._context.desk.now()

    def read(self, session_id: str) -> None:
        """Read a session."""
        self.session_id = session_id
        self._forget_question()
        self._context.runner.run(self._read, session_id, then=self._show, failed=self.fail)

    def look(self, wanted: Wanted) -> None:
        """Look what it would do."""
        self._forget_question()
        self._job = self._context.runner.run(
            self._look, self.session_id, wanted, then=self._show_look, failed=self._refuse
        )

    def look_back(self) -> None:
        """Who was booked in a session that is cancelled or over."""
        self._forget_question()
        look_back = self._context.desk.session_changes.look_back
        self._job = self._context.runner.run(look_back, self.session_id, then=self._show_look, failed=self._refuse)

    def do(self, wanted: Wanted) -> None:
        """Do it."""
        self._forget_question()
        self._context.runner.run(self._do, self.session_id, wanted, then=self._say_done, failed=self.fail, write=True)

    def fail(self, error: Exception) -> None:
        """It did not work; nothing was changed."""
        self.failed.emit(error)

    def _forget_question(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _read(self, session_id: str) -> OpenedSession:
        desk = self._context.desk
        names = desk.clinics.names()
        return OpenedSession(desk.session_changes.held(session_id), names, choices_of(self._context, names))

    def _look(self, session_id: str, wanted: Wanted) -> Look:
        """On a worker."""
        changes = self._context.desk.session_changes
        if wanted.act == REINSTATE:
            return changes.look_reinstate(session_id)
        if wanted.act == CANCEL or wanted.change is None:
            return changes.look_cancel(session_id, wanted.reason)
        return changes.look(session_id, wanted.change, tuple(wanted.rebook), wanted.reason)

    def _do(self, session_id: str, wanted: Wanted) -> tuple[Done, Changes]:
        """On a worker."""
        effects = self._look(session_id, wanted).changed.effects
        changes = self._context.desk.session_changes
        if wanted.act == REINSTATE:
            touched = changes.reinstate(session_id)
        elif wanted.act == CANCEL or wanted.change is None:
            touched = changes.cancel(session_id, wanted.reason)
        else:
            touched = changes.change(session_id, wanted.change, tuple(wanted.rebook), wanted.reason)
        moved, rebook = (sum(effect.outcome is each for effect in effects) for each in (Outcome.MOVED, Outcome.REBOOK))
        return Done(wanted.act, moved, rebook, sum(effect.letter for effect in effects)), touched

    def _show(self, opened: OpenedSession) -> None:
        if opened.held.session.id == self.session_id:
            self.opened.emit(opened)

    def _show_look(self, look: Look) -> None:
        if look.changed.session.id == self.session_id:
            self.looked.emit(look)

    def _refuse(self, error: Exception) -> None:
        self.not_possible.emit(error)

    def _say_done(self, outcome: tuple[Done, Changes]) -> None:
        done, changes = outcome
        self._context.feed.tell(changes)
        self.done.emit(done)
