"""Answers that are typed: a number with keys or with the pad, or the patient's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.proms.questions import Question, Way
from msk_desk.domain.proms.scorer import Answer
from ui.context import Texts
from ui.screens.patient_screen.answers import Answers, ChoiceAnswers
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label


class NumberAnswer(Answers):
    """A number typed with keys or with the pad; out of its range it is no answer, and the words say which are."""

    def __init__(self, question: Question, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        span = texts.get("patient_screen.span", low=f"{question.low:g}", high=f"{question.high:g}")
        self.field = QLineEdit()
        self.field.setObjectName("answer_number")
        self.field.setAccessibleName(f"{question.words}. {span}")
        self.field.setPlaceholderText(span)
        self.field.setMaxLength(7)
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field.textEdited.connect(self._take)
        self.field.setMaximumWidth(current().px(420))
        self.wrong = Label(tone="bad", size="patient_small", wrap=True, name="answer_wrong")
        self._span = texts.get("patient_screen.only", low=f"{question.low:g}", high=f"{question.high:g}")
        pad = QGridLayout()
        pad.setSpacing(10)
        for at, key in enumerate("12345⌫67890" + ("." if question.step < 1 else "")):
            pad.addWidget(self._key(key, texts), at // 6, at % 6)
        pad.setColumnStretch(6, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.field)
        column.addWidget(self.wrong)
        column.addLayout(pad)
        for end, words in ((question.low, question.lower), (question.high, question.upper)):
            if words:
                column.addWidget(Label(f"{end:g} = {words}", size="patient_small", wrap=True))
        column.addStretch(1)

    def _key(self, key: str, texts: Texts) -> Button:
        says = texts.get("patient_screen.rub_out") if key == "⌫" else key
        button = Button(key, name=f"pad_{'back' if key == '⌫' else 'point' if key == '.' else key}", says=says)
        button.setProperty("pad", "true")
        button.setProperty("key", key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._press_pad)
        return button

    def _press_pad(self) -> None:
        key = str(self.sender().property("key"))
        text = self.field.text()
        self.field.setText(text[:-1] if key == "⌫" else text + key)
        self._take(self.field.text())

    def show_answer(self, answer: Answer) -> None:
        """Show what was answered before."""
        words = f"{answer:g}" if isinstance(answer, int | float) else ""
        if self.field.text() != words and not self.field.hasFocus():
            self.field.setText(words)

    def _take(self, text: str) -> None:
        number = self._number(text.strip().replace(",", "."))
        self.wrong.setText(self._span if number is None and text.strip() else "")
        self.answered.emit(number)

    def _number(self, text: str) -> float | None:
        try:
            number = float(text)
        except ValueError:
            return None
        steps = (number - self._question.low) / self._question.step
        fits = self._question.low <= number <= self._question.high and abs(steps - round(steps)) < 1e-9
        return number if fits else None


class WordsAnswer(Answers):
    """The patient's own words for an activity."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setObjectName("answer_words")
        self.field.setAccessibleName(texts.get("patient_screen.name_activity"))
        self.field.setPlaceholderText(texts.get("patient_screen.activity_example"))
        self.field.setMaxLength(80)
        self.field.textEdited.connect(self._say_named)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addStretch(1)

    def _say_named(self, words: str) -> None:
        self.named.emit(words)

    def show_words(self, words: str) -> None:
        """Show what was written before."""
        if self.field.text() != words:
            self.field.setText(words)


def answers_for(question: Question, naming: bool, texts: Texts) -> Answers:
    """The way to answer a question."""
    if naming:
        return WordsAnswer(texts)
    return NumberAnswer(question, texts) if question.way is Way.NUMBER else ChoiceAnswers(question, texts)
