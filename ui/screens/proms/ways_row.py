"""How the answers of an instrument come: from paper or aloud, whose they are, of which day; or turn the screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.proms.answering import GivenBy, Mode
from ui.context import Texts
from ui.prom_drafts import Kept
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


class WaysRow(QWidget):
    """Shown once an instrument is open.

    Signals:
        mode_chosen: the Mode as text.
        given_by_chosen: the GivenBy as text.
        day_typed: the day of completion as it was typed.
        turn_asked: nothing; the patient is to answer on the screen.
        start_again_asked: nothing; answers of an earlier day are set aside.
    """

    mode_chosen = Signal(object)
    given_by_chosen = Signal(object)
    day_typed = Signal(object)
    turn_asked = Signal()
    start_again_asked = Signal()

    def __init__(self, texts: Texts, may_turn: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = texts.get
        self._texts = texts
        self._may_turn = may_turn
        ways = [(str(Mode.PAPER), text("proms.way_paper")), (str(Mode.INTERVIEW), text("proms.way_interview"))]
        self.mode = Segmented(ways, name="prom_mode", says=text("proms.way"))
        whose = [(str(given), text(f"proms.given_{given}")) for given in GivenBy]
        self.given_by = Segmented(whose, name="prom_given_by", says=text("proms.given"))
        for given in GivenBy:
            says = text(f"proms.given_says_{given}")
            self.given_by.button(str(given)).setAccessibleName(says)
            self.given_by.button(str(given)).setToolTip(says)
        self.turn = Button(text("proms.turn"), name="prom_turn", icon="switch", says=text("proms.turn_says"))
        self.day = QLineEdit()
        self.day.setObjectName("prom_day")
        self.day.setAccessibleName(text("proms.day"))
        self.day.setPlaceholderText(text("proms.day_today"))
        self.day.setFixedWidth(current().px(124))
        self.day_words = Label(text("proms.day"), tone="muted", size="small")
        self.day_words.setBuddy(self.day)
        self.begun = Label(tone="warn", wrap=True, name="prom_begun")
        self.again = Button(text("proms.start_again"), name="prom_start_again")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(_flowing(self.mode, self.turn))
        self.day_part = QWidget()
        day = QHBoxLayout(self.day_part)
        day.setContentsMargins(0, 0, 0, 0)
        day.addWidget(self.day_words)
        day.addWidget(self.day)
        column.addWidget(_flowing(self.given_by, self.day_part))
        earlier = QHBoxLayout()
        earlier.addWidget(self.begun, 1)
        earlier.addWidget(self.again)
        column.addLayout(earlier)
        self.mode.chosen.connect(self.mode_chosen)
        self.given_by.chosen.connect(self.given_by_chosen)
        self.day.textEdited.connect(self._say_day)
        self.turn.clicked.connect(self.turn_asked)
        self.again.clicked.connect(self.start_again_asked)
        self.hide()

    def _say_day(self, text: str) -> None:
        self.day_typed.emit(text)

    def show_kept(self, kept: Kept, worded: bool, begun: str) -> None:
        """Show how it was begun; `begun` is the earlier day of answers that were never saved."""
        self.mode.choose(kept.mode)
        self.given_by.choose(kept.given_by)
        self.day.setText(kept.day)
        self.turn.setVisible(worded and self._may_turn)
        self.show_mode(kept.mode)
        on_screen = kept.mode == Mode.PATIENT_SCREEN and not kept.blank
        words = self._texts.get("proms.begun_earlier", day=begun) if begun else ""
        self.begun.setText(words or (self._texts.get("proms.begun_on_screen") if on_screen else ""))
        self.begun.setVisible(bool(self.begun.text()))
        self.again.setVisible(bool(self.begun.text()))
        self.show()

    def show_mode(self, mode: str) -> None:
        """The day of completion is asked for paper alone."""
        self.day_part.setVisible(mode == Mode.PAPER)

    def show_wrong_day(self, wrong: bool) -> None:
        """Mark a day that is none."""
        if self.day.property("wrong") != ("true" if wrong else "false"):
            self.day.setProperty("wrong", "true" if wrong else "false")
            restyle(self.day)


def _flowing(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=8)
    for part in parts:
        row.addWidget(part)
    return holder
