"""The front page of a record: problems, what matters, outcomes, open actions, pathway and timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.dates import staff_date
from msk_desk.drawing.body.chart import body_chart_drawing, marked_views
from msk_desk.drawing.body.words import area_words
from ui.context import Context
from ui.screens.record.pathway_card import PathwayCard
from ui.screens.record.timeline import TimelineList
from ui.series_words import series_line, series_words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label
from ui.widgets.spark import Spark

if TYPE_CHECKING:
    from msk_desk.domain.pathways import Todo
    from msk_desk.domain.visits import Goal
    from msk_desk.services.outcomes import Series
    from msk_desk.services.record import Overview

_SERIES_SHOWN, _PROBLEMS_SHOWN, _TODOS_SHOWN, _TIMELINE_SHOWN = 4, 6, 8, 40
_LARGE_TEXT = 150
_CHART, _AREAS_SHOWN = 146.0, 4
"""Height of the last body chart in pixels, and how many of its areas are named."""
_PROBLEM_CHIPS = {
    "active": ("record.problem_active", "warn"), "recurrence": ("record.problem_active", "warn"),
    "relapse": ("record.problem_active", "warn"), "inactive": ("record.problem_inactive", "neutral"),
    "remission": ("record.problem_inactive", "neutral"), "resolved": ("record.problem_resolved", "good"),
}  # fmt: skip


class OverviewTab(QWidget):
    """Cards in the order in which a visit needs them.

    Signals:
        outcomes_asked, timeline_asked: the user wants the whole of it.
    """

    outcomes_asked = Signal()
    timeline_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_overview")
        self._context = context
        text = context.text
        self.problems = Card(text("record.problems"), name="card_problems")
        self.matters = Card(text("record.matters"), name="card_matters")
        self.outcomes = Card(text("record.outcomes"), text("record.outcomes_what"), name="card_outcomes")
        self.todo_card = Card(text("record.actions"), name="card_actions")
        self.pathway = PathwayCard(context)
        self.timeline_card = Card(text("record.timeline"), name="card_timeline")
        self.timeline = TimelineList(context, brief=True)
        self.timeline_card.add(self.timeline)
        self.timeline_card.body.addStretch(1)
        whole = Button(text("record.whole_timeline"), look="link", name="whole_timeline")
        charts = Button(text("record.charts"), look="link", name="outcome_charts")
        self.timeline_card.add_action(whole)
        self.outcomes.add_action(charts)
        whole.clicked.connect(self.timeline_asked)
        charts.clicked.connect(self.outcomes_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 12, 0, 14)
        grid.setSpacing(14)
        grid.addWidget(self.problems, 0, 0)
        grid.addWidget(self.matters, 0, 1)
        grid.addWidget(self.outcomes, 1, 0)
        grid.addWidget(self.todo_card, 1, 1)
        grid.addWidget(self.pathway, 2, 0, 1, 2)
        grid.addWidget(self.timeline_card, 0, 2, 4, 1)
        for column, share in enumerate((36, 36, 25)):
            grid.setColumnStretch(column, share)
        grid.setRowStretch(3, 1)
        for card in (self.problems, self.matters, self.outcomes, self.todo_card, self.timeline_card):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pathway is drawn anew for its width."""
        super().resizeEvent(event)
        self.pathway.draw()

    def show_overview(self, overview: Overview) -> None:
        """Show a patient's front page."""
        first = overview.banner.patient.preferred_name or " ".join(overview.banner.patient.name.given[:1])
        self.matters.set_heading(self._context.text("record.matters_to", name=first) if first else "")
        self._show_problems(overview)
        self._show_goals(overview.goals)
        self._show_series(overview.series)
        self._show_todos(overview.todos)
        self.pathway.show_pathway(overview)
        self.timeline.show_entries(overview.timeline[:_TIMELINE_SHOWN], self._context.text("record.timeline_empty"))

    def _show_problems(self, overview: Overview) -> None:
        problems = overview.problems
        self.problems.clear()
        for problem in problems[:_PROBLEMS_SHOWN]:
            words, role = _PROBLEM_CHIPS.get(problem.status, ("record.problem_active", "warn"))
            about = [self._context.text("record.since", date=staff_date(problem.onset))] if problem.onset else []
            about += [problem.site] if problem.site else []
            about += [self._context.text("record.snomed", code=problem.code)] if problem.code else []
            row = QHBoxLayout()
            row.addLayout(_two_lines(problem.text, " · ".join(about)), 1)
            row.addWidget(Chip(self._context.text(words), role))
            self.problems.add(row)
        self._more(self.problems, len(problems) - _PROBLEMS_SHOWN)
        if overview.chart and overview.chart_day is not None:
            self.problems.add(self._chart(overview.chart, overview.chart_day))
        self._end(self.problems, not problems, "record.problems_empty")

    def _chart(self, areas: tuple[BodyArea, ...], day: date) -> QHBoxLayout:
        """The last body chart small, with what is marked beside it."""
        texts = self._context.desk.texts
        wide = _CHART * (0.6 if len(marked_views(areas)) == 1 else 1.2)
        drawing = body_chart_drawing(areas, (), (wide, _CHART), texts, legend=False)
        view = DrawingView(drawing, name="overview_body_chart")
        view.setFixedSize(view.sizeHint())
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(texts.get("record.chart_of", date=staff_date(day)), tone="muted", size="small"))
        for area in areas[:_AREAS_SHOWN]:
            column.addWidget(Label(area_words(area, texts), size="small", wrap=True))
        if len(areas) > _AREAS_SHOWN:
            more = texts.get("record.more", n=len(areas) - _AREAS_SHOWN)
            column.addWidget(Label(more, tone="muted", size="small"))
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(view)
        row.addLayout(column, 1)
        return row

    def _show_goals(self, goals: tuple[Goal, ...]) -> None:
        text = self._context.text
        self.matters.clear()
        live = [goal for goal in goals if goal.status == "active"] or list(goals)
        for goal in live[:2]:
            self.matters.add(Label(f"“{goal.words}”", size="quote", wrap=True))
            about = [text("record.recorded", date=staff_date(goal.recorded))] if goal.recorded else []
            about += [text("record.by", date=staff_date(goal.due))] if goal.due else []
            about += [] if goal.confidence is None else [text("record.confidence", n=goal.confidence)]
            self.matters.add(Label(" · ".join(about), tone="muted", size="small", wrap=True))
        self._end(self.matters, not live, "record.matters_empty")

    def _show_series(self, series: tuple[Series, ...]) -> None:
        self.outcomes.clear()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(series[:_SERIES_SHOWN]):
            words = series_words(one, self._context.desk.texts)
            line = 2 * at
            grid.addWidget(Label(words.title, wrap=True), line, 0)
            grid.addWidget(Spark(series_line(one, words, at)), line, 1)
            steps = f"{words.first} → {words.last}" if words.first else words.last
            grid.addWidget(Label(steps, tone="strong"), line, 2)
            below = current().scale >= _LARGE_TEXT
            grid.addWidget(Chip(words.verdict, words.role), line + below, 0 if below else 3, 1, 3 if below else 1)
        self.outcomes.add(grid)
        self._end(self.outcomes, not series, "record.outcomes_empty")

    def _show_todos(self, todos: tuple[Todo, ...]) -> None:
        self.todo_card.clear()
        ordered = sorted(todos, key=_done)
        for todo in ordered[:_TODOS_SHOWN]:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label("☑" if _done(todo) else "☐", tone="muted"))
            row.addWidget(Label(todo.text, wrap=True), 1)
            words = "record.todo_done" if _done(todo) else "record.todo_due" if todo.due else "record.todo_open"
            row.addWidget(Label(self._context.text(words, date=staff_date(todo.due)), tone="muted"))
            self.todo_card.add(row)
        self._more(self.todo_card, len(todos) - _TODOS_SHOWN)
        self._end(self.todo_card, not todos, "record.actions_empty")

    def _more(self, card: Card, left: int) -> None:
        if left > 0:
            card.add(Label(self._context.text("record.more", n=left), tone="muted", size="small"))

    def _end(self, card: Card, empty: bool, words: str) -> None:
        if empty:
            card.add(Label(self._context.text(words), tone="muted", wrap=True))
        card.body.addStretch(1)


def _done(todo: Todo) -> bool:
    return todo.status == "completed"


def _two_lines(upper: str, lower: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(upper, tone="strong", wrap=True))
    if lower:
        column.addWidget(Label(lower, tone="muted", size="small", wrap=True))
    return column
