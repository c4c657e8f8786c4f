"""The visits of a record: read, opened, compared, added to, marked as entered in error, printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.form_reading import Difference, ReadAnswers
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Visit
from ui.context import Context

if TYPE_CHECKING:
    from datetime import datetime

    from ui.context import Desk


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One line of the list: a form of a visit, or a visit without any."""

    visit: Visit | None
    form: ReadAnswers | None
    staff: str

    @property
    def when(self) -> datetime:
        """When it was."""
        if self.form is not None:
            return self.form.answers.authored
        assert self.visit is not None
        return self.visit.started


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two forms side by side."""

    patient_id: str
    left: ReadAnswers
    right: ReadAnswers
    differences: tuple[Difference, ...]

    @property
    def titles(self) -> tuple[str, str]:
        """What stands over each side."""
        return side_title(self.left), side_title(self.right)


def side_title(form: ReadAnswers) -> str:
    """`23-Nov-2026 09:20 Knee assessment`."""
    moment = form.answers.authored.astimezone()
    return f"{staff_date(moment.date())} {clock_time(moment)} {form.form.title}"


def visit_lines(desk: Desk, patient_id: str) -> tuple[VisitLine, ...]:
    """Every form of every visit, newest visit first; runs on a worker."""
    found = []
    for visit, forms in desk.signed.visits(patient_id):
        staff = desk.record.staff_name(visit.staff_id) if visit is not None else ""
        found += [VisitLine(visit, form, staff) for form in forms] or [VisitLine(visit, None, staff)]
    return tuple(found)


def comparison(desk: Desk, left_id: str, right_id: str, draft: str, visit_id: str) -> Comparison:
    """Two forms side by side, the right one a draft of a visit when it is named; runs on a worker."""
    left = desk.signed.read(left_id)
    right = _draft(desk, left, draft, visit_id) if draft else desk.signed.read(right_id)
    if not draft and left.answers.authored > right.answers.authored:
        left, right = right, left
    return Comparison(left.answers.patient_id, left, right, desk.signed.compare(left.form, right.form))


def _draft(desk: Desk, left: ReadAnswers, form: str, visit_id: str) -> ReadAnswers:
    opened = desk.visits.open_form(visit_id, form)
    if opened.signed is not None:
        return desk.signed.read(opened.signed.id)
    items = tuple(opened.draft.content.get("item", ()))
    answers = replace(
        left.answers, id=opened.draft.id, form=form, authored=opened.draft.updated, status="in-progress", items=items
    )
    return ReadAnswers(answers, desk.signed.lay_out(form, items), "")


class VisitsPresenter(QObject):
    """Bound to the tab; answers for an earlier patient are dropped.

    Signals:
        lines_read: a tuple of VisitLine.
        compared: a Comparison.
        saved: the Changes of an addendum or a mark.
        refused: the exception; what was typed stays.
        paper_made: (the PDF, its title).
        failed: an exception to show.
    """

    lines_read = Signal(object)
    compared = Signal(object)
    saved = Signal(object)
    refused = Signal(object)
    paper_made = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._patient_id = ""
        self._title = ""

    def read(self, patient_id: str) -> None:
        """Read the visits of a patient."""
        self._patient_id = patient_id
        self._context.runner.run(self._read, patient_id, then=self._show_lines, failed=self._fail)

    def _read(self, patient_id: str) -> tuple[str, tuple[VisitLine, ...]]:
        return patient_id, visit_lines(self._context.desk, patient_id)

    def compare(self, left_id: str, right_id: str, draft: str = "", visit_id: str = "") -> None:
        """Put two forms side by side; behind what is still being written of a draft."""
        self._context.runner.run(
            comparison, self._context.desk, left_id, right_id, draft, visit_id,
            then=self._show_comparison, failed=self._fail, write=True,
        )  # fmt: skip

    def add(self, answers_id: str, text: str) -> None:
        """Add a note below signed answers."""
        self._save(self._context.desk.signed.add, answers_id, text)

    def mark_error(self, answers_id: str, reason: str) -> None:
        """Say that signed answers do not hold."""
        self._save(self._context.desk.signed.mark_error, answers_id, reason)

    def _save(self, act: object, answers_id: str, text: str) -> None:
        self._context.runner.run(act, answers_id, text, then=self._say_saved, failed=self._refuse, write=True)  # type: ignore[arg-type]

    def print_form(self, form: ReadAnswers) -> None:
        """The printed record of one form."""
        self._title = side_title(form)
        papers = self._context.desk.visit_papers
        self._context.runner.run(papers.of_form, form.answers.id, then=self._show_paper, failed=self._fail)

    def print_comparison(self, found: Comparison, differences: tuple[Difference, ...]) -> None:
        """The printed comparison, as it is shown."""
        self._title = self._context.text("record.comparison")
        papers = self._context.desk.visit_papers
        charts = (found.left.form.chart, found.right.form.chart)
        self._context.runner.run(
            papers.comparison,
            found.patient_id,
            found.titles,
            differences,
            charts,
            then=self._show_paper,
            failed=self._fail,
        )

    def _show_lines(self, found: tuple[str, tuple[VisitLine, ...]]) -> None:
        patient_id, lines = found
        if patient_id == self._patient_id:
            self.lines_read.emit(lines)

    def _show_comparison(self, found: Comparison) -> None:
        if found.patient_id == self._patient_id:
            self.compared.emit(found)

    def _show_paper(self, pdf: bytes) -> None:
        self.paper_made.emit((pdf, self._title))

    def _say_saved(self, changes: Changes) -> None:
        self.saved.emit(changes)
        self._context.feed.tell(changes)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
