"""Settles a conflict as a person decided: merged as the synchronisation would, each clash from the chosen side."""

from __future__ import annotations

from datetime import datetime

from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Actor
from msk_desk.domain.synchronising import StoredConflict
from msk_desk.fhir.exact_json import dumps
from msk_desk.sync.merge import decide, merge
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
    # Looked for again: the service's version may be newer than the list of clashes kept with the conflict.
    clashes = frozenset(merge(conflict.base, conflict.local, conflict.remote).clashes)
    found = decide(conflict.base, conflict.local, conflict.remote, clashes if mine else frozenset())
    return None if found == conflict.remote else dumps(found)
