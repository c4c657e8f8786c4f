"""Synchronisation as a person sees it: what is waiting, since when, what failed and why."""

from __future__ import annotations

from msk_desk.domain.errors import BadInput
from msk_desk.domain.records import Changes
from msk_desk.domain.synchronising import StoredConflict, SyncStatus, WaitingUnit
from msk_desk.services.access import Access
from msk_desk.services.ports import ConflictSettling, Now, SyncStates


class SyncOverview:
    """Reads the state of synchronisation and settles conflicts; any role that sees patients may."""

    def __init__(self, states: SyncStates, settling: ConflictSettling, access: Access, now: Now) -> None:
        self._states = states
        self._settling = settling
        self._access = access
        self._now = now

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

    def decide(self, conflict_id: str, *, mine: bool) -> Changes:
        """Settle a conflict: this computer's side of each clash, or the service's; what does not clash stays of both.

        Raises:
            BadInput: it was settled meanwhile.
        """
        actor = self._access.require_patients()
        found = next((one for one in self._states.conflicts() if one.id == conflict_id), None)
        if found is None:
            raise BadInput("This was decided already.", advice="Refresh the list and look again.")
        return self._settling.settle(found, mine, actor, self._now())
