"""What was drawn and can be taken back: the states of one chart, without widgets."""

from __future__ import annotations

from msk_desk.domain.body_chart import BodyArea

Areas = tuple[BodyArea, ...]
KEPT = 200
"""States that can be gone back to."""


class ChartHistory:
    """The present state, those before it and those undone."""

    def __init__(self, areas: Areas = ()) -> None:
        self.areas = areas
        self._before: list[Areas] = []
        self._undone: list[Areas] = []

    def take(self, areas: Areas) -> bool:
        """A new state; what was undone is gone. False when nothing changed."""
        if areas == self.areas:
            return False
        self._before = [*self._before[-KEPT + 1 :], self.areas]
        self._undone = []
        self.areas = areas
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self._undone)

    def undo(self) -> bool:
        """Back to the state before."""
        if not self._before:
            return False
        self._undone.append(self.areas)
        self.areas = self._before.pop()
        return True

    def redo(self) -> bool:
        """Forward again."""
        if not self._undone:
            return False
        self._before.append(self.areas)
        self.areas = self._undone.pop()
        return True
