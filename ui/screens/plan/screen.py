"""The plan builder: goal, exercises and words on the left, the paper as it will be on the right."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.plans import Plan
from msk_desk.domain.visits import Goal
from ui.context import Context
from ui.screens.patient_view import PatientView, retire
from ui.screens.plan.exercise_list import ExerciseList
from ui.screens.plan.exercise_row import DoseEntered, ExerciseMoved, ExerciseRow
from ui.screens.plan.goal_card import GoalCard
from ui.screens.plan.presenter import PlanNow, PlanPresenter
from ui.screens.plan.preview_card import PreviewCard
from ui.screens.plan.unfinished import OpenPlan
from ui.screens.plan.words_card import WordsCard
from ui.theme.theme import current
from ui.widgets.label import Label


class PlanView(PatientView):
    """One patient's plan; the same view for a visit and for the record."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("plan_view")
        self.presenter: PlanPresenter | None = None
        self._changing = False
        texts = context.desk.texts
        self.goal = GoalCard(texts, self._today)
        self.exercises = ExerciseList(texts)
        use = self.text("plan.use_usual")
        self.flare = WordsCard(self.text("plan.flare"), use, self.text("plan.flare_usual"), name="plan_flare")
        self.seek = WordsCard(
            self.text("plan.seek_help"), use, self.text("plan.seek_help_usual"), name="plan_seek_help"
        )
        self.kept = Label(tone="muted", size="small", name="plan_kept")
        self.preview = PreviewCard(context)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._sheet = sheet = QWidget()
        left = QVBoxLayout(sheet)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(14)
        for card in (self.goal, self.exercises, self.flare, self.seek, self.kept):
            left.addWidget(card)
        left.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(scroll, 63)
        row.addWidget(self.preview, 37)

    def _listen(self) -> None:
        self.goal.words_edited.connect(self._take_goal)
        self.goal.due_entered.connect(self._take_due)
        self.goal.confidence_entered.connect(self._take_confidence)
        self.exercises.added.connect(self._add)
        self.exercises.library_opened.connect(self._scroll_soon)
        self.exercises.rows_made.connect(self._listen_to_rows)
        self.flare.edited.connect(self._take_flare)
        self.seek.edited.connect(self._take_seek_help)
        self.preview.layout_chosen.connect(self._take_layout)
        self.preview.hand_over_asked.connect(self._hand_over)
        self.preview.save_asked.connect(self.save_paper)
        self.preview.change_asked.connect(self._change)
        self.preview.print_asked.connect(self._print)

    def begin(self) -> None:
        """Another patient or visit."""
        retire(self.presenter)
        self._changing = False
        self.preview.begin("")
        self.goal.show_goal(Goal("", "", ""))
        self.exercises.show_library(())
        self.exercises.show_exercises(())
        self.flare.show_words("")
        self.seek.show_words("")
        self.kept.setText("")
        self.setEnabled(False)
        presenter = PlanPresenter(self.context, self.patient_id, self.visit_id, self)
        presenter.opened.connect(self._show_opened)
        presenter.exercises_changed.connect(self._show_exercises)
        presenter.changed.connect(self.preview.show_now)
        presenter.previewed.connect(self.preview.show_paper)
        presenter.kept.connect(self._show_kept)
        presenter.handed_over.connect(self._show_handed_over)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        presenter.begin()

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    def _show_opened(self, found: OpenPlan) -> None:
        self.setEnabled(True)
        self.goal.show_goal(found.goal)
        self.flare.show_words(found.plan.flare)
        self.seek.show_words(found.plan.seek_help)
        self.exercises.show_library(found.library)
        self.preview.begin(found.first_name)
        self._sheet.setEnabled(True)
        if found.draft.content:
            self._show_kept(found.draft)
        done, self._changing = None if self._changing else found.done, False
        if done is not None:
            self._show_handed_over(done)

    def _show_exercises(self, now: PlanNow) -> None:
        self.exercises.show_exercises(now.plan.exercises)

    def _listen_to_rows(self, rows: tuple[ExerciseRow, ...]) -> None:
        for row in rows:
            row.dose_entered.connect(self._take_dose)
            row.moved.connect(self._move)
            row.removed.connect(self._remove)

    def _scroll_soon(self, panel: QWidget) -> None:
        QTimer.singleShot(0, self._show_library)

    def _show_library(self) -> None:
        """Bring the library up once its tiles have their places."""
        top = self.exercises.search.mapTo(self._sheet, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top - current().px(60))

    def _show_kept(self, draft: Draft) -> None:
        self.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _show_handed_over(self, plan: Plan) -> None:
        made = datetime.fromisoformat(plan.created) if plan.status == "active" else self.context.desk.now()
        self._sheet.setEnabled(False)
        self.preview.show_done(plan.version, clock_time(made.astimezone()))

    def _change(self) -> None:
        self._changing = True
        self._made().begin_again()

    def save_paper(self) -> None:
        """Ask where, then write the paper there."""
        if self.presenter is None or not self.presenter.pdf:
            return
        path, _ = QFileDialog.getSaveFileName(self, self.text("plan.save_pdf"), self.text("plan.file"), "PDF (*.pdf)")
        if path:
            self.context.runner.run(Path(path).write_bytes, self.presenter.pdf, failed=self._fail)

    def _print(self) -> None:
        try:
            self.preview.pages.print_paper(self._made().now().plan.title)
        except PrintFailed as error:
            self.troubled.emit(error)

    def _fail(self, error: Exception) -> None:
        self.troubled.emit(error)

    def _today(self) -> date:
        return self.context.desk.now().astimezone().date()

    def _made(self) -> PlanPresenter:
        if self.presenter is None:
            raise LookupError("no plan is open")
        return self.presenter

    def _take_goal(self, words: str) -> None:
        self._made().set_goal(words)

    def _take_due(self, day: str) -> None:
        self._made().set_due(day)

    def _take_confidence(self, number: int | None) -> None:
        self._made().set_confidence(number)

    def _take_flare(self, words: str) -> None:
        self._made().set_flare(words)

    def _take_seek_help(self, words: str) -> None:
        self._made().set_seek_help(words)

    def _take_layout(self, layout: str) -> None:
        self._made().set_layout(layout)

    def _add(self, code: str) -> None:
        self._made().add_exercise(code)

    def _remove(self, code: str) -> None:
        self._made().remove_exercise(code)

    def _move(self, moved: ExerciseMoved) -> None:
        self._made().move_exercise(moved.code, moved.by)

    def _take_dose(self, entered: DoseEntered) -> None:
        self._made().set_dose(entered.code, entered.dose)

    def _hand_over(self) -> None:
        self._made().hand_over()
