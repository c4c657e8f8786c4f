"""The patient's screen of one patient: answers kept at each tap, alerts at once, stored when the screen comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.errors import BadInput
from msk_desk.domain.proms.answering import Circumstances, GivenBy, Mode
from msk_desk.domain.proms.scorer import Answer
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.journal import Journal
from ui.prom_drafts import KIND, afresh, answers_of, begun_before, content_of, kept_in, text_of
from ui.screens.patient_screen.steps import END, OWN_ACTIVITIES, START, OpenSheet, Step, Way, begin, first_open

if TYPE_CHECKING:
    from ui.context import Desk


@dataclass(frozen=True, slots=True)
class Turned:
    """What the screen is turned for: whose it is, which instruments, through whom and in which language."""

    patient_id: str
    codes: tuple[str, ...]
    visit_id: str = ""
    given_by: GivenBy = GivenBy.PATIENT
    language: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The sheets, and the name by which the patient makes sure that they are theirs."""

    name: str
    sheets: tuple[OpenSheet, ...]


class PatientScreenPresenter(QObject):
    """Knows where the patient is.

    Signals:
        opened: the Opened.
        moved: the Way; another step is in sight.
        answered: the Way; an answer of the step in sight changed.
        refused: the exception of a wrong code.
        handed_back: nothing; the clinician typed their code and what was finished is stored.
        failed: an exception that no patient is shown.
    """

    opened = Signal(object)
    moved = Signal(object)
    answered = Signal(object)
    refused = Signal(object)
    handed_back = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, turned: Turned, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.turned = turned
        self.way: Way | None = None
        self.somebody_else = False
        self._journals: list[Journal] = []

    def begin(self) -> None:
        """Read the questions, and the answers of today that were kept."""
        self._context.runner.run(open_sheets, self._context.desk, self.turned, then=self._open, failed=self._fail,
                                 write=True)  # fmt: skip

    def _open(self, opened: Opened) -> None:
        self.way = begin(opened.sheets)
        for sheet in opened.sheets:
            journal = Journal(self._context.runner, self._context.desk.drafting.note, self)
            journal.failed.connect(self.failed)
            journal.begin(sheet.draft)
            self._journals.append(journal)
        self.opened.emit(opened)
        self.moved.emit(self.way)

    def start(self) -> None:
        """The patient says that it is they: the first question, or the one where they stopped."""
        if self.way is not None:
            self._go(first_open(self.way))

    def not_me(self) -> None:
        """The wrong person holds the screen: no question is asked."""
        self.somebody_else = True
        if self.way is not None:
            self._go(replace(self.way, here=START))

    def choose(self, value: Answer) -> None:
        """An answer was tapped or typed; kept at once."""
        step = self._step
        if self.way is None or step is None:
            return
        sheet = self.way.sheet_of(step).answered(step.question.code, text_of(value))
        self._keep(step.at, sheet)
        item = sheet.instrument.item(step.question.code)
        if item is not None and item.alert_from is not None and isinstance(value, int | float):
            self._context.runner.run(
                self._context.desk.outcomes.answered, self.turned.patient_id, sheet.instrument.code,
                item.code, value, sheet.draft.id, then=self._tell, failed=self._fail, write=True,
            )  # fmt: skip

    def name(self, words: str) -> None:
        """The patient's own words for an activity."""
        step = self._step
        if self.way is not None and step is not None:
            self._keep(step.at, self.way.sheet_of(step).named(step.question.code, words))

    def next(self) -> None:
        """On to the next question."""
        if self.way is not None:
            self._go(self.way.onward())

    def back(self) -> None:
        """To the question before."""
        if self.way is not None:
            self._go(self.way.back())

    def skip(self) -> None:
        """Pass the question over: an answer given before is taken back."""
        step = self._step
        if self.way is None or step is None:
            return
        sheet = self.way.sheet_of(step)
        onward = self.way.onward()
        skipped = sheet.named(step.question.code, "") if step.naming else sheet.passed(step.question.code)
        self._keep(step.at, skipped)
        keys = {each.key for each in self.way.steps} | {END}
        self._go(replace(self.way, here=onward.here if onward.here in keys else self.way.onward().here))

    def hand_back(self, code: str) -> None:
        """The clinician's code: nothing else ends this screen."""
        self.leave()
        self._context.runner.run(self._check, code, then=self._say_back, failed=self._refuse, write=True)

    def leave(self) -> None:
        """About to lock: what was answered goes to disk."""
        for journal in self._journals:
            journal.flush()

    @property
    def _step(self) -> Step | None:
        return self.way.step if self.way is not None else None

    def _go(self, way: Way) -> None:
        self.way = way
        self.moved.emit(way)

    def _keep(self, at: int, sheet: OpenSheet) -> None:
        assert self.way is not None
        self.way = self.way.with_sheet(at, sheet)
        self._journals[at].note(content_of(sheet.kept))
        self.answered.emit(self.way)

    def _check(self, code: str) -> list[Changes]:
        """On a worker: the code first, then what was finished; what was not stays a draft."""
        self._context.desk.session.confirm(code)
        if self.way is None or self.somebody_else:
            return []
        finished = [at for at in range(len(self.way.sheets)) if self.way.done(at)]
        return [store_sheet(self._context.desk, self.turned, self.way.sheets[at]) for at in finished]

    def _say_back(self, stored: list[Changes]) -> None:
        for journal in self._journals:
            journal.forget()
        self.handed_back.emit()
        for changes in stored:
            self._tell(changes)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


