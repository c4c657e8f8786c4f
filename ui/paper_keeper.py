"""Keeps the clinic lists for when everything fails right while the window is used, also where no service is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from msk_desk.domain.records import Changes, Ref
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.services.fallback import Refreshed

_SOON_MS = 15_000
"""After the last change: a morning of bookings makes the papers once, not at each of them."""
_ON_PAPER = ("Appointment", "Slot", "Schedule", "Patient", "Flag")


class PaperKeeper(QObject):
    """Asks the service on a worker; what is right already costs it a look."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.keep)
        context.feed.changed.connect(self._take_changes)
        if context.actor.role.sees_patients:
            self._soon.start()

    def keep(self) -> None:
        """Keep them now."""
        self._context.runner.run(self._context.desk.fallback.refresh, then=self._tell)

    def leave(self) -> None:
        """The window is about to lock: the store closes."""
        self._soon.stop()

    def come_back(self) -> None:
        """The same person unlocked."""
        if self._context.actor.role.sees_patients:
            self._soon.start()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touches(*_ON_PAPER) and self._context.actor.role.sees_patients:
            self._soon.start()

    def _tell(self, refreshed: Refreshed) -> None:
        if refreshed.made:
            self._context.feed.tell(Changes(frozenset({Ref("Sync", "papers")})))
