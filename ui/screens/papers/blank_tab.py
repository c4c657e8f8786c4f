"""Blank forms to print: the list of forms in use at the left, the pages of the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context
from ui.errors import trouble
from ui.models.rows_model import Cell, Column
from ui.screens.papers.presenter import PapersPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.form_catalogue import FormEntry


class BlankTab(QWidget):
    """Nothing of any patient is on these papers."""

    def __init__(self, context: Context, presenter: PapersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("papers_blank")
        self._presenter = presenter
        self._text = context.text
        text = self._text
        columns: list[Column[FormEntry]] = [Column("", _title)]
        self.table = Table(columns, name="blank_forms", says=text("papers.blank"), headings=False)
        self.every = Button(text("papers.blank_all"), name="blank_all")
        self.tally = Button(text("papers.tally"), name="blank_tally")
        self.pages = PdfPages(context.runner, name="blank_pages", says=text("papers.pages"))
        self.print_button = Button(text("papers.print"), look="primary", name="blank_print", icon="print")
        self.message = MessageBar(text("window.close"), name="blank_message")
        left = Card(text("papers.blank"), name="card_blank")
        left.add(Label(text("papers.blank_advice"), tone="muted", wrap=True))
        left.add(self.table, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.tally)
        buttons.addWidget(self.every)
        buttons.addStretch(1)
        left.add(buttons)
        right = Card(name="card_blank_pages", look="sunk")
        right.add_action(self.print_button)
        right.add(self.message)
        right.add(self.pages, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(left, 38)
        page.addWidget(right, 62)
        presenter.forms_read.connect(self.show_forms)
        presenter.paper_drawn.connect(self._show)
        self.table.row_chosen.connect(self._draw)
        self.every.clicked.connect(self._draw_all)
        self.tally.clicked.connect(presenter.draw_tally)
        self.print_button.clicked.connect(self._print)

    def read(self) -> None:
        """Read the forms once."""
        if not self.table.rows_model.rowCount():
            self._presenter.read_forms()

    def show_forms(self, found: tuple[FormEntry, ...]) -> None:
        """Show them; the first is drawn."""
        self.table.show_rows(found)
        self.table.choose_row(0)

    def focus(self) -> None:
        """Give the list the keyboard."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, entry: FormEntry | None) -> None:
        if entry is not None:
            self._presenter.draw_form((entry.canonical,))

    def _draw_all(self) -> None:
        self._presenter.draw_form(tuple(entry.canonical for entry in self.table.rows_model.rows))

    def _show(self, pdf: bytes) -> None:
        self.message.hide()
        self.pages.show_pdf(pdf)

    def _print(self) -> None:
        try:
            self.pages.print_paper(self._text("papers.blank"))
        except Exception as error:
            said = trouble(error)
            self.message.show_message(said.title, said.advice, code=said.code, look=said.look)


def _title(entry: FormEntry) -> Cell:
    return Cell(entry.title, bold=True)