def open_sheets(desk: Desk, turned: Turned) -> Opened:
    """Every instrument that has words, with today's draft; on a worker.

    Raises:
        BadInput: none of them can be asked in words.
    """
    found = (open_sheet(desk, turned, code) for code in turned.codes)
    sheets = tuple(sheet for sheet in found if sheet is not None)
    if not sheets:
        raise BadInput("These questions have no wording here.", advice="Type the numbers in from the paper form.")
    patient = desk.record.banner(turned.patient_id).patient
    name = patient.name
    given = name.given[0] if name.given else ""
    return Opened(" ".join(part for part in (given, name.family) if part), sheets)


def open_sheet(desk: Desk, turned: Turned, code: str) -> OpenSheet | None:
    """One instrument; answers of an earlier day are set aside, never shown as today's."""
    sheet = desk.asking.sheet(code, turned.language)
    if sheet is None:
        return None
    draft = desk.drafting.open(KIND, code, turned.patient_id, turned.visit_id)
    kept = kept_in(draft)
    if begun_before(draft, desk.now().astimezone().date()):
        kept = afresh(kept)
    names = kept.names
    if code == OWN_ACTIVITIES and not names:
        known = desk.outcomes.activities(turned.patient_id)
        names = {item.code: name for item, name in zip(sheet.instrument.items, known, strict=False)}
    mode = str(Mode.PATIENT_SCREEN)
    kept = replace(kept, names=names, mode=mode, given_by=str(turned.given_by), language=sheet.language)
    return OpenSheet(sheet, draft, kept)


def store_sheet(desk: Desk, turned: Turned, opened: OpenSheet) -> Changes:
    """Answers and scores onto the record; a sheet on which everything was passed over leaves nothing."""
    answers, _ = answers_of(opened.instrument, opened.kept.typed)
    if all(answer is None for answer in answers.values()):
        desk.drafting.end(opened.draft.id)
        return Changes()
    how = Circumstances(
        turned.visit_id, Mode.PATIENT_SCREEN, turned.given_by, answers_id=opened.draft.id,
        wording=opened.sheet.wording, language=opened.sheet.language,
    )  # fmt: skip
    texts = {code: words.strip() for code, words in opened.kept.names.items() if words.strip()}
    changes = desk.outcomes.enter(turned.patient_id, opened.instrument.code, answers, texts=texts, how=how)
    desk.drafting.end(opened.draft.id)
    return changes


def codes_of(words: str) -> tuple[str, ...]:
    """The instruments named in a place's details, each once."""
    return tuple(dict.fromkeys(words.split()))
