"""Writes a document as PDF bytes: the same document gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from msk_desk.documents.model import Document
from msk_desk.documents.pdf.fonts import BOLD, register
from msk_desk.documents.pdf.part import PART
from msk_desk.documents.pdf.setting import set_text
from msk_desk.documents.pdf.story import Story
from msk_desk.documents.pdf.styles import MARGIN, Sheet, Styles, colour, sheet


class _Pages(Canvas):
    """A canvas that draws each page's furniture last, when the number of pages is known."""

    furniture: _Furniture

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page; it is written in `save`."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write every page with its furniture."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.furniture.draw(self, number, len(self._pages))
            super().showPage()
        super().save()


class _Furniture:
    """Head and foot of every page."""

    def __init__(self, document: Document, styles: Styles, sheet: Sheet) -> None:
        self._document = document
        self._styles = styles
        self._sheet = sheet

    def draw(self, canvas: Canvas, number: int, pages: int) -> None:
        sheet, line = self._sheet, self._sheet.line
        left, right = sheet.margin, sheet.width - sheet.margin
        if self._document.across:
            self._write_across(canvas)
        part, top = str(getattr(canvas, PART, "")), sheet.height - MARGIN * 0.72
        self._write(canvas, self._document.sender, left, top, line * 0.48 if part else line)
        if part:
            self._write(canvas, part, right - line * 0.5, top, line * 0.5, right=True, strong=True)
        canvas.setStrokeColor(colour("line"))
        canvas.line(left, MARGIN * 1.05, right, MARGIN * 1.05)
        counted = self._document.page_words.format(number=number, pages=pages)
        room = line * 0.24
        self._write(canvas, self._document.whose, left, MARGIN * 0.98, line - room)
        self._write(canvas, counted, right - room, MARGIN * 0.98, room, right=True)

    def _write_across(self, canvas: Canvas) -> None:
        """From corner to corner, as large as it fits, light enough to read what is below."""
        text, width, height = self._document.across, self._sheet.width, self._sheet.height
        room = hypot(width, height) * 0.74
        canvas.saveState()
        canvas.setFont(BOLD, 40)
        size = 40 * room / canvas.stringWidth(text, BOLD, 40)
        canvas.setFont(BOLD, min(size, 64))
        canvas.setFillColor(colour("bad"), alpha=0.22)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(degrees(atan2(height, width)))
        canvas.drawCentredString(0, -size / 3, text)
        canvas.restoreState()

    def _write(
        self,
        canvas: Canvas,
        text: str,
        x: float,
        top: float,
        width: float,
        *,
        right: bool = False,
        strong: bool = False,
    ) -> None:
        style = self._styles.paragraph(quiet=not strong, strong=strong, right=right)
        style = style.clone("furniture", fontSize=9, leading=11)
        flow = set_text(style, text)
        _, height = flow.wrap(width, MARGIN)
        flow.drawOn(canvas, x, top - height)


def write_pdf(document: Document) -> bytes:
    """The PDF of a document."""
    register()
    styles, paper = Styles(document.layout), sheet(document.layout, document.landscape)
    frame = Frame(
        paper.margin, paper.foot, paper.line, paper.height - paper.head - paper.foot,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    out = BytesIO()
    template = BaseDocTemplate(
        out, pagesize=(paper.width, paper.height), title=document.title, author=document.sender,
        subject=document.title, creator="MSK Desk", lang="en-GB", invariant=1,
        pageTemplates=[PageTemplate("page", [frame])],
    )  # fmt: skip
    story = Story(styles, paper.line)
    flowables = [flowable for block in document.blocks for flowable in story.flow(block)]
    pages: Any = type("Pages", (_Pages,), {"furniture": _Furniture(document, styles, paper)})
    template.build(flowables, canvasmaker=pages)
    return out.getvalue()
