"""One visit: begun from an appointment or from the record, gone on with, finished."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Visit
from ui.context import Context
from ui.navigation import Place


class VisitPresenter(QObject):
    """Knows which visit is open; answers for an earlier patient are dropped.

    Signals:
        begun: the Visit.
        finished: the Visit that is over.
        treatment_asked: the weeks waited, where a clock runs: whether treatment began is asked before the end.
        refused: an exception that keeps the visit from being finished.
        failed: an exception to show.
        paper_made: the PDF of the visit's record.
    """

    begun = Signal(object)
    finished = Signal(object)
    treatment_asked = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    paper_made = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = ""
        self.visit: Visit | None = None

    def open(self, place: Place) -> None:
        """Open the visit of a place: by its own id, its appointment, or the patient alone."""
        self.patient_id = place.patient_id
        self.visit = None
        visits = self._context.desk.visits
        if visit_id := place.details.get("visit_id", ""):
            self._context.runner.run(visits.read, visit_id, then=self._take, failed=self.fail)
        elif appointment_id := place.details.get("appointment_id", ""):
            self._context.runner.run(visits.start, appointment_id, then=self._take_new, failed=self.fail, write=True)
        else:
            self._context.runner.run(
                visits.start_without, place.patient_id, then=self._take_new, failed=self.fail, write=True
            )

    def fail(self, error: Exception) -> None:
        """It did not work."""
        self.failed.emit(error)

    def _take_new(self, visit: Visit) -> None:
        self._take(visit)
        self._context.feed.tell(Changes(patients=frozenset({visit.patient_id})))

    def _take(self, visit: Visit) -> None:
        if visit.patient_id == self.patient_id:
            self.visit = visit
            self.begun.emit(visit)

    def finish(self) -> None:
        """End the visit; behind what is still being written, and asking about treatment where a clock runs."""
        if self.visit is not None:
            weeks = self._context.desk.visits.weeks_waiting
            self._context.runner.run(weeks, self.visit.id, then=self._ask_or_finish, failed=self._refuse, write=True)

    def _ask_or_finish(self, weeks: int | None) -> None:
        if weeks is None:
            self.finish_with("")
        else:
            self.treatment_asked.emit(weeks)

    def finish_with(self, outcome: str) -> None:
        """End the visit and its appointment, with what was said of treatment."""
        if self.visit is not None:
            finish = self._context.desk.visits.finish
            self._context.runner.run(
                finish, self.visit.id, outcome, then=self._say_finished, failed=self._refuse, write=True
            )

    def make_paper(self) -> None:
        """The printed record of what is signed in this visit."""
        if self.visit is not None:
            papers = self._context.desk.visit_papers
            self._context.runner.run(papers.of_visit, self.visit.id, then=self._show_paper, failed=self.fail)

    def _show_paper(self, pdf: bytes) -> None:
        self.paper_made.emit(pdf)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)

    def _say_finished(self, changes: Changes) -> None:
        visit, self.visit = self.visit, None
        self._context.feed.tell(changes)
        self.finished.emit(visit)
