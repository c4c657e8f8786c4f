"""Reconciliation: two weeks, and one day of them by source and stage; Enter on a number lists who is behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.lists.reconcile_presenter import PARTS, Line, ReconcilePresenter, StageLine
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.table import Table

_NUMBER = 92


class NumbersTable(Table):
    """A table of numbers: left and right go from one to the next, Enter opens the one chosen.

    Signals:
        number_opened: (the row's object, the position of the number).
    """

    number_opened = Signal(object)

    def __init__(self, columns: list[Column[Line]], *, name: str, says: str) -> None:
        super().__init__(columns, name=name, says=says)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.doubleClicked.connect(self._say_number)

    def ring(self) -> QRectF:
        """Around one number."""
        return QRectF(self.visualRect(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say_number(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _say_number(self, index: QModelIndex) -> None:
        row = self.rows_model.row(index)
        if row is not None and 0 < index.column() <= len(PARTS):
            self.number_opened.emit((row, index.column() - 1))


class ReconcilePage(QWidget):
    """Three tables; Tab goes from one to the next.

    Signals:
        behind_asked: a Behind, to be shown as a list.
        troubled: an exception to show above the screen.
    """

    behind_asked = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reconcile_page")
        self._context = context
        self.presenter = ReconcilePresenter(context, self)
        text = context.text
        self.verdict = Chip("", "good", name="reconcile_verdict")
        self.sum = Label(text("lists.reading"), tone="strong", wrap=True, name="reconcile_sum")
        self.lost = Label(tone="bad", wrap=True, name="reconcile_lost")
        self.days = Table(self._day_columns(), name="reconcile_days", says=text("lists.reconcile_days"))
        self.sources = NumbersTable(
            self._source_columns(), name="reconcile_sources", says=text("lists.reconcile_by_source")
        )
        stages: list[Column[StageLine]] = [
            Column(text("lists.column_stage"), _stage_cell), Column(text("lists.part_open"), _stage_number, _NUMBER),
        ]  # fmt: skip
        self.stages = Table(stages, name="reconcile_stages", says=text("lists.reconcile_by_stage"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        text = self._context.text
        self.before = Button(text("lists.weeks_before"), look="icon", icon="chevron-left", name="reconcile_before")
        self.this_day = Button(text("lists.reconcile_today"), name="reconcile_today")
        self.after = Button(text("lists.weeks_after"), look="icon", icon="chevron-right", name="reconcile_after")
        head = Card(text("lists.reconcile_title"), text("lists.reconcile_rule"), name="card")
        for button in (self.before, self.this_day, self.after):
            head.add_action(button)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.verdict)
        row.addWidget(self.sum, 1)
        head.add(row)
        head.add(self.lost)
        head.add(self.days, 1)
        self.source_card = Card(text("lists.reconcile_by_source"), name="reconcile_source_card")
        self.source_card.add(self.sources, 1)
        self.stage_card = Card(text("lists.reconcile_by_stage"), name="reconcile_stage_card")
        self.stage_card.add(self.stages, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.source_card, 3)
        below.addWidget(self.stage_card, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(head, 1)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.books_read.connect(self.show_books)
        presenter.behind_found.connect(self.behind_asked)
        self.days.row_chosen.connect(self._choose_day)
        self.sources.number_opened.connect(self._open_number)
        self.stages.row_opened.connect(presenter.find_stage)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        self.this_day.clicked.connect(self._go_to_today)

    def _day_columns(self) -> list[Column[Line]]:
        text = self._context.text
        parts = [Column(text(f"lists.part_{part}"), _number_cell(at), _NUMBER) for at, part in enumerate(PARTS)]
        return [Column(text("lists.reconcile_day"), _title_cell, 120), *parts, Column("", self._agrees)]

    def _source_columns(self) -> list[Column[Line]]:
        text = self._context.text
        parts = [Column(text(f"lists.part_{part}"), _number_cell(at), _NUMBER + 4) for at, part in enumerate(PARTS)]
        return [Column(text("lists.column_source"), _title_cell, least=90), *parts]

    def take_keyboard(self) -> None:
        """The days have the keyboard."""
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_books(self) -> None:
        """Show the days, and the one in sight by source and stage; what was chosen stays chosen."""
        presenter, text = self.presenter, self._context.text
        days = presenter.days
        self.days.show_rows(days)
        at = next((at for at, line in enumerate(days) if line.day == presenter.day), 0)
        self.days.choose_quietly(at)
        number = self.sources.currentIndex()
        self.sources.show_rows(presenter.sources)
        if not number.isValid() and presenter.sources:
            self.sources.setCurrentIndex(self.sources.rows_model.index(len(presenter.sources) - 1, len(PARTS)))
        self.stages.show_rows(presenter.stages)
        account = presenter.account
        if account is None:
            return
        came, ended, still = account.ever
        day = staff_date(date.fromordinal(account.day))
        self.verdict.show_state(
            text("lists.agrees" if account.balanced else "lists.disagrees"), "good" if account.balanced else "bad"
        )
        self.sum.setText(text("lists.reconcile_sum", date=day, came=f"{came:,}", ended=f"{ended:,}", open=f"{still:,}"))
        self.lost.setText(text("lists.reconcile_lost", n=account.lost))
        self.lost.setVisible(bool(account.lost))
        self.source_card.set_heading(text("lists.reconcile_by_source"), day)
        self.this_day.setEnabled(presenter.last is not None)
        self.after.setEnabled(presenter.last is not None)

    def _agrees(self, line: Line) -> Cell:
        key, role = ("lists.agrees", "good") if line.balanced else ("lists.disagrees", "bad")
        return Cell(chips=((self._context.text(key), role),))

    def _choose_day(self, line: Line) -> None:
        if line.day is not None:
            self.presenter.choose(line.day)

    def _open_number(self, pair: tuple[Line, int]) -> None:
        self.presenter.find_part(*pair)

    def _go_back(self) -> None:
        self.presenter.turn(-14)

    def _go_on(self) -> None:
        self.presenter.turn(14)

    def _go_to_today(self) -> None:
        self.presenter.turn(0)


def _title_cell(line: Line) -> Cell:
    return Cell(line.title, bold=True)


def _number_cell(at: int) -> Callable[[Line], Cell]:
    """What shows one part of a line."""

    def cell(line: Line) -> Cell:
        return Cell(f"{line.numbers[at]:,}", "ink" if line.numbers[at] else "muted")

    return cell


def _stage_cell(line: StageLine) -> Cell:
    return Cell(line.title, tone="bad_text" if line.stage == "no-pathway" else "ink")


def _stage_number(line: StageLine) -> Cell:
    return Cell(f"{line.number:,}", bold=True)
