"""The sync engine over a person's open store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from db.local.opening import LocalStore, open_local
from db.local.stores.caseload import patients_of
from db.local.stores.holdings import BY_PATIENT
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.synchronising import SyncReport
from msk_desk.platform.priority import give_way
from msk_desk.platform.profile import Profile
from msk_desk.platform.trust import authorities
from msk_desk.sync.running import run_once, run_watch
from msk_desk.sync.scopes import Scope, for_role
from msk_desk.sync.transport import HttpTransport, client
from msk_desk.wiring.kept import keeper_of
from msk_desk.wiring.office import new_id, now
from msk_desk.wiring.tokens import StoredTokens

# Detail is held for a clinician's own clinics from eight weeks back to four ahead.
BACK, AHEAD = timedelta(weeks=8), timedelta(weeks=4)


def scope_of(store: LocalStore, staff_id: str, role: Role) -> Scope:
    """What a person's computer holds."""

    def patients() -> frozenset[str]:
        return patients_of(store.files, staff_id, now() - BACK, now() + AHEAD)

    scope = for_role(role, patients)
    by_patient = "yes" if scope.detail_types else ""
    if store.settings.get(BY_PATIENT) != by_patient:
        store.settings.put(BY_PATIENT, by_patient)
    return scope


@contextmanager
def connected(profile: Profile, store: LocalStore) -> Iterator[HttpTransport]:
    """A signed-in connection to the profile's service, closed at the end."""
    token_url = f"{profile.central.rsplit('/', 1)[0]}/auth/token"
    with client(authorities(profile.certificates)) as http:
        yield HttpTransport(profile.central, http, now, StoredTokens(store.settings), token_url)


def once(profile: Profile, store: LocalStore, actor: Actor) -> SyncReport:
    """One synchronisation of an open store.

    Raises:
        Offline, NotSignedIn: what was done is kept, what waits is safe.
    """
    scope = scope_of(store, actor.staff_id, actor.role)
    with connected(profile, store) as transport:
        return run_once(store, transport, now, scope, keep=keeper_of(store, actor, anew=True))


def watch(profile: Profile, key: bytes, folder: Path, staff_id: str, role: Role) -> int:
    """Open a store with its key and synchronise until told to stop, giving way to the window."""
    give_way()
    store = open_local(folder, key, now, new_id, profile.device_id, copy_work=False)
    try:
        scope = scope_of(store, staff_id, role)
        with connected(profile, store) as transport:
            keep = keeper_of(store, Actor(staff_id, "", role, profile.device_id))
            return run_watch(store, transport, now, scope, sys.stdin.fileno(), sys.stdout, keep=keep)
    finally:
        store.close()
