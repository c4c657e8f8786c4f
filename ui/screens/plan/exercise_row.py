"""One exercise of a plan: its figures, its dose, blank until entered, and its place in the list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.exercises import Exercise
from msk_desk.domain.plans import Dose, PlanExercise
from msk_desk.drawing.figures import exercise_figure
from ui.context import Texts
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.drawing_view import DrawingView
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.stepper import Stepper

FIGURE = (150.0, 84.0)
_NUMBERS = (("sets", 1, 6, 1), ("repetitions", 1, 50, 8), ("hold", 1, 120, 5), ("days_a_week", 1, 7, 3))


@dataclass(frozen=True, slots=True)
class DoseEntered:
    """The dose of an exercise after the user's change."""

    code: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class ExerciseMoved:
    """An exercise goes up (-1) or down (1)."""

    code: str
    by: int


class ExerciseRow(QWidget):
    """One row.

    Signals:
        dose_entered: a DoseEntered.
        moved: an ExerciseMoved.
        removed: the code of the exercise that the user takes out.
    """

    dose_entered = Signal(object)
    moved = Signal(object)
    removed = Signal(object)

    def __init__(
        self, texts: Texts, planned: PlanExercise, exercise: Exercise | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.code = planned.code
        self._dose = planned.dose
        self.setObjectName(f"plan_exercise_{planned.code}")
        self.setAccessibleName(planned.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 6)
        row.setSpacing(14)
        if exercise is not None:
            figure = DrawingView(exercise_figure(exercise.figure, *FIGURE), name=f"plan_figure_{planned.code}")
            figure.setFixedSize(current().px(FIGURE[0]), current().px(FIGURE[1]))
            row.addWidget(figure)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(self._heading(planned.title))
        words.addWidget(self._numbers())
        words.addWidget(self._note_field())
        row.addLayout(words, 1)

    def shows(self, planned: PlanExercise) -> bool:
        """Whether the row says just this already."""
        return self.code == planned.code and self._dose == planned.dose

    def _heading(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(Label(title, tone="strong"))
        row.addStretch(1)
        up = self._icon("chevron-up", "plan_up_", self._texts.get("plan.up", title=title))
        down = self._icon("chevron-down", "plan_down_", self._texts.get("plan.down", title=title))
        out = self._icon("close", "plan_remove_", self._texts.get("plan.remove", title=title))
        up.clicked.connect(self._move_up)
        down.clicked.connect(self._move_down)
        out.clicked.connect(self._remove)
        for button in (up, down, out):
            row.addWidget(button)
        return row

    def _icon(self, icon: str, name: str, says: str) -> Button:
        return Button("", look="icon", icon=icon, name=f"{name}{self.code}", says=says)

    def _numbers(self) -> QWidget:
        numbers = QWidget()
        row = FlowLayout(numbers, gap=8)
        text = self._texts.get
        self.steppers: dict[str, Stepper] = {}
        for name, low, high, start in _NUMBERS:
            what = text(f"plan.dose_{name}")
            stepper = Stepper(
                low, high, name=f"plan_dose_{self.code}_{name}", says=what, caption=what, start=start,
                less=text("plan.less", what=what), more=text("plan.more", what=what),
            )  # fmt: skip
            stepper.show_number(getattr(self._dose, name))
            self.steppers[name] = stepper
            row.addWidget(stepper)
        self.steppers["sets"].entered.connect(self._take_sets)
        self.steppers["repetitions"].entered.connect(self._take_repetitions)
        self.steppers["hold"].entered.connect(self._take_hold)
        self.steppers["days_a_week"].entered.connect(self._take_days)
        return numbers

    def _note_field(self) -> QLineEdit:
        self.note = QLineEdit(self._dose.note)
        self.note.setObjectName(f"plan_dose_{self.code}_note")
        self.note.setAccessibleName(self._texts.get("plan.dose_note"))
        self.note.setPlaceholderText(self._texts.get("plan.dose_note_example"))
        self.note.textEdited.connect(self._take_note)
        return self.note

    def _take_sets(self, number: int | None) -> None:
        self._take(replace(self._dose, sets=number))

    def _take_repetitions(self, number: int | None) -> None:
        self._take(replace(self._dose, repetitions=number))

    def _take_hold(self, number: int | None) -> None:
        self._take(replace(self._dose, hold=number))

    def _take_days(self, number: int | None) -> None:
        self._take(replace(self._dose, days_a_week=number))

    def _take_note(self, words: str) -> None:
        self._take(replace(self._dose, note=words))

    def _take(self, dose: Dose) -> None:
        self._dose = dose
        self.dose_entered.emit(DoseEntered(self.code, dose))

    def _move_up(self) -> None:
        self.moved.emit(ExerciseMoved(self.code, -1))

    def _move_down(self) -> None:
        self.moved.emit(ExerciseMoved(self.code, 1))

    def _remove(self) -> None:
        self.removed.emit(self.code)


def rule() -> QFrame:
    """A thin line between rows."""
    line = QFrame()
    line.setProperty("rule", "true")
    line.setFixedHeight(1)
    return line
