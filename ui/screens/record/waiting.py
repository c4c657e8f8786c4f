"""The waiting-time tab of a record: each pathway's clock, its events, and the rule applied to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.waiting.clock import Applied, ClockState, RttClock
from msk_desk.domain.waiting.events import KNOWN
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.pathway_clocks import PathwayClock

_ROW, _HEAD = 48, 36
_SOON, _LATER = 28, 56
_LIMIT = 18


class WaitingTab(QWidget):
    """A card for each pathway, the open one first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_waiting")
        self._context = context
        self.tables: list[Table] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 14)
        self._column.setSpacing(14)
        text = context.text
        self.empty = EmptyState(text("waiting.none"), text("waiting.none_advice"), icon="clock", name="waiting_empty")
        self._cards: list[Card] = []
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def clear(self) -> None:
        """Another patient: nothing of the last one stays."""
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards, self.tables = [], []
        self.empty.hide()

    def show_clocks(self, clocks: tuple[PathwayClock, ...]) -> None:
        """Show a patient's clocks; the keyboard stays in the table it was in."""
        had = next((at for at, table in enumerate(self.tables) if table.hasFocus()), -1)
        self.clear()
        self.empty.setVisible(not clocks)
        for at, each in enumerate(clocks):
            card = self._card(each, at)
            self._cards.append(card)
            self._column.insertWidget(at, card)
        if 0 <= had < len(self.tables):
            self.tables[had].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, found: PathwayClock, at: int) -> Card:
        text, pathway = self._context.text, found.pathway
        about = [found.service, text(f"waiting.kind_{_kind(pathway.clock.kind)}")]
        about.append(text("waiting.manager", name=found.manager) if found.manager else text("waiting.no_manager"))
        card = Card(
            pathway.title or text("waiting.pathway"), " · ".join(filter(None, about)), name=f"waiting_card_{at}"
        )
        head = QHBoxLayout()
        head.setSpacing(10)
        for chip in self._chips(found):
            head.addWidget(chip)
        head.addWidget(Label(self._summary(found), name=f"waiting_summary_{at}", wrap=True), 1)
        card.add(head)
        for clock in found.clocks[:-1]:
            card.add(Label(self._earlier(clock), tone="muted", wrap=True))
        columns = [
            Column(text("waiting.column_date"), _date_cell, 104),
            Column(text("waiting.column_event"), _EventCell(self._context, found.by), least=200),
            Column(text("waiting.column_rule"), self._rule, 120),
            Column(text("waiting.column_effect"), self._effect, least=220),
        ]
        table = Table(
            columns, name=f"waiting_events_{at}", says=text("waiting.table", title=pathway.title), two_lines=True
        )
        table.show_rows(found.applied)
        table.setFixedHeight(current().px(_ROW) * max(1, len(found.applied)) + current().px(_HEAD))
        if found.applied:
            table.choose_quietly(len(found.applied) - 1)
        self.tables.append(table)
        card.add(table)
        return card

    def _chips(self, found: PathwayClock) -> list[Chip]:
        text, clock = self._context.text, found.clock
        if clock is None or clock.wait is None:
            return [Chip(text("waiting.no_clock"), "neutral")]
        weeks = clock.wait.weeks_completed
        if clock.state is not ClockState.RUNNING:
            return [Chip(text("waiting.stopped_chip", n=weeks), "neutral")]
        if found.breach is None:
            return [Chip(text("waiting.week_chip", n=weeks), "neutral")]
        left = (found.breach - self._context.desk.now().astimezone().date()).days
        role = "bad" if left <= _SOON else "warn" if left <= _LATER else "info"
        return [Chip(text("waiting.week_of_chip", n=weeks, limit=_LIMIT), role)]

    def _summary(self, found: PathwayClock) -> str:
        """Since when, until when, and when 18 weeks are over."""
        text, clock = self._context.text, found.clock
        if clock is None or clock.start is None:
            return clock.reason.capitalize() if clock is not None and clock.reason else text("waiting.no_clock_why")
        parts = [text("waiting.since", date=staff_date(clock.start))]
        if clock.stop is not None:
            parts.append(text("waiting.until", date=staff_date(clock.stop)))
        if clock.state is ClockState.NULLIFIED:
            parts.append(text("waiting.nullified"))
        if found.breach is not None:
            parts.append(text("waiting.breach", date=staff_date(found.breach)))
        parts.append(text("waiting.code", code=clock.code))
        return " · ".join(parts)

    def _earlier(self, clock: RttClock) -> str:
        text = self._context.text
        if clock.start is None:
            return text("waiting.earlier_none", reason=clock.reason)
        state = text("waiting.nullified") if clock.state is ClockState.NULLIFIED else clock.reason
        until = staff_date(clock.stop) if clock.stop else ""
        return text("waiting.earlier", start=staff_date(clock.start), stop=until, reason=state)

    def _rule(self, applied: Applied) -> Cell:
        if not applied.rule:
            return Cell()
        own = {"start": "waiting.rule_local", "stop": "waiting.rule_local", "rebooked": "waiting.rule_local"}
        key = own.get(applied.rule)
        words = self._context.text(key) if key else self._context.text("waiting.rule", rule=applied.rule)
        return Cell(chips=((words, "info"),))

    def _effect(self, applied: Applied) -> Cell:
        words = applied.words or applied.rule
        if not words:
            return Cell(self._context.text("waiting.no_effect"), "muted")
        return Cell(words[:1].upper() + words[1:])


class _EventCell:
    """What happened, with what else is said of it below."""

    def __init__(self, context: Context, by: Mapping[str, str]) -> None:
        self._text = context.text
        self._by = by

    def __call__(self, applied: Applied) -> Cell:
        event = applied.event
        words = self._text(f"waiting.event_{event.name}") if event.name in KNOWN else event.name
        said = [self._which(event.says("appointment")), event.says("outcome"), event.says("why")]
        if event.says("communicated").lower() == "false":
            said.append(self._text("waiting.not_communicated"))
        who = self._text("waiting.by_patient") if event.says("by") == "patient" else self._by.get(event.says("by"), "")
        return Cell(words, bold=bool(applied.rule), below=" · ".join(part for part in (*said, who) if part))

    def _which(self, appointment: str) -> str:
        return self._text(f"waiting.appointment_{appointment}") if appointment in ("first", "later") else ""


def _kind(kind: str) -> str:
    return kind if kind in ("rtt", "ahp") else "none"


def _date_cell(applied: Applied) -> Cell:
    return Cell(staff_date(applied.event.on))
