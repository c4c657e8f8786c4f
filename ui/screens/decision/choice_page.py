"""Step 3: the choice, where still deciding is one too, with reasons and questions in the patient's words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from msk_desk.domain.aids import Choice, DecisionAid
from ui.context import Texts
from ui.screens.decision.compare_page import Ticked
from ui.screens.decision.presenter import DecisionNow
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label
from ui.widgets.scroll_column import ScrollColumn


@dataclass(frozen=True, slots=True)
class Worded:
    """Words written under a linkId."""

    link_id: str
    words: str


class ChoiceButton(Button):
    """One choice.

    Signals:
        ticked: a Ticked.
    """

    ticked = Signal(object)

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice.title, look="choice", name=f"decision_choose_{choice.code}")
        self._code = choice.code
        self.setCheckable(True)
        self.clicked.connect(self._say_ticked)

    def _say_ticked(self, ticked: bool) -> None:
        self.ticked.emit(Ticked(self._code, ticked))


class WordsField(QPlainTextEdit):
    """A few lines.

    Signals:
        worded: a Worded; never sent by `show_words`.
    """

    worded = Signal(object)

    def __init__(self, link_id: str, says: str) -> None:
        super().__init__()
        self._link_id = link_id
        self._showing = False
        self.setObjectName(f"decision_{link_id.replace('-', '_')}")
        self.setAccessibleName(says)
        self.setProperty("phrases", True)
        self.setTabChangesFocus(True)
        self.setFixedHeight(current().px(64))
        self.textChanged.connect(self._say_worded)

    def show_words(self, words: str) -> None:
        """Show words that were read."""
        if self.toPlainText().strip() != words.strip():
            self._showing = True
            self.setPlainText(words)
            self._showing = False

    def _say_worded(self) -> None:
        if not self._showing:
            self.worded.emit(Worded(self._link_id, self.toPlainText()))


class ChoicePage(QWidget):
    """Choices at the left, words at the right.

    Signals:
        ticked: a Ticked.
        worded: a Worded.
    """

    ticked = Signal(object)
    worded = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._choices = Card(texts.get("decision.choice"), texts.get("decision.choice_hint"), name="decision_choices")
        self._choices.setProperty("card", "true")
        self._buttons_box = QVBoxLayout()
        self._buttons_box.setSpacing(7)
        self._choices.add(self._buttons_box)
        self._choices.body.addStretch(1)
        self.buttons: dict[str, ChoiceButton] = {}
        words = Card(texts.get("decision.in_words"), name="decision_words")
        words.setProperty("card", "true")
        self.fields = {
            link_id: WordsField(link_id, texts.get(f"decision.{key}"))
            for link_id, key in (("reasons", "reasons"), ("questions", "questions"), ("next-step", "next_step"))
        }
        self._questions = Label(texts.get("decision.questions"))
        labels = {"reasons": Label(texts.get("decision.reasons")), "next-step": Label(texts.get("decision.next_step"))}
        for link_id, field in self.fields.items():
            words.add(labels.get(link_id, self._questions))
            words.add(field)
            field.worded.connect(self.worded)
        self.there = QLineEdit()
        self.there.setObjectName("decision_who_was_there")
        self.there.setAccessibleName(texts.get("decision.there"))
        self.there.textEdited.connect(self._say_there)
        words.add(Label(texts.get("decision.there")))
        words.add(self.there)
        words.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._choices, 1)
        row.addWidget(words, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(ScrollColumn(row))

    def show_aid(self, aid: DecisionAid) -> None:
        """The choices of an aid."""
        clear_layout(self._buttons_box)
        self.buttons = {}
        for choice in aid.choices:
            button = ChoiceButton(choice)
            button.setMinimumHeight(current().px(44))
            button.ticked.connect(self.ticked)
            self._buttons_box.addWidget(button)
            self.buttons[choice.code] = button
        self._questions.setText(aid.what_else)

    def show_now(self, now: DecisionNow) -> None:
        """What stands there."""
        for code, button in self.buttons.items():
            button.setChecked(code in now.choice)
        for link_id, field in self.fields.items():
            field.show_words(now.words.get(link_id, ""))
        there = now.words.get("who-was-there", "")
        if self.there.text().strip() != there.strip():
            self.there.setText(there)

    def _say_there(self, words: str) -> None:
        self.worded.emit(Worded("who-was-there", words))
