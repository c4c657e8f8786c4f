"""Look-alikes of somebody being registered, each beside what was typed, with what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.matching import Match
from msk_desk.domain.people import Patient
from ui.context import Context
from ui.screens.referral.comparison import Comparison
from ui.screens.referral.match_words import VERDICT_ROLES
from ui.screens.referral.presenter import Compared
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.label import Label

SHOWN = 3


class AlikeCard(Card):
    """Hidden while nobody looks alike.

    Signals:
        chosen: the Patient who it is; nobody new is registered.
        set_aside: nothing; none of them is the person.
    """

    chosen = Signal(object)
    set_aside = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("referral.alike"), look="accent", name="card_alike", parent=parent)
        self._context = context
        self._shown: Compared | None = None
        self._refused: frozenset[str] = frozenset()
        self.none = Button(context.text("referral.none_of_them"), name="alike_none", icon="close")
        self.add_action(self.none)
        self.why = Label(context.text("referral.alike_hint"), tone="muted", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.add(self.why)
        self.add(self._list)
        self.none.clicked.connect(self._set_aside)
        self.hide()

    def begin(self) -> None:
        """Somebody else is registered."""
        self._shown, self._refused = None, frozenset()
        clear_layout(self._list)
        self.hide()

    def show_compared(self, compared: Compared) -> None:
        """Show the most likely first; those set aside already stay away."""
        self._shown = compared
        clear_layout(self._list)
        left = [each for each in compared.found if each.patient.id not in self._refused]
        for at, each in enumerate(left[:SHOWN]):
            self._list.addWidget(self._one(compared.person, each.patient, each.match, at))
        more = len(left) - SHOWN
        if more > 0:
            self._list.addWidget(Label(self._context.text("referral.more_alike", n=more), tone="muted"))
        self.setVisible(bool(left))

    def _one(self, person: Patient, known: Patient, match: Match, at: int) -> QWidget:
        text = self._context.text
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        use = _UseButton(text("referral.this_is_them"), known, f"alike_use_{at}")
        use.patient_chosen.connect(self.chosen)
        head.addWidget(Label(known.name.banner(), tone="strong"))
        head.addWidget(Chip(text(f"referral.verdict_{match.verdict}"), VERDICT_ROLES[match.verdict]))
        head.addStretch(1)
        head.addWidget(use)
        grid = Comparison(self._context.desk.texts, text("referral.typed_now"), text("referral.on_record"))
        grid.show_pair(person, known, match)
        column.addLayout(head)
        column.addWidget(grid)
        return box

    @property
    def undecided(self) -> bool:
        """Whether somebody stands here who may be the person: that must be decided first."""
        found = self._shown.found if self._shown is not None else ()
        return any(each.patient.id not in self._refused for each in found)

    def ask(self) -> None:
        """It cannot be saved before it is decided whether one of them is the person."""
        self.why.set_tone("bad")
        self.why.setText(self._context.text("referral.decide_first"))
        self.none.setFocus()

    def _set_aside(self) -> None:
        if self._shown is not None:
            self._refused |= {each.patient.id for each in self._shown.found}
            self.show_compared(self._shown)
        self.why.set_tone("muted")
        self.why.setText(self._context.text("referral.alike_hint"))
        self.set_aside.emit()


class _UseButton(Button):
    """Chooses one patient.

    Signals:
        patient_chosen: the Patient.
    """

    patient_chosen = Signal(object)

    def __init__(self, words: str, patient: Patient, name: str) -> None:
        super().__init__(words, look="primary", name=name, says=f"{words}: {patient.name.banner()}")
        self._patient = patient
        self.clicked.connect(self._say)

    def _say(self) -> None:
        self.patient_chosen.emit(self._patient)
