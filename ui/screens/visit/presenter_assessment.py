"""The assessment of one visit: each keystroke is kept, and signing is asked of the service."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from msk_desk.forms.state import FormState
from ui.context import Context
from ui.journal import Journal
from ui.screens.visit.open_form import OpenAssessment, content_of, open_assessment
from ui.screens.visit.red_flags import red_flags_of


class AssessmentPresenter(QObject):
    """Bound to one visit.

    Signals:
        opened: the OpenAssessment.
        flags_counted: the RedFlags as they stand.
        kept: the Draft that is on disk.
        signed: the Changes of signing.
        failed: an exception to show.
    """

    opened = Signal(object)
    flags_counted = Signal(object)
    kept = Signal(object)
    signed = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, visit_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit_id = visit_id
        self.form: FormState | None = None
        self.journal = Journal(context.runner, context.desk.visits.note, self)
        self.journal.kept.connect(self.kept)
        self.journal.failed.connect(self.failed)

    def begin(self) -> None:
        """Open the form where it was left; behind what is still being written."""
        self._context.runner.run(
            open_assessment, self._context.desk, self._visit_id, then=self._show, failed=self.fail, write=True
        )

    def fail(self, error: Exception) -> None:
        """Something did not work; what was typed is still there."""
        self.failed.emit(error)

    def _show(self, found: OpenAssessment) -> None:
        self.form = found.form
        if found.signed is None:
            self.journal.begin(found.draft)
        self.opened.emit(found)
        self.flags_counted.emit(red_flags_of(found.form))

    def note(self, focus: str) -> None:
        """An answer was given: keep the whole form, and where the keyboard is."""
        if self.form is not None and self.journal.draft is not None:
            self.journal.note(content_of(self.form), focus)
            self.flags_counted.emit(red_flags_of(self.form))

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        self.journal.flush()

    def sign(self) -> None:
        """Sign what is on the screen; the service looks it through again."""
        draft = self.journal.draft
        if self.form is None or draft is None:
            return
        self.journal.flush()
        whole = replace(draft, content=self.form.response())
        self._context.runner.run(
            self._context.desk.visits.sign, whole, then=self._say_signed, failed=self.fail, write=True
        )

    def _say_signed(self, changes: Changes) -> None:
        self.journal.forget()
        self.signed.emit(changes)
        self._context.feed.tell(changes)
        self.begin()
