"""One patient's decision with one aid: what matters, what was talked about, what was chosen; each change is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.aids import STILL_DECIDING, DecisionAid
from msk_desk.domain.drafts import Draft
from msk_desk.domain.records import Changes
from msk_desk.forms.state import FormState
from ui.context import Context
from ui.journal import Journal
from ui.screens.decision.unfinished import OpenDecision, codes_of, number_of, open_decision, texts_of

KNEE = "knee-osteoarthritis"
DISCUSSED, CHOICE, RATINGS = "options-discussed", "choice", "ratings."
WORDS = ("what-matters", "reasons", "questions", "who-was-there", "next-step")


@dataclass(frozen=True, slots=True)
class DecisionNow:
    """What stands in the record; `missing` are linkIds that must be answered before it can be stored."""

    ratings: Mapping[str, int | None]
    words: Mapping[str, str]
    discussed: tuple[str, ...]
    choice: tuple[str, ...]
    missing: tuple[str, ...]


class DecisionPresenter(QObject):
    """Bound to one patient and visit.

    Signals:
        opened: the OpenDecision.
        changed: the DecisionNow after any change.
        kept: the Draft that is on disk.
        recorded: the Changes of storing the decision.
        failed: an exception to show.
    """

    opened = Signal(object)
    changed = Signal(object)
    kept = Signal(object)
    recorded = Signal(object)
    failed = Signal(object)

    def __init__(
        self, context: Context, patient_id: str, visit_id: str, code: str = KNEE, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = patient_id
        self._visit_id = visit_id
        self._code = code
        self.aid: DecisionAid | None = None
        self._form: FormState | None = None
        self._recorded: FormState | None = None
        self._begun = False
        self.journal = Journal(context.runner, context.desk.drafting.note, self)
        self.journal.kept.connect(self.kept)
        self.journal.failed.connect(self.failed)

    def begin(self) -> None:
        """Open the decision where it was left; behind what is still being written."""
        self._context.runner.run(
            open_decision, self._context.desk, self.patient_id, self._visit_id, self._code,
            then=self._show, failed=self.fail, write=True,
        )  # fmt: skip

    def fail(self, error: Exception) -> None:
        """It did not work; what was typed is still there."""
        self.failed.emit(error)

    def _show(self, found: OpenDecision) -> None:
        self.aid, self._form, self._recorded = found.aid, found.form, found.recorded
        self._begun = bool(found.draft.content)
        self.journal.begin(found.draft)
        self.opened.emit(found)
        self.changed.emit(self.now())

    def recorded_now(self) -> DecisionNow | None:
        """What was recorded last in this visit, as long as nothing new was begun."""
        return None if self._begun or self._recorded is None else self._now_of(self._recorded)

    def now(self) -> DecisionNow:
        """The record as it stands."""
        return self._now_of(self._whole()[0])

    def _now_of(self, form: FormState) -> DecisionNow:
        aid = self._whole()[1]
        missing = tuple(dict.fromkeys(each.link_id for each in form.problems() if not each.warning))
        return DecisionNow(
            {prompt.code: number_of(form, RATINGS + prompt.code) for prompt in aid.prompts},
            {link_id: texts_of(form, link_id) for link_id in WORDS},
            codes_of(form, DISCUSSED), codes_of(form, CHOICE), missing,
        )  # fmt: skip

    def _whole(self) -> tuple[FormState, DecisionAid]:
        if self._form is None or self.aid is None:
            raise LookupError("the decision has not been read yet")
        return self._form, self.aid

    def rate(self, prompt: str, number: int | None) -> None:
        """How much something matters, 0 to 10; None takes the rating back."""
        self._answer(RATINGS + prompt, number)

    def write(self, link_id: str, words: str) -> None:
        """Words of the patient or of the clinician."""
        self._answer(link_id, words if words.strip() else None)

    def discuss(self, option: str, discussed: bool) -> None:
        """Whether an option was talked about."""
        now = [code for code in codes_of(self._whole()[0], DISCUSSED) if code != option]
        self._answer(DISCUSSED, [*now, option] if discussed else now)

    def choose(self, code: str, chosen: bool) -> None:
        """Choose or take back; still deciding stands alone."""
        now = [each for each in codes_of(self._whole()[0], CHOICE) if each not in (code, STILL_DECIDING)]
        if chosen:
            now = [code] if code == STILL_DECIDING else [*now, code]
        self._answer(CHOICE, now)

    def _answer(self, link_id: str, value: object) -> None:
        form, _ = self._whole()
        form.set_answer(link_id, value)
        self._begun = True
        self.journal.note(form.response())
        self.changed.emit(self.now())

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        self.journal.flush()

    def record(self) -> None:
        """Store the decision."""
        draft = self.journal.draft
        if draft is None or self.now().missing:
            return
        self.journal.flush()
        whole = replace(draft, content=self._whole()[0].response())
        self._context.runner.run(self._record, whole, then=self._say_recorded, failed=self.fail, write=True)

    def _record(self, draft: Draft) -> Changes:
        """On a worker."""
        return self._context.desk.decisions.record(draft)

    def _say_recorded(self, changes: Changes) -> None:
        self.journal.forget()
        self.recorded.emit(changes)
        self._context.feed.tell(changes)
        self.begin()
