"""The ways to answer one question: a list, a row of numbers, a number pad, or the patient's own words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.proms.questions import Choice, Question, Way
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer
from ui.context import Texts
from ui.screens.patient_screen.answer_button import AnswerButton
from ui.widgets.label import Label

_TWO_KEYS_MS = 900
"""How long a second digit still belongs to the first."""


class Answers(QWidget):
    """Base of the ways; `answered` is the user's alone.

    Signals:
        answered: the Answer.
        named: the words of the patient's own activity.
    """

    answered = Signal(object)
    named = Signal(object)

    @property
    def chosen(self) -> QWidget | None:
        """The button that is chosen, where there are buttons."""
        return None

    def show_answer(self, answer: Answer) -> None:
        """Show what was answered before."""

    def take_key(self, text: str) -> bool:
        """A key that nothing else took; whether it was an answer."""
        return False

    def step(self, by: int) -> None:
        """The arrow keys: the answer before or after."""


class NumberRow(QWidget):
    """Numbers over the whole width, in as few even rows as their size allows."""

    _GAP = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[AnswerButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self._GAP)
        self._across = 0

    def add(self, button: AnswerButton) -> None:
        """One more number."""
        self._buttons.append(button)
        self._lay_out(len(self._buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows."""
        super().resizeEvent(event)
        least = max((button.sizeHint().width() for button in self._buttons), default=1) + self._GAP
        most = max(1, (self.width() + self._GAP) // least)
        rows = -(-len(self._buttons) // most)
        self._lay_out(-(-len(self._buttons) // rows))

    def minimumSizeHint(self) -> QSize:
        """One number wide: the rest goes into more rows."""
        return QSize(100, super().minimumSizeHint().height())

    def _lay_out(self, across: int) -> None:
        if across == self._across and self._grid.count() == len(self._buttons):
            return
        self._across = across
        for at, button in enumerate(self._buttons):
            self._grid.addWidget(button, at // across, at % across)


class ChoiceAnswers(Answers):
    """Answers to choose from, one below the other or, for numbers, in rows. Digits, arrows and taps choose."""

    def __init__(self, question: Question, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: list[Answer] = []
        self.buttons: list[AnswerButton] = []
        self._group = QButtonGroup(self)
        self._typed = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TWO_KEYS_MS)
        self._wait.timeout.connect(self._forget_typed)
        self._scale = question.way is Way.SCALE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        if self._scale:
            self._add_scale(question, column)
        else:
            for choice in question.choices:
                column.addWidget(self._button(choice, square=False))
        offered = any(value == NOT_APPLICABLE for value in self.values)
        if question.not_applicable and not offered:
            words = texts.get("patient_screen.not_applicable")
            column.addWidget(self._button(Choice(NOT_APPLICABLE, words), square=False))
        self._group.buttonClicked.connect(self._say)

    def _add_scale(self, question: Question, column: QVBoxLayout) -> None:
        row = NumberRow()
        steps = round((question.high - question.low) / question.step)
        for at in range(steps + 1):
            value = question.low + at * question.step
            row.add(self._button(Choice(value, f"{value:g}".replace("-", "−")), square=True))
        column.addWidget(row)
        if question.lower or question.upper:
            ends = QHBoxLayout()
            low = Label(f"{question.low:g} = {question.lower}".replace("-", "−"), size="patient_small", wrap=True)
            high = Label(f"{question.high:g} = {question.upper}", size="patient_small", wrap=True)
            high.setAlignment(Qt.AlignmentFlag.AlignRight)
            ends.addWidget(low, 1)
            ends.addWidget(high, 1)
            column.addLayout(ends)

    def _button(self, choice: Choice, square: bool) -> AnswerButton:
        at = len(self.buttons)
        button = AnswerButton(choice.words, name=f"answer_{at}", square=square)
        self.values.append(choice.value)
        self.buttons.append(button)
        self._group.addButton(button, at)
        return button

    @property
    def chosen(self) -> QWidget | None:
        """The button that is chosen."""
        return self._group.checkedButton()

    def show_answer(self, answer: Answer) -> None:
        """Show what was answered before; None clears."""
        for value, button in zip(self.values, self.buttons, strict=True):
            if value == answer:
                button.setChecked(True)
                return
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)

    def take_key(self, text: str) -> bool:
        """A digit: the number of a list's answer, or the number itself on a scale, 10 by two keys."""
        if not self._scale:
            at = int(text) - 1 if text.isdigit() else -1
            return self._press(at)
        if text == "-" or text.isdigit():
            self._typed = f"{self._typed}{text}" if self._wait.isActive() else text
            self._wait.start()
            return self._press_value(self._typed) or self._press_value(text)
        return False

    def _press_value(self, typed: str) -> bool:
        wanted = [at for at, value in enumerate(self.values) if isinstance(value, float) and f"{value:g}" == typed]
        return self._press(wanted[0]) if wanted else False

    def _press(self, at: int) -> bool:
        if not 0 <= at < len(self.buttons):
            return False
        self.buttons[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.buttons[at].click()
        return True

    def _forget_typed(self) -> None:
        self._typed = ""

    def step(self, by: int) -> None:
        """The answer before or after the one that is chosen."""
        chosen = self._group.checkedId()
        start = -1 if by > 0 else len(self.buttons)
        self._press((chosen if chosen >= 0 else start) + by)

    def _say(self, button: AnswerButton) -> None:
        self.answered.emit(self.values[self.buttons.index(button)])
