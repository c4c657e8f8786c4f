"""The red-flag screen as a list: each sign yes, no or not stated, changed with one key, then confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.triage.inbox import KeyedTable
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.domain.red_flags.screen import Found, RedFlagScreen

YES, NO, OPEN = "yes", "no", "open"
KEYS = {"y": YES, "n": NO, "u": OPEN}
_TONES = {"yes": ("triage.yes", "bad"), "no": ("triage.no", "neutral"), "": ("triage.not_stated", "warn")}


class FlagList(QWidget):
    """Signs that are there first, then what was not stated, then what was denied; each with the words that say so.

    Signals:
        answered: (sign, yes, no or an empty text), by the clinician.
        confirmed: the screen was read.
        key_pressed: a key that decides.
    """

    answered = Signal(object)
    confirmed = Signal()
    key_pressed = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._places: dict[str, int] = {}
        self.table = KeyedTable(
            [Column("", self._sign), Column("", self._answer, 112)],
            name="triage_flags", says=texts.get("triage.screen"), two_lines=True, headings=False,
        )  # fmt: skip
        self.table.keys = frozenset((*KEYS, *"0123456789sm"))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        choices = [(YES, texts.get("triage.yes")), (NO, texts.get("triage.no")), (OPEN, texts.get("triage.not_stated"))]
        self.choice = Segmented(choices, name="triage_flag_answer", says=texts.get("triage.flag_answer"))
        self.choice.set_tone(YES, "bad")
        self.choice.set_tone(NO, "neutral")
        self.confirm = Button(texts.get("triage.confirm_screen"), name="triage_confirm_screen", icon="check")
        self.state = Label(tone="muted", size="small", wrap=True, name="triage_screen_state")
        self._lay_out()
        self.table.row_chosen.connect(self._show_choice)
        self.table.row_opened.connect(self._confirm_by_key)
        self.table.key_pressed.connect(self._take_key)
        self.choice.chosen.connect(self._choose)
        self.confirm.clicked.connect(self.confirmed)

    def _lay_out(self) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=10)
        flow.addWidget(self.choice)
        flow.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(row)
        column.addWidget(self.state)

    def show_screen(self, screen: RedFlagScreen, confirmed: bool, may_answer: bool) -> None:
        """Show other signs; the same sign stays chosen."""
        before = self.table.chosen_row
        rows = self._in_their_places(screen)
        self.table.show_rows(rows)
        high = self.table.verticalHeader().defaultSectionSize() * len(rows)
        self.table.setFixedHeight(max(high, current().px(40)) + 2)
        at = next((i for i, row in enumerate(rows) if before is not None and row.sign == before.sign), 0)
        if rows:
            self.table.choose_quietly(at)
            self._show_choice(rows[at])
        self.choice.setVisible(may_answer and bool(rows))
        self.confirm.setVisible(may_answer)
        self.confirm.setEnabled(not confirmed)
        self.confirm.set_words(self._texts.get("triage.screen_confirmed" if confirmed else "triage.confirm_screen"))
        self.state.setText(self._state(screen))

    def forget_places(self) -> None:
        """Another referral: its signs stand in the order to be read."""
        self._places = {}

    def _in_their_places(self, screen: RedFlagScreen) -> list[Found]:
        """What a clinician answers does not jump away under the keyboard."""
        if not self._places:
            self._places = {found.sign: at for at, found in enumerate(screen.signs)}
        return sorted(screen.signs, key=self._place)

    def _place(self, found: Found) -> int:
        return self._places.setdefault(found.sign, len(self._places))

    def _state(self, screen: RedFlagScreen) -> str:
        get = self._texts.get
        if screen.clear:
            return get("triage.no_red_flags")
        open_ones = len(screen.not_stated)
        words = get("triage.open_flags", n=open_ones) if open_ones else ""
        return " ".join(filter(None, (words, get("triage.screen_source", review=staff_date(screen.review)))))

    def _show_choice(self, row: Found | None) -> None:
        if row is not None:
            self.choice.choose(row.answer or OPEN)

    def _take_key(self, key: str) -> None:
        if key in KEYS and self.choice.isVisible():
            self._choose(KEYS[key])
        elif key not in KEYS:
            self.key_pressed.emit(key)

    def _choose(self, answer: str) -> None:
        row = self.table.chosen_row
        if row is None:
            return
        self.answered.emit((row.sign, "" if answer == OPEN else answer))
        at = self.table.currentIndex().row()
        if self.table.hasFocus() and at + 1 < self.table.rows_model.rowCount():
            self.table.choose_row(at + 1)

    def _confirm_by_key(self, _row: Found) -> None:
        self.confirm.click()

    def _sign(self, row: Found) -> Cell:
        get = self._texts.get
        said = " · ".join(f"“{words}”" for words in row.words)
        if row.unclear:
            said = get("triage.unclear", words=said)
        if row.source == "clinician":
            said = " ".join(filter(None, (get("triage.you_say"), said)))
        elif row.source == "answers":
            said = get("triage.patient_says")
        return Cell(row.text, below=said or row.question, bold=row.answer == YES)

    def _answer(self, row: Found) -> Cell:
        key, role = _TONES[row.answer]
        return Cell(chips=((self._texts.get(key), role),))
