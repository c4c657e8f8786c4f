"""Packs: read, looked at, taken in under a licence, withdrawn; the newest choice wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.proms.wording import Wording
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.forms.typed_dates import parse_date
from ui.context import Context

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.packs import Look


class PacksPresenter(QObject):
    """Knows the pack being looked at.

    Signals:
        listed: every Wording, as a tuple.
        looked_at: the Look of a pack.
        changed: nothing; something was stored.
        failed: an exception to show.
    """

    listed = Signal(object)
    looked_at = Signal(object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._look: Look | None = None

    @property
    def may_change(self) -> bool:
        """Whether the person may take in and withdraw packs."""
        return self._context.actor.role is Role.ADMINISTRATOR

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._context.desk.now().astimezone().date()

    def day_of(self, words: str) -> date | None:
        """The day that was typed, or None."""
        return parse_date(words, self.today) if words.strip() else None

    def read(self) -> None:
        """Read the list afresh."""
        self._context.runner.run(self._context.desk.packs.held, then=self._list, failed=self.fail)

    def look(self, place: Path) -> None:
        """Look a folder or zip through; nothing is stored."""
        self._context.runner.run(self._context.desk.packs.look, place, then=self._show_look, failed=self.fail)

    def forget(self) -> None:
        """The pack is not wanted."""
        self._look = None

    def accept(self, licensed_by: str, licensed_on: date) -> None:
        """Take in the pack that was looked at."""
        if self._look is not None:
            self._context.runner.run(
                self._context.desk.packs.accept, self._look, licensed_by, licensed_on,
                then=self._say_changed, failed=self.fail, write=True,
            )  # fmt: skip

    def withdraw(self, wording_id: str, reason: str) -> None:
        """Use a wording no more."""
        self._context.runner.run(
            self._context.desk.packs.withdraw, wording_id, reason,
            then=self._say_changed, failed=self.fail, write=True,
        )  # fmt: skip

    def fail(self, error: Exception) -> None:
        """It did not work; nothing was stored."""
        self.failed.emit(error)

    def _list(self, held: tuple[Wording, ...]) -> None:
        self.listed.emit(held)

    def _show_look(self, look: Look) -> None:
        self._look = look
        self.looked_at.emit(look)

    def _say_changed(self, changes: Changes) -> None:
        self._look = None
        self._context.feed.tell(changes)
        self.changed.emit()
        self.read()
