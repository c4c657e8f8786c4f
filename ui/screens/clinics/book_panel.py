"""The free slot that is chosen, and who is to be booked into it: the first on the list that fits, or somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.diary import Waiting, fit_of, slots_from
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import PatientLine
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.clinics.carrying import Chosen, place_words
from ui.screens.clinics.presenter_acts import BookWish
from ui.screens.clinics.words import KINDS, MODES, BlockWords
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

_MODES = ("f2f", "telephone", "video")
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to book: from the waiting list, or found by name."""

    patient_id: str
    name: str
    born: str
    nhs_number: str
    waiting: Waiting | None = None


def waiting_candidate(entry: Waiting) -> Candidate:
    """Somebody from the waiting list."""
    return Candidate(entry.patient_id, entry.name, entry.born, entry.nhs_number, entry)


class BookPanel(Card):
    """Books one patient into one slot; Enter on its button books.

    Signals:
        book_asked: a BookWish.
        find_asked: words to find a patient by.
        next_asked: the next on the waiting list instead.
        left: Escape was pressed: back to the calendar.
    """

    book_asked = Signal(object)
    find_asked = Signal(object)
    next_asked = Signal()
    left = Signal()

    def __init__(self, texts: Texts, words: BlockWords, parent: QWidget | None = None) -> None:
        super().__init__(look="accent", name="book_panel", parent=parent)
        self._texts, self._words = texts, words
        self.chosen: Chosen | None = None
        self.candidate: Candidate | None = None
        self.over = False
        text = texts.get
        self.where = Label(tone="muted", wrap=True, name="book_where")
        self.who = Label(tone="strong", wrap=True, name="book_who")
        self.about = Label(wrap=True, name="book_about")
        self.warning = Label(tone="warn", wrap=True, name="book_warning")
        kinds = [(kind, _capital(text(KINDS[kind]))) for kind in ("new", "review", "post-op")]
        modes = [(mode, _capital(text(MODES[mode]))) for mode in _MODES]
        self.kind = Segmented(kinds, name="book_kind", says=text("calendar.kind"), tight=True)
        self.mode = Segmented(modes, name="book_mode", says=text("calendar.mode"), tight=True)
        self.reason = self._line("book_reason", "calendar.reason")
        self.why_over = self._line("book_over", "calendar.why_over")
        self._over_label = QLabel(text("calendar.why_over"))
        self._over_label.setBuddy(self.why_over)
        self.finder = self._line("book_find", "calendar.find_patient")
        self.found: Table = Table(
            [Column("", self._found_cell)],
            name="book_found",
            says=text("calendar.found"),
            two_lines=True,
            headings=False,
        )
        self.book = Button(text("calendar.book"), look="primary", name="book_confirm", icon="calendar")
        self.next = Button(text("calendar.next_waiting"), name="book_next")
        self.other = Button(text("calendar.somebody_else"), name="book_other")
        self._lay_out()
        self._connect()

    def _line(self, name: str, key: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(self._texts.get(key))
        made.setPlaceholderText(self._texts.get(key))
        return made

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=6)
        for button in (self.book, self.next, self.other):
            flow.addWidget(button)
        for part in (self.where, self.who, self.about, self.warning):
            self.add(part)
        for choice in (self.kind, self.mode):
            self.body.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.reason, self._over_label, self.why_over, buttons, self.finder, self.found):
            self.add(line)
        self.found.setFixedHeight(_ROWS * 50)

    def _connect(self) -> None:
        self.book.clicked.connect(self._say_book)
        self.next.clicked.connect(self.next_asked)
        self.other.clicked.connect(self._look_for_another)
        self.finder.textEdited.connect(self._say_find)
        self.finder.returnPressed.connect(self._take_first)
        self.found.row_opened.connect(self._take_found)
        self.found.clicked.connect(self._take_clicked)
        self.why_over.textEdited.connect(self._look)
        self.why_over.returnPressed.connect(self._say_book)
        self.reason.returnPressed.connect(self._say_book)

    # What is shown

    def show_slot(self, chosen: Chosen, candidate: Candidate | None, *, over: bool = False) -> None:
        """Show a slot with who would be booked; the same slot and person keep what was typed."""
        same_slot = self.chosen is not None and self.chosen.block.key[0] == chosen.block.key[0] and self.over == over
        same_person = candidate is not None and self.candidate is not None and same_slot and (
            candidate.patient_id == self.candidate.patient_id
        )  # fmt: skip
        self.chosen, self.over = chosen, over
        space = chosen.block.space
        minutes = space.minutes if space is not None else 0
        key = "calendar.over_title" if over else "calendar.free_title"
        self.set_heading(self._texts.get(key, minutes=minutes))
        self.where.setText(self._where(chosen))
        for widget in (self._over_label, self.why_over):
            widget.setVisible(over)
        if not same_slot:
            self.why_over.clear()
            self._end_search()
        if not same_person:
            self.show_candidate(candidate)
        else:
            self.candidate = candidate
            self._say_candidate()

    def is_about(self, chosen: Chosen) -> bool:
        """Whether it shows this slot now."""
        return self.chosen is not None and self.chosen.block.key[0] == chosen.block.key[0] and not self.over

    def say_waits(self, waits: bool) -> None:
        """Whether the one who would be booked still waits: booked or called off elsewhere, the button says so."""
        if not waits and self.candidate is not None:
            self.warning.setText(self._texts.get("calendar.waits_no_more", name=self.candidate.name))
            self.warning.show()
            self.book.setEnabled(False)

    def _where(self, chosen: Chosen) -> str:
        space, column = chosen.block.space, chosen.column
        times = f"{space.start:%H:%M}–{space.end:%H:%M}" if space is not None else ""
        parts = (times, self._words.weekday(column), column.title, column.group, column.subtitle)
        return " · ".join(filter(None, parts))

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show who would be booked."""
        self.candidate = candidate
        entry = candidate.waiting if candidate is not None else None
        space = self.chosen.block.space if self.chosen is not None else None
        self.kind.choose((entry.kind if entry else "") or (space.kind if space else "") or "review")
        mode = (entry.mode if entry else "") or (space.mode if space else "") or "f2f"
        self.mode.choose(mode if mode in _MODES else "f2f")
        self.reason.setText(entry.title if entry is not None else "")
        self._say_candidate()

    def _say_candidate(self) -> None:
        candidate, text = self.candidate, self._texts.get
        entry = candidate.waiting if candidate is not None else None
        self.who.setText(candidate.name if candidate is not None else text("calendar.nobody_fits"))
        self.about.setText(self._about(candidate) if candidate is not None else text("calendar.nobody_fits_advice"))
        warning = self._misfit(entry) if entry is not None else ""
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        for widget in (self.mode, self.reason):
            widget.setVisible(candidate is not None)
        self.kind.setVisible(candidate is not None and entry is None)
        self.next.setVisible(entry is not None)
        self.book.setVisible(candidate is not None)
        if candidate is not None:
            self.book.set_words(text("calendar.book_name", name=candidate.name))
        self._look()

    def _about(self, candidate: Candidate) -> str:
        text, entry = self._texts.get, candidate.waiting
        known = (
            text("calendar.born", date=staff_date(candidate.born)) if candidate.born else "",
            text("calendar.nhs", number=shown(candidate.nhs_number)) if candidate.nhs_number else "",
        )  # fmt: skip
        lines = [" · ".join(filter(None, known))]
        if entry is not None:
            kind = text(KINDS[entry.kind]) if entry.kind in KINDS else entry.kind
            needs = [text(f"calendar.need_{need.replace('-', '_')}") for need in entry.needs if need in _NEEDS]
            lines.append(" · ".join(filter(None, (entry.title, kind, *needs))))
            lines.append(entry.note)
        return "\n".join(filter(None, lines))

    def _misfit(self, entry: Waiting) -> str:
        """Why the slot does not suit somebody who was chosen all the same."""
        chosen, text = self.chosen, self._texts.get
        if chosen is None or chosen.block.space is None or chosen.block.sitting is None or self.over:
            return ""
        space, sitting = chosen.block.space, chosen.block.sitting
        if fit_of(entry, slots_from(space, sitting)) is not None:
            return ""
        said = []
        if entry.minutes > space.minutes:
            said.append(text("calendar.misfit_short", has=space.minutes, wants=entry.minutes))
        if entry.kind and space.kind and entry.kind != space.kind:
            said.append(text("calendar.misfit_kind"))
        if entry.mode and space.mode and entry.mode != space.mode:
            said.append(text("calendar.misfit_mode"))
        if entry.not_before and entry.not_before > chosen.column.day.isoformat():
            said.append(text("calendar.misfit_early", date=staff_date(entry.not_before)))
        return " ".join(said) or text("calendar.misfit_other")

    # Somebody else

    def _look_for_another(self) -> None:
        self.finder.show()
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_search(self) -> None:
        self.finder.clear()
        self.finder.hide()
        self.found.hide()

    def _say_find(self, words: str) -> None:
        self.find_asked.emit(words)

    def show_found(self, lines: tuple[PatientLine, ...]) -> None:
        """Those whom the words may mean."""
        if self.finder.isVisible():
            self.found.show_rows(lines)
            self.found.setVisible(bool(lines))
            if lines:
                self.found.choose_quietly(0)

    def _found_cell(self, line: PatientLine) -> Cell:
        number = shown(line.nhs_number) if line.nhs_number else ""
        return Cell(
            line.name, bold=True, below=" · ".join(filter(None, (staff_date(line.born), number, line.postcode)))
        )

    def _take_first(self) -> None:
        if self.found.isVisible() and self.found.chosen_row is not None:
            self._take_found(self.found.chosen_row)

    def _take_clicked(self) -> None:
        if self.found.chosen_row is not None:
            self._take_found(self.found.chosen_row)

    def _take_found(self, line: PatientLine) -> None:
        if line.deceased:
            self.warning.setText(self._texts.get("calendar.deceased", name=line.name))
            self.warning.show()
            return
        self._end_search()
        self.show_candidate(Candidate(line.id, line.name, line.born, line.nhs_number))
        self.take_keyboard()

    # Booking

    def _look(self, _: str = "") -> None:
        self.book.setEnabled(self.candidate is not None and (not self.over or bool(self.why_over.text().strip())))

    def _say_book(self) -> None:
        chosen, candidate = self.chosen, self.candidate
        if not self.book.isEnabled() or chosen is None or candidate is None or chosen.block.space is None:
            return
        entry, second = candidate.waiting, ""
        if entry is not None and chosen.block.sitting is not None and not self.over:
            fit = fit_of(entry, slots_from(chosen.block.space, chosen.block.sitting))
            second = fit.second.slot_id if fit is not None and fit.second is not None else ""
        self.book_asked.emit(
            BookWish(
                candidate.patient_id, candidate.name, chosen.block.space.slot_id, second,
                entry.entry_id if entry else "", entry.kind if entry else self.kind.choice,
                self.mode.choice or "f2f", self.reason.text().strip(),
                self.why_over.text().strip() if self.over else "", entry.needs if entry else (), place_words(chosen),
            )
        )  # fmt: skip

    def take_keyboard(self) -> None:
        """To the button that books, or to the reason that is needed first, or to finding somebody."""
        if self.over and self.candidate is not None and not self.why_over.text():
            self.why_over.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.candidate is not None:
            self.book.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._look_for_another()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the search, then goes back to the calendar."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.finder.isVisible():
            self._end_search()
            self.take_keyboard()
        else:
            self.left.emit()


_NEEDS = ("interpreter", "double-slot", "step-free")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
