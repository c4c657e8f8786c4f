"""The session: who may open this computer's profile; unlock, lock, switch user."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from msk_desk.domain.errors import NotSignedIn
from msk_desk.domain.roles import Actor, Role
from msk_desk.services.access import Access


@dataclass(frozen=True, slots=True)
class KnownUser:
    """A person who has signed in on this computer before."""

    login: str
    name: str
    staff_id: str
    roles: tuple[Role, ...]
    last_used: datetime | None = None
    allowed_until: date | None = None
    warning: str = ""

    def actor(self, device_id: str, role: Role | None = None) -> Actor:
        """The person at a computer, wearing the given hat if it is theirs, else their first."""
        hat = role if role in self.roles else self.roles[0]
        return Actor(self.staff_id, self.name, hat, device_id)


class Lock(Protocol):
    """Opens and closes the encrypted store; wiring implements it over the key vault and the store."""

    def users(self) -> tuple[KnownUser, ...]:
        """Who has signed in here."""

    def unlock(self, login: str, code: str) -> KnownUser:
        """Open the store with a person's code.

        Raises:
            WrongCode, CacheDamaged, NotSignedIn (offline permission has run out).
        """

    def check(self, login: str, code: str) -> None:
        """Whether a code is a person's, without opening or closing anything; wrong ones are slowed down.

        Raises:
            WrongCode.
        """

    def sign_in(self, login: str, password: str, code: str) -> KnownUser:
        """Sign in at the service, and set up or renew this computer's unlock for the person.

        Raises:
            Offline, NotSignedIn, Refused.
        """

    def lock(self) -> None:
        """Forget the key; what is running in the background goes on only as long as policy says."""


class Session:
    """Begins and ends the use of the application by one person."""

    def __init__(self, lock: Lock, access: Access, device_id: str) -> None:
        self._lock = lock
        self._access = access
        self._device_id = device_id
        self.user: KnownUser | None = None
        self.actor: Actor | None = None

    def users(self) -> tuple[KnownUser, ...]:
        """Who has signed in on this computer, most recent first."""
        longest_ago = datetime(1, 1, 1, tzinfo=UTC)
        return tuple(sorted(self._lock.users(), key=lambda user: user.last_used or longest_ago, reverse=True))

    def unlock(self, login: str, code: str, role: Role | None = None) -> Actor:
        """Unlock with a code, wearing the given hat or the first."""
        return self._begin(self._lock.unlock(login, code), role)

    def sign_in(self, login: str, password: str, code: str, role: Role | None = None) -> Actor:
        """Sign in at the service and unlock."""
        return self._begin(self._lock.sign_in(login, password, code), role)

    def confirm(self, code: str) -> None:
        """Make sure that whoever types is the person signed in: the patient's screen is left by this alone.

        Raises:
            NotSignedIn: nobody is.
            WrongCode: it is not their code, or too many wrong ones came just before.
        """
        if self.user is None:
            raise NotSignedIn()
        self._lock.check(self.user.login, code)

    def lock(self) -> None:
        """Lock: nothing can be read until somebody unlocks."""
        self._access.end()
        self.user = self.actor = None
        self._lock.lock()

    def _begin(self, user: KnownUser, role: Role | None) -> Actor:
        actor = user.actor(self._device_id, role)
        self._access.begin(actor)
        self.user, self.actor = user, actor
        return actor
