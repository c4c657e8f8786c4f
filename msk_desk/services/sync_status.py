"""Synchronisation as a person sees it: what is waiting, since when, what failed and why."""

from __future__ import annotations

from msk_desk.domain.synchronising import StoredConflict, SyncStatus, WaitingUnit
from msk_desk.services.access import Access
from msk_desk.services.ports import SyncStates


class SyncOverview:
    """Reads the state of synchronisation; any role may look."""

    def __init__(self, states: SyncStates, access: Access) -> None:
        self._states = states
        self._access = access

    def status(self) -> SyncStatus:
        """The counts for the status bar."""
        return self._states.status()

    def waiting(self) -> tuple[WaitingUnit, ...]:
        """Each save not yet acknowledged, oldest first."""
        self._access.require_patients()
        return self._states.waiting()

    def conflicts(self) -> tuple[StoredConflict, ...]:
        """Each resource that needs a decision; clinical roles see clinical ones because only they hold them."""
        self._access.require_patients()
        return self._states.conflicts()

    def retry(self, unit_id: str) -> None:
        """Send a refused unit again at the next synchronisation."""
        self._access.require_patients()
        self._states.retry(unit_id)
