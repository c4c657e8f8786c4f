"""Makes a plan for one patient: every change is journalled, the paper is drawn anew, nothing waits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.drafts import Draft
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.plans import Dose, Plan, PlanExercise
from msk_desk.domain.reading_age import reading_age
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Goal
from ui.context import Context
from ui.journal import Journal
from ui.screens.plan.unfinished import OpenPlan, content_of, open_plan
from ui.workers.runner import Job

PREVIEW_AFTER = 180
"""Milliseconds without a change before the paper is drawn again."""


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What stands in the plan, what it still lacks, and how hard its own words are to read."""

    plan: Plan
    goal: Goal
    missing: tuple[str, ...]
    without_dose: tuple[str, ...]
    age: int | None


class PlanPresenter(QObject):
    """One patient's plan from the first word to the hand-over.

    Signals:
        opened: the OpenPlan, once it has been read.
        exercises_changed: the PlanNow after exercises were added, moved or taken out.
        changed: the PlanNow after any change.
        previewed: the bytes of the paper.
        kept: the Draft that is on disk.
        handed_over: the Plan that is now the patient's.
        failed: an exception to show.
    """

    opened = Signal(object)
    exercises_changed = Signal(object)
    changed = Signal(object)
    previewed = Signal(object)
    kept = Signal(object)
    handed_over = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, patient_id: str, visit_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.patient_id = patient_id
        self._visit_id = visit_id
        self._plan: Plan | None = None
        self._goal: Goal | None = None
        self.library: dict[str, Exercise] = {}
        self.pdf = b""
        self._job: Job | None = None
        self.journal = Journal(context.runner, context.desk.drafting.note, self)
        self.journal.kept.connect(self.kept)
        self.journal.failed.connect(self.failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_AFTER)
        self._pause.timeout.connect(self._draw)

    def begin(self) -> None:
        """Read the plan where it was left; behind what is still being written, so that nothing is missed."""
        text = self._context.text
        self._context.runner.run(
            open_plan, self._context.desk, self.patient_id, self._visit_id, text("plan.paper_title"),
            text("plan.paper_title_of", pathway="{pathway}"), then=self._show, failed=self.fail, write=True,
        )  # fmt: skip

    def fail(self, error: Exception) -> None:
        """Something did not work; what was typed is still there."""
        self.failed.emit(error)

    def _show(self, found: OpenPlan) -> None:
        self._plan, self._goal = found.plan, found.goal
        self.library = {exercise.code: exercise for exercise in found.library}
        self.journal.begin(found.draft)
        self.opened.emit(found)
        self.exercises_changed.emit(self.now())
        self.changed.emit(self.now())
        self._draw()

    def now(self) -> PlanNow:
        """The plan as it stands."""
        plan, goal = self._whole()
        return PlanNow(
            plan, goal, self._context.desk.plans.missing(plan, goal),
            tuple(each.title for each in plan.exercises if not each.dose.entered), self._age(plan, goal),
        )  # fmt: skip

    def _whole(self) -> tuple[Plan, Goal]:
        if self._plan is None or self._goal is None:
            raise LookupError("the plan has not been read yet")
        return self._plan, self._goal

    def _age(self, plan: Plan, goal: Goal) -> int | None:
        words = [goal.words, plan.flare, plan.seek_help, plan.notes]
        words += [self.library[each.code].words() for each in plan.exercises if each.code in self.library]
        age = reading_age("\n".join(part for part in words if part))
        return age.whole_years() if age else None

    def set_goal(self, words: str) -> None:
        """What the patient wants, in their words."""
        self._change_goal(words=words)

    def set_due(self, day: str) -> None:
        """By when, as an ISO date or nothing."""
        self._change_goal(due=day)

    def set_confidence(self, number: int | None) -> None:
        """How sure the patient is, 0 to 10."""
        self._change_goal(confidence=number)

    def _change_goal(self, **values: object) -> None:
        if self._goal is not None:
            self._goal = replace(self._goal, **values)  # type: ignore[arg-type]
            self._note()

    def set_flare(self, words: str) -> None:
        """What to do when it gets worse."""
        self._change_plan(flare=words)

    def set_seek_help(self, words: str) -> None:
        """When to get help."""
        self._change_plan(seek_help=words)

    def set_layout(self, layout: str) -> None:
        """Standard, large print or plain."""
        self._change_plan(layout=layout)

    def _change_plan(self, **values: object) -> None:
        if self._plan is not None:
            self._plan = replace(self._plan, **values)  # type: ignore[arg-type]
            self._note()

    def add_exercise(self, code: str) -> None:
        """Put an exercise at the end, without a dose; one that is there already stays as it is."""
        plan, _ = self._whole()
        if not any(each.code == code for each in plan.exercises):
            added = PlanExercise(code, self.library[code].title)
            self._set_exercises((*plan.exercises, added))

    def remove_exercise(self, code: str) -> None:
        """Take an exercise out."""
        plan, _ = self._whole()
        self._set_exercises(tuple(each for each in plan.exercises if each.code != code))

    def move_exercise(self, code: str, by: int) -> None:
        """Move an exercise up (-1) or down (1)."""
        plan, _ = self._whole()
        exercises = list(plan.exercises)
        at = next(place for place, each in enumerate(exercises) if each.code == code)
        if 0 <= at + by < len(exercises):
            exercises.insert(at + by, exercises.pop(at))
            self._set_exercises(tuple(exercises))

    def _set_exercises(self, exercises: tuple[PlanExercise, ...]) -> None:
        self._change_plan(exercises=exercises)
        self.exercises_changed.emit(self.now())

    def set_dose(self, code: str, dose: Dose) -> None:
        """The dose that the clinician entered."""
        plan, _ = self._whole()
        exercises = tuple(replace(each, dose=dose) if each.code == code else each for each in plan.exercises)
        self._change_plan(exercises=exercises)

    def _note(self) -> None:
        plan, goal = self._whole()
        self.journal.note(content_of(plan, goal))
        self.changed.emit(self.now())
        self._pause.start()

    def leave(self) -> None:
        """Out of sight: what was typed goes to disk now."""
        self.journal.flush()

    def _draw(self) -> None:
        if self._plan is None:
            return
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(
            self._context.desk.plans.preview, *self._whole(), then=self._show_paper, failed=self.fail
        )

    def _show_paper(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.previewed.emit(pdf)

    def hand_over(self) -> None:
        """Give the plan to the patient: it becomes the one on the record."""
        self._pause.stop()
        self.journal.flush()
        draft = self.journal.draft
        if draft is not None:
            self._context.runner.run(self._hand_over, *self._whole(), draft, then=self._say_handed_over,
                                     failed=self.fail, write=True)  # fmt: skip

    def _hand_over(self, plan: Plan, goal: Goal, draft: Draft) -> tuple[Plan, Changes, bytes]:
        """On a worker."""
        changes, pdf = self._context.desk.plans.hand_over(plan, goal)
        self._context.desk.drafting.end(draft.id)
        return plan, changes, pdf

    def _say_handed_over(self, done: tuple[Plan, Changes, bytes]) -> None:
        plan, changes, self.pdf = done
        self.journal.forget()
        self._context.feed.tell(changes)
        self.handed_over.emit(plan)
        self.previewed.emit(self.pdf)

    def begin_again(self) -> None:
        """A new version, beginning as the one handed over; nothing is kept until something changes."""
        self.begin()
