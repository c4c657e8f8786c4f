"""What services need to make papers: the maker of PDFs, and the letters to patients as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from msk_desk.domain.messages import LetterWanted
from msk_desk.domain.papers import (
    ComparisonContent,
    LetterContent,
    ListContent,
    Masthead,
    PatientLetterContent,
    PlanContent,
    VisitContent,
)
from msk_desk.domain.patient_letters import PatientLetterTemplate

if TYPE_CHECKING:
    from msk_desk.services.outcome_pages import OutcomesPaper


class LetterQueue(Protocol):
    """The appointments that patients are still to be told of."""

    def every(self) -> tuple[LetterWanted, ...]:
        """All, the soonest appointment first."""


class PatientLetterTemplates(Protocol):
    """The kinds of letters to patients about appointments and waits."""

    def read(self, code: str) -> PatientLetterTemplate:
        """One kind. Raises BadInput when there is none."""


class DocumentMaker(Protocol):
    """Turns what a service gathered into a PDF, page by page with header and page n of m."""

    def letter(self, content: LetterContent) -> bytes:
        """A letter as PDF."""

    def plan(self, content: PlanContent) -> bytes:
        """A self-management plan as PDF."""

    def visit(self, content: VisitContent) -> bytes:
        """The clinical record of a visit as PDF."""

    def comparison(self, content: ComparisonContent) -> bytes:
        """Two visits side by side as PDF."""

    def outcomes(self, paper: OutcomesPaper) -> bytes:
        """Charts and tables of outcome measures as PDF."""

    def patient_letters(self, contents: Sequence[PatientLetterContent]) -> bytes:
        """Letters about appointments and waits as one PDF, each with its own page numbers."""

    def blank_forms(self, forms: Sequence[Mapping[str, Any]], head: Masthead) -> bytes:
        """Questionnaires as blank forms to write on, each with its own page numbers."""

    def listing(self, content: ListContent) -> bytes:
        """A list of many patients as PDF."""
