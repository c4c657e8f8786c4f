"""Opens and closes a person's encrypted store: with their code, or after a sign-in at the service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msk_desk.domain.errors import BadInput, CacheDamaged, NotSignedIn, WrongCode
from msk_desk.domain.roles import Role
from msk_desk.platform.profile import Profile
from msk_desk.platform.vault import Key, Person, Vault
from msk_desk.services.session import KnownUser
from msk_desk.wiring.late import Opened

if TYPE_CHECKING:
    from db.local.opening import LocalStore
    from msk_desk.platform.kept_papers import KeptPapers

OFFLINE_DAYS = 7
Browse = Callable[[str], str]


class ProfileLock:
    """The lock of one profile.

    After an unlock `key` and `folder` say what the synchronising process needs; locking forgets them.
    """

    def __init__(
        self, profile: Profile, opened: Opened, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._profile = profile
        self._opened = opened
        self._now = now
        self._new_id = new_id
        self.key: bytes | None = None
        self.folder: Path | None = None
        self.user: KnownUser | None = None

    def users(self) -> tuple[KnownUser, ...]:
        """Who has signed in here."""
        return tuple(
            KnownUser(
                user.person.login, user.person.name, user.person.staff_id, user.person.roles,
                user.last_used, user.person.allowed_until, user.warning,
            )
            for folder in self._profile.stores() for user in self._vault(folder).users()
        )  # fmt: skip

    def unlock(self, login: str, code: str) -> KnownUser:
        """Open the person's store.

        Raises:
            WrongCode, CacheDamaged: it does not open.
            NotSignedIn: the days of offline use have run out.
        """
        folder, key, user = self._reach(login, code)
        self._take(folder, key, user)
        return user

    def shelf(self, login: str, code: str) -> tuple[KnownUser, KeptPapers]:
        """The person's kept papers, which need neither their store nor the service.

        Raises:
            WrongCode, NotSignedIn: as for unlocking.
        """
        from msk_desk.platform.kept_papers import KeptPapers

        folder, key, user = self._reach(login, code)
        papers = KeptPapers(folder, key.data)
        if key.later is not None and not papers.standing().papers:
            papers = KeptPapers(folder, key.later)
        return user, papers

    def check(self, login: str, code: str) -> None:
        """Whether a code is a person's; the store stays as it is.

        Raises:
            WrongCode: it is not, or too many wrong ones came just before.
        """
        self._vault(self._profile.store_of(login)).open(login, code)

    def sign_in(self, login: str, password: str, code: str, role: str = "") -> KnownUser:
        """Sign in at the service with a name and password, and set up or renew the unlock code."""
        from msk_desk.platform import oauth

        with oauth.client(self._profile.certificates) as http:
            return self.sign_in_by(oauth.PageFiller(http, login, password, role), code)

    def sign_in_by(self, browse: Browse, code: str, thanks: str = "You can close this page.") -> KnownUser:
        """Sign in through a browser, or whatever `browse` is.

        Raises:
            Offline, NotSignedIn: nothing was changed.
            BadInput: the profile stands alone, or the code is too short.
        """
        from msk_desk.platform import oauth
        from msk_desk.sync.ports import Tokens
        from msk_desk.wiring.tokens import StoredTokens

        if not self._profile.central:
            raise BadInput("This profile has no service to sign in at.", advice="Unlock it with your code.")
        with oauth.client(self._profile.certificates) as http:
            grant = oauth.sign_in(http, self._profile.central, self._profile.device_id, browse, thanks)
        user = self._settle(Person(grant.login, grant.name, grant.staff_id, (Role(grant.role),), self._until()), code)
        expires = self._now() + timedelta(seconds=grant.seconds)
        StoredTokens(self._opened.store.settings).keep(Tokens(grant.access, grant.refresh, expires))
        return user

    def create_alone(self, person: Person, code: str) -> KnownUser:
        """The first user of a profile that has no service yet."""
        return self._settle(person, code)

    def lock(self) -> None:
        """Close the store and forget the key."""
        self._opened.let_go()
        self.key = self.folder = self.user = None

    def _reach(self, login: str, code: str) -> tuple[Path, Key, KnownUser]:
        """Where a person's store is, its key and who they are; nothing is opened yet."""
        folder = self._profile.store_of(login)
        key = self._vault(folder).open(login, code)
        user = next((user for user in self.users() if user.login == login), None)
        if user is None:
            raise WrongCode()
        if user.allowed_until is not None and self._now().astimezone().date() > user.allowed_until:
            raise NotSignedIn("The days allowed without the service have run out.", advice="Sign in online.")
        return folder, key, user

    def _settle(self, person: Person, code: str) -> KnownUser:
        """Create the person's vault and store, or renew what is there; then unlock."""
        folder = self._profile.store_of(person.login)
        vault = self._vault(folder)
        if vault.users():
            vault.add_user(self._known_key(vault, person.login, code), person, code)
        else:
            vault.create(person, code)
        return self.unlock(person.login, code)

    @staticmethod
    def _known_key(vault: Vault, login: str, code: str) -> Key:
        """The key of a store that is here already: no sign-in replaces the code that wraps it."""
        try:
            return vault.open(login, code)
        except WrongCode as error:
            advice = (
                "Type the unlock code that you chose on this computer before. If it is forgotten, your administrator "
                "can remove your store here; work that was not yet sent would be lost."
            )
            raise WrongCode("This computer keeps your records under another code.", advice=advice) from error

    def _until(self) -> date:
        return (self._now().astimezone() + timedelta(days=OFFLINE_DAYS)).date()

    def _vault(self, folder: Path) -> Vault:
        return Vault(folder, now=self._now)

    def _take(self, folder: Path, key: Key, user: KnownUser) -> None:
        store, used = self._open(folder, key)
        self._opened.take(store)
        self.key, self.folder, self.user = used, folder, user

    def _open(self, folder: Path, key: Key) -> tuple[LocalStore, bytes]:
        """Open with the key; while a change of key was interrupted, with the one that fits."""
        try:
            return self._open_with(folder, key.data), key.data
        except CacheDamaged:
            if key.later is None:
                raise
            return self._open_with(folder, key.later), key.later

    def _open_with(self, folder: Path, key: bytes) -> LocalStore:
        from db.local.opening import open_local

        return open_local(folder, key, self._now, self._new_id, self._profile.device_id)
