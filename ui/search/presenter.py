"""Looks for what was typed among patients, places and actions; the newest question wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.dates import staff_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import PatientLine
from ui.context import Context
from ui.workers.runner import Job

LIMIT = 12


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done from anywhere; `key` is what `done` carries."""

    key: str
    words: str
    icon: str
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: a patient (by id) or an action (by key)."""

    words: str
    below: str
    patient_id: str = ""
    action: str = ""


class SearchPresenter(QObject):
    """Answers at once with actions and adds patients as they come.

    Signals:
        found: a tuple of Hit.
        action_chosen: the key of an action.
    """

    found = Signal(object)
    action_chosen = Signal(object)

    def __init__(self, context: Context, actions: Sequence[Action], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._actions = tuple(actions)
        self._text = ""
        self._job: Job | None = None

    def find(self, text: str) -> None:
        """Find what matches what was typed so far; nothing typed lists the actions."""
        if self._job is not None:
            self._job.cancel()
        self._text = text.strip()
        if len(self._text) < 2:
            self.found.emit(self._matching_actions())
            return
        self._job = self._context.runner.run(self._context.desk.patients.find, self._text, LIMIT, then=self._show)

    def choose(self, hit: Hit) -> None:
        """Go there or do it."""
        if hit.patient_id:
            self._context.navigator.go("record", hit.patient_id)
        else:
            self.action_chosen.emit(hit.action)

    def _matching_actions(self) -> tuple[Hit, ...]:
        wanted = self._text.casefold()
        return tuple(
            Hit(action.words, action.shortcut, action=action.key)
            for action in self._actions
            if all(word in action.words.casefold() for word in wanted.split())
        )

    def _show(self, lines: tuple[PatientLine, ...]) -> None:
        patients = tuple(Hit(line.name, _about(line), patient_id=line.id) for line in lines)
        self.found.emit((*patients, *self._matching_actions()))


def _about(line: PatientLine) -> str:
    parts = (staff_date(line.born), shown(line.nhs_number), line.postcode)
    return " · ".join(part for part in parts if part)
