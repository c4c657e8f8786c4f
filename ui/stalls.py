"""Measures how long each turn of the window's event loop takes; used by the tour and the benchmarks."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

FRAME, STALL = 16.0, 100.0
"""Milliseconds: a frame at 60 Hz, and what a person feels as a stop."""
BEAT = 4
"""Milliseconds between two looks at whether the window can turn."""


class StallRecorder(QObject):
    """Notes in milliseconds how long the window was kept from its next turn, each time a beat of its own came.

    A beat that is due while something else has the thread comes late by as long as a keystroke would. The event
    dispatcher's own `awake` and `aboutToBlock` do not serve: under GLib all work lies outside of the two.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns = array("d")
        self._last = 0
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self._take)

    def start(self) -> None:
        """Begin to measure; the application must exist."""
        self._last = time.perf_counter_ns()
        self._beat.start()

    def stop(self) -> None:
        """Measure no more; what was measured stays."""
        if self._beat.isActive():
            self._take()
        self._beat.stop()

    @contextmanager
    def left_out(self) -> Iterator[None]:
        """What the measurer does itself in the block is not the window's time: the turn ends before it."""
        measuring = self._beat.isActive()
        self.stop()
        try:
            yield
        finally:
            if measuring:
                self.start()

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

    def _take(self) -> None:
        beat = time.perf_counter_ns()
        self.turns.append(max(0.0, (beat - self._last) / 1e6 - BEAT))
        self._last = beat
