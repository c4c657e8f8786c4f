"""Turns the blocks of a document into reportlab flowables."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    ListFlowable,
    ListItem,
    LongTable,
    PageBreakIfNotEmpty,
    Spacer,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.tables import TableStyle

from msk_desk.documents.model import (
    TICK,
    Ask,
    Block,
    Bullets,
    Facts,
    Gap,
    Heading,
    Lines,
    NewPart,
    Paragraph,
    Picture,
    PictureLines,
    Table,
    Together,
)
from msk_desk.documents.pdf.blanks import AskFlow, Box
from msk_desk.documents.pdf.figure import Figure
from msk_desk.documents.pdf.part import PartBegins
from msk_desk.documents.pdf.setting import fits, set_text
from msk_desk.documents.pdf.styles import Styles, colour

_BESIDE = 13.0
"""Points at both sides of a cell's words, with a little to spare."""


class Story:
    """Makes flowables in one layout, for a line of a width in points."""

    def __init__(self, styles: Styles, width: float) -> None:
        self.styles = styles
        self.width = width

    @singledispatchmethod
    def flow(self, block: Block) -> list[Flowable]:
        """The flowables of one block."""
        raise TypeError(f"no way to draw {type(block).__name__}")

    @flow.register
    def _(self, block: Heading) -> list[Flowable]:
        style = self.styles.heading(block.level)
        if not block.room:
            return [set_text(style, block.text)]
        style.keepWithNext = 0
        return [CondPageBreak(block.room), set_text(style, block.text)]

    @flow.register
    def _(self, block: Paragraph) -> list[Flowable]:
        style = self.styles.paragraph(strong=block.strong, quiet=block.quiet, right=block.right)
        return [set_text(style, block.text)]

    @flow.register
    def _(self, _: Gap) -> list[Flowable]:
        return [Spacer(0, self.styles.body * 1.2)]

    @flow.register
    def _(self, block: Lines) -> list[Flowable]:
        style = self.styles.tight(quiet=block.quiet, right=block.right)
        return [set_text(style, *block.lines)] if block.lines else []

    @flow.register
    def _(self, block: Bullets) -> list[Flowable]:
        style = self.styles.paragraph()
        style.spaceAfter = self.styles.body * 0.12
        items: list[Any] = [ListItem(set_text(style, text), leftIndent=self.styles.body * 1.6) for text in block.items]
        mark: dict[str, Any] = {"bulletType": "1"} if block.ordered else {"bulletType": "bullet", "start": "•"}
        mark |= {"bulletFontName": style.fontName, "bulletFontSize": style.fontSize, "bulletColor": style.textColor}
        return [ListFlowable(items, **mark), Spacer(0, self.styles.body * 0.3)]

    @flow.register
    def _(self, block: Facts) -> list[Flowable]:
        label, strong, plain = self.styles.paragraph(quiet=True), self.styles.paragraph(strong=True), None
        if block.strong is not None:
            plain = self.styles.paragraph()
        rows = [
            [set_text(label, name), set_text(strong if plain is None or at in (block.strong or ()) else plain, text)]
            for at, (name, text) in enumerate(block.rows)
        ]
        grid = Grid(rows, colWidths=[self.width * block.share, self.width * (1 - block.share)])
        top = ("VALIGN", (0, 0), (-1, -1), "TOP")
        if block.boxed:
            grid.setStyle(TableStyle([*_box(self.styles.body), top]))
            return [Spacer(0, 2 * mm), grid, Spacer(0, 3 * mm)]
        tight = [(side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "TOPPADDING", "BOTTOMPADDING")]
        grid.setStyle(TableStyle([*tight, top]))
        return [Spacer(0, 3 * mm), grid]

    @flow.register
    def _(self, block: PictureLines) -> list[Flowable]:
        style, left = self.styles.paragraph(), 76.0
        rows = [[Figure(drawing), set_text(style, text)] for drawing, text in block.rows]
        grid = Grid(rows, colWidths=[left, self.width - left])
        grid.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, -1), 0)]))
        return [grid]

    @flow.register
    def _(self, block: Table) -> list[Flowable]:
        head, body = self.styles.cell(strong=True), self.styles.cell()
        widths = [self.width * share for share in block.widths]
        rows: list[list[Flowable | str]] = [[set_text(head, cell) for cell in block.header]]
        rows += [
            [_cell(body, cell, at in block.leads, widths[at]) for at, cell in enumerate(row)] for row in block.rows
        ]
        grid = LongTable(rows, colWidths=widths, repeatRows=1)
        inside = ((0, 1), (-1, -1))
        ruled = [("LINEBEFORE", (at, 0), (at, -1), 0.5, colour("line")) for at in sorted(block.ruled)]
        grid.setStyle(
            TableStyle([
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, colour("line")), *ruled, ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BOTTOMPADDING", *inside, max(3.0, block.room - body.leading - 3)),
                ("FONT", *inside, body.fontName, body.fontSize, body.leading), ("TEXTCOLOR", *inside, body.textColor),
            ])
        )  # fmt: skip
        return [grid]

    @flow.register
    def _(self, block: Ask) -> list[Flowable]:
        return [AskFlow(block.label, block.options, block.lines, block.unit, self.styles.cell(), 0.34)]

    @flow.register
    def _(self, block: NewPart) -> list[Flowable]:
        return [PageBreakIfNotEmpty(), PartBegins(block.title)]

    @flow.register
    def _(self, block: Picture) -> list[Flowable]:
        return [Spacer(0, 1 * mm), Figure(block.drawing), Spacer(0, 2 * mm)]

    @flow.register
    def _(self, block: Together) -> list[Flowable]:
        return [KeepTogether([flowable for inner in block.blocks for flowable in self.flow(inner)])]


def _cell(style: ParagraphStyle, words: str, lead: bool, width: float) -> Flowable | str:
    """A box to tick, words as they are where they fit, else a paragraph, which takes five times as long."""
    if words == TICK:
        return Box()
    lines = words.split("\n")
    if not lead and fits(style, lines, width - _BESIDE):
        return words
    return set_text(style, *lines, lead=lead)


def _box(size: float) -> list[Any]:
    """A frame and a tint around facts, with air for letters of a size in points."""
    every = ((0, 0), (-1, -1))
    return [
        ("BACKGROUND", *every, colour("page")), ("LINEBEFORE", (0, 0), (0, -1), 3, colour("primary")),
        ("LEFTPADDING", *every, size * 0.8), ("RIGHTPADDING", *every, size * 0.5),
        ("TOPPADDING", (0, 0), (-1, 0), size * 0.6), ("TOPPADDING", (0, 1), (-1, -1), size * 0.1),
        ("BOTTOMPADDING", *every, size * 0.1), ("BOTTOMPADDING", (0, -1), (-1, -1), size * 0.5),
    ]  # fmt: skip
