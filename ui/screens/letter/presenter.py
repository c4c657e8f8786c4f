"""Writes one letter: each keystroke is kept, the checks are looked at again, the paper is drawn when in sight."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.drafts import Draft
from msk_desk.domain.letters import Letter
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.journal import Journal
from ui.screens.letter.unfinished import OpenLetter, content_of, open_letter
from ui.workers.runner import Job

LOOK_AFTER = 200
"""Milliseconds without a change before the checks and the paper are looked at again."""


class LetterPresenter(QObject):
    """Bound to one patient, visit and kind of letter.

    Signals:
        opened: the OpenLetter.
        checked: every Check of the letter as it stands.
        previewed: the bytes of the paper.
        kept: the Draft that is on disk.
        signed: the Letter.
        failed: an exception to show.
    """

    opened = Signal(object)
    checked = Signal(object)
    previewed = Signal(object)
    kept = Signal(object)
    signed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, context: Context, patient_id: str, visit_id: str, kind: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = patient_id
        self._visit_id = visit_id
        self._kind = kind
        self.letter: Letter | None = None
        self._edited: frozenset[str] = frozenset()
        self._paper_wanted = False
        self._jobs: list[Job] = []
        self.journal = Journal(context.runner, context.desk.drafting.note, self)
        self.journal.kept.connect(self.kept)
        self.journal.failed.connect(self.failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_AFTER)
        self._pause.timeout.connect(self.look)

    def begin(self) -> None:
        """Open the letter; behind what is still being written."""
        self._context.runner.run(
            open_letter, self._context.desk, self.patient_id, self._visit_id, self._kind,
            then=self._show, failed=self.fail, write=True,
        )  # fmt: skip

    def fail(self, error: Exception) -> None:
        """Something did not work; what was typed is still there."""
        self.failed.emit(error)

    def _show(self, found: OpenLetter) -> None:
        if not self.journal.settled:
            self.journal.flush()
            self.begin()  # something was typed while it was being read
            return
        self.letter, self._edited = found.letter, found.edited
        if found.letter.status == "draft":
            self.journal.begin(found.draft)
        self.opened.emit(found)
        self.look()

    def change(self, heading: str, text: str) -> None:
        """One section was edited."""
        if self.letter is not None:
            self.letter = self._context.desk.letters.change(self.letter, heading, text)
            self._edited |= {heading}
            self._note()

    def set_copies(self, names: tuple[str, ...]) -> None:
        """Who else gets the letter."""
        if self.letter is not None:
            self.letter = replace(self.letter, copies=names)
            self._note()

    def _note(self) -> None:
        if self.letter is not None and self.journal.draft is not None:
            self.journal.note(content_of(self.letter, self._edited))
            self._pause.start()

    def want_paper(self, wanted: bool) -> None:
        """Whether the paper is in sight."""
        self._paper_wanted = wanted
        self.look()

    def look(self) -> None:
        """Check the letter as it stands, and draw it when it is in sight."""
        if self.letter is None:
            return
        for job in self._jobs:
            job.cancel()
        letters, runner = self._context.desk.letters, self._context.runner
        self._jobs = [runner.run(letters.checks, self.letter, then=self._show_checks, failed=self.fail)]
        if self._paper_wanted:
            self._jobs.append(runner.run(letters.preview, self.letter, then=self._show_paper, failed=self.fail))

    def _show_checks(self, checks: object) -> None:
        self.checked.emit(checks)

    def _show_paper(self, pdf: bytes) -> None:
        self.previewed.emit(pdf)

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        self.journal.flush()

    def sign(self) -> None:
        """Sign the letter as it stands."""
        draft = self.journal.draft
        if self.letter is None or draft is None:
            return
        self.journal.flush()
        self._context.runner.run(self._sign, self.letter, draft, then=self._say_signed, failed=self.fail, write=True)

    def _sign(self, letter: Letter, draft: Draft) -> Changes:
        """On a worker."""
        changes, _ = self._context.desk.letters.sign(letter)
        self._context.desk.drafting.end(draft.id)
        return changes

    def _say_signed(self, changes: Changes) -> None:
        self.journal.forget()
        self.signed.emit(self.letter)
        self._context.feed.tell(changes)
        self.begin()
