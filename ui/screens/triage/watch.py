"""Counts what waits for triage, for the rail."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from ui.context import Context

_COUNTED = ("EpisodeOfCare", "ServiceRequest")


class TriageWatch(QObject):
    """One a signed-in person; counts at the start and whenever a referral came or went.

    Signals:
        counted: (how many wait, how many of them came as urgent).
    """

    counted = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        context.feed.changed.connect(self._take_changes)

    def look(self) -> None:
        """Count."""
        self._context.runner.run(self._context.desk.triage.counts, then=self._say)

    def _take_changes(self, changes: Changes) -> None:
        if changes.touches(*_COUNTED):
            self.look()

    def _say(self, counts: tuple[int, int]) -> None:
        self.counted.emit(counts)
