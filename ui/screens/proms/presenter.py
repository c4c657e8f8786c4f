"""One patient's outcomes: the series so far, and one instrument being typed in from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.scorer import Answer
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.journal import Journal
from ui.screens.proms.entry import OWN_ACTIVITIES, EntryNow, OpenEntry, answers_of, content_of, open_entry

if TYPE_CHECKING:
    from msk_desk.services.outcomes import ActivityRating, Series


class PromsPresenter(QObject):
    """Bound to one patient and visit.

    Signals:
        series_read: every Series of the patient.
        activities_read: every ActivityRating of the patient.
        instruments_read: every Definition that can be entered.
        entry_opened: an OpenEntry.
        entry_changed: the EntryNow after a keystroke.
        kept: the Draft that is on disk.
        stored: the Definition whose answers are now on the record.
        failed: an exception to show.
    """

    series_read = Signal(object)
    activities_read = Signal(object)
    instruments_read = Signal(object)
    entry_opened = Signal(object)
    entry_changed = Signal(object)
    kept = Signal(object)
    stored = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, patient_id: str, visit_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = patient_id
        self._visit_id = visit_id
        self._wanted = ""
        self._instrument: Definition | None = None
        self._typed: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._journal: Journal | None = None

    def begin(self) -> None:
        """Read what there is."""
        self.read_series()
        self._context.runner.run(self._context.desk.outcomes.instruments, then=self._show_instruments, failed=self.fail)

    def read_series(self) -> None:
        """Read the scores again."""
        self._context.runner.run(
            self._context.desk.outcomes.series, self.patient_id, then=self._show_series, failed=self.fail
        )
        self._context.runner.run(
            self._context.desk.outcomes.activity_ratings, self.patient_id, then=self._show_activities, failed=self.fail
        )

    def fail(self, error: Exception) -> None:
        """Something did not work; what was typed is still there."""
        self.failed.emit(error)

    def _show_series(self, series: tuple[Series, ...]) -> None:
        self.series_read.emit(series)

    def _show_activities(self, ratings: tuple[ActivityRating, ...]) -> None:
        self.activities_read.emit(ratings)

    def _show_instruments(self, instruments: tuple[Definition, ...]) -> None:
        self.instruments_read.emit(instruments)

    def choose(self, code: str) -> None:
        """Open an instrument, where it was left; behind what is still being written."""
        self.leave()
        self._wanted = code
        self._context.runner.run(
            open_entry, self._context.desk, self.patient_id, self._visit_id, code,
            then=self._show_entry, failed=self.fail, write=True,
        )  # fmt: skip

    def _show_entry(self, entry: OpenEntry) -> None:
        if entry.instrument.code != self._wanted:
            return  # another was chosen meanwhile
        self._instrument = entry.instrument
        self._typed, self._names = dict(entry.typed), dict(entry.names)
        self._journal = Journal(self._context.runner, self._context.desk.drafting.note, self)
        self._journal.kept.connect(self.kept)
        self._journal.failed.connect(self.failed)
        self._journal.begin(entry.draft)
        self.entry_opened.emit(entry)
        self.entry_changed.emit(self.now())

    def type_answer(self, code: str, text: str) -> None:
        """A keystroke in one item."""
        self._typed[code] = text
        self._note()

    def name_activity(self, code: str, text: str) -> None:
        """The patient's own activity."""
        self._names[code] = text
        self._note()

    def _note(self) -> None:
        if self._journal is not None:
            self._journal.note(content_of(self._typed, self._names))
            self.entry_changed.emit(self.now())

    def now(self) -> EntryNow:
        """The score so far."""
        instrument, answers, wrong = self._answers()
        result = self._context.desk.outcomes.preview(instrument.code, answers)
        problems = {**wrong, **{problem.item: problem.kind for problem in result.problems}}
        unnamed: tuple[str, ...] = ()
        if instrument.code == OWN_ACTIVITIES:
            rated = (code for code, answer in answers.items() if answer is not None)
            unnamed = tuple(code for code in rated if not self._names.get(code, "").strip())
        return EntryNow(result, problems, unnamed, blank=all(answer is None for answer in answers.values()))

    def _answers(self) -> tuple[Definition, dict[str, Answer], dict[str, str]]:
        if self._instrument is None:
            raise LookupError("no instrument is open")
        return self._instrument, *answers_of(self._instrument, self._typed)

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        if self._journal is not None:
            self._journal.flush()

    def store(self) -> None:
        """Put the answers and their scores on the record."""
        if self._journal is None or self._journal.draft is None or not self.now().ready:
            return
        instrument, answers, _ = self._answers()
        texts = {code: name.strip() for code, name in self._names.items() if name.strip()}
        self._journal.flush()
        self._context.runner.run(
            self._store, instrument, answers, texts, self._journal.draft,
            then=self._say_stored, failed=self.fail, write=True,
        )  # fmt: skip

    def _store(
        self, instrument: Definition, answers: dict[str, Answer], texts: dict[str, str], draft: Draft
    ) -> tuple[Definition, Changes]:
        """On a worker."""
        changes = self._context.desk.outcomes.enter(
            self.patient_id, instrument.code, answers, visit_id=self._visit_id, texts=texts
        )
        self._context.desk.drafting.end(draft.id)
        return instrument, changes

    def _say_stored(self, done: tuple[Definition, Changes]) -> None:
        instrument, changes = done
        if self._journal is not None:
            self._journal.forget()
            self._journal = None
        self.stored.emit(instrument)
        self._context.feed.tell(changes)
        self.read_series()
