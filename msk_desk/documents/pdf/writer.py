"""Writes a document as PDF bytes: the same document gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from msk_desk.documents.model import Document
from msk_desk.documents.pdf.fonts import BOLD, REGULAR, register
from msk_desk.documents.pdf.part import PART, PartBegins
from msk_desk.documents.pdf.setting import set_text
from msk_desk.documents.pdf.story import Story
from msk_desk.documents.pdf.styles import MARGIN, Sheet, Styles, colour, sheet

_WRITE_IN = 34.0
"""Points at the head of a page for what is written in by hand."""
_PAPER = "msk_desk_paper"
"""Where the canvas keeps which of the documents a page belongs to."""


class _Pages(Canvas):
    """A canvas that draws each page's furniture last, when the number of pages is known."""

    furniture: tuple[_Furniture, ...]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page; it is written in `save`."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write every page with its furniture; each document counts its own pages."""
        of = [int(page.get(_PAPER, 0)) for page in self._pages]
        for at, page in enumerate(self._pages):
            self.__dict__.update(page)
            self.furniture[of[at]].draw(self, of[: at + 1].count(of[at]), of.count(of[at]))
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
        if self._document.write_in:
            self._write_in(canvas, top - 26)
        canvas.setStrokeColor(colour("line"))
        canvas.line(left, MARGIN * 1.05, right, MARGIN * 1.05)
        counted = self._document.page_words.format(number=number, pages=pages)
        room = line * 0.24
        self._write(canvas, self._document.whose, left, MARGIN * 0.98, line - room)
        self._write(canvas, counted, right - room, MARGIN * 0.98, room, right=True)

    def _write_in(self, canvas: Canvas, height: float) -> None:
        """Names with lines behind them, to be written on by hand; the first has the most room."""
        names, gap = self._document.write_in, 8.0
        shares = [2.0, *(1.0 for _ in names[1:])]
        room = (self._sheet.line - gap * (len(names) - 1)) / sum(shares)
        x = self._sheet.margin
        for name, share in zip(names, shares, strict=True):
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(colour("muted"))
            canvas.drawString(x, height, name)
            canvas.setStrokeColor(colour("ink"))
            canvas.setLineWidth(0.6)
            canvas.line(x, height - 13, x + room * share, height - 13)
            x += room * share + gap

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
    return write_papers((document,))


def write_papers(documents: Sequence[Document]) -> bytes:
    """Several documents as one PDF to print; each begins on a page of its own and counts its own pages."""
    register()
    papers = [_Paper(at, document) for at, document in enumerate(documents)]
    first = papers[0]
    out = BytesIO()
    template = BaseDocTemplate(
        out, pagesize=(first.sheet.width, first.sheet.height), title=first.document.title,
        author=first.document.sender, subject=first.document.title, creator="MSK Desk", lang="en-GB", invariant=1,
        pageTemplates=[paper.template() for paper in papers],
    )  # fmt: skip
    flowables = [flowable for paper in papers for flowable in paper.flowables()]
    furniture = tuple(_Furniture(paper.document, paper.styles, paper.sheet) for paper in papers)
    pages: Any = type("Pages", (_Pages,), {"furniture": furniture})
    template.build(flowables, canvasmaker=pages)
    return out.getvalue()


class _Paper:
    """One document of a PDF, with a page template of its own."""

    def __init__(self, at: int, document: Document) -> None:
        self.at = at
        self.document = document
        self.styles = Styles(document.layout)
        self.sheet = sheet(document.layout, document.landscape)
        if document.write_in:
            self.sheet = replace(self.sheet, head=self.sheet.head + _WRITE_IN)

    def template(self) -> PageTemplate:
        paper = self.sheet
        frame = Frame(
            paper.margin, paper.foot, paper.line, paper.height - paper.head - paper.foot,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        size = (paper.width, paper.height)
        return PageTemplate(f"paper {self.at}", [frame], onPage=self._begin_page, pagesize=size)

    def flowables(self) -> list[Flowable]:
        story = Story(self.styles, self.sheet.line)
        own = [flowable for block in self.document.blocks for flowable in story.flow(block)]
        if not self.at:
            return own
        return [NextPageTemplate(f"paper {self.at}"), PageBreak(), PartBegins(""), *own]

    def _begin_page(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        setattr(canvas, _PAPER, self.at)
