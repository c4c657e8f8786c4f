"""Measures how long each turn of the window's event loop takes; used by the tour and the benchmarks."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher, QObject

FRAME, STALL = 16.0, 100.0
"""Milliseconds: a frame at 60 Hz, and what a person feels as a stop."""


class StallRecorder(QObject):
    """Notes each turn, from waking to waiting again, in milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns = array("d")
        self._woke = 0
        self._dispatcher: QAbstractEventDispatcher | None = None

    def start(self) -> None:
        """Begin to measure; the application must exist."""
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.awake.connect(self._wake)
        self._dispatcher.aboutToBlock.connect(self._wait)

    def stop(self) -> None:
        """Measure no more; what was measured stays."""
        if self._dispatcher is not None:
            self._dispatcher.awake.disconnect(self._wake)
            self._dispatcher.aboutToBlock.disconnect(self._wait)
            self._dispatcher = None
        self._woke = 0

    @contextmanager
    def left_out(self) -> Iterator[None]:
        """What the measurer does itself in the block is not the window's time: the turn ends before it."""
        self._wait()
        try:
            yield
        finally:
            self._wake()

    @property
    def longest(self) -> float:
        """The longest turn in milliseconds; 0 when none was measured."""
        return max(self.turns, default=0.0)

    def over(self, milliseconds: float) -> int:
        """How many turns took longer."""
        return sum(turn > milliseconds for turn in self.turns)

    def share_within(self, milliseconds: float = FRAME) -> float:
        """The share of turns that took no longer, 1.0 when none was measured."""
        return 1.0 - self.over(milliseconds) / len(self.turns) if self.turns else 1.0

    def _wake(self) -> None:
        if not self._woke:
            self._woke = time.perf_counter_ns()

    def _wait(self) -> None:
        if self._woke:
            self.turns.append((time.perf_counter_ns() - self._woke) / 1e6)
            self._woke = 0
