"""One patient's outcomes: the series so far, and one instrument being entered from paper or asked aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.answering import Circumstances, GivenBy, Mode
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.scorer import Answer
from msk_desk.domain.records import Changes
from msk_desk.forms.typed_dates import parse_date
from ui.context import Context
from ui.journal import Journal
from ui.prom_drafts import Kept, afresh, content_of
from ui.screens.proms.entry import OWN_ACTIVITIES, EntryNow, OpenEntry, answers_of, open_entry

if TYPE_CHECKING:
    from msk_desk.services.outcomes import ActivityRating, Series
    from msk_desk.services.prom_entry import Entered


class PromsPresenter(QObject):
    """Bound to one patient and visit.

    Signals:
        series_read: every Series of the patient.
        activities_read: every ActivityRating of the patient.
        instruments_read: every Definition that can be entered.
        entry_opened: an OpenEntry.
        entry_changed: the EntryNow after a keystroke.
        mode_changed: the Kept, after another way was chosen.
        kept: the Draft that is on disk.
        entered_read: every Entered of the patient.
        withdrawn: the instrument's code whose answers were marked as entered in error.
        stored: the Definition whose answers are now on the record.
        failed: an exception to show.
    """

    series_read = Signal(object)
    activities_read = Signal(object)
    instruments_read = Signal(object)
    entry_opened = Signal(object)
    entry_changed = Signal(object)
    mode_changed = Signal(object)
    kept = Signal(object)
    entered_read = Signal(object)
    withdrawn = Signal(object)
    stored = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, patient_id: str, visit_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = patient_id
        self._visit_id = visit_id
        self._wanted = ""
        self._instrument: Definition | None = None
        self._entry: OpenEntry | None = None
        self._kept = Kept()
        self._journal: Journal | None = None

    @property
    def reads_scores(self) -> bool:
        """Whether the person may see scores; others type answers in and see none."""
        return self._context.actor.role.clinical

    def begin(self) -> None:
        """Read what there is."""
        if self.reads_scores:
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

    def read_entered(self) -> None:
        """Read what was entered before."""
        self._context.runner.run(
            self._context.desk.outcomes.entered, self.patient_id, then=self._show_entered, failed=self.fail
        )

    def _show_entered(self, entered: tuple[Entered, ...]) -> None:
        self.entered_read.emit(entered)

    def withdraw(self, wrong: Entered, reason: str) -> None:
        """Mark one set of answers as entered in error; the instrument is then entered afresh."""
        self._context.runner.run(self._withdraw, wrong, reason, then=self._say_withdrawn, failed=self.fail, write=True)

    def _withdraw(self, wrong: Entered, reason: str) -> tuple[str, Changes]:
        """On a worker."""
        return wrong.instrument.code, self._context.desk.outcomes.withdraw(wrong.answers.id, reason)

    def _say_withdrawn(self, done: tuple[str, Changes]) -> None:
        code, changes = done
        self._context.feed.tell(changes)
        self.read_entered()
        self.withdrawn.emit(code)

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
        self._instrument, self._entry, self._kept = entry.instrument, entry, entry.kept
        self._journal = Journal(self._context.runner, self._context.desk.drafting.note, self)
        self._journal.kept.connect(self.kept)
        self._journal.failed.connect(self.failed)
        self._journal.begin(entry.draft)
        self.entry_opened.emit(entry)
        self.entry_changed.emit(self.now())

    def type_answer(self, code: str, text: str) -> None:
        """A keystroke in one item."""
        self._change(typed={**self._kept.typed, code: text})

    def name_activity(self, code: str, text: str) -> None:
        """The patient's own activity."""
        self._change(names={**self._kept.names, code: text})

    def choose_mode(self, mode: str) -> None:
        """From paper, or asked aloud."""
        self._change(mode=mode)
        self.mode_changed.emit(self._kept)

    def choose_given_by(self, given_by: str) -> None:
        """Whose answers they are."""
        self._change(given_by=given_by)

    def type_day(self, text: str) -> None:
        """The day on which the form was filled in; blank is today."""
        self._change(day=text)

    def start_again(self) -> None:
        """Begin afresh: what was there is set aside in the draft."""
        if self._entry is not None:
            self._change(**{name: getattr(afresh(self._kept), name) for name in ("typed", "passed", "set_aside")})
            self._entry = replace(self._entry, kept=self._kept, begun=None)
            self.entry_opened.emit(self._entry)
            self.entry_changed.emit(self.now())

    def _change(self, **changed: Any) -> None:
        self._kept = replace(self._kept, **changed)
        if self._journal is not None:
            self._journal.note(content_of(self._kept))
            self.entry_changed.emit(self.now())

    def now(self) -> EntryNow:
        """The score so far."""
        instrument, answers, wrong = self._answers()
        result = self._context.desk.outcomes.preview(instrument.code, answers)
        problems = {**wrong, **{problem.item: problem.kind for problem in result.problems}}
        unnamed: tuple[str, ...] = ()
        if instrument.code == OWN_ACTIVITIES:
            rated = (code for code, answer in answers.items() if answer is not None)
            unnamed = tuple(code for code in rated if not self._kept.names.get(code, "").strip())
        blank = all(answer is None for answer in answers.values())
        return EntryNow(result, problems, unnamed, blank, wrong_day=self._day_is_wrong())

    def _day(self) -> date | None:
        today = self._context.desk.now().astimezone().date()
        return parse_date(self._kept.day, today) if self._kept.day.strip() else None

    def _day_is_wrong(self) -> bool:
        day, today = self._day(), self._context.desk.now().astimezone().date()
        return bool(self._kept.day.strip()) and (day is None or day > today)

    def _answers(self) -> tuple[Definition, dict[str, Answer], dict[str, str]]:
        if self._instrument is None:
            raise LookupError("no instrument is open")
        return self._instrument, *answers_of(self._instrument, self._kept.typed)

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        if self._journal is not None:
            self._journal.flush()

    def put_down(self) -> None:
        """Somebody else goes on with the draft: the patient, on the screen turned to them."""
        self.leave()
        if self._journal is not None:
            self._journal.forget()
        self._journal = self._instrument = self._entry = None
        self._wanted = ""

    def store(self) -> None:
        """Put the answers and their scores on the record."""
        if self._journal is None or self._journal.draft is None or not self.now().ready:
            return
        instrument, answers, _ = self._answers()
        texts = {code: name.strip() for code, name in self._kept.names.items() if name.strip()}
        self._journal.flush()
        self._context.runner.run(
            self._store, instrument, answers, texts, self._how(self._journal.draft),
            then=self._say_stored, failed=self.fail, write=True,
        )  # fmt: skip

    def _how(self, draft: Draft) -> Circumstances:
        mode = Mode(self._kept.mode) if self._kept.mode in list(Mode) else Mode.PAPER
        sheet = self._entry.sheet if self._entry is not None and mode is not Mode.PAPER else None
        day = self._day() if mode is Mode.PAPER else None
        return Circumstances(
            self._visit_id, mode, GivenBy(self._kept.given_by), day, draft.id,
            sheet.wording if sheet is not None else "", sheet.language if sheet is not None else "",
        )  # fmt: skip

    def _store(
        self, instrument: Definition, answers: dict[str, Answer], texts: dict[str, str], how: Circumstances
    ) -> tuple[Definition, Changes]:
        """On a worker."""
        changes = self._context.desk.outcomes.enter(self.patient_id, instrument.code, answers, texts=texts, how=how)
        self._context.desk.drafting.end(how.answers_id)
        return instrument, changes

    def _say_stored(self, done: tuple[Definition, Changes]) -> None:
        instrument, changes = done
        if self._journal is not None:
            self._journal.forget()
            self._journal = None
        self.stored.emit(instrument)
        self._context.feed.tell(changes)
        if self.reads_scores:
            self.read_series()
