"""Leave and closed sites: a year ahead, what a new entry would touch, recording and taking off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.leave import Leave
from msk_desk.domain.records import Changes
from msk_desk.domain.session_lines import SessionLine
from ui.context import Context
from ui.screens.clinic_setup.templates_presenter import Choices, choices_of
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames

AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class LeaveShown:
    """What is recorded from today on, each with the clinics that are in its way."""

    entries: tuple[Leave, ...]
    affected: dict[str, tuple[SessionLine, ...]]
    names: ClinicNames
    choices: Choices


class LeavePresenter(QObject):
    """Reads and records.

    Signals:
        listed: a LeaveShown.
        touched: the SessionLines that the entry being typed would touch.
        recorded: the SessionLines that are in the way of what was recorded.
        failed: an exception to show.
    """

    listed = Signal(object)
    touched = Signal(object)
    recorded = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def today(self) -> date:
        """The clinic day it is."""
        return day_of(self._context.desk.now())

    def read(self) -> None:
        """Read the list afresh."""
        self._context.runner.run(self._read, self.today(), then=self._show, failed=self._fail)

    def look(self, leave: Leave) -> None:
        """Which published clinics an entry would touch; the newest question wins."""
        if self._job is not None:
            self._job.cancel()
        affected = self._context.desk.leave.affected
        self._job = self._context.runner.run(affected, leave, then=self._show_touched, failed=self._fail)

    def add(self, leave: Leave) -> None:
        """Record an entry."""
        self._context.runner.run(self._add, leave, then=self._say_recorded, failed=self._fail, write=True)

    def take_off(self, leave_id: str) -> None:
        """Take an entry off."""
        take_off = self._context.desk.leave.take_off
        self._context.runner.run(take_off, leave_id, then=self._tell, failed=self._fail, write=True)

    def _read(self, today: date) -> LeaveShown:
        """On a worker."""
        desk = self._context.desk
        entries, names = desk.leave.entries(today, today + AHEAD), desk.clinics.names()
        affected = {entry.id: desk.leave.affected(entry) for entry in entries}
        return LeaveShown(entries, affected, names, choices_of(self._context, names))

    def _add(self, leave: Leave) -> tuple[tuple[SessionLine, ...], Changes]:
        """On a worker."""
        changes = self._context.desk.leave.add(leave)
        return self._context.desk.leave.affected(leave), changes

    def _show(self, shown: LeaveShown) -> None:
        self.listed.emit(shown)

    def _show_touched(self, lines: tuple[SessionLine, ...]) -> None:
        self.touched.emit(lines)

    def _say_recorded(self, done: tuple[tuple[SessionLine, ...], Changes]) -> None:
        lines, changes = done
        self._tell(changes)
        self.recorded.emit(lines)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.read()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
