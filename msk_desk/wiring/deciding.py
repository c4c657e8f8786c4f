"""Settles a conflict as a person decided: merged as the synchronisation would, each clash from the chosen side."""

from __future__ import annotations

from datetime import datetime

from db.local.exact_json import dumps
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Actor
from msk_desk.domain.synchronising import StoredConflict
from msk_desk.sync.merge import decide
from msk_desk.wiring.late import Opened


class ConflictSettler:
    """Settles conflicts of whichever store is open."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def settle(self, conflict: StoredConflict, mine: bool, by: Actor, at: datetime) -> Changes:
        """Keep this computer's side of each clash, or take the service's; what does not clash stays of both."""
        return self._opened.store.outbox.resolve(conflict.id, _chosen(conflict, mine), by, at)


def _chosen(conflict: StoredConflict, mine: bool) -> bytes | None:
    """What is to be sent; None when the service's stays as it is."""
    if conflict.local is None or conflict.remote is None:
        return dumps(conflict.local) if mine and conflict.local is not None else None
    ours = frozenset(conflict.fields) if mine else frozenset()
    found = decide(conflict.base, conflict.local, conflict.remote, ours)
    return None if found == conflict.remote else dumps(found)
