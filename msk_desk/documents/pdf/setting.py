"""Sets text: each run in a font that has it, shaped only where its script asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from msk_desk.documents.pdf.fonts import markup, needs_shaping, own_font


def set_text(style: ParagraphStyle, *lines: str, lead: bool = False) -> Paragraph:
    """One paragraph of one or more lines, the first of them bold when it `lead`s."""
    shaped = any(needs_shaping(line) for line in lines)
    chosen = style.clone(style.name, shaping=1) if shaped else style
    marked = [markup(line) for line in lines]
    if lead and marked:
        marked[0] = f"<b>{marked[0]}</b>"
    return Paragraph("<br/>".join(marked), chosen)


def fits(style: ParagraphStyle, lines: Sequence[str], width: float) -> bool:
    """Whether lines need neither breaking nor another font, so that they can be drawn as they are."""
    return all(own_font(line) and stringWidth(line, style.fontName, style.fontSize) <= width for line in lines)
