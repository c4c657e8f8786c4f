"""What is waiting to be sent, what failed and why, and what needs a decision."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from msk_desk.domain.synchronising import StoredConflict, SyncStatus, WaitingUnit
from ui.context import Context
from ui.workers.runner import Job


@dataclass(frozen=True, slots=True)
class SyncShown:
    """All of the screen, read together."""

    status: SyncStatus
    waiting: tuple[WaitingUnit, ...]
    conflicts: tuple[StoredConflict, ...]


class SyncPresenter(QObject):
    """Asks the service.

    Signals:
        read_all: a SyncShown.
    """

    read_all = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def read(self) -> None:
        """Read it all afresh."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._read, then=self._show)

    def retry(self, unit: WaitingUnit) -> None:
        """Send a refused save again."""
        self._context.runner.run(self._context.desk.sync.retry, unit.unit_id, then=self._sent_again, write=True)

    def decide(self, conflict_id: str, mine: bool) -> None:
        """Settle a conflict with this computer's side, or the service's."""
        self._context.runner.run(self._decide, conflict_id, mine, then=self._decided, write=True)

    def _decide(self, conflict_id: str, mine: bool) -> Changes:
        return self._context.desk.sync.decide(conflict_id, mine=mine)

    def _decided(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.sync_now()

    def sync_now(self) -> None:
        """Synchronise at once."""
        self._context.desk.background.sync_now()
        self.read()

    def _read(self) -> SyncShown:
        service = self._context.desk.sync
        return SyncShown(service.status(), service.waiting(), service.conflicts())

    def _show(self, shown: SyncShown) -> None:
        self.read_all.emit(shown)

    def _sent_again(self, nothing: None) -> None:
        self.sync_now()
