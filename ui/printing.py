"""Prints a PDF that was made elsewhere: every page, at the printer's resolution."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from msk_desk.domain.errors import PrintFailed


def print_pdf(document: QPdfDocument, title: str, parent: QWidget) -> bool:
    """Ask the system's own dialog for a printer and print; False when the user gave up.

    Raises:
        PrintFailed: the printer took nothing.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    print_pages(document, printer)
    return True


def print_bytes(pdf: bytes, title: str, parent: QWidget) -> bool:
    """Print a PDF that is in hand; False when the user gave up.

    Raises:
        PrintFailed: it is no PDF, or the printer took nothing.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        if document.status() != QPdfDocument.Status.Ready:
            raise PrintFailed("The paper could not be read.")
        return print_pdf(document, title, parent)
    finally:
        document.close()


def print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Print every page.

    Raises:
        PrintFailed: the printer took nothing.
    """
    printer.setFullPage(True)
    points = document.pagePointSize(0)
    if points.width() > points.height():
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFailed()
    try:
        for page in range(document.pageCount()):
            if page and not printer.newPage():
                raise PrintFailed()
            _print_page(document, page, painter)
    finally:
        painter.end()


def _print_page(document: QPdfDocument, page: int, painter: QPainter) -> None:
    room = painter.viewport().size()
    points = document.pagePointSize(page)
    scale = min(room.width() / points.width(), room.height() / points.height())
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    place = QRect((room.width() - size.width()) // 2, 0, size.width(), size.height())
    painter.drawImage(place, document.render(page, size))
