"""Asking aloud: every question in its words with its answers beside it; keys answer and move on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from msk_desk.domain.proms.questions import Choice, Question, Sheet, Way
from msk_desk.domain.proms.scorer import NOT_APPLICABLE
from ui.context import Texts
from ui.prom_drafts import NA_KEY, text_of
from ui.screens.proms.answer_grid import Typed
from ui.theme.restyle import restyle
from ui.widgets.button import Button
from ui.widgets.card import clear_layout
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_NEXT = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionRow(QFrame):
    """One question with its answers; the key of each stands before its words.

    Signals:
        answered: a Typed.
    """

    answered = Signal(object)

    def __init__(self, question: Question, number: int, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName(f"interview_{question.code}")
        self.setProperty("asking", "false")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{number}. {question.words}")
        self.buttons: dict[str, Button] = {}
        self.keys: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        if question.intro:
            column.addWidget(Label(question.intro, tone="muted", wrap=True))
        column.addWidget(Label(f"{number}. {question.words}", size="quote", wrap=True))
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for key, choice in _keyed(question, texts):
            flow.addWidget(self._button(key, choice))
        column.addWidget(holder)
        if question.lower or question.upper:
            ends = f"{question.low:g} {question.lower} · {question.high:g} {question.upper}"
            column.addWidget(Label(ends, tone="muted", size="small", wrap=True))

    def _button(self, key: str, choice: Choice) -> Button:
        text = text_of(choice.value)
        words = choice.words if choice.words == key else f"{key}  {choice.words}"
        button = Button(words, look="tick", name=f"interview_{self.question.code}_{text}", says=choice.words)
        button.setCheckable(True)
        button.setProperty("answer", text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._press)
        self.buttons[text] = button
        self.keys[key] = text
        return button

    def show_answer(self, text: str) -> None:
        """Show what is answered now."""
        for answer, button in self.buttons.items():
            button.setChecked(answer == text)

    def show_asking(self, asking: bool) -> None:
        """Whether this is the question being asked."""
        if self.property("asking") != ("true" if asking else "false"):
            self.setProperty("asking", "true" if asking else "false")
            restyle(self)

    def _press(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.give(str(self.sender().property("answer")))

    def give(self, text: str) -> None:
        """An answer, or none."""
        self.show_answer(text)
        self.answered.emit(Typed(self.question.code, text))


class InterviewSheet(QWidget):
    """All questions; the one being asked has the keyboard.

    Signals:
        answered: a Typed, at each answer.
        asked: the row that is being asked now, to be scrolled to.
        finished: the last question was answered.
    """

    answered = Signal(object)
    asked = Signal(object)
    finished = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interview_sheet")
        self._texts = texts
        self.rows: list[QuestionRow] = []
        self._typed = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(4)

    def show_sheet(self, sheet: Sheet, typed: dict[str, str]) -> None:
        """Other questions, with what was answered before."""
        self.clear()
        heading = ""
        for number, question in enumerate(sheet.questions, 1):
            if question.heading and question.heading != heading:
                heading = question.heading
                self._column.addWidget(Label(heading, tone="strong", wrap=True))
            row = QuestionRow(question, number, self._texts)
            row.show_answer(typed.get(question.code, ""))
            row.answered.connect(self.answered)
            row.installEventFilter(self)
            self.rows.append(row)
            self._column.addWidget(row)
        self._column.addStretch(1)

    def clear(self) -> None:
        """No instrument."""
        self.rows = []
        clear_layout(self._column)

    def begin_asking(self, typed: dict[str, str]) -> None:
        """Put the keyboard on the first question without an answer."""
        row = next((row for row in self.rows if not typed.get(row.question.code)), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits answer, `.` or `-` pass over, arrows move."""
        if not isinstance(watched, QuestionRow):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._typed = ""
            for row in self.rows:
                row.show_asking(row is watched)
            self.asked.emit(watched)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._take_key(watched, event)

    def _take_key(self, row: QuestionRow, event: QKeyEvent) -> bool:
        if event.key() in _NEXT:
            self._move(row, 1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Backspace):
            self._move(row, -1)
        elif event.text() in (".", "-") and "-" not in "".join(row.keys):
            row.give("")
            self._move(row, 1)
        else:
            return self._take_answer(row, event.text().lower())
        return True

    def _take_answer(self, row: QuestionRow, key: str) -> bool:
        """One key, or two where an answer has two figures."""
        if not key or not key.isprintable():
            return False
        typed = self._typed + key
        at = self.rows.index(row) + 1
        if self._typed and typed not in row.keys and key.isdigit() and self._typed in row.keys:
            self._move(row, 1)  # the figure stood alone: this key answers the next question
            return at < len(self.rows) and self._take_answer(self.rows[at], key)
        found = row.keys.get(typed) or row.keys.get(key)
        self._typed = typed if any(each.startswith(typed) and each != typed for each in row.keys) else ""
        if found is not None:
            row.give(found)
        if found is not None and not self._typed:
            self._move(row, 1)
        return True

    def _move(self, row: QuestionRow, by: int) -> None:
        at = self.rows.index(row) + by
        if at >= len(self.rows):
            self.finished.emit()
        elif at >= 0:
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)


def _keyed(question: Question, texts: Texts) -> list[tuple[str, Choice]]:
    """Each answer with its key: its place in a list, its number on a scale, `n` where it does not apply."""
    if question.way is Way.CHOICE:
        counted = [choice for choice in question.choices if choice.value != NOT_APPLICABLE]
        keyed = [(str(at), choice) for at, choice in enumerate(counted, 1)]
        keyed += [(NA_KEY, choice) for choice in question.choices if choice.value == NOT_APPLICABLE]
    else:
        steps = round((question.high - question.low) / question.step)
        values = [question.low + at * question.step for at in range(steps + 1)]
        keyed = [(f"{value:g}", Choice(value, f"{value:g}")) for value in values]
    if question.not_applicable and NA_KEY not in dict(keyed):
        keyed.append((NA_KEY, Choice(NOT_APPLICABLE, texts.get("proms.not_applicable"))))
    return keyed


def askable(sheet: Sheet | None) -> bool:
    """Whether every question can be asked with answers to tick; hours and marks to 100 are typed in the grid."""
    return sheet is not None and all(question.way is not Way.NUMBER for question in sheet.questions)
