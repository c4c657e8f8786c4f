"""Work that was begun and not signed: one line each, to go on where it was left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.draft_words import DRAFT_KINDS
from ui.screens.today.presenter import Unfinished
from ui.status_words import when
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

_SHOWN = 4


class UnfinishedCard(Card):
    """Hidden while nothing is unfinished.

    Signals:
        chosen: the Unfinished to go on with.
    """

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("today.unfinished"), name="card_unfinished", parent=parent)
        self._context = context
        self._works: dict[str, Unfinished] = {}
        self.hide()

    def show_works(self, works: tuple[Unfinished, ...]) -> None:
        """Show what is unfinished, newest first."""
        self.clear()
        self._works = {work.draft_id: work for work in works}
        text, today = self._context.text, self._context.desk.now().astimezone().date()
        for work in works[:_SHOWN]:
            what = text(DRAFT_KINDS.get(work.kind, "today.draft_form"))
            button = Button(f"{work.patient} · {what}", look="link", name=f"unfinished_{work.draft_id}")
            button.setProperty("draft_id", work.draft_id)
            button.clicked.connect(self._choose)
            self.add(button)
            self.add(Label(text("today.left_at", when=when(work.updated, today)), tone="muted", size="small"))
        if len(works) > _SHOWN:
            self.add(Label(text("today.more", n=len(works) - _SHOWN), tone="muted", size="small"))
        self.setVisible(bool(works))

    def _choose(self) -> None:
        work = self._works.get(str(self.sender().property("draft_id")))
        if work is not None:
            self.chosen.emit(work)
