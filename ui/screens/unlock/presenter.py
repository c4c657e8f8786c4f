"""Unlocking and signing in, away from the window's thread: deriving a key takes most of a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.roles import Actor, Role
from ui.context import Desk
from ui.theme.theme import SYSTEM
from ui.workers.runner import Runner

if TYPE_CHECKING:
    from msk_desk.domain.fallback import Standing
    from msk_desk.services.papers_alone import LoneShelf
    from msk_desk.services.session import KnownUser


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Who unlocked, and how they like the window."""

    actor: Actor
    look: str
    scale: int


class UnlockPresenter(QObject):
    """Asks the session.

    Signals:
        users_read: a tuple of KnownUser.
        unlocked: an Unlocked.
        refused: the exception.
        shelf_opened: (the person's kept papers, what stands on them).
    """

    users_read = Signal(object)
    unlocked = Signal(object)
    refused = Signal(object)
    shelf_opened = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner

    def read_users(self) -> None:
        """Who has signed in on this computer."""
        self._runner.run(self._desk.session.users, then=self._show_users, failed=self._refuse)

    def unlock(self, login: str, code: str, role: Role | None) -> None:
        """Open the store with a code."""
        self._runner.run(self._unlock, login, code, role, then=self._begin, failed=self._refuse, write=True)

    def open_papers(self, login: str, code: str, role: Role | None) -> None:
        """Open the kept clinic lists with a code, and nothing else."""
        self._runner.run(self._open_papers, login, code, role, then=self._show_papers, failed=self._refuse, write=True)

    def _open_papers(self, login: str, code: str, role: Role | None) -> tuple[LoneShelf, Standing]:
        shelf = self._desk.papers_alone.unlock(login, code, role)
        return shelf, shelf.standing()

    def _show_papers(self, found: tuple[LoneShelf, Standing]) -> None:
        self.shelf_opened.emit(found)

    def sign_in(self, login: str, password: str, code: str) -> None:
        """Sign in at the service and set the code for this computer."""
        self._runner.run(self._sign_in, login, password, code, then=self._begin, failed=self._refuse, write=True)

    def _unlock(self, login: str, code: str, role: Role | None) -> Unlocked:
        return self._with_settings(self._desk.session.unlock(login, code, role))

    def _sign_in(self, login: str, password: str, code: str) -> Unlocked:
        return self._with_settings(self._desk.session.sign_in(login, password, code))

    def _with_settings(self, actor: Actor) -> Unlocked:
        scale = self._desk.settings.get("looks/scale", "100")
        return Unlocked(actor, self._desk.settings.get("looks/theme", SYSTEM), int(scale) if scale.isdigit() else 100)

    def _show_users(self, users: tuple[KnownUser, ...]) -> None:
        self.users_read.emit(users)

    def _begin(self, unlocked: Unlocked) -> None:
        self.unlocked.emit(unlocked)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)
