"""The body chart on paper: the figures that were marked, with a legend, and each area in words."""

from collections.abc import Iterator, Sequence

from msk_desk.documents.model import Block, Heading, Lines, Picture
from msk_desk.domain.body_chart import BodyArea
from msk_desk.drawing.body.chart import body_chart_drawing, marked_views
from msk_desk.drawing.body.words import area_words
from msk_desk.services.ports import Words

WIDE, HIGH = 480.0, 230.0
"""Points; few figures take less width."""
_EACH, _WORDS = 165.0, 9.0


def chart_blocks(areas: Sequence[BodyArea], words: Words) -> Iterator[Block]:
    """Heading, drawing and list."""
    width = min(WIDE, _EACH * max(2, len(marked_views(areas))))
    yield Heading(words.get("body.on_paper"), 2)
    yield Picture(body_chart_drawing(areas, (), (width, HIGH), words, size_of_words=_WORDS))
    yield Lines(tuple(area_words(area, words) for area in areas))
