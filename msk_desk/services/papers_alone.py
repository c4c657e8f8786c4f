"""Kept papers opened with a person's code alone: no database, no service; what is opened is told to the audit later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from msk_desk.domain.errors import Refused
from msk_desk.domain.fallback import KeptPaper, Opening, Standing
from msk_desk.domain.roles import Actor, Role
from msk_desk.services.ports import Now
from msk_desk.services.session import KnownUser


class LonePapers(Protocol):
    """The shelf as it is reached without the store."""

    def read(self, name: str) -> tuple[KeptPaper, bytes]:
        """One paper with its PDF. Raises CacheDamaged when it does not open."""

    def standing(self) -> Standing:
        """Every paper that opens."""

    def note_opening(self, opening: Opening) -> None:
        """Remember for the audit."""


class ShelfLock(Protocol):
    """Opens a person's shelf with their code."""

    def shelf(self, login: str, code: str) -> tuple[KnownUser, LonePapers]:
        """Who it is and their shelf.

        Raises:
            WrongCode: it is not their code, or too many wrong ones came just before.
            NotSignedIn: the days of offline use have run out.
        """


@dataclass(frozen=True, slots=True)
class LoneShelf:
    """A shelf in the hands of whoever unlocked it; forgotten when they are done."""

    actor: Actor
    papers: LonePapers
    now: Now

    def standing(self) -> Standing:
        """Every paper that opens, by day and site."""
        return self.papers.standing()

    def read(self, name: str) -> tuple[KeptPaper, bytes]:
        """One paper; that it was opened is remembered first.

        Raises:
            CacheDamaged: it does not open.
        """
        paper, pdf = self.papers.read(name)
        self.papers.note_opening(Opening(self.now(), self.actor, paper.patients))
        return paper, pdf


class PapersAlone:
    """The way to the papers when nothing else opens."""

    def __init__(self, lock: ShelfLock, device_id: str, now: Now) -> None:
        self._lock = lock
        self._device_id = device_id
        self._now = now

    def unlock(self, login: str, code: str, role: Role | None = None) -> LoneShelf:
        """The person's shelf.

        Raises:
            WrongCode, NotSignedIn: it stays closed.
            Refused: the role sees no patients.
        """
        user, papers = self._lock.shelf(login, code)
        actor = user.actor(self._device_id, role)
        if not actor.role.sees_patients:
            raise Refused(f"{actor.role.words} may not do this.")
        return LoneShelf(actor, papers, self._now)
