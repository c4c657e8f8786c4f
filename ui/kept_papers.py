"""The kept clinic lists beside the pages of the chosen one: on the unlock page, in a window, and in Papers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import WEEKDAYS, clock_time, staff_date
from ui.context import Texts
from ui.errors import trouble
from ui.models.rows_model import Cell, Column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.table import Table
from ui.workers.runner import Job, Runner

if TYPE_CHECKING:
    from msk_desk.domain.fallback import KeptPaper, Standing


class Shelf(Protocol):
    """Where papers are read from."""

    def standing(self) -> Standing:
        """Every paper that opens."""

    def read(self, name: str) -> tuple[KeptPaper, bytes]:
        """One paper with its PDF."""


class KeptPapersView(QWidget):
    """Papers at the left by day and site; Enter or a click shows one, which can be printed.

    Signals:
        closed: the way back was chosen.
    """

    closed = Signal()

    def __init__(
        self, texts: Texts, runner: Runner, *, way_back: bool = True, edge: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("kept_papers")
        self._texts = texts
        self._edge = edge
        self._runner = runner
        self._shelf: Shelf | None = None
        self._job: Job | None = None
        text = texts.get
        columns: list[Column[KeptPaper]] = [Column("", self._cell)]
        self.table = Table(columns, name="kept_list", says=text("fallback.kept"), two_lines=True, headings=False)
        self.checked = Label(tone="muted", size="small", wrap=True, name="kept_checked")
        self.none = EmptyState(text("fallback.none"), text("fallback.none_advice"), icon="document", name="kept_none")
        self.pages = PdfPages(runner, name="kept_pages", says=text("fallback.pages"))
        self.print_button = Button(text("fallback.print"), look="primary", name="kept_print", icon="print")
        self.back = Button(text("fallback.back"), name="kept_back")
        self.back.setVisible(way_back)
        self.message = MessageBar(text("window.close"), name="kept_message")
        self.lists = QStackedWidget()
        self._lay_out()
        self.table.row_chosen.connect(self._ask)
        self.print_button.clicked.connect(self._print)
        self.back.clicked.connect(self._close)

    def _lay_out(self) -> None:
        left = Card(self._texts.get("fallback.kept"), name="card_kept")
        self.lists.addWidget(self.none)
        self.lists.addWidget(self.table)
        left.add(self.lists, 1)
        left.add(self.checked)
        left.add_action(self.back)
        self.page_card = Card(name="card_kept_pages", look="sunk")
        self.page_card.add_action(self.print_button)
        self.page_card.add(self.message)
        self.page_card.add(self.pages, 1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(left, 32)
        row.addWidget(self.page_card, 68)
        page = QVBoxLayout(self)
        page.setContentsMargins(self._edge, self._edge and 16, self._edge, self._edge and 14)
        page.addLayout(row, 1)
        self.print_button.setEnabled(False)

    def show_shelf(self, shelf: Shelf, standing: Standing) -> None:
        """Show what is kept; the first list is read at once."""
        self._shelf = shelf
        self.lists.setCurrentWidget(self.table if standing.papers else self.none)
        self.table.show_rows(standing.papers)
        self.checked.setText(self._checked(standing))
        if standing.papers:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.choose_row(0)
        else:
            self.clear()

    def clear(self) -> None:
        """Nothing of any patient is shown or remembered."""
        if self._job is not None:
            self._job.cancel()
        self.pages.show_pdf(b"")
        self.page_card.set_heading("")
        self.print_button.setEnabled(False)
        self.message.hide()

    def forget(self) -> None:
        """The shelf is given back."""
        self.clear()
        self._shelf = None
        self.table.show_rows(())

    def _ask(self, paper: KeptPaper | None) -> None:
        self.clear()
        if paper is not None and self._shelf is not None:
            self._job = self._runner.run(self._shelf.read, paper.name, then=self._show, failed=self._fail)

    def _show(self, found: tuple[KeptPaper, bytes]) -> None:
        paper, pdf = found
        self.page_card.set_heading(paper.site, self._day(paper))
        self.pages.show_pdf(pdf)
        self.print_button.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        said = trouble(error)
        self.message.show_message(said.title, said.advice, code=said.code, look=said.look)

    def _print(self) -> None:
        try:
            self.pages.print_paper(self._texts.get("fallback.kept"))
        except Exception as error:
            self._fail(error)

    def _close(self) -> None:
        self.closed.emit()

    def _cell(self, paper: KeptPaper) -> Cell:
        counted = self._texts.get("fallback.booked", n=paper.booked)
        made = self._texts.get("fallback.made", when=_when(paper.made))
        return Cell(f"{self._day(paper)} · {paper.site}", bold=True, below=f"{counted} · {made}")

    def _day(self, paper: KeptPaper) -> str:
        return f"{WEEKDAYS[paper.day.weekday()]} {staff_date(paper.day)}"

    def _checked(self, standing: Standing) -> str:
        said = []
        if standing.checked is not None:
            said.append(self._texts.get("fallback.checked", when=_when(standing.checked)))
        if standing.unreadable:
            said.append(self._texts.get("fallback.unreadable", n=standing.unreadable))
        return " ".join(said)


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{staff_date(local.date())} {clock_time(local)}"
