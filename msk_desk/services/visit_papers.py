"""Papers of visits: the printed clinical record, and two visits side by side."""

from __future__ import annotations

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.errors import BadInput
from msk_desk.domain.form_reading import Difference, ReadAnswers
from msk_desk.domain.papers import ComparisonContent, VisitContent
from msk_desk.domain.people import Patient
from msk_desk.domain.visits import FormAnswers, Visit
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.outcomes import Outcomes
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.saving import Saver
from msk_desk.services.signed_forms import SignedForms

Charts = tuple[tuple[BodyArea, ...], tuple[BodyArea, ...]]


class VisitPapers:
    """Gathers what a paper says; nothing unsigned is ever on one."""

    def __init__(
        self, signed: SignedForms, outcomes: Outcomes, papers: DocumentMaker, mastheads: Mastheads, saver: Saver
    ) -> None:
        self._signed = signed
        self._outcomes = outcomes
        self._papers = papers
        self._mastheads = mastheads
        self._saver = saver

    def of_visit(self, visit_id: str) -> bytes:
        """Every signed form of a visit; what was entered in error is counted and left out.

        Raises:
            BadInput: nothing of the visit is signed.
        """
        visit = self._saver.records.read(Visit, visit_id)
        if visit is None:
            raise BadInput("This visit is not on this computer.", advice="Connect and open it again.")
        forms = self._forms_of(visit)
        holding = tuple(one for one in forms if one.answers.signed)
        if not holding:
            raise BadInput("Nothing of this visit is signed yet.", advice="Sign its form, then print it.")
        return self._paper(visit, holding, left_out=len(forms) - len(holding))

    def of_form(self, answers_id: str) -> bytes:
        """One signed form, or one that was entered in error and says so across each page."""
        one = self._signed.read(answers_id)
        visit = self._saver.records.read(Visit, one.answers.visit_id) if one.answers.visit_id else None
        return self._paper(visit, (one,))

    def last_of(self, patient_id: str) -> bytes:
        """The newest visit of a patient that has something signed.

        Raises:
            BadInput: there is none.
        """
        for visit, forms in self._signed.visits(patient_id):
            if any(one.answers.signed for one in forms):
                return self.of_visit(visit.id) if visit is not None else self.of_form(forms[0].answers.id)
        raise BadInput("This patient has no signed form on this computer.")

    def comparison(
        self,
        patient_id: str,
        titles: tuple[str, str],
        differences: tuple[Difference, ...],
        charts: Charts = ((), ()),
    ) -> bytes:
        """Two sets of answers side by side, as they are shown."""
        self._saver.access.require_clinical()
        masthead, _ = self._mastheads.of("", "")
        return self._papers.comparison(
            ComparisonContent(self._patient(patient_id), *titles, differences, masthead, self._saver.now(), *charts)
        )

    def _forms_of(self, visit: Visit) -> tuple[ReadAnswers, ...]:
        for found, forms in self._signed.visits(visit.patient_id):
            if found is not None and found.id == visit.id:
                return forms
        return ()

    def _paper(self, visit: Visit | None, forms: tuple[ReadAnswers, ...], left_out: int = 0) -> bytes:
        first = forms[0].answers
        masthead, _ = self._mastheads.of(visit.id if visit else "", first.author_id)
        return self._papers.visit(
            VisitContent(
                self._patient(first.patient_id), forms, masthead, self._saver.now(),
                visit.started if visit is not None else first.authored,
                self._scores(visit) if visit is not None else (), left_out,
            )
        )  # fmt: skip

    def _scores(self, visit: Visit) -> tuple[tuple[str, str], ...]:
        wrong = {one.id for one in self._saver.records.of_patient(FormAnswers, visit.patient_id) if one.in_error}
        found = []
        for series in self._outcomes.series(visit.patient_id):
            for score in series.scores:
                if score.visit_id == visit.id and score.value is not None and score.answers_id not in wrong:
                    value = f"{score.value:.{series.rule.decimals}f}"
                    found.append((series.instrument.title, f"{value} ({series.rule.low:g}–{series.rule.high:g})"))
        return tuple(found)

    def _patient(self, patient_id: str) -> Patient:
        return self._saver.records.read(Patient, patient_id) or Patient(patient_id)
