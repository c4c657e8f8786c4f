"""One patient's record: reads the parts as their tabs come into sight, and saves contact details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.domain.letters import StoredDocument
    from msk_desk.domain.people import Patient
    from msk_desk.domain.timeline import TimelineEntry
    from msk_desk.services.outcome_pages import OutcomePage
    from msk_desk.services.pathway_clocks import PathwayClock
    from msk_desk.services.record import Overview
    from ui.screens.record.due_card import PutAside


class RecordPresenter(QObject):
    """Reads for the patient opened last; answers for an earlier one are dropped.

    Signals:
        held_read: whether the record is on this computer.
        overview_read: an Overview.
        outcomes_read: an OutcomePage.
        paper_made: the PDF bytes of printed outcomes.
        timeline_read: a tuple of TimelineEntry.
        documents_read: a tuple of StoredDocument, without bytes.
        document_read: a StoredDocument with its bytes.
        patient_read: a Patient.
        clocks_read: a tuple of PathwayClock.
        phone_saved: the Changes.
        phone_refused: the exception.
    """

    held_read = Signal(object)
    overview_read = Signal(object)
    outcomes_read = Signal(object)
    paper_made = Signal(object)
    timeline_read = Signal(object)
    documents_read = Signal(object)
    document_read = Signal(object)
    patient_read = Signal(object)
    clocks_read = Signal(object)
    phone_saved = Signal(object)
    phone_refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = ""
        self._jobs: list[Job] = []

    def open(self, patient_id: str) -> None:
        """Turn to a patient; nothing of another one arrives any more."""
        if patient_id != self.patient_id:
            for job in self._jobs:
                job.cancel()
            self._jobs = []
            self.patient_id = patient_id

    def read_held(self) -> None:
        """Whether the record is on this computer at all."""
        self._keep(self._run(self._context.desk.record.held, self.patient_id, self._show_held))

    def fetch(self, reason: str) -> None:
        """Ask for the record; it comes with the next changes."""
        self._context.desk.background.open_patient(self.patient_id, reason)

    def read_overview(self) -> None:
        """The front page."""
        self._keep(self._run(self._context.desk.record.overview, self.patient_id, self._show_overview))

    def read_outcomes(self) -> None:
        """Charts, and what is due."""
        self._keep(self._run(self._context.desk.outcome_pages.of_patient, self.patient_id, self._show_outcomes))

    def print_outcomes(self, instrument: str) -> None:
        """The page as PDF, of one instrument or of all."""
        self._context.runner.run(
            self._context.desk.outcome_pages.pdf, self.patient_id, instrument, then=self._show_paper
        )

    def put_aside(self, asked: PutAside) -> None:
        """A measure was declined or does not apply; or is asked again, when no reason is given."""
        service = self._context.desk.due
        self._context.runner.run(
            service.put_aside, asked.pathway, asked.due, asked.state, asked.reason, then=self._tell, write=True
        )

    def take_back(self, asked: PutAside) -> None:
        """A measure that was put aside is asked again."""
        service = self._context.desk.due
        self._context.runner.run(service.take_back, asked.pathway, asked.due, then=self._tell, write=True)

    def read_timeline(self) -> None:
        """What happened."""
        self._keep(self._run(self._context.desk.record.timeline, self.patient_id, self._show_timeline))

    def read_documents(self) -> None:
        """The list of documents."""
        self._keep(self._run(self._context.desk.record.documents, self.patient_id, self._show_documents))

    def read_document(self, document_id: str) -> None:
        """One document with its bytes."""
        self._keep(self._run(self._context.desk.record.document, document_id, self._show_document))

    def read_patient(self) -> None:
        """Who they are and how to reach them."""
        self._keep(self._run(self._context.desk.patients.read, self.patient_id, self._show_patient))

    def read_clocks(self) -> None:
        """Waiting times, with the rule applied to each event."""
        self._keep(self._run(self._context.desk.pathway_clocks.of_patient, self.patient_id, self._show_clocks))

    def change_phone(self, number: str) -> None:
        """Save a telephone number, and nothing else."""
        service = self._context.desk.patients
        self._context.runner.run(
            service.change_phone, self.patient_id, number, then=self._phone_saved, failed=self._refuse_phone, write=True
        )

    def _run(self, work: object, key: str, then: object) -> Job:
        return self._context.runner.run(work, key, then=then)  # type: ignore[arg-type]

    def _keep(self, job: Job) -> None:
        self._jobs = [each for each in self._jobs if not each.done]
        self._jobs.append(job)

    def _show_held(self, held: bool) -> None:
        self.held_read.emit(held)

    def _show_overview(self, overview: Overview) -> None:
        self.overview_read.emit(overview)

    def _show_outcomes(self, page: OutcomePage) -> None:
        if page.patient_id == self.patient_id:
            self.outcomes_read.emit(page)

    def _show_paper(self, pdf: bytes) -> None:
        self.paper_made.emit(pdf)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.read_outcomes()

    def _show_timeline(self, entries: tuple[TimelineEntry, ...]) -> None:
        self.timeline_read.emit(entries)

    def _show_clocks(self, clocks: tuple[PathwayClock, ...]) -> None:
        if all(each.pathway.patient_id == self.patient_id for each in clocks):
            self.clocks_read.emit(clocks)

    def _show_documents(self, documents: tuple[StoredDocument, ...]) -> None:
        self.documents_read.emit(documents)

    def _show_document(self, document: StoredDocument) -> None:
        if document.patient_id == self.patient_id:
            self.document_read.emit(document)

    def _show_patient(self, patient: Patient) -> None:
        self.patient_read.emit(patient)

    def _phone_saved(self, changes: Changes) -> None:
        self.phone_saved.emit(changes)
        self._context.feed.tell(changes)

    def _refuse_phone(self, error: Exception) -> None:
        self.phone_refused.emit(error)
