"""Look-alikes of the whole service, and records that were joined: read, decided, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.services.matching import Merge, Pair


@dataclass(frozen=True, slots=True)
class AlikeNow:
    """Pairs that wait for a decision, and merges that can be taken back."""

    pairs: tuple[Pair, ...]
    merges: tuple[Merge, ...]


class AlikePresenter(QObject):
    """Reads again after each decision.

    Signals:
        read_now: an AlikeNow.
        decided: the text key of what was done.
        failed: an exception to show.
    """

    read_now = Signal(object)
    decided = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._doing = ""

    def read(self) -> None:
        """Look through every patient here."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._read, then=self._show, failed=self._fail)

    def _read(self) -> AlikeNow:
        """On a worker."""
        matching = self._context.desk.matching
        return AlikeNow(matching.pairs(), matching.merges())

    def merge(self, survivor_id: str, other_id: str, reason: str) -> None:
        """One record stands for both."""
        self._do("referral.merged", self._context.desk.matching.merge, survivor_id, other_id, reason)

    def unmerge(self, survivor_id: str, other_id: str) -> None:
        """Two records again."""
        self._do("referral.unmerged", self._context.desk.matching.unmerge, survivor_id, other_id)

    def tell_apart(self, one_id: str, other_id: str) -> None:
        """They are two people."""
        self._do("referral.told_apart", self._context.desk.matching.tell_apart, one_id, other_id)

    def _do(self, done: str, work: object, *ids: str) -> None:
        self._doing = done
        self._context.runner.run(work, *ids, then=self._tell, failed=self._fail, write=True)  # type: ignore[arg-type]

    def _tell(self, changes: Changes) -> None:
        self.decided.emit(self._doing)
        self._context.feed.tell(changes)
        self.read()

    def _show(self, now: AlikeNow) -> None:
        self.read_now.emit(now)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
