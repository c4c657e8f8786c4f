"""The three kinds of page: whose questions these are, one question, and thanks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.context import Texts
from ui.prom_drafts import answers_of
from ui.screens.patient_screen.answers import Answers
from ui.screens.patient_screen.steps import Step, Way
from ui.screens.patient_screen.typed_answers import WordsAnswer, answers_for
from ui.widgets.button import Button
from ui.widgets.label import Label

_UNSEEN = 16
"""Pixels below the edge that hide nothing that matters."""


class WordsPage(QWidget):
    """A heading, a paragraph and buttons: the beginning, the wrong person, the end.

    Signals:
        pressed: the key of a button.
    """

    pressed = Signal(object)

    def __init__(self, texts: Texts, name: str, buttons: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.heading = Label(size="patient_question", wrap=True, name=f"{name}_heading")
        self.words = Label(wrap=True, name=f"{name}_words")
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(18)
        for key, look in buttons:
            button = Button(texts.get(f"patient_screen.{key}"), look=look, name=f"patient_{key}")
            button.setProperty("key", key)
            button.clicked.connect(self._press)
            self.buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addSpacing(12)
        column.addLayout(row)
        column.addStretch(3)

    def _press(self) -> None:
        self.pressed.emit(str(self.sender().property("key")))


class KeylessScroll(QScrollArea):
    """Scrolls by touch and wheel; its keys belong to the answers."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key on."""
        event.ignore()


class QuestionPage(QWidget):
    """One question: what it is about, its words, its answers.

    Signals:
        answered: the Answer that was given.
        named: the words of the patient's own activity.
    """

    answered = Signal(object)
    named = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.intro = Label(size="patient_small", wrap=True, name="question_intro")
        self.words = Label(size="patient_question", wrap=True, name="question_words")
        self.hint = Label(size="patient_small", wrap=True, name="question_hint")
        self.answers: Answers | None = None
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, 0, 10, 6)
        self._column.setSpacing(10)
        self._column.addWidget(self.intro)
        self._column.addWidget(self.words)
        self._column.addWidget(self.hint)
        self._column.addStretch(1)
        self._scroll = KeylessScroll()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(sheet)
        self.more = Button(texts.get("patient_screen.more"), look="quiet", name="question_more", icon="chevron-down")
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._look_for_more)
        bar.rangeChanged.connect(self._look_for_more)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addWidget(self._scroll)
        page.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    def _look_for_more(self) -> None:
        """Answers below the edge are said to be there."""
        bar = self._scroll.verticalScrollBar()
        self.more.setVisible(bar.maximum() - bar.value() > _UNSEEN)

    def _show_more(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() * 3 // 4)

    def show_step(self, way: Way, step: Step) -> None:
        """Show another question, with what was answered before."""
        question, opened = step.question, way.sheet_of(step)
        activity = opened.kept.names.get(question.code, "").strip()
        intro = " ".join(part for part in (question.heading, question.intro) if part and part != question.words)
        self.intro.setText(intro)
        self.intro.setVisible(bool(intro))
        self.hint.hide()
        self.words.setText(self._words(step, activity))
        self._put(answers_for(question, step.naming, self._texts))
        self._scroll.verticalScrollBar().setValue(0)
        if isinstance(self.answers, WordsAnswer):
            self.answers.show_words(opened.kept.names.get(question.code, ""))
            self.answers.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_answer(way, step)

    def _words(self, step: Step, activity: str) -> str:
        if step.naming:
            return self._texts.get("patient_screen.name_activity")
        if activity:
            return self._texts.get("patient_screen.rate_activity", activity=activity)
        return step.question.words

    def _put(self, answers: Answers) -> None:
        if self.answers is not None:
            self._column.removeWidget(self.answers)
            self.answers.hide()
            self.answers.deleteLater()
        self.answers = answers
        self._column.insertWidget(self._column.count() - 1, answers)
        answers.show()  # at once: what is not shown yet takes no key
        answers.setAccessibleName(self.words.text())
        answers.answered.connect(self.answered)
        answers.named.connect(self.named)

    def show_answer(self, way: Way, step: Step) -> None:
        """What is answered now."""
        opened = way.sheet_of(step)
        if self.answers is not None and not step.naming:
            given, _ = answers_of(opened.instrument, opened.kept.typed)
            self.answers.show_answer(given.get(step.question.code))
            chosen = self.answers.chosen
            if chosen is not None:
                self._scroll.ensureWidgetVisible(chosen, 0, 20)

    def ask_again(self) -> None:
        """Next was pressed without an answer."""
        self.hint.setText(self._texts.get("patient_screen.answer_or_skip"))
        self.hint.show()
