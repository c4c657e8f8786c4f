"""Documents of a record: the list, and the chosen one to read, print or keep."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.letters import StoredDocument
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.printing import print_pdf
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table


class DocumentsTab(QWidget):
    """A list on the left, the pages on the right.

    Signals:
        document_asked: the id of the document to read.
        troubled: an exception.
    """

    document_asked = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_documents")
        self._context = context
        text = context.text
        columns: list[Column[StoredDocument]] = [Column("", _document_cell)]
        self.table = Table(columns, name="documents", says=text("record.documents"), two_lines=True, headings=False)
        self._shown: StoredDocument | None = None
        self._buffer = QBuffer(self)
        self.pdf = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setObjectName("document_pages")
        self.view.setAccessibleName(text("record.document_pages"))
        self.view.setDocument(self.pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.empty = EmptyState(text("record.no_document"), text("record.no_document_advice"), icon="document")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.view)
        self.print_button = Button(text("record.print"), name="print_document", icon="print")
        self.keep = Button(text("record.keep_copy"), name="keep_document", icon="save")
        self.list_card = Card(text("record.documents"), name="card_documents")
        self.list_card.add(self.table, 1)
        self.page_card = Card(name="card_document", look="sunk")
        for button in (self.print_button, self.keep):
            self.page_card.add_action(button)
        self.page_card.add(self.pages, 1)
        self._lay_out()
        self.table.row_chosen.connect(self._ask)
        self.print_button.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        self.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list_card, 30)
        row.addWidget(self.page_card, 70)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 12, 0, 14)
        page.addLayout(row, 1)

    def clear(self) -> None:
        """Nothing is shown."""
        self._shown = None
        self.pdf.close()
        self.pages.setCurrentWidget(self.empty)
        self.page_card.set_heading(self._context.text("record.document"))
        for button in (self.print_button, self.keep):
            button.setEnabled(False)

    def show_documents(self, documents: tuple[StoredDocument, ...]) -> None:
        """Show the list, and the newest."""
        self.clear()
        self.table.show_rows(documents)
        self.list_card.setVisible(bool(documents))
        if documents:
            self.table.choose_row(0)
            self._ask(documents[0])
        else:
            self.empty.say(self._context.text("record.documents_empty"), self._context.text("record.documents_advice"))

    def show_document(self, document: StoredDocument) -> None:
        """Show its pages."""
        self._shown = document
        self.pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(document.data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf.load(self._buffer)
        readable = self.pdf.error() == QPdfDocument.Error.None_ and self.pdf.pageCount() > 0
        self.page_card.set_heading(document.title, self._pages_words() if readable else "")
        self.pages.setCurrentWidget(self.view if readable else self.empty)
        if not readable:
            self.empty.say(self._context.text("record.not_pdf"), self._context.text("record.not_pdf_advice"))
        self.print_button.setEnabled(readable)
        self.keep.setEnabled(bool(document.data))

    def _pages_words(self) -> str:
        return self._context.text("record.pages", n=self.pdf.pageCount())

    def _ask(self, document: StoredDocument) -> None:
        self.document_asked.emit(document.id)

    def _print(self) -> None:
        try:
            print_pdf(self.pdf, self._shown.title if self._shown else "", self)
        except Exception as error:
            self.troubled.emit(error)

    def _keep(self) -> None:
        if self._shown is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.keep.text(), f"{self._shown.title}.pdf", "PDF (*.pdf)")
        if name:
            self._context.runner.run(Path(name).write_bytes, self._shown.data, write=True)


def _document_cell(document: StoredDocument) -> Cell:
    return Cell(document.title, bold=True, below=staff_date(document.created))
