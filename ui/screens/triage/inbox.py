"""The list at the left: what waits for triage, or what was decided in the last days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.triage.words import line_below, line_chips, moment_words
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.triage import InboxLine

TO_DO, DECIDED = "todo", "decided"


class KeyedTable(Table):
    """A table that hands on the keys that decide.

    Signals:
        key_pressed: the text of a key without Ctrl or Alt.
    """

    key_pressed = Signal(object)
    keys = frozenset[str]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that mean something are told; all others work as in any table."""
        if event.text().lower() in self.keys and event.text():
            self.key_pressed.emit(event.text().lower())
            return
        super().keyPressEvent(event)


class InboxCard(Card):
    """Two lists in one place; the chosen referral stays chosen while rows come and go.

    Signals:
        mode_chosen: todo or decided.
    """

    mode_chosen = Signal(object)

    def __init__(
        self, texts: Texts, now: Callable[[], datetime], title: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(name="triage_inbox_card", parent=parent)
        self._texts = texts
        self._now = now
        self._title = title
        self.mode = Segmented(
            [(TO_DO, texts.get("triage.to_do")), (DECIDED, texts.get("triage.decided"))],
            name="triage_mode", says=texts.get("triage.mode"),
        )  # fmt: skip
        self.mode.choose(TO_DO)
        self.table = KeyedTable(
            [Column("", self._who), Column("", self._chips, 100)],
            name="triage_inbox", says=texts.get("triage.inbox"), two_lines=True, headings=False,
        )  # fmt: skip
        self.empty = EmptyState(texts.get("triage.empty"), texts.get("triage.empty_advice"), icon="triage")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        self.add(self.mode)
        self.add(self._pages, 1)
        self._keys = Label(texts.get("triage.keys"), tone="muted", size="small", wrap=True)
        self.add(self._keys)
        self.mode.chosen.connect(self.mode_chosen)

    def show_lines(self, lines: Sequence[InboxLine], chosen: str) -> int:
        """Show other lines; the row of the chosen pathway stays current. Returns its place, -1 when it is gone."""
        self.table.show_rows(lines)
        self._pages.setCurrentWidget(self.table if lines else self.empty)
        at = next((i for i, line in enumerate(lines) if line.referral.pathway_id == chosen), -1)
        if at >= 0:
            self.table.choose_quietly(at)
        elif lines:
            self.table.clearSelection()
        return at

    def show_keys(self, shown: bool) -> None:
        """The line about keys needs room that a low list has not."""
        self._keys.setVisible(shown)

    def say_empty(self, mode: str) -> None:
        """What an empty list means here."""
        key = "triage.empty" if mode == TO_DO else "triage.none_decided"
        advice = "triage.empty_advice" if mode == TO_DO else "triage.none_decided_advice"
        self.empty.say(self._texts.get(key), self._texts.get(advice))

    def _who(self, line: InboxLine) -> Cell:
        below = line_below(line, self._texts)
        if line.referral.stage != "referred":
            done = moment_words(line.referral.done) if line.referral.done else ""
            below = " · ".join(filter(None, (line.owner, done)))
        return Cell(line.referral.name, bold=True, below=below)

    def _chips(self, line: InboxLine) -> Cell:
        if line.referral.stage != "referred":
            return Cell(self._title(line.referral.decision), tone="muted")
        return Cell(chips=line_chips(line, self._now(), self._texts))
