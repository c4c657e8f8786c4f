"""The document maker: what services ask for, as PDF bytes."""

from __future__ import annotations

from collections.abc import Callable

from msk_desk.documents.build.letter import build_letter
from msk_desk.documents.build.plan import build_plan
from msk_desk.documents.pdf.writer import write_pdf
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.papers import LetterContent, PlanContent
from msk_desk.drawing.display_list import Drawing
from msk_desk.services.ports import Words


class PaperMaker:
    """Builds and draws papers in one language."""

    def __init__(self, words: Words, draw_exercise: Callable[[Exercise], Drawing]) -> None:
        self._words = words
        self._draw_exercise = draw_exercise

    def letter(self, content: LetterContent) -> bytes:
        """A letter as PDF."""
        return write_pdf(build_letter(content, self._words))

    def plan(self, content: PlanContent) -> bytes:
        """A self-management plan as PDF."""
        return write_pdf(build_plan(content, self._words, self._draw_exercise))
