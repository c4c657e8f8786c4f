"""What a printed comparison says: two visits side by side, question by question, numbers with their change."""

from __future__ import annotations

from itertools import groupby

from msk_desk.documents.build.visit import person_facts, printed_line, sender_of
from msk_desk.documents.build.body_chart import chart_blocks
from msk_desk.documents.build.person import whose
from msk_desk.documents.model import Block, Document, Heading, Layout, Paragraph, Table, Together
from msk_desk.domain.form_reading import Difference
from msk_desk.domain.papers import ComparisonContent
from msk_desk.forms.value_words import number_words
from msk_desk.services.ports import Words

_WIDTHS = (0.34, 0.27, 0.27, 0.12)


def build_comparison(content: ComparisonContent, words: Words) -> Document:
    """The document, section by section."""
    title = words.get("documents.comparison_title")
    blocks: list[Block] = [Heading(title, 1), person_facts(content.patient, words)]
    for side, chart in ((content.left, content.left_chart), (content.right, content.right_chart)):
        if chart:
            blocks.append(Together((Heading(side, 3), *chart_blocks(chart, words))))
    header = ("", content.left, content.right, words.get("documents.change"))
    for section, found in groupby(content.differences, key=_section):
        if section:
            blocks.append(Heading(section))
        blocks.append(Table(header, tuple(_row(each) for each in found), _WIDTHS))
    if not content.differences:
        blocks.append(Paragraph(words.get("documents.no_difference")))
    blocks.append(Paragraph(printed_line(content.printed, words), quiet=True))
    return Document(
        title, sender_of(content.masthead), whose(content.patient, words), tuple(blocks),
        words.get("documents.page"), Layout.RECORD,
    )  # fmt: skip


def _section(difference: Difference) -> str:
    return difference.section


def _row(difference: Difference) -> tuple[str, str, str, str]:
    return difference.question, difference.left or "—", difference.right or "—", change_words(difference)


def change_words(difference: Difference) -> str:
    """`+5`, `−10`, `0`, or nothing where there is no change to give."""
    if difference.change is None:
        return ""
    size = number_words(abs(difference.change))
    return f"+{size}" if difference.change > 0 else f"−{size}" if difference.change < 0 else size
