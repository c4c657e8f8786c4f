"""What is to be settled: clinics that clash, and bookings that their clinic left behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinic_time import day_of
from msk_desk.domain.publishing import Clash
from msk_desk.domain.records import Changes
from msk_desk.domain.session_lines import Stranded
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames

DAYS = 183
"""How far ahead clashes are looked for."""


@dataclass(frozen=True, slots=True)
class ToSettle:
    """One thing to settle: a clash of two sessions, or a stranded booking; one of them is None."""

    at: datetime
    session_id: str
    clash: Clash | None = None
    stranded: Stranded | None = None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Everything to settle, by time."""

    rows: tuple[ToSettle, ...]
    names: ClinicNames


class SettlePresenter(QObject):
    """Reads, and puts bookings right.

    Signals:
        read_all: an Unsettled.
        failed: an exception to show.
    """

    read_all = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def read(self) -> None:
        """Look again; the newest answer wins."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._read, then=self._show, failed=self._fail)

    def put_right(self, session_id: str) -> None:
        """Let the bookings that a session left behind follow it."""
        put_right = self._context.desk.session_changes.put_right
        self._context.runner.run(put_right, session_id, then=self._tell, failed=self._fail, write=True)

    def _read(self) -> Unsettled:
        """On a worker."""
        desk = self._context.desk
        clashes = desk.clinics.clashes(day_of(desk.now()), DAYS)
        pairs = {
            (clash.first.id, clash.second.id): clash for clash in reversed(clashes)
        }  # the clinician before the room
        rows = [ToSettle(clash.second.start, clash.second.id, clash=clash) for clash in pairs.values()]
        rows += [ToSettle(each.start, each.session_id, stranded=each) for each in desk.session_changes.stranded()]
        return Unsettled(tuple(sorted(rows, key=_by_time)), desk.clinics.names())

    def _show(self, found: Unsettled) -> None:
        self.read_all.emit(found)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.read()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


def _by_time(row: ToSettle) -> tuple[datetime, str]:
    return row.at, row.session_id
