"""Shows a PDF page under page, drawn by QtPdf away from the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.errors import PrintFailed
from ui.printing import print_pdf
from ui.widgets.card import clear_layout
from ui.workers.runner import Job, Runner

MARGIN = 26


def page_images(pdf: bytes, width: int, ratio: float) -> tuple[QImage, ...]:
    """Every page as an image; safe on a worker.

    Args:
        width: of a page on the screen, in device-independent pixels.
        ratio: device pixels for each of them.

    Raises:
        PrintFailed: the bytes are no PDF that can be drawn.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise PrintFailed("The paper could not be shown.")
    pages = []
    for number in range(document.pageCount()):
        points = document.pagePointSize(number)
        across = round(width * ratio)
        size = QSize(across, round(across * points.height() / points.width()))
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(number, size))
        painter.end()
        paper.setDevicePixelRatio(ratio)
        pages.append(paper)
    document.close()
    buffer.close()
    return tuple(pages)


class PdfPages(QScrollArea):
    """Paper on a sunk ground; arrow keys and page keys scroll."""

    def __init__(self, runner: Runner, *, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None
        self._pdf = b""
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.setWidget(self._sheet)
        self.pages: tuple[QImage, ...] = ()

    def show_pdf(self, pdf: bytes) -> None:
        """Draw another paper in the place of this one; empty bytes clear the ground at once."""
        self._pdf = pdf
        if self._job is not None:
            self._job.cancel()
        if not pdf:
            self._show_pages(())
            return
        width = max(220, self.viewport().width() - MARGIN)
        self._job = self._runner.run(page_images, pdf, width, self.devicePixelRatio(), then=self._show_pages)

    def print_paper(self, title: str) -> None:
        """Print what is shown, on the printer that the user chooses.

        Raises:
            PrintFailed: the printer took nothing.
        """
        if not self._pdf:
            return
        buffer = QBuffer()
        buffer.setData(QByteArray(self._pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        print_pdf(document, title, self)
        document.close()

    def _show_pages(self, pages: tuple[QImage, ...]) -> None:
        place = self.verticalScrollBar().value()
        clear_layout(self._column)
        for image in pages:
            label = QLabel()
            label.setProperty("paper", "true")
            label.setPixmap(QPixmap.fromImage(image))
            label.setAccessibleName(self.accessibleName())
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.pages = pages
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again when the width changed much."""
        super().resizeEvent(event)
        if self._pdf and event.oldSize().width() != event.size().width():
            self.show_pdf(self._pdf)
