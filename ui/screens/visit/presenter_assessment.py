"""The forms of one visit: each keystroke is kept, and signing is asked of the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.drafts import Draft
from msk_desk.domain.records import Changes
from msk_desk.forms.state import FormState
from msk_desk.services.copy_forward import Copied, copied_day, copy_forward, look_at
from ui.context import Context
from ui.journal import Journal
from ui.screens.visit.open_form import (
    LastTime,
    OpenAssessment,
    OpenVisit,
    choose_form,
    content_of,
    get_ready,
    more_forms,
    open_visit,
)
from ui.screens.visit.red_flags import red_flags_of
from ui.workers.runner import Job

LIKELY = 2
"""Forms that are put together while the choice is read."""


class AssessmentPresenter(QObject):
    """Bound to one visit; one of its forms is open at a time, with a journal of its own.

    Signals:
        opened: the OpenAssessment.
        listed: the OpenVisit, with the forms there are, and what can be chosen when none is open.
        flags_counted: the RedFlags as they stand.
        kept: the Draft that is on disk.
        not_kept: the exception of a write; it is tried again.
        signed: the Changes of signing.
        given_up: the Draft that was thrown away.
        failed: an exception to show.
    """

    opened = Signal(object)
    listed = Signal(object)
    flags_counted = Signal(object)
    kept = Signal(object)
    not_kept = Signal(object)
    signed = Signal(object)
    given_up = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, visit_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit_id = visit_id
        self.form: FormState | None = None
        self.last: LastTime | None = None
        self.copied: dict[str, Copied] = {}
        self._thrown: Draft | None = None
        self._opening: Job | None = None
        self.journal = self._fresh_journal()

    def _fresh_journal(self) -> Journal:
        journal = Journal(self._context.runner, self._context.desk.visits.note, self)
        journal.kept.connect(self.kept)
        journal.failed.connect(self.not_kept)
        journal.failed.connect(self.failed)
        return journal

    def begin(self, form: str = "") -> None:
        """Open a form of the visit where it was left; behind what is still being written."""
        self._let_go()
        self._open(open_visit, form)

    def choose(self, canonical: str) -> None:
        """Begin a form, or go on with it."""
        self._let_go()
        self._open(choose_form, canonical)

    def ask_for_more(self) -> None:
        """List what else can be chosen; the open form stays open."""
        self.journal.flush()
        self._context.runner.run(
            more_forms, self._context.desk, self._visit_id, then=self._list, failed=self.fail, write=True
        )

    def _open(self, how: Callable[..., OpenVisit], form: str) -> None:
        """Open a form; the answer to an earlier wish is dropped, it would put back what was typed since."""
        if self._opening is not None:
            self._opening.cancel()
        desk, newer = self._context.desk, self._context.unkept.newest()
        self._opening = self._context.runner.run(
            how, desk, self._visit_id, form, newer, then=self._show, failed=self.fail, write=True
        )

    def fail(self, error: Exception) -> None:
        """Something did not work; what was typed is still there."""
        self.failed.emit(error)

    def _list(self, found: OpenVisit) -> None:
        self.listed.emit(found)

    def _show(self, found: OpenVisit) -> None:
        self.listed.emit(found)
        if found.current is not None:
            self._show_form(found.current)
        else:
            self._context.runner.run(get_ready, self._context.desk, found.offers[:LIKELY])

    def _show_form(self, current: OpenAssessment) -> None:
        self.form, self.last = current.form, current.last
        self.copied = {one.path: one for one in current.copied}
        if current.signed is None and current.form is not None:
            self.journal.begin(current.draft)
            if current.draft.id in self._context.unkept.newest():
                self._context.unkept.drop(current.draft.id)
                self.journal.note(current.draft.content, current.draft.focus)
        self.opened.emit(current)
        if current.form is not None:
            self.flags_counted.emit(red_flags_of(current.form))

    def note(self, focus: str) -> None:
        """An answer was given: keep the whole form, and where the keyboard is."""
        if self.form is not None and self.journal.draft is not None:
            self.journal.note(content_of(self.form, self.copied.values()), focus)
            self.flags_counted.emit(red_flags_of(self.form))

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        self.journal.flush()

    def retire(self) -> None:
        """Another patient or form: what is not written yet is written all the same, by nobody's screen."""
        self.journal.blockSignals(False)
        self.journal.kept.disconnect(self.kept)
        self.journal.failed.disconnect()
        self._context.unkept.hold(self.journal)

    def _let_go(self) -> None:
        self.retire()
        self.form = self.last = None
        self.copied = {}
        self.journal = self._fresh_journal()

    def copy(self, section: str = "") -> int:
        """Copy earlier answers into empty fields of a section or of the form; tell how many."""
        if self.form is None or self.last is None or self.journal.draft is None:
            return 0
        done = copy_forward(self.form, self.last.answers, self.last.author, section)
        self.copied |= {one.path: one for one in done}
        return len(done)

    def take_back(self) -> int:
        """Empty again what was copied and not looked at since; tell how many."""
        if self.form is None or self.journal.draft is None:
            return 0
        waiting = [one for one in self.form.root.walk() if one.item.is_question and copied_day(one)]
        for instance in waiting:
            self.copied.pop(instance.path, None)
            self.form.set_answer(instance, [])
        return len(waiting)

    def look_at(self, path: str, focus: str) -> bool:
        """Somebody had a copied answer before them; tell whether it was one that waited for it."""
        if self.form is None or self.journal.draft is None:
            return False
        looked = look_at(self.form, self.form.instance(path))
        if looked:
            self.note(focus)
        return looked

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

    def give_up(self) -> None:
        """Throw the open draft away, on purpose."""
        draft = self.journal.draft
        if draft is None:
            return
        self.journal.forget()
        self._thrown = draft
        self._context.runner.run(
            self._context.desk.visits.give_up, draft, then=self._say_given_up, failed=self._not_given_up, write=True
        )

    def _say_given_up(self, done: None) -> None:
        self.given_up.emit(self._thrown)
        self.begin()

    def _not_given_up(self, error: Exception) -> None:
        """It is still there, and is kept as before."""
        if self._thrown is not None:
            self.journal.begin(self._thrown)
        self.fail(error)

    def _say_signed(self, changes: Changes) -> None:
        form = self.journal.draft.subject if self.journal.draft is not None else ""
        self.journal.forget()
        self.signed.emit(changes)
        self._context.feed.tell(changes)
        self.begin(form)
