"""Who may do what: one place that every service asks before it reads or writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msk_desk.domain.errors import NotSignedIn, Refused
from msk_desk.domain.roles import Actor, Role

if TYPE_CHECKING:  # the unlock page waits for this module
    from msk_desk.services.ports import AuditTrail, Now


class Access:
    """The person at the computer now, and what their role allows.

    One instance per open profile; every service holds it, so that a switch of user reaches all of them.
    """

    def __init__(self, audit: AuditTrail, now: Now) -> None:
        self._audit = audit
        self._now = now
        self._actor: Actor | None = None

    def begin(self, actor: Actor) -> None:
        """Somebody has unlocked or signed in."""
        self._actor = actor

    def end(self) -> None:
        """Locked or signed out: nothing more is read or written."""
        self._actor = None

    @property
    def actor(self) -> Actor:
        """Who is at the computer.

        Raises:
            NotSignedIn: nobody is.
        """
        if self._actor is None:
            raise NotSignedIn()
        return self._actor

    def require(self, *roles: Role) -> Actor:
        """The actor, when their role is one of these.

        Raises:
            NotSignedIn, Refused.
        """
        if self.actor.role not in roles:
            raise Refused(f"{self.actor.role.words} may not do this.")
        return self.actor

    def require_clinical(self) -> Actor:
        """The actor, when they may read clinical detail."""
        return self.require(*(role for role in Role if role.clinical))

    def require_author(self) -> Actor:
        """The actor, when they may write and sign notes."""
        return self.require(*(role for role in Role if role.writes_notes))

    def require_patients(self) -> Actor:
        """The actor, when they may see identified patients."""
        return self.require(*(role for role in Role if role.sees_patients))

    def opened(self, patient_id: str, what: str) -> None:
        """Note in the audit that the actor opened this patient's data."""
        self._audit.read_by(self.actor, patient_id, what, self._now())
