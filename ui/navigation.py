"""Where the window is and has been: screens ask to go somewhere, the workspace shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Place:
    """One screen, of one patient when it has one; `details` are ids only (visit_id, appointment_id, tab…)."""

    screen: str
    patient_id: str = ""
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Navigator(QObject):
    """Remembers the way.

    Signals:
        went: the Place now asked for.
    """

    went = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._way: list[Place] = []

    @property
    def here(self) -> Place | None:
        """The place shown now."""
        return self._way[-1] if self._way else None

    def go(self, screen: str, patient_id: str = "", **details: str) -> None:
        """Show a screen."""
        place = Place(screen, patient_id, MappingProxyType(details))
        if place != self.here:
            self._way = [*self._way[-49:], place]
        self.went.emit(place)

    def forget_here(self) -> None:
        """The place now asked for is no screen to come back to."""
        if self._way:
            self._way.pop()

    def back(self) -> None:
        """Show the place before this one; at the first place nothing happens."""
        if len(self._way) > 1:
            self._way.pop()
            self.went.emit(self._way[-1])
