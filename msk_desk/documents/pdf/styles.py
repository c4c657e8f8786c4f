"""Sizes and colours of papers, per layout."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from msk_desk.documents.model import Layout
from msk_desk.documents.pdf.fonts import BOLD, REGULAR
from msk_desk.drawing.palette import LIGHT

MARGIN = 20 * mm
# Body sizes in points. NHS accessible-information guidance asks for 12 at least, 16 or more in large print;
# the clinical record is for staff.
_BODY = {
    Layout.STANDARD: 12.0, Layout.LARGE_PRINT: 18.0, Layout.PLAIN: 14.0, Layout.RECORD: 10.0, Layout.LIST: 9.0,
    Layout.EASY_READ: 16.0,
}  # fmt: skip

_LEADING = {
    Layout.STANDARD: 1.4, Layout.LARGE_PRINT: 1.28, Layout.PLAIN: 1.4, Layout.RECORD: 1.25, Layout.LIST: 1.22,
    Layout.EASY_READ: 1.35,
}  # fmt: skip
"""Lines of large letters need less between them; two exercises then stand on a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and its margins, in points; a list uses more of it than a letter does."""

    width: float
    height: float
    margin: float
    head: float = MARGIN * 1.1
    foot: float = MARGIN * 1.2

    @property
    def line(self) -> float:
        """The width that is written on."""
        return self.width - 2 * self.margin


def sheet(layout: Layout, landscape: bool) -> Sheet:
    """The sheet of a document."""
    across, down = (A4[1], A4[0]) if landscape else A4
    return Sheet(across, down, 13 * mm if layout is Layout.LIST else MARGIN)


def colour(token: str) -> Color:
    """A drawing token as a reportlab colour."""
    return HexColor(LIGHT[token])


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of one layout."""

    layout: Layout

    @property
    def body(self) -> float:
        """Body size in points."""
        return _BODY[self.layout]

    def paragraph(self, *, strong: bool = False, quiet: bool = False, right: bool = False) -> ParagraphStyle:
        """Running text; quiet text is smaller except in large print, where nothing is."""
        step = {Layout.STANDARD: 2.0, Layout.RECORD: 0.8, Layout.LIST: 0.5}.get(self.layout, 0.0)
        size = self.body - step if quiet else self.body
        return ParagraphStyle(
            f"p{strong}{quiet}{right}",
            fontName=BOLD if strong else REGULAR,
            fontSize=size,
            leading=size * _LEADING[self.layout],
            textColor=colour("muted" if quiet and self.layout is not Layout.PLAIN else "ink"),
            alignment=TA_RIGHT if right else TA_LEFT,
            spaceAfter=size * (0.15 if quiet else 0.35),
            splitLongWords=1,
        )

    def tight(self, *, quiet: bool = False, right: bool = False) -> ParagraphStyle:
        """Lines of one block, such as an address."""
        style = self.paragraph(quiet=quiet, right=right)
        style.name = f"t{quiet}{right}"
        style.leading = style.fontSize * 1.22
        style.spaceAfter = self.body * 0.9
        return style

    def cell(self, *, strong: bool = False) -> ParagraphStyle:
        """The text of a table's cell."""
        style = self.paragraph(strong=strong)
        if self.layout is Layout.LIST:
            style.spaceAfter = 0
        return style

    def heading(self, level: int) -> ParagraphStyle:
        """A heading, kept with what follows."""
        size = self.body * {1: 1.45, 2: 1.12}.get(level, 1.0)
        return ParagraphStyle(
            f"h{level}", fontName=BOLD, fontSize=size, leading=size * 1.25, textColor=colour("ink"),
            spaceBefore=self.body * (0.9 if level == 1 else 0.75), spaceAfter=size * 0.3,
            keepWithNext=1,
        )  # fmt: skip
