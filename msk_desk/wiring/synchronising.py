"""The sync engine over a person's open store."""

from __future__ import annotations

from datetime import timedelta

from db.local.opening import LocalStore
from db.local.stores.caseload import patients_of
from msk_desk.domain.roles import Role
from msk_desk.platform.profile import Profile
from msk_desk.sync.scopes import Scope, for_role
from msk_desk.sync.session import Session
from msk_desk.sync.transport import HttpTransport, client
from msk_desk.wiring.office import now
from msk_desk.wiring.tokens import StoredTokens

# Detail is held for a clinician's own clinics from eight weeks back to four ahead.
BACK, AHEAD = timedelta(weeks=8), timedelta(weeks=4)


def scope_of(store: LocalStore, staff_id: str, role: Role) -> Scope:
    """What a person's computer holds."""

    def patients() -> frozenset[str]:
        return patients_of(store.files, staff_id, now() - BACK, now() + AHEAD)

    return for_role(role, patients)


def session_of(profile: Profile, store: LocalStore, staff_id: str, role: Role) -> Session:
    """One synchronisation, ready to run."""
    base = profile.central
    http = client(_trust(profile))
    token_url = base.rsplit("/", 1)[0] + "/auth/token"
    transport = HttpTransport(base, http, now, StoredTokens(store.settings), token_url)
    return Session(store, transport, now, scope_of(store, staff_id, role))


def _trust(profile: Profile) -> object:
    if not profile.certificates:
        return True
    import ssl

    return ssl.create_default_context(cafile=profile.certificates)
