"""Watches for alerts of everybody: counts them for the person here, and raises those of answers from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.alerts import PromAlert
from msk_desk.domain.errors import BadInput
from msk_desk.domain.records import Changes
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.services.alerts import Standing

EVERY = 60_000
"""Milliseconds between looks at the clock: at midnight what was not acted on is late."""


@dataclass(frozen=True, slots=True)
class PersonAlert:
    """An open alert with the names of its patient and of whoever is to act; `mine` when that is the person here."""

    alert: PromAlert
    patient: str
    owner: str
    late: bool
    mine: bool


class AlertWatch(QObject):
    """One a signed-in person.

    Signals:
        counted: a tuple of PersonAlert, the person's own first; at each look.
    """

    counted = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.seen: tuple[PersonAlert, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        context.feed.changed.connect(self._take_changes)

    def begin(self) -> None:
        """Somebody is here; roles that do not act on alerts are told of none."""
        if self._context.desk.alerts.may_act(self._context.actor):
            self._timer.start(EVERY)
            self._raise()

    def leave(self) -> None:
        """Locked."""
        self._timer.stop()

    def look(self) -> None:
        """Count again."""
        self._context.runner.run(self._read, then=self._show)

    def _take_changes(self, changes: Changes) -> None:
        if not self._timer.isActive():
            return
        if changes.touches("QuestionnaireResponse"):
            self._raise()
        elif changes.touches("Task"):
            self.look()

    def _raise(self) -> None:
        """Answers may have come from elsewhere: raise what they ask for, then count."""
        self._context.runner.run(self._context.desk.alerts.look, then=self._say_raised, write=True)

    def _say_raised(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.look()

    def _read(self) -> tuple[PersonAlert, ...]:
        standing: Standing = self._context.desk.alerts.standing()
        marked = [(each, True) for each in standing.mine] + [(each, False) for each in standing.others]
        return tuple(self._person(alert, mine) for alert, mine in marked)

    def _person(self, alert: PromAlert, mine: bool) -> PersonAlert:
        desk = self._context.desk
        try:
            patient = desk.patients.read(alert.patient_id).name.listed()
        except BadInput:
            patient = self._context.text("today.patient_not_here")
        late = alert.late(desk.alerts.today)
        return PersonAlert(alert, patient, desk.record.staff_name(alert.owner_id), late, mine)

    def _show(self, found: tuple[PersonAlert, ...]) -> None:
        self.seen = found
        self.counted.emit(found)
