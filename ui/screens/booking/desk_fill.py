"""A time that became free: who on the waiting list fits it, the longest wait first; Enter goes on with that patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from msk_desk.domain.diary import Waiting, waited_days
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.booking.desk_words import KINDS
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.table import Table

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Freed:
    """A slot that became free, in words, and who fits it."""

    slot_id: str
    when: str
    fits: tuple[Waiting, ...]


class FillCard(Card):
    """Shown after a cancellation or a move, while somebody fits.

    Signals:
        chosen: (the slot's id, Waiting) to go on with.
        left: nobody is to be rung now.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, today: date, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("desk.fill_title"), look="accent", name="desk_fill_card", parent=parent)
        self._texts = texts
        self._today = today
        self._slot_id = ""
        columns: list[Column[Waiting]] = [Column("", self._cell)]
        self.table = Table(columns, name="desk_fill", says=texts.get("desk.fill_title"), two_lines=True, headings=False)
        self.leave = Button(texts.get("desk.fill_leave"), name="desk_fill_leave")
        self.add(self.table)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.row_opened.connect(self._choose)
        self.leave.clicked.connect(self.left)
        self.hide()

    def show_freed(self, freed: Freed) -> None:
        """Show who fits; nothing when nobody does."""
        self._slot_id = freed.slot_id
        self.set_heading(self._texts.get("desk.fill_title"), freed.when)
        rows = freed.fits[:SHOWN]
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * max(1, len(rows)) + 2)
        if rows:
            self.table.choose_quietly(0)
        self.setVisible(bool(rows))

    def _choose(self, who: Waiting) -> None:
        self.chosen.emit((self._slot_id, who))

    def _cell(self, who: Waiting) -> Cell:
        kind = self._texts.get(f"booking.kind_{who.kind}") if who.kind in KINDS else who.kind
        weeks = self._texts.get("desk.fill_weeks", n=waited_days(who, self._today) // 7)
        urgent = ((self._texts.get("desk.urgent"), "bad"),) if who.priority in ("urgent", "asap", "stat") else ()
        return Cell(
            who.name, bold=True, below=" · ".join(filter(None, (who.title, kind))), chips=(*urgent, (weeks, "info"))
        )
