"""The booking that is chosen: who, when, what for, and what can be done; asked in place, never in a box over it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from msk_desk.domain.diary import Booked
from msk_desk.domain.nhs_number import shown
from ui.context import Texts
from ui.screens.clinics.ask_form import AskForm, Question
from ui.screens.clinics.carrying import Chosen
from ui.screens.clinics.columns import LOST
from ui.screens.clinics.words import STATES, BlockWords, state_of
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

ACTS: dict[str, tuple[str, str, str]] = {
    "arrive": ("calendar.act_arrive", "primary", "A"), "start": ("calendar.act_start", "plain", "S"),
    "finish": ("calendar.act_finish", "plain", "F"), "missed": ("calendar.act_missed", "plain", "D"),
    "came": ("calendar.act_came", "plain", ""), "not_here": ("calendar.act_not_here", "plain", ""),
    "move": ("calendar.act_move", "plain", "R"), "cancel": ("calendar.act_cancel", "plain", "C"),
    "next": ("calendar.act_next", "plain", "N"), "over": ("calendar.act_over", "plain", "O"),
    "open": ("calendar.act_open", "link", ""),
}  # fmt: skip
BY_LETTER = {letter.lower(): act for act, (_, _, letter) in ACTS.items() if letter}
_CAN = {
    "booked": ("arrive", "start", "missed", "move", "cancel", "next", "over", "open"),
    "arrived": ("start", "finish", "not_here", "next", "over", "open"),
    "started": ("finish", "next", "over", "open"),
    "fulfilled": ("next", "open"),
    "noshow": ("came", "next", "open"),
    "proposed": ("move", "cancel", "open"),
}
_CHIPS = {
    "booked": "info", "arrived": "good", "started": "good", "fulfilled": "neutral", "noshow": "bad", "proposed": "warn",
}  # fmt: skip


def can_be_done(chosen: Chosen, now: datetime) -> tuple[str, ...]:
    """The acts that make sense for a booking: nobody arrives before the day, or has failed to come before the time."""
    booked = chosen.block.booked
    if booked is None:
        return ()
    acts = _CAN.get(state_of(booked), ("open",))
    if now < booked.start:
        acts = tuple(act for act in acts if act != "missed")
    if chosen.column.day > now.date():
        acts = tuple(act for act in acts if act not in ("arrive", "start", "missed", "finish"))
    if chosen.block.what == LOST or chosen.block.space is None or chosen.block.held:
        acts = tuple(act for act in acts if act != "over")
    if chosen.block.held:
        acts = tuple(act for act in acts if act not in ("move", "cancel"))
    return acts


class AppointmentPanel(Card):
    """Shows one booking.

    Signals:
        asked: an act's name.
        left: Escape was pressed: back to the calendar.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, words: BlockWords, parent: QWidget | None = None) -> None:
        super().__init__(look="accent", name="appointment_panel", parent=parent)
        self._texts, self._words = texts, words
        self.chosen: Chosen | None = None
        self.state = Chip("", name="appointment_state")
        self.add_action(self.state)
        self.who = Label(tone="muted", wrap=True, name="appointment_who")
        self.when = Label(wrap=True, name="appointment_when")
        self.what = Label(wrap=True, name="appointment_what")
        self.buttons = QWidget()
        self._flow = FlowLayout(self.buttons, gap=6)
        self.form = AskForm(texts.get("calendar.back"))
        for part in (self.who, self.when, self.what, self.buttons, self.form):
            self.add(part)
        self.form.left.connect(self._take_keyboard_again)

    def show_chosen(self, chosen: Chosen, now: datetime) -> None:
        """Show a booking; a question about another one is put away, one about this stays while it is as it was."""
        booked = chosen.block.booked
        assert booked is not None
        before, self.chosen = self.chosen, chosen
        question = self.form.question
        changed = before is None or before.block.booked != booked
        if question is not None and (question.about != booked.appointment_id or changed):
            self.form.put_away()
        self.set_heading(booked.name or self._texts.get("calendar.not_here"))
        state = state_of(booked)
        known = self._texts.get(STATES[state]) if state in STATES else state
        self.state.show_state(known[:1].upper() + known[1:], _CHIPS.get(state, "neutral"))
        self.who.setText(self._who(booked, chosen))
        self.when.setText(self._when(booked, chosen))
        self.what.setText(self._what(booked, chosen))
        acts = can_be_done(chosen, now)
        if changed or self._flow.count() != len(acts):
            self._show_acts(acts)
        self.buttons.setVisible(self.form.question is None)

    def _who(self, booked: Booked, chosen: Chosen) -> str:
        born = self._texts.get("calendar.born", date=self._words.born(booked, chosen.column)) if booked.born else ""
        number = self._texts.get("calendar.nhs", number=shown(booked.nhs_number)) if booked.nhs_number else ""
        return " · ".join(filter(None, (born, number)))

    def _when(self, booked: Booked, chosen: Chosen) -> str:
        column = chosen.column
        return " · ".join(filter(None, (self._words.when(booked), column.title, column.subtitle)))

    def _what(self, booked: Booked, chosen: Chosen) -> str:
        over = self._texts.get("calendar.over_because", why=booked.overbook_reason) if booked.overbook_reason else ""
        lost = self._texts.get("calendar.lost_advice") if self._words.said(chosen.block).look == "lost" else ""
        return "\n".join(filter(None, (self._words.what_for(booked), over, lost)))

    def _show_acts(self, acts: tuple[str, ...]) -> None:
        had = self.buttons.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        clear_layout(self._flow)
        for act in acts:
            key, look, letter = ACTS[act]
            words = self._texts.get(key)
            button = Button(words, look=look, name=f"act_{act}")
            button.setProperty("act", act)
            if letter:
                button.setToolTip(self._texts.get("calendar.act_key", what=words, letter=letter))
            button.clicked.connect(self._ask)
            self._flow.addWidget(button)
        if had:
            self.take_keyboard()

    def ask(self, question: Question) -> None:
        """Ask before doing it."""
        self.buttons.hide()
        self.form.ask(question)

    def take_keyboard(self) -> None:
        """To the first thing that can be done, or to the question."""
        if self.form.confirm is not None:
            self.form.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = self._flow.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_keyboard_again(self) -> None:
        self.buttons.show()
        self.take_keyboard()

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("act")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the calendar; the letters work here too."""
        letter = event.text().lower()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.form.question is None and letter in BY_LETTER and self.findChild(Button, f"act_{BY_LETTER[letter]}"):
            self.asked.emit(BY_LETTER[letter])
        else:
            super().keyPressEvent(event)
