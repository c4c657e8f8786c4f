"""Entering answers for one patient on a screen of its own: from a list of what is due, and for reception."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.proms.answering import Mode
from msk_desk.domain.proms.definition import Definition
from ui.context import Context
from ui.navigation import Place
from ui.screens.proms.entry_view import EntryView
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

_WIDEST = 1080
_HELP = ("digits", "pass", "na", "back", "ten", "enter")


class EntryScreen(Screen):
    """`Navigator.go("proms", patient_id, instrument="OKS", mode="paper" or "interview", visit_id="")`.

    `instruments` may name several, one after another; without any the person chooses. Nobody but clinical roles
    sees a score.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("proms_screen")
        self.setProperty("page", "true")
        self.view = EntryView(context)
        self._left: list[str] = []
        self._mode = ""
        self.done = Button(self.text("proms.done"), name="proms_done", icon="leave")
        help_card = Card(self.text("proms.keys"), name="prom_keys")
        for part in _HELP:
            help_card.add(Label(self.text(f"proms.keys_{part}"), tone="muted", wrap=True))
        help_card.body.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(help_card)
        side.addStretch(1)
        side.addWidget(self.done)
        self.view.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(14)
        row.addWidget(self.view, 3)
        row.addLayout(side, 1)
        self.view.troubled.connect(self.troubled)
        self.view.stored.connect(self._go_on)
        self.done.clicked.connect(context.navigator.back)

    def open(self, place: Place) -> None:
        """Come into sight for one patient, ready to type."""
        self.titled.emit(self.text("proms.title"))
        asked = place.details.get("instruments", "") or place.details.get("instrument", "")
        self._left = list(dict.fromkeys(asked.split()))
        self._mode = place.details.get("mode", "") or str(Mode.PAPER)
        self.view.open(place.patient_id, place.details.get("visit_id", ""))
        self._choose_next()

    def leave(self) -> None:
        """Out of sight: what was typed is kept."""
        self.view.leave()

    def _choose_next(self) -> None:
        if self._left:
            self.view.choose(self._left.pop(0), self._mode)

    def _go_on(self, instrument: Definition) -> None:
        self._choose_next()
