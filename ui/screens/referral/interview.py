"""What somebody who refers themselves is asked on the telephone: each question yes, no or not sure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from msk_desk.domain.red_flags.interview import written, written_down
from ui.context import Context
from ui.widgets.card import clear_layout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

_UNSURE = "unsure"


class Interview(QWidget):
    """Questions by region; what was answered stays when the region changes, and is written into the referral.

    Signals:
        answered: nothing; the user answered a question.
    """

    answered = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("referral_interview")
        self._context = context
        self._given: dict[str, str] = {}
        self._asked: tuple[str, ...] = ()
        self._region: str | None = None
        self._kept = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(context.text("referral.interview"), size="heading"))
        column.addWidget(Label(context.text("referral.interview_hint"), tone="muted", wrap=True))
        column.addLayout(self._grid)

    @property
    def written(self) -> str:
        """The answers as they stand in the referral: only what was asked."""
        return written_down({question: self._given[question] for question in self._asked if question in self._given})

    def ask_about(self, region: str) -> None:
        """Ask what a problem of this region asks for."""
        if region == self._region:
            return
        self._region = region
        desk = self._context.desk
        self._context.runner.run(desk.triage.questions, region, then=self._show_questions)

    def show_answers(self, kept: str) -> None:
        """Show answers as they were written, or none."""
        self._kept = kept
        self._given = {}
        self._draw()

    def _show_questions(self, found: tuple[tuple[str, str], ...]) -> None:
        self._asked = tuple(question for _, question in found)
        self._draw()

    def _draw(self) -> None:
        clear_layout(self._grid)
        text = self._context.text
        for question in self._asked:
            for said in ("yes", "no", ""):
                if question not in self._given and written(question, said) in self._kept:
                    self._given[question] = said
        for at, question in enumerate(self._asked):
            label = Label(question, wrap=True)
            choices = [("yes", text("referral.answer_yes")), ("no", text("referral.answer_no"))]
            answer = Segmented(
                [*choices, (_UNSURE, text("referral.answer_unsure"))], name=f"interview_{at}", says=question, tight=True
            )
            answer.setProperty("question", question)
            given = self._given.get(question)
            answer.choose("" if given is None else given or _UNSURE)
            answer.chosen.connect(self._take)
            self._grid.addWidget(label, at, 0)
            self._grid.addWidget(answer, at, 1, Qt.AlignmentFlag.AlignTop)

    def _take(self, key: str) -> None:
        question = str(self.sender().property("question"))
        self._given[question] = "" if key == _UNSURE else key
        self.answered.emit()
