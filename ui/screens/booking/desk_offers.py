"""The times that fit: arrows choose, Enter books, D keeps that the patient declined, O overbooks the one pointed at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from msk_desk.domain.booking_rules import Fit
from msk_desk.domain.clinics import OpenSlot
from msk_desk.domain.dates import staff_date
from msk_desk.services.series import Turn
from ui.context import Texts
from ui.models.rows_model import Column
from ui.screens.booking.desk_words import DeskWords
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table


class DeskOffers(Card):
    """The list and what is done with its chosen time.

    Signals:
        taken: the Fit to be booked.
        declined: (Fit, what the patient said).
        series_taken: every Fit of a series.
        overbooked: (Fit, why).
        given_up: the move that was begun is not wanted any more.
    """

    taken = Signal(object)
    declined = Signal(object)
    series_taken = Signal(object)
    overbooked = Signal(object)
    given_up = Signal()

    def __init__(self, texts: Texts, words: DeskWords, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("desk.times"), texts.get("desk.times_hint"), name="desk_offers_card", parent=parent)
        self._texts = texts
        self._words = words
        self._full: OpenSlot | None = None
        self._pointed = ""
        self._series: tuple[Fit, ...] = ()
        columns: list[Column[Fit]] = [
            Column(texts.get("booking.column_day"), words.day_cell, whole=True),
            Column(texts.get("booking.column_time"), words.time_cell, 110),
            Column(texts.get("booking.column_with"), words.whom_cell),
            Column(texts.get("booking.column_where"), words.place_cell, optional=1),
        ]
        self.table = Table(columns, name="desk_offers", says=texts.get("desk.times"), two_lines=True)
        self.none = EmptyState(
            texts.get("desk.none"), texts.get("desk.none_advice"), icon="calendar", name="desk_no_offers"
        )
        self.moving = Label(tone="strong", wrap=True, name="desk_moving")
        self.give_up = Button(texts.get("desk.give_up_move"), name="desk_give_up_move")
        self.book = Button(texts.get("booking.book"), look="primary", name="desk_book", icon="calendar")
        self.decline = Button(texts.get("desk.decline"), name="desk_decline")
        self.words = QLineEdit()
        self.gaps = Label(tone="warn", wrap=True, name="desk_series_gaps")
        self.over = Label(tone="warn", wrap=True, name="desk_full")
        self.why = QLineEdit()
        self.overbook = Button(texts.get("desk.overbook"), look="danger", name="desk_overbook")
        self._lay_out()
        self._connect()
        self.show_moving("")
        self.show_full(None)

    def _lay_out(self) -> None:
        for field, name, key in ((self.words, "desk_said", "desk.said"), (self.why, "desk_over_why", "desk.over_why")):
            field.setObjectName(name)
            field.setAccessibleName(self._texts.get(key))
            field.setPlaceholderText(self._texts.get(key))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.none)
        self._pages.addWidget(self.table)
        self.add(_across(self.moving, self.give_up))
        self.add(self.over)
        self.add(_across(self.why, self.overbook))
        self.add(self.gaps)
        self.add(self._pages, 1)
        self.add(_across(self.book, self.decline, self.words))

    def _connect(self) -> None:
        self.table.row_opened.connect(self._take)
        self.table.row_chosen.connect(self._name_button)
        self.book.clicked.connect(self._take_chosen)
        self.decline.clicked.connect(self._decline_chosen)
        self.words.returnPressed.connect(self._decline_chosen)
        self.give_up.clicked.connect(self.given_up)
        self.overbook.clicked.connect(self._overbook)
        self.why.returnPressed.connect(self._overbook)
        for keys, slot in (("D", self._decline_chosen), ("Esc", self.given_up)):
            made = QShortcut(QKeySequence(keys), self.table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(slot)

    def show_fits(self, fits: tuple[Fit, ...]) -> None:
        """Show what was found; the first is chosen, or the one chosen before."""
        before = self.table.chosen_row
        self._series = ()
        self.gaps.hide()
        self.table.show_rows(fits)
        self._pages.setCurrentWidget(self.table if fits else self.none)
        ids = [fit.slot.slot_id for fit in fits]
        if fits:
            wanted = self._pointed or (before.slot.slot_id if before is not None else "")
            at = ids.index(wanted) if wanted in ids else 0
            self.table.choose_quietly(at)
            self._name_button(fits[at])
        self.book.setEnabled(bool(fits))
        self.decline.setEnabled(bool(fits))

    def show_plan(self, turns: tuple[Turn, ...]) -> None:
        """Show the times of a series, which are booked together; a turn without a time is said."""
        fits = tuple(turn.fit for turn in turns if turn.fit is not None)
        self.show_fits(fits)
        self._series = fits
        missing = ", ".join(staff_date(turn.day) for turn in turns if turn.fit is None)
        self.gaps.setText(self._texts.get("desk.series_gaps", days=missing))
        self.gaps.setVisible(bool(missing))
        self.decline.setEnabled(False)
        self.book.set_words(self._texts.get("desk.book_series", n=len(fits)))

    def point_at(self, slot_id: str) -> None:
        """Choose the time that was pointed at elsewhere, now or when it is found."""
        self._pointed = slot_id
        self.show_fits(self.table.rows_model.rows)

    def show_moving(self, words: str) -> None:
        """What is being moved; empty when nothing is."""
        self.moving.setText(words)
        for part in (self.moving, self.give_up):
            part.setVisible(bool(words))

    def show_full(self, slot: OpenSlot | None) -> None:
        """The time that was pointed at is full: it may be overbooked, with a reason."""
        self._full = slot
        self.why.clear()
        for part in (self.over, self.why, self.overbook):
            part.setVisible(slot is not None)
        if slot is not None:
            when = self._words.when(slot.start)
            self.over.setText(self._texts.get("desk.full", when=when, who=slot.staff_name))
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_again(self) -> None:
        """Something was done: the field for what the patient said is empty again, the list has the keyboard."""
        self.words.clear()
        self._pointed = ""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self, fit: Fit) -> None:
        if not self._series:
            self.book.set_words(self._texts.get("desk.book_this", when=self._words.when(fit.start)))
        self.book.ensurePolished()
        self.book.setMinimumWidth(self.book.sizeHint().width())

    def _take_chosen(self) -> None:
        if self.table.chosen_row is not None:
            self._take(self.table.chosen_row)

    def _take(self, fit: Fit) -> None:
        if self._series:
            self.series_taken.emit(self._series)
        else:
            self.taken.emit(fit)

    def _decline_chosen(self) -> None:
        if self.table.chosen_row is not None and not self._series:
            self.declined.emit((self.table.chosen_row, self.words.text()))

    def _overbook(self) -> None:
        if self._full is not None:
            self.overbooked.emit((Fit(self._full), self.why.text()))


def _across(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, Label | QLineEdit) else 0)
    if not any(isinstance(part, Label | QLineEdit) for part in parts):
        row.addStretch(1)
    return row
