"""The open alerts of the patient in hand: reads them, keeps what is typed about one, records what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.alerts import AlertResponse, PromAlert, Risk
from msk_desk.domain.drafts import Draft
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.journal import Journal

if TYPE_CHECKING:
    from ui.workers.runner import Job

TEXTS = ("asked", "action", "told", "no_plan_because")


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One open alert, and the name of whoever is to act on it."""

    alert: PromAlert
    owner: str


class AlertPresenter(QObject):
    """Bound to the patient in hand; answers for an earlier one are dropped.

    Signals:
        alerts_read: a tuple of AlertLine, the oldest first.
        opened: what was typed before about the alert that is being acted on, a mapping.
        acted: the Changes.
        refused: an exception; what was typed is kept.
    """

    alerts_read = Signal(object)
    opened = Signal(object)
    acted = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._patient = ""
        self._job: Job | None = None
        self._alert: PromAlert | None = None
        self._journal: Journal | None = None

    def turn_to(self, patient_id: str) -> None:
        """Another patient, or none: what was typed about the one before is on disk."""
        self.leave()
        self._patient, self._alert = patient_id, None
        if self._job is not None:
            self._job.cancel()
        self.read()

    def read(self) -> None:
        """Read the alerts of the patient again."""
        if self._patient:
            self._job = self._context.runner.run(self._read, self._patient, then=self._show)
        else:
            self.alerts_read.emit(())

    def _read(self, patient_id: str) -> tuple[str, tuple[AlertLine, ...]]:
        desk = self._context.desk
        found = desk.alerts.to_tell(patient_id)
        return patient_id, tuple(AlertLine(alert, desk.record.staff_name(alert.owner_id)) for alert in found)

    def _show(self, read: tuple[str, tuple[AlertLine, ...]]) -> None:
        patient_id, lines = read
        if patient_id == self._patient:
            self.alerts_read.emit(lines)

    def begin(self, alert: PromAlert) -> None:
        """Act on an alert: go on with what was typed about it."""
        self.leave()
        self._alert = alert
        self._context.runner.run(self._open, alert, then=self._begin, failed=self._refuse, write=True)

    def _open(self, alert: PromAlert) -> Draft:
        return self._context.desk.drafting.open("alert", alert.id, alert.patient_id)

    def _begin(self, draft: Draft) -> None:
        if self._alert is None or draft.subject != self._alert.id:
            return
        self._journal = Journal(self._context.runner, self._context.desk.drafting.note, self)
        self._journal.failed.connect(self._refuse)
        self._journal.begin(draft)
        self.opened.emit(dict(draft.content or {}))

    def note(self, content: Mapping[str, Any]) -> None:
        """A keystroke."""
        if self._journal is not None:
            self._journal.note(content)

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        if self._journal is not None:
            self._journal.flush()
            self._journal = None

    def save(self, content: Mapping[str, Any]) -> None:
        """Record what was done; the alert is closed by that alone."""
        if self._alert is None:
            return
        draft = self._journal.draft if self._journal is not None else None
        if self._journal is not None:
            self._journal.flush()
        self._context.runner.run(
            self._act, self._alert, response_of(content), draft,
            then=self._say_acted, failed=self._refuse, write=True,
        )  # fmt: skip

    def _act(self, alert: PromAlert, response: AlertResponse, draft: Draft | None) -> Changes:
        changes = self._context.desk.alerts.act(alert, response)
        if draft is not None:
            self._context.desk.drafting.end(draft.id)
        return changes

    def _say_acted(self, changes: Changes) -> None:
        if self._journal is not None:
            self._journal.forget()
            self._journal = None
        self._alert = None
        self.acted.emit(changes)
        self._context.feed.tell(changes)
        self.read()

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)


def response_of(content: Mapping[str, Any]) -> AlertResponse:
    """What was typed; a risk that was not chosen counts as the highest, so that it must be said who was told."""
    asked, action, told, because = (str(content.get(name, "")) for name in TEXTS)
    chosen = str(content.get("risk", ""))
    risk = Risk(chosen) if chosen in tuple(Risk) else Risk.IMMEDIATE
    return AlertResponse(asked, risk, action, told, content.get("plan") == "yes", because)


def complete(content: Mapping[str, Any]) -> bool:
    """Whether everything that must be said has been."""
    return bool(content.get("risk")) and bool(content.get("plan")) and not response_of(content).missing()
