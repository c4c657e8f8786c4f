"""Entering answers for one patient on a screen of its own: from a list of what is due, and for reception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.proms.answering import Mode
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.proms.entered_card import EnteredCard
from ui.screens.proms.entry_view import EntryView
from ui.screens.proms.presenter import PromsPresenter
from ui.screens.screen import Screen
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.prom_entry import Entered

_WIDEST, _LOWEST = 1080, 190
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
        self.entered = EnteredCard(context.desk.texts, context.actor.role.writes_notes)
        self.done = Button(self.text("proms.done"), name="proms_done", icon="leave")
        help_card = Card(self.text("proms.keys"), name="prom_keys")
        for part in _HELP:
            help_card.add(Label(self.text(f"proms.keys_{part}"), tone="muted", wrap=True))
        help_card.body.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(help_card)
        side.addWidget(self.entered)
        side.addStretch(1)
        side.addWidget(self.done)
        self.view.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(14)
        self.view.card.pages.setMinimumHeight(current().px(_LOWEST))
        entry = QVBoxLayout()
        entry.addWidget(self.view)
        row.addWidget(ScrollColumn(entry), 3)
        row.addWidget(ScrollColumn(side), 1)
        self.view.troubled.connect(self.troubled)
        self.view.stored.connect(self._go_on)
        self.view.begun.connect(self._listen)
        self.entered.withdraw_asked.connect(self._withdraw)
        self.done.clicked.connect(context.navigator.back)

    def open(self, place: Place) -> None:
        """Come into sight for one patient, ready to type."""
        self.titled.emit(self.text("proms.title"))
        asked = place.details.get("instruments", "") or place.details.get("instrument", "")
        self._left = list(dict.fromkeys(asked.split()))
        self._mode = place.details.get("mode", "") or str(Mode.PAPER)
        self.view.open(place.patient_id, place.details.get("visit_id", ""))
        self._choose_next()

    def _listen(self, presenter: PromsPresenter) -> None:
        self.entered.show_entered(())
        presenter.entered_read.connect(self.entered.show_entered)
        presenter.withdrawn.connect(self.view.choose)
        self._read_entered(presenter)

    def _read_entered(self, presenter: PromsPresenter | None) -> None:
        if presenter is not None and presenter.reads_scores:
            presenter.read_entered()

    def _withdraw(self, wrong: Entered) -> None:
        if self.view.presenter is not None:
            self.view.presenter.withdraw(wrong, self.entered.reason.text())

    def take_changes(self, changes: Changes) -> None:
        """Something of this patient came in."""
        if changes.touches_patient(self.view.patient_id):
            self._read_entered(self.view.presenter)

    def leave(self) -> None:
        """Out of sight: what was typed is kept."""
        self.view.leave()

    def _choose_next(self) -> None:
        if self._left:
            self.view.choose(self._left.pop(0), self._mode)

    def _go_on(self, instrument: Definition) -> None:
        self._read_entered(self.view.presenter)
        self._choose_next()
