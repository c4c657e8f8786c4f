"""Letters to send: who is still to be told of an appointment, by letter or text message, and putting it on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, staff_date
from ui.context import Context
from ui.errors import trouble
from ui.models.rows_model import Cell, Column
from ui.printing import print_bytes
from ui.screens.papers.presenter import Drawn, PapersPresenter
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.messages import LetterWanted

_WANTED = {
    "booked": ("papers.wanted_booked", "info"), "changed": ("papers.wanted_changed", "warn"),
    "cancelled": ("papers.wanted_cancelled", "bad"), "did-not-attend": ("papers.wanted_missed", "warn"),
}  # fmt: skip


class LettersTab(QWidget):
    """The list at the left, the pages at the right; printing puts what is in sight on the record."""

    def __init__(self, context: Context, presenter: PapersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("papers_letters")
        self._context = context
        self._presenter = presenter
        self._text = context.text
        self._drawn: Drawn | None = None
        self._given: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        text = self._text
        columns: list[Column[LetterWanted]] = [Column("", self._person, whole=True), Column("", self._kind, 128)]
        self.table = Table(columns, name="letters_wanted", says=text("papers.letters"), two_lines=True, headings=False)
        self.none = EmptyState(
            text("papers.no_letters"), text("papers.no_letters_advice"), icon="letter", name="letters_none"
        )
        self.lists = QStackedWidget()
        self.every = Button(text("papers.show_all"), name="letters_all")
        self.pages = PdfPages(context.runner, name="letter_pages", says=text("papers.pages"))
        self.print_button = Button(text("papers.print_keep"), look="primary", name="letters_print", icon="print")
        self.keep_button = Button(text("papers.keep"), name="letters_keep")
        self.message = MessageBar(text("window.close"), name="letters_message")
        self.sms = Label(wrap=True, name="letter_text_message")
        self.sms_about = Label(tone="muted", size="small", wrap=True, name="letter_text_about")
        self.copy = Button(text("papers.copy_text"), name="letter_copy_text")
        self.keep_text = Button(text("papers.keep_text"), name="letter_keep_text")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.left = Card(self._text("papers.letters"), name="card_letters")
        self.left.add_action(self.every)
        self.lists.addWidget(self.none)
        self.lists.addWidget(self.table)
        self.lists.setMinimumHeight(current().px(84))  # in a low window the list gives way to the message below it
        self.left.add(self.lists, 1)
        self.text_card = Card(self._text("papers.text_message"), name="card_text_message")
        self.text_card.add(self.sms)
        self.text_card.add(self.sms_about)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.keep_text)
        row.addStretch(1)
        self.text_card.add(row)
        self.page_card = Card(name="card_letter_pages", look="sunk")
        self.page_card.add_action(self.keep_button)
        self.page_card.add_action(self.print_button)
        self.page_card.add(self.message)
        self.page_card.add(self.pages, 1)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(self.left, 1)
        side.addWidget(self.text_card)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addLayout(side, 42)
        page.addWidget(self.page_card, 58)

    def _connect(self) -> None:
        self._presenter.letters_read.connect(self.show_letters)
        self._presenter.letters_drawn.connect(self.show_drawn)
        self._presenter.letters_kept.connect(self._say_kept)
        self.table.row_chosen.connect(self._draw_one)
        self.every.clicked.connect(self._draw_all)
        self.print_button.clicked.connect(self._print)
        self.keep_button.clicked.connect(self._keep)
        self.copy.clicked.connect(self._copy)
        self.keep_text.clicked.connect(self._keep_text)
        self.clear()

    def read(self, appointment_ids: Sequence[str] = (), waiting_ids: Sequence[str] = ()) -> None:
        """Read afresh; letters that another screen named are shown first."""
        self._given = (tuple(appointment_ids), tuple(waiting_ids))
        self._presenter.read_letters()

    def clear(self) -> None:
        """Nothing is in sight."""
        self._drawn = None
        self.pages.show_pdf(b"")
        self.page_card.set_heading("")
        self.message.hide()
        self.text_card.hide()
        for button in (self.print_button, self.keep_button):
            button.setEnabled(False)

    def show_letters(self, found: tuple[LetterWanted, ...]) -> None:
        """Show who is still to be told; the row chosen before stays chosen when it is still there."""
        before = self.table.chosen_row
        self.lists.setCurrentWidget(self.table if found else self.none)
        self.left.set_heading(self._text("papers.letters"), self._text("papers.count", n=len(found)) if found else "")
        self.every.setVisible(len(found) > 1)
        self.clear()
        self.table.show_rows(found)
        at = next((n for n, line in enumerate(found) if before and line.appointment_id == before.appointment_id), 0)
        given, self._given = self._given, ((), ())
        if any(given):
            self._presenter.draw_given(*given)
        elif found:
            self.table.choose_row(at)
            self._draw_one(self.table.chosen_row)

    def show_drawn(self, drawn: Drawn) -> None:
        """Show the pages, and for one letter its text message."""
        self.clear()
        self._drawn = drawn
        letters, refused = drawn.batch.letters, drawn.batch.refused
        self.pages.show_pdf(drawn.pdf)
        title = letters[0].filled.title if len(letters) == 1 else self._text("papers.count", n=len(letters))
        self.page_card.set_heading(title if letters else "")
        for button in (self.print_button, self.keep_button):
            button.setEnabled(bool(letters))
        if refused:
            said = trouble(refused[0][1])
            self.message.show_message(self._text("papers.refused", n=len(refused)), said.title, look="warn")
        elsewhere = [letter.needs for letter in letters if letter.needs]
        if elsewhere:
            needs = ", ".join(dict.fromkeys(elsewhere))
            self.message.show_message(self._text("papers.elsewhere", format=needs), look="warn")
        if len(letters) == 1:
            self._show_text(letters[0].message.words, letters[0].message.septets, letters[0].message.parts)

    def _show_text(self, words: str, septets: int, parts: int) -> None:
        self.text_card.setVisible(bool(words))
        self.sms.setText(words)
        self.sms_about.setText(self._text("papers.text_about", septets=septets, n=parts))

    def _draw_one(self, line: LetterWanted | None) -> None:
        if line is not None:
            self._presenter.draw_letters((line,))

    def _draw_all(self) -> None:
        self._presenter.draw_letters(self.table.rows_model.rows)

    def _print(self) -> None:
        if self._drawn is None:
            return
        try:
            printed = print_bytes(self._drawn.pdf, self._text("papers.letters"), self)
        except Exception as error:
            said = trouble(error)
            self.message.show_message(said.title, said.advice, code=said.code, look=said.look)
            return
        if printed:
            self._keep()

    def _keep(self) -> None:
        if self._drawn is not None:
            self._presenter.keep_letters(self._drawn.batch.letters)

    def _keep_text(self) -> None:
        if self._drawn is not None:
            self._presenter.keep_letters(self._drawn.batch.letters, by_text=True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sms.text())

    def _say_kept(self, count: int) -> None:
        self.left.subtitle.setText(self._text("papers.kept_now", n=count))

    def _person(self, line: LetterWanted) -> Cell:
        when = f"{staff_date(line.start.date())} {clock_time(line.start)}"
        return Cell(line.patient_name, bold=True, below=" · ".join(filter(None, (when, line.place))))

    def _kind(self, line: LetterWanted) -> Cell:
        words, role = _WANTED.get(line.wanted, _WANTED["booked"])
        return Cell(chips=((self._text(words), role),))

    def focus(self) -> None:
        """Give the list the keyboard."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
