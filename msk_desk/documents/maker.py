"""The document maker: what services ask for, as PDF bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msk_desk.documents.build.blank_form import build_blank
from msk_desk.documents.build.comparison import build_comparison
from msk_desk.documents.build.letter import build_letter
from msk_desk.documents.build.outcomes import build_outcomes
from msk_desk.documents.build.patient_letter import build_patient_letter
from msk_desk.documents.build.patient_list import build_list
from msk_desk.documents.build.plan import build_plan
from msk_desk.documents.build.visit import build_visit
from msk_desk.documents.pdf.writer import write_papers, write_pdf
from msk_desk.domain.exercises import Exercise, ExerciseFigure
from msk_desk.domain.papers import (
    ComparisonContent,
    LetterContent,
    ListContent,
    Masthead,
    PatientLetterContent,
    PlanContent,
    VisitContent,
)
from msk_desk.drawing.display_list import Drawing
from msk_desk.drawing.figures import exercise_figure
from msk_desk.forms.definition import Definition
from msk_desk.services.outcome_pages import OutcomesPaper
from msk_desk.services.ports import Words

PICTURE_WIDTH, PICTURE_HEIGHT = 320.0, 130.0  # points


class PaperMaker:
    """Builds and draws papers in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def letter(self, content: LetterContent) -> bytes:
        """A letter as PDF."""
        return write_pdf(build_letter(content, self._words))

    def plan(self, content: PlanContent) -> bytes:
        """A self-management plan as PDF."""
        return write_pdf(build_plan(content, self._words, _picture))

    def visit(self, content: VisitContent) -> bytes:
        """The clinical record of a visit as PDF."""
        return write_pdf(build_visit(content, self._words))

    def comparison(self, content: ComparisonContent) -> bytes:
        """Two visits side by side as PDF."""
        return write_pdf(build_comparison(content, self._words))

    def outcomes(self, paper: OutcomesPaper) -> bytes:
        """Charts and tables of outcome measures as PDF."""
        return write_pdf(build_outcomes(paper, self._words))

    def patient_letters(self, contents: Sequence[PatientLetterContent]) -> bytes:
        """Letters about appointments and waits as one PDF, each with its own page numbers."""
        return write_papers([build_patient_letter(content, self._words) for content in contents])

    def blank_forms(self, forms: Sequence[Mapping[str, Any]], head: Masthead) -> bytes:
        """Questionnaires as blank forms to write on, each with its own page numbers.

        Raises:
            DefinitionError: one of them cannot be used.
        """
        return write_papers([build_blank(Definition.load(form), self._words, head) for form in forms])

    def listing(self, content: ListContent) -> bytes:
        """A list of many patients as PDF."""
        return write_pdf(build_list(content, self._words))


def _picture(exercise: Exercise) -> Drawing:
    """The two poses of an exercise, as large as a plan's line allows."""
    return _drawn(exercise.figure)


@lru_cache(maxsize=256)
def _drawn(figure: ExerciseFigure) -> Drawing:
    """Kept: a plan is drawn again with every change, its exercises with hardly any."""
    return exercise_figure(figure, PICTURE_WIDTH, PICTURE_HEIGHT)
