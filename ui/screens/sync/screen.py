"""Sync: what waits to be sent, since when, what failed and why, and what needs a decision."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.records import Changes
from msk_desk.domain.synchronising import StoredConflict, WaitingUnit
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.navigation import Place
from ui.screens.screen import Screen
from ui.screens.sync.conflict_words import compared_fields, kind_words
from ui.screens.sync.presenter import SyncPresenter, SyncShown
from ui.status_words import status_words, when
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

_STATES = {
    "pending": ("sync.state_pending", "neutral"), "inflight": ("sync.state_inflight", "info"),
    "conflict": ("sync.state_conflict", "warn"), "quarantined": ("sync.state_refused", "bad"),
}  # fmt: skip
_CHIP_ROLES = {"good": "good", "info": "info", "warn": "warn", "bad": "bad"}
_EVERY = 2_000
"""Milliseconds between looks while the screen is in sight."""


class SyncScreen(Screen):
    """Says nothing is complete while anything is not acknowledged."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("sync_screen")
        self.presenter = SyncPresenter(context, self)
        text = self.text
        self.state = Chip("", name="sync_chip")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(text("sync.progress"))
        self.facts = Label(tone="muted", wrap=True, name="sync_facts")
        self.now = Button(text("sync.now"), look="primary", name="sync_now", icon="sync")
        self.retry = Button(text("sync.retry"), name="sync_retry", icon="retry")
        self.papers = Button(text("sync.papers_open"), name="sync_papers", icon="print")
        self.reason = Label(tone="bad", wrap=True, name="sync_reason")
        self.waiting = Table(self._columns(), name="waiting_list", says=text("sync.waiting"), two_lines=True)
        self.none = EmptyState(text("sync.empty"), text("sync.empty_advice"), icon="check", name="sync_empty")
        self.conflicts = QVBoxLayout()
        self.conflicts.setSpacing(14)
        self._shown_conflicts: tuple[StoredConflict, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.presenter.read)
        self._lay_out()
        self.now.clicked.connect(self.presenter.sync_now)
        self.retry.clicked.connect(self._retry)
        self.papers.clicked.connect(self._open_papers)
        self.waiting.row_chosen.connect(self._choose)
        self.presenter.read_all.connect(self.show_all)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.presenter.read)

    def _lay_out(self) -> None:
        self.state_card = Card(self.text("sync.state"), name="card_sync_state")
        self.state_card.add_action(self.state)
        self.state_card.add_action(self.now)
        self.state_card.add(self.facts)
        self.state_card.add(self.progress)
        self.waiting_card = Card(self.text("sync.waiting"), name="card_waiting")
        self.waiting_card.add_action(self.retry)
        self.waiting_card.add(self.reason)
        self.waiting_card.add(self.waiting, 1)
        self.waiting_card.add(self.none, 1)
        self.papers_card = Card(self.text("sync.papers"), name="card_papers")
        self.papers_card.add_action(self.papers)
        self.papers_card.add(Label(self.text("sync.papers_advice"), tone="muted", wrap=True))
        if not self.context.actor.role.sees_patients:
            self.papers_card.hide()  # never shown here: without a parent it would be a window of its own
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(14)
        column.addWidget(self.state_card)
        column.addLayout(self.conflicts)
        column.addWidget(self.waiting_card, 1)
        column.addWidget(self.papers_card)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(area)
        self.waiting.setMinimumHeight(220)
        self.progress.hide()
        self.reason.hide()
        self.retry.hide()

    def _columns(self) -> list[Column[WaitingUnit]]:
        text = self.text
        return [
            Column(text("sync.column_what"), _what),
            Column(text("sync.column_saved"), self._saved, 180, optional=1),
            Column(text("sync.column_attempts"), _attempts, 90, optional=2),
            Column(text("sync.column_state"), self._state_cell, 190),
        ]

    def open(self, place: Place) -> None:
        """Read afresh."""
        self.titled.emit(self.text("sync.title"))
        self.presenter.read()
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()

    def leave(self) -> None:
        """Nobody looks: ask no more."""
        self._timer.stop()

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or came in."""
        self.presenter.read()

    def show_all(self, shown: SyncShown) -> None:
        """Show it all."""
        words = status_words(shown.status, self._today(), self.context.desk.texts)
        self.state.show_state(words.state, _CHIP_ROLES[words.tone])
        self.facts.setText(self._facts(shown))
        loading = 0 < shown.status.loading_total > shown.status.loading_done
        self.progress.setVisible(loading)
        self.progress.setMaximum(max(1, shown.status.loading_total))
        self.progress.setValue(shown.status.loading_done)
        self.waiting.setVisible(bool(shown.waiting))
        self.none.setVisible(not shown.waiting)
        count = self.text("sync.count", n=len(shown.waiting)) if shown.waiting else ""
        self.waiting_card.set_heading(self.text("sync.waiting"), count)
        self.waiting.show_rows(shown.waiting)
        self._choose(self.waiting.chosen_row)
        self._show_conflicts(shown.conflicts)

    def _facts(self, shown: SyncShown) -> str:
        status, today = shown.status, self._today()
        last = when(status.last_success, today)
        parts = [self.text("sync.last", when=last) if last else self.text("sync.never")]
        if status.waiting:
            parts.append(self.text("sync.oldest", since=when(status.oldest_waiting, today)))
        parts.append(self.text("sync.kept"))
        return " ".join(parts)

    def _show_conflicts(self, conflicts: tuple[StoredConflict, ...]) -> None:
        if conflicts == self._shown_conflicts:
            return  # drawn again only when it changed, so that the keyboard stays where it is
        self._shown_conflicts = conflicts
        clear_layout(self.conflicts)
        for conflict in conflicts:
            self.conflicts.addWidget(self._conflict_card(conflict))

    def _conflict_card(self, conflict: StoredConflict) -> Card:
        text = self.text
        kind = kind_words(conflict.type, self.context.desk.texts)
        found = when(conflict.found_at, self._today())
        card = Card(text("sync.conflict", kind=kind), text("sync.found", when=found), look="warn")
        card.add_action(Chip(text("sync.needs_decision"), "neutral"))
        if conflict.patient_id:
            button = Button(text("sync.open_patient"), name=f"conflict_open_{conflict.id}")
            button.setProperty("patient_id", conflict.patient_id)
            button.clicked.connect(self._open_patient)
            card.add_action(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        heads = ("sync.column_detail", "sync.column_before", "sync.column_mine", "sync.column_theirs")
        for at, head in enumerate(heads):
            grid.addWidget(Label(text(head), tone="strong", size="small"), 0, at)
            grid.setColumnStretch(at, 1)
        for line, field in enumerate(compared_fields(conflict, self.context.desk.texts), start=1):
            for at, words in enumerate((field.label, field.before, field.mine, field.theirs)):
                grid.addWidget(Label(words, tone="strong" if at == 0 else "", wrap=True), line, at)
        card.add(grid)
        card.add(Label(text("sync.conflict_advice"), wrap=True))
        card.add(self._choices(conflict))
        return card

    def _choices(self, conflict: StoredConflict) -> QHBoxLayout:
        """Which side to keep where the two differ; what only one of them changed stays either way."""
        row = QHBoxLayout()
        mine = Button(self.text("sync.keep_mine"), name=f"conflict_mine_{conflict.id}")
        theirs = Button(self.text("sync.keep_theirs"), name=f"conflict_theirs_{conflict.id}")
        for button in (mine, theirs):
            button.setProperty("conflict_id", conflict.id)
            row.addWidget(button)
        mine.clicked.connect(self._keep_mine)
        theirs.clicked.connect(self._keep_theirs)
        row.addStretch(1)
        return row

    def _keep_mine(self) -> None:
        self.presenter.decide(str(self.sender().property("conflict_id")), True)

    def _keep_theirs(self) -> None:
        self.presenter.decide(str(self.sender().property("conflict_id")), False)

    def _choose(self, unit: WaitingUnit | None) -> None:
        refused = unit is not None and unit.state == "quarantined"
        self.retry.setVisible(refused)
        self.reason.setVisible(refused)
        if unit is not None and refused:
            why = unit.reason or self.text("sync.no_reason")
            self.reason.setText(self.text("sync.reason", what=unit.what, reason=why))

    def _retry(self) -> None:
        if self.waiting.chosen_row is not None:
            self.presenter.retry(self.waiting.chosen_row)

    def _open_papers(self) -> None:
        self.context.navigator.go("papers", tab="kept")

    def _open_patient(self) -> None:
        self.context.navigator.go("record", str(self.sender().property("patient_id")))

    def _saved(self, unit: WaitingUnit) -> Cell:
        return Cell(when(unit.saved_at, self._today()), tone="muted")

    def _state_cell(self, unit: WaitingUnit) -> Cell:
        words, role = _STATES.get(unit.state, _STATES["pending"])
        return Cell(chips=((self.text(words), role),))

    def _today(self) -> date:
        return self.context.desk.now().astimezone().date()


def _what(unit: WaitingUnit) -> Cell:
    return Cell(unit.what, bold=True, below=unit.reason)


def _attempts(unit: WaitingUnit) -> Cell:
    return Cell(str(unit.attempts), tone="muted")
