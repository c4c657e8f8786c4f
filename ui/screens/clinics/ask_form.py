"""One question asked in the panel before something is done: a choice or two, a line of words, and what it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.card import clear_layout
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `choices` are (name, words above, options, chosen at first); `line` is asked for in words.

    `about` names the booking, so that an answer is never taken for another one's.
    """

    act: str
    about: str
    words: str
    confirm: str
    warning: str = ""
    choices: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = ()
    line: str = ""
    line_needed: bool = False
    look: str = "primary"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    question: Question
    chosen: dict[str, str] = field(default_factory=dict)
    words: str = ""


class AskForm(QWidget):
    """Hidden until something is asked; Enter in the line confirms, Escape leaves.

    Signals:
        answered: an Answer.
        left: nothing is to be done.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, back_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ask_form")
        self._back_words = back_words
        self.question: Question | None = None
        self._choices: dict[str, Segmented] = {}
        self.line: QLineEdit | None = None
        self.confirm: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def ask(self, question: Question) -> None:
        """Ask; the first control has the keyboard."""
        self.put_away()
        self.question = question
        self._column.addWidget(Label(question.words, tone="strong", wrap=True, name="ask_words"))
        if question.warning:
            self._column.addWidget(Label(question.warning, tone="warn", wrap=True, name="ask_warning"))
        for name, words, options, chosen in question.choices:
            self._column.addWidget(Label(words, tone="muted", size="small"))
            segmented = Segmented(options, name=f"ask_{name}", says=words, tight=True)
            segmented.choose(chosen)
            self._choices[name] = segmented
            self._column.addWidget(segmented, 0, Qt.AlignmentFlag.AlignLeft)
        if question.line:
            self._add_line(question.line)
        self._add_buttons(question)
        self.show()
        self._look()
        first = self.line if question.line_needed and self.line is not None else self.confirm
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_line(self, words: str) -> None:
        label = QLabel(words)
        self.line = QLineEdit()
        self.line.setObjectName("ask_line")
        self.line.setAccessibleName(words)
        label.setBuddy(self.line)
        self._column.addWidget(label)
        self._column.addWidget(self.line)
        self.line.textEdited.connect(self._look)
        self.line.returnPressed.connect(self._answer)

    def _add_buttons(self, question: Question) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        self.confirm = Button(question.confirm, look=question.look, name="ask_confirm")
        self.confirm.clicked.connect(self._answer)
        back = Button(self._back_words, name="ask_back")
        back.clicked.connect(self.leave)
        flow.addWidget(self.confirm)
        flow.addWidget(back)
        self._column.addWidget(row)

    def put_away(self) -> None:
        """Ask nothing."""
        self.question, self.line, self.confirm = None, None, None
        self._choices = {}
        clear_layout(self._column)
        self.hide()

    def leave(self) -> None:
        """Do nothing."""
        self.put_away()
        self.left.emit()

    def _look(self, _: str = "") -> None:
        if self.confirm is not None and self.question is not None:
            words = self.line.text().strip() if self.line is not None else ""
            self.confirm.setEnabled(bool(words) or not self.question.line_needed)

    def _answer(self) -> None:
        question, confirm = self.question, self.confirm
        if question is None or confirm is None or not confirm.isEnabled():
            return
        words = self.line.text().strip() if self.line is not None else ""
        answer = Answer(question, {name: each.choice for name, each in self._choices.items()}, words)
        self.put_away()
        self.answered.emit(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
