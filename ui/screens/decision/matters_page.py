"""Step 1: what matters to the person, in their words and rated 0 to 10; unrated until they rate it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.aids import DecisionAid, ValuePrompt
from ui.context import Texts
from ui.screens.decision.presenter import DecisionNow
from ui.theme.theme import current
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

NUMBERS = tuple(str(number) for number in range(11))


@dataclass(frozen=True, slots=True)
class Rated:
    """How much something matters."""

    prompt: str
    number: int


class RatingRow(Segmented):
    """0 to 10 as buttons.

    Signals:
        rated: a Rated.
    """

    rated = Signal(object)

    def __init__(self, prompt: ValuePrompt) -> None:
        super().__init__([(each, each) for each in NUMBERS], name=f"decision_rate_{prompt.code}", says=prompt.title)
        self._prompt = prompt.code
        for each in NUMBERS:
            self.button(each).setAccessibleName(f"{prompt.title}: {each}")
            self.button(each).setFixedWidth(current().px(40))
        self.chosen.connect(self._say_rated)

    def _say_rated(self, key: str) -> None:
        self.rated.emit(Rated(self._prompt, int(key)))


class MattersPage(QScrollArea):
    """Words and ratings.

    Signals:
        worded: what matters, in the patient's words.
        rated: a Rated.
    """

    worded = Signal(object)
    rated = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        self._about = Card(name="decision_about")
        self._about.setProperty("card", "true")
        self.condition = Label(wrap=True, size="quote")
        self.hurry = Label(wrap=True, size="quote")
        self._about.add(self.condition)
        self._about.add(self.hurry)
        column.addWidget(self._about)
        column.addWidget(self._words_card())
        self._ratings = Card(texts.get("decision.rate"), texts.get("decision.rate_hint"), name="decision_ratings")
        self._ratings.setProperty("card", "true")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(9)
        self._ratings.add(self._grid)
        column.addWidget(self._ratings)
        column.addStretch(1)
        self.setWidget(sheet)
        self._rows: dict[str, RatingRow] = {}
        self._states: dict[str, Label] = {}
        self._showing = False

    def _words_card(self) -> Card:
        card = Card(self._texts.get("decision.matters"), self._texts.get("decision.matters_hint"))
        card.setProperty("card", "true")
        self.words = QPlainTextEdit()
        self.words.setProperty("phrases", True)
        self.words.setObjectName("decision_what_matters")
        self.words.setAccessibleName(self._texts.get("decision.matters"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(current().px(64))
        self.words.textChanged.connect(self._say_worded)
        card.add(self.words)
        return card

    def show_aid(self, aid: DecisionAid) -> None:
        """The prompts of an aid."""
        self._about.set_heading(aid.decision)
        self.condition.setText(aid.condition)
        self.hurry.setText(aid.no_cause_for_hurry)
        clear_layout(self._grid)
        self._rows, self._states = {}, {}
        for at, prompt in enumerate(aid.prompts):
            row, state = RatingRow(prompt), Label(tone="muted")
            row.rated.connect(self.rated)
            self._grid.addWidget(Label(prompt.title, tone="strong", wrap=True), at, 0)
            self._grid.addWidget(row, at, 1)
            self._grid.addWidget(state, at, 2)
            self._rows[prompt.code], self._states[prompt.code] = row, state
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 1)

    def show_now(self, now: DecisionNow) -> None:
        """What stands there."""
        self._showing = True
        words = now.words.get("what-matters", "")
        if self.words.toPlainText().strip() != words.strip():
            self.words.setPlainText(words)
        self._showing = False
        for code, row in self._rows.items():
            number = now.ratings.get(code)
            row.choose("" if number is None else str(number))
            self._states[code].setText(self._said(number))

    def _said(self, number: int | None) -> str:
        if number is None:
            return self._texts.get("decision.not_rated")
        return self._texts.get("decision.rated", number=number)

    def _say_worded(self) -> None:
        if not self._showing:
            self.worded.emit(self.words.toPlainText())
