"""Sets text: each run in a font that has it, shaped only where its script asks for it."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from msk_desk.documents.pdf.fonts import markup, needs_shaping


def set_text(style: ParagraphStyle, *lines: str) -> Paragraph:
    """One paragraph of one or more lines."""
    shaped = any(needs_shaping(line) for line in lines)
    chosen = style.clone(style.name, shaping=1) if shaped else style
    return Paragraph("<br/>".join(markup(line) for line in lines), chosen)
