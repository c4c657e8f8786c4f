"""Look-alikes: pairs to decide about at the left, one of them side by side at the right; joined records below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.matching import compare
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.referral.alike_presenter import AlikeNow, AlikePresenter
from ui.screens.referral.comparison import Comparison
from ui.screens.referral.fields import FieldBox, LineField, add_beside
from ui.screens.referral.match_words import VERDICT_ROLES, reason_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.people import Patient
    from msk_desk.services.matching import Merge, Pair

FIRST, SECOND = "first", "second"


class AlikeView(QWidget):
    """The computer shows and explains; a person decides, and can take it back.

    Signals:
        troubled: an exception to show above the screen.
        counted: how many pairs wait.
    """

    troubled = Signal(object)
    counted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alike_view")
        self.context = context
        text = context.text
        self.presenter = AlikePresenter(context, self)
        self.message = MessageBar(text("window.close"), name="alike_message")
        pairs: list[Column[Pair]] = [
            Column(text("referral.column_pair"), self._pair_cell, least=220),
            Column(text("referral.column_likely"), self._verdict_cell, 120),
        ]
        self.pairs = Table(pairs, name="alike_pairs", says=text("referral.pairs"), two_lines=True)
        merges: list[Column[Merge]] = [
            Column(text("referral.column_joined"), self._merge_cell, least=220),
            Column(text("referral.column_when"), self._merged_cell, 150, optional=1),
        ]
        self.merges = Table(merges, name="alike_merges", says=text("referral.joined"), two_lines=True)
        self.none = EmptyState(
            text("referral.no_pairs"), text("referral.no_pairs_advice"), icon="check", name="alike_empty"
        )
        self.grid = Comparison(context.desk.texts, text("referral.one"), text("referral.other"))
        self.keep = Segmented(
            [(FIRST, text("referral.keep_one")), (SECOND, text("referral.keep_other"))],
            name="alike_keep", says=text("referral.keep"),
        )  # fmt: skip
        self.reason = LineField("alike_reason", "", text("referral.example_merge"))
        self.merge = Button(text("referral.merge"), look="primary", name="alike_merge", icon="check")
        self.apart = Button(text("referral.two_people"), name="alike_apart", icon="close")
        self.part = Button(text("referral.unmerge"), look="danger", name="alike_part", icon="undo")
        self.opened = (
            Button(text("referral.open_one"), look="quiet", name="alike_open_one", icon="user"),
            Button(text("referral.open_other"), look="quiet", name="alike_open_other", icon="user"),
        )
        self._shown: Pair | Merge | None = None
        self._both: tuple[Patient, Patient] | None = None
        self._take_keyboard = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        text = self.context.text
        waiting = Card(text("referral.pairs"), name="card_pairs")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.none)
        self._pages.addWidget(self.pairs)
        waiting.add(self._pages, 1)
        joined = Card(text("referral.joined"), text("referral.joined_hint"), name="card_joined")
        joined.add(self.merges, 1)
        self._joined = joined
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(waiting, 3)
        left.addWidget(joined, 2)
        self.detail = Card(text("referral.compare"), name="card_compare")
        for button in self.opened:
            self.detail.add_action(button)
        self.why = Label(tone="muted", wrap=True, name="alike_why")
        self.detail.add(self.grid)
        self.detail.add(self.why)
        self._deciding = QWidget()
        deciding = QVBoxLayout(self._deciding)
        deciding.setContentsMargins(0, 10, 0, 0)
        deciding.setSpacing(10)
        self._keep_box = FieldBox(text("referral.keep"), self.keep)
        row = QHBoxLayout()
        row.setSpacing(12)
        add_beside(row, (self._keep_box, 0), (FieldBox(text("referral.merge_reason"), self.reason), 1))
        deciding.addLayout(row)
        deciding.addWidget(Label(text("referral.merge_hint"), tone="muted", size="small", wrap=True))
        buttons = QHBoxLayout()
        for button in (self.merge, self.apart, self.part):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.detail.add(self._deciding)
        self.detail.add(buttons)
        right = QVBoxLayout()
        right.addWidget(self.detail)
        right.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addWidget(self.message)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addLayout(left, 42)
        columns.addWidget(ScrollColumn(right), 58)
        page.addLayout(columns, 1)

    def _connect(self) -> None:
        self.pairs.row_chosen.connect(self.show_pair)
        self.merges.row_chosen.connect(self.show_merge)
        self.merge.clicked.connect(self._merge)
        self.apart.clicked.connect(self._tell_apart)
        self.part.clicked.connect(self._part)
        self.opened[0].clicked.connect(self._open_one)
        self.opened[1].clicked.connect(self._open_other)
        self.presenter.read_now.connect(self.show_now)
        self.presenter.decided.connect(self._say_decided)
        self.presenter.failed.connect(self.troubled)

    def come_into_sight(self) -> None:
        """Look through everybody afresh."""
        self._take_keyboard = True
        self.presenter.read()

    def take_changes(self, changes: Changes) -> None:
        """A patient changed, here or elsewhere."""
        if self.isVisible() and changes.touches("Patient"):
            self.presenter.read()

    def show_now(self, now: AlikeNow) -> None:
        """Show both lists; the pair in hand stays when it still waits."""
        kept = self._shown
        self.pairs.show_rows(now.pairs)
        self.merges.show_rows(now.merges)
        self._joined.setVisible(bool(now.merges))
        self._pages.setCurrentWidget(self.pairs if now.pairs else self.none)
        self.counted.emit(len(now.pairs))
        if kept in now.pairs:
            self.pairs.choose_quietly(now.pairs.index(kept))
        elif now.pairs:
            self.pairs.choose_quietly(0)
            self.show_pair(now.pairs[0])
        elif now.merges:
            self.merges.choose_quietly(0)
            self.show_merge(now.merges[0])
        self.detail.setVisible(bool(now.pairs or now.merges))
        if self._take_keyboard and (now.pairs or now.merges):
            (self.pairs if now.pairs else self.merges).setFocus()
        self._take_keyboard = False

    def show_pair(self, pair: Pair) -> None:
        """Two records to decide about."""
        self._shown, self._both = pair, (pair.first, pair.second)
        self.detail.set_heading(self.context.text("referral.compare"))
        self.grid.show_pair(pair.first, pair.second, pair.match)
        self.why.hide()
        self.merges.clearSelection()
        self.keep.choose(FIRST)
        self.reason.clear()
        self._show_controls(deciding=True)

    def show_merge(self, merge: Merge) -> None:
        """Two records that were joined."""
        self._shown, self._both = merge, (merge.survivor, merge.other)
        self.detail.set_heading(self.context.text("referral.compare_joined"))
        self.grid.show_pair(merge.survivor, merge.other, compare(merge.survivor, merge.other))
        who = self.context.desk.record.staff_name(merge.by) if merge.by else ""
        self.why.setText(self.context.text("referral.joined_by", who=who, why=merge.reason))
        self.why.show()
        self.pairs.clearSelection()
        self._show_controls(deciding=False)

    def _show_controls(self, deciding: bool) -> None:
        self._deciding.setVisible(deciding)
        self.merge.setVisible(deciding)
        self.apart.setVisible(deciding)
        self.part.setVisible(not deciding)

    def _merge(self) -> None:
        both = self._both
        if both is not None:
            survivor, other = both if self.keep.choice == FIRST else reversed(both)
            self.presenter.merge(survivor.id, other.id, self.reason.text())

    def _tell_apart(self) -> None:
        both = self._both
        if both is not None:
            self.presenter.tell_apart(both[0].id, both[1].id)

    def _part(self) -> None:
        both = self._both
        if both is not None:
            self.presenter.unmerge(both[0].id, both[1].id)

    def _say_decided(self, key: str) -> None:
        self._shown = self._both = None
        self.message.show_message(self.context.text(key), self.context.text(f"{key}_advice"), look="good")

    def _open_one(self) -> None:
        self._open(0)

    def _open_other(self) -> None:
        self._open(1)

    def _open(self, at: int) -> None:
        both = self._both
        if both is not None:
            self.context.navigator.go("record", both[at].id)

    def _pair_cell(self, pair: Pair) -> Cell:
        names = self.context.text("referral.and", one=pair.first.name.listed(), other=pair.second.name.listed())
        return Cell(names, bold=True, below=reason_words(self.context.desk.texts, pair.match))

    def _verdict_cell(self, pair: Pair) -> Cell:
        words = self.context.text(f"referral.chip_{pair.match.verdict}")
        return Cell("", chips=((words, VERDICT_ROLES[pair.match.verdict]),))

    def _merge_cell(self, merge: Merge) -> Cell:
        names = self.context.text("referral.and", one=merge.survivor.name.listed(), other=merge.other.name.listed())
        return Cell(names, bold=True, below=merge.reason)

    def _merged_cell(self, merge: Merge) -> Cell:
        return Cell(staff_date(merge.at[:10]) if merge.at else "", tone="muted")
