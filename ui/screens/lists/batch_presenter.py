"""Batch actions: plans for the lines chosen, does what was planned, and can put it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.lists import ListRow, plain
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.domain.people import Staff
    from msk_desk.services.list_actions import Done, Planned

MANAGERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be chosen."""

    id: str
    name: str
    profession: str = ""


class BatchPresenter(QObject):
    """One action at a time.

    Signals:
        planned: a tuple of Planned.
        offered: a tuple of Choice that match what was typed.
        done: a Done.
        undone: what was done is put back.
    """

    planned = Signal(object)
    offered = Signal(object)
    done = Signal(object)
    undone = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.action = ""
        self.choice = ""
        self.last: Done | None = None
        self._rows: tuple[ListRow, ...] = ()
        self._managers: tuple[Choice, ...] = ()
        self._typed = ""

    def begin(self, action: str, rows: Sequence[ListRow]) -> None:
        """Plan an action for some lines."""
        self.action, self.choice, self._rows, self._typed = action, "", tuple(rows), ""
        if action == "assign":
            actions = self._context.desk.list_actions
            self._context.runner.run(actions.managers, then=self._take_managers)
        self._plan()

    def type(self, text: str) -> None:
        """A keystroke in the field that chooses somebody."""
        self._typed = text
        self._offer()

    def choose(self, staff_id: str) -> None:
        """Somebody was chosen."""
        self.choice = staff_id
        self._plan()

    def do(self) -> None:
        """Do what was planned, as things stand now."""
        work = self._context.desk.list_actions.do
        self._context.runner.run(work, self.action, self._rows, self.choice, then=self._say_done, write=True)

    def undo(self) -> None:
        """Put the last action back."""
        if self.last is not None:
            done, self.last = self.last, None
            work = self._context.desk.list_actions.undo
            self._context.runner.run(work, done, then=self._say_undone, write=True)

    def _plan(self) -> None:
        work = self._context.desk.list_actions.plan
        self._context.runner.run(work, self.action, self._rows, self.choice, then=self._show_plan)

    def _show_plan(self, planned: tuple[Planned, ...]) -> None:
        self.planned.emit(planned)

    def _take_managers(self, staff: tuple[Staff, ...]) -> None:
        me = self._context.actor.staff_id
        found = [Choice(each.id, each.spoken(), each.profession) for each in staff]
        self._managers = tuple(sorted(found, key=lambda each: each.id != me))
        self._offer()

    def _offer(self) -> None:
        words = plain(self._typed).split()
        found = [each for each in self._managers if all(word in plain(each.name) for word in words)]
        self.offered.emit(tuple(found[:MANAGERS_SHOWN]))

    def _say_done(self, done: Done) -> None:
        self.last = done
        self.done.emit(done)
        self._context.feed.tell(done.changes)

    def _say_undone(self, changes: object) -> None:
        self.undone.emit()
        self._context.feed.tell(changes)  # type: ignore[arg-type]
