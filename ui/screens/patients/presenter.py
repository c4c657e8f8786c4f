"""Finds patients as the user types; the newest question wins."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.people import PatientLine
from ui.context import Context
from ui.workers.runner import Job

LIMIT = 60
RECENT = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was typed; `recent` lines stand in while nothing is typed."""

    text: str
    lines: tuple[PatientLine, ...]
    recent: bool = False


class PatientsPresenter(QObject):
    """Asks the service and remembers who was opened in this session.

    Signals:
        found: a Found.
    """

    found = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._asked = ""
        self._recent: tuple[PatientLine, ...] = ()

    def find(self, text: str) -> None:
        """Find who matches what was typed so far."""
        if self._job is not None:
            self._job.cancel()
        self._asked = text.strip()
        if not self._asked:
            self.found.emit(Found("", self._recent, recent=True))
            return
        self._job = self._context.runner.run(self._context.desk.patients.find, self._asked, LIMIT, then=self._show)

    def open(self, line: PatientLine) -> None:
        """Open a patient's record."""
        others = tuple(each for each in self._recent if each.id != line.id)
        self._recent = (line, *others)[:RECENT]
        self._context.navigator.go("record", line.id)

    def _show(self, lines: tuple[PatientLine, ...]) -> None:
        self.found.emit(Found(self._asked, lines))
