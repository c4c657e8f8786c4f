"""What should be asked now, with three ways to ask it, and putting a measure aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.proms.schedule import Due, State
from ui.context import Context
from ui.screens.record.due_row import DueRow, PutAside, StartMeasure
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.services.due import PatientDue

__all__ = ["DueCard", "PutAside", "StartMeasure"]
_PUT_ASIDE = (State.DECLINED, State.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One measure of one pathway, as a row shows it."""

    pathway: PatientDue
    due: Due


class DueCard(Card):
    """One row a measure; what may be left out stands last.

    Signals:
        start_asked: a StartMeasure.
        put_aside, taken_back: a PutAside.
    """

    start_asked = Signal(object)
    put_aside = Signal(object)
    taken_back = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("due.now"), name="due_card", parent=parent)
        self.setProperty("card", "true")
        self._context = context
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add(self._rows)
        self.ways = Label(context.text("due.ways"), tone="muted", size="small", wrap=True)
        self.add(self.ways)
        self.whole = Button(context.text("due.whole"), look="link", name="due_whole")
        self.whole.setCheckable(True)
        self.whole.clicked.connect(self._show_whole)
        holder = QHBoxLayout()
        holder.addWidget(self.whole)
        holder.addStretch(1)
        self.add(holder)
        self._schedule = QWidget()
        self._lines = QVBoxLayout(self._schedule)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3)
        self.add(self._schedule)
        self._schedule.hide()
        self._pathways: tuple[PatientDue, ...] = ()

    def show_due(self, pathways: tuple[PatientDue, ...], not_asked: tuple[tuple[str, str], ...]) -> None:
        """Show what is due on each open pathway."""
        self._pathways = pathways
        clear_layout(self._rows)
        text = self._context.text
        for instrument, item in not_asked:
            words = text("due.not_asked", instrument=instrument, item=item.lstrip("Q0"))
            self._rows.addWidget(Label(words, tone="warn", wrap=True, name="due_not_asked"))
        asked = [(pathway, due) for pathway in pathways for due in pathway.now]
        may_write = self._context.actor.role.writes_notes
        for at, (pathway, due) in enumerate(asked):
            if at:
                self._rows.addWidget(_rule())
            row = DueRow(self._context, pathway, due, first=not at, may_start=may_write)
            row.start_asked.connect(self.start_asked)
            row.put_aside.connect(self.put_aside)
            self._rows.addWidget(row)
        if not asked:
            words = text("due.nothing") if pathways else text("due.no_pathway")
            self._rows.addWidget(Label(words, tone="muted", wrap=True, name="due_nothing"))
        self.ways.setVisible(bool(asked))
        self.whole.setVisible(bool(pathways))
        self._fill_schedule()

    def _fill_schedule(self) -> None:
        clear_layout(self._lines)
        text = self._context.text
        for pathway in self._pathways:
            for due in pathway.whole:
                self._lines.addLayout(self._line(pathway, due))
            self._lines.addWidget(Label(pathway.schedule.source, tone="muted", size="small", wrap=True))
        self._lines.addWidget(Label(text("due.no_gate"), tone="muted", size="small", wrap=True))

    def _line(self, pathway: PatientDue, due: Due) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(f"{due.name} · {due.title}", size="small"))
        row.addStretch(1)
        tone = {State.OVERDUE: "warn", State.DONE: "good"}.get(due.state, "muted")
        row.addWidget(Label(self._state(due), tone=tone, size="small"))
        if due.state in _PUT_ASIDE and self._context.actor.role.writes_notes:
            back = Button(self._context.text("due.take_back"), look="link", name=f"due_back_{due.instrument}")
            back.setProperty("asked", Asked(pathway, due))
            back.clicked.connect(self._say_taken_back)
            row.addWidget(back)
        return row

    def _state(self, due: Due) -> str:
        text = self._context.text
        if due.state is State.DONE:
            return text("due.state_done", date=_day(due.done))
        if due.state is State.TOO_EARLY:
            return text("due.state_too_early", date=_day(due.opens)) if due.opens else text("due.state_unbooked")
        if due.state in _PUT_ASIDE:
            key = "due.state_declined" if due.state is State.DECLINED else "due.state_not_applicable"
            return text(key, reason=due.reason)
        keys = {State.DUE: "due.state_due", State.OVERDUE: "due.state_overdue", State.MISSED: "due.state_missed"}
        return text(keys[due.state], date=_day(due.late))

    def _show_whole(self, shown: bool) -> None:
        self._schedule.setVisible(shown)

    def _say_taken_back(self) -> None:
        asked = self.sender().property("asked")
        self.taken_back.emit(PutAside(asked.pathway, asked.due, asked.due.state, ""))


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    return rule


def _day(ordinal: int) -> str:
    return staff_date(date.fromordinal(ordinal))
