"""The patient's goal in their words, by when, and how sure they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from msk_desk.domain.dates import staff_date, whole_date
from msk_desk.domain.visits import Goal
from msk_desk.forms.typed_dates import parse_date
from ui.context import Texts
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.stepper import Stepper

WEEKS = (4, 6, 12)


class GoalCard(Card):
    """Three fields of a goal.

    Signals:
        words_edited: the goal as typed.
        due_entered: an ISO date, or an empty text.
        confidence_entered: 0 to 10, or None.
    """

    words_edited = Signal(object)
    due_entered = Signal(object)
    confidence_entered = Signal(object)

    def __init__(self, texts: Texts, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(
            texts.get("plan.my_goal"), texts.get("plan.my_goal_hint"), name="plan_goal_card", parent=parent
        )
        self._today = today
        self.words = QLineEdit()
        self.words.setObjectName("plan_goal")
        self.words.setProperty("level", "large")
        self.words.setAccessibleName(texts.get("plan.my_goal"))
        self.words.setPlaceholderText(texts.get("plan.goal_example"))
        self.words.textEdited.connect(self._say_words)
        self.add(self.words)
        self.add(self._when_and_how_sure(texts))

    def _when_and_how_sure(self, texts: Texts) -> QWidget:
        self.due = QLineEdit()
        self.due.setObjectName("plan_due")
        self.due.setAccessibleName(texts.get("plan.by_when"))
        self.due.setPlaceholderText(texts.get("plan.due_example"))
        self.due.setFixedWidth(current().px(118))
        self.due.textEdited.connect(self._take_due)
        choices = [(str(weeks), texts.get("plan.in_weeks", n=weeks)) for weeks in WEEKS]
        self.weeks = Segmented(choices, name="plan_weeks", says=texts.get("plan.by_when"))
        self.weeks.chosen.connect(self._take_weeks)
        what = texts.get("plan.how_sure")
        self.sure = Stepper(
            0, 10, name="plan_confidence", says=what, unit=texts.get("plan.of_ten"), start=7,
            less=texts.get("plan.less", what=what), more=texts.get("plan.more", what=what),
        )  # fmt: skip
        self.sure.entered.connect(self.confidence_entered)
        fields = QWidget()
        row = FlowLayout(fields, gap=10)
        row.addWidget(_together(Label(texts.get("plan.by")), self.due, self.weeks))
        row.addWidget(_together(Label(what), self.sure))
        return fields

    def show_goal(self, goal: Goal) -> None:
        """Show a goal that was read."""
        self.words.setText(goal.words)
        self._show_due(whole_date(goal.due))
        self.sure.show_number(goal.confidence)

    def _show_due(self, day: date | None) -> None:
        self.due.setText(staff_date(day) if day else "")
        self._mark(wrong=False)
        weeks = (day - self._today()).days / 7 if day else 0
        self.weeks.choose(f"{weeks:g}")

    def _say_words(self, words: str) -> None:
        self.words_edited.emit(words)

    def _take_weeks(self, weeks: str) -> None:
        day = self._today() + timedelta(weeks=int(weeks))
        self._show_due(day)
        self.due_entered.emit(day.isoformat())

    def _take_due(self, text: str) -> None:
        day = parse_date(text, self._today())
        self._mark(wrong=bool(text.strip()) and day is None)
        self.weeks.choose("")
        if day is not None or not text.strip():
            self.due_entered.emit(day.isoformat() if day else "")

    def _mark(self, wrong: bool) -> None:
        self.due.setProperty("wrong", "true" if wrong else "false")
        restyle(self.due)


def _together(*parts: QWidget) -> QWidget:
    """Words and the fields they belong to, never on different lines."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 14, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return group
