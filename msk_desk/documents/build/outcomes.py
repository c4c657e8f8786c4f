"""What printed outcomes say: each measure with its chart, its numbers and where the comparison comes from."""

from __future__ import annotations

from msk_desk.documents.build.person import whose
from msk_desk.documents.build.visit import person_facts, printed_line, sender_of
from msk_desk.documents.model import Block, Document, Heading, Layout, Paragraph, Picture, Table, Together
from msk_desk.drawing.prom_chart import prom_chart
from msk_desk.drawing.prom_marks import ChartEvent
from msk_desk.drawing.small_multiples import small_multiples
from msk_desk.services.chart_words import caption, chart_of, direction, footnote, rows, sources, title_of
from msk_desk.services.outcome_pages import Measured, OutcomesPaper
from msk_desk.services.ports import Words

CHART_WIDTH, CHART_HEIGHT = 600.0, 236.0  # points
_COLUMNS = {"day": 0.17, "score": 0.11, "band": 0.19, "change": 0.15, "answered": 0.14, "mode": 0.19, "note": 0.26}
"""The table beside a chart: shares of the line, the band only where the score has bands."""


def build_outcomes(paper: OutcomesPaper, words: Words) -> Document:
    """The document, the measure scored last first."""
    title = words.get("documents.outcomes_title")
    blocks: list[Block] = [Heading(title, 1), person_facts(paper.patient, words)]
    for measured in paper.page.measured:
        blocks += _measure(measured, paper.page.events, words)
    if paper.page.ratings:
        header = tuple(words.get(f"proms.column_{name}") for name in ("activity", "first", "now"))
        found = tuple((one.name, f"{one.first:g}", f"{one.now:g}") for one in paper.page.ratings)
        blocks += [Heading(words.get("proms.activities")), Table(header, found, (0.6, 0.2, 0.2))]
        blocks.append(Paragraph(words.get("proms.activities_scale"), quiet=True))
    blocks.append(Paragraph(printed_line(paper.printed, words), quiet=True))
    return Document(
        title, sender_of(paper.masthead), whose(paper.patient, words), tuple(blocks),
        words.get("documents.page"), Layout.RECORD,
    )  # fmt: skip


def _measure(measured: Measured, events: tuple[ChartEvent, ...], words: Words) -> list[Block]:
    series = measured.main
    chart = chart_of(series, events, words, captioned=False)
    head: list[Block] = [
        Heading(f"{title_of(series)} · {direction(series, words)}"),
        Picture(prom_chart(chart, CHART_WIDTH, CHART_HEIGHT)),
        Paragraph(caption(series, words)),
    ]
    if note := footnote(series, words):
        head.append(Paragraph(note, quiet=True))
    blocks: list[Block] = [Together(tuple(head)), _table(measured, words)]
    if measured.parts:
        charts = [(part.rule.title, chart_of(part, (), words, captioned=False)) for part in measured.parts]
        blocks.append(Picture(small_multiples(charts, CHART_WIDTH, "")))
    blocks += [Paragraph(line, quiet=True) for line in sources(series, words)]
    return blocks


def _table(measured: Measured, words: Words) -> Table:
    banded = bool(measured.main.rule.bands)
    names = [name for name in _COLUMNS if banded or name != "band"]
    header = tuple(words.get(f"charts.column_{name}") for name in names)
    found = tuple(tuple(str(getattr(row, name)) for name in names) for row in rows(measured.main, words))
    widths = [_COLUMNS[name] for name in names]
    return Table(header, found, tuple(width / sum(widths) for width in widths))
