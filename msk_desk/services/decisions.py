"""Deciding together: the aid, what matters to the patient, and the record of the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.aids import DecisionAid
from msk_desk.domain.drafts import Draft
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import FormAnswers
from msk_desk.services.drafting import Drafting
from msk_desk.services.form_answers import finished
from msk_desk.services.ports import AidLibrary, FormLibrary
from msk_desk.services.progress import move_on
from msk_desk.services.saving import Saver

DECISION_FORM = "https://msk-desk.example/fhir/Questionnaire/decision-"


class Decisions:
    """Shared decisions of a visit; 'still deciding' is a record too."""

    def __init__(self, aids: AidLibrary, forms: FormLibrary, drafting: Drafting, saver: Saver) -> None:
        self._aids = aids
        self._forms = forms
        self._drafting = drafting
        self._saver = saver

    def aid(self, code: str) -> DecisionAid:
        """One decision aid."""
        return self._aids.read(code)

    def form(self, code: str) -> Mapping[str, Any]:
        """The Questionnaire that records the decision for an aid."""
        return self._forms.read(DECISION_FORM + code)

    def open(self, code: str, patient_id: str, visit_id: str = "") -> Draft:
        """The draft record of this decision, where it was left."""
        form = self._forms.pin(DECISION_FORM + code)
        return self._drafting.open("decision", f"{DECISION_FORM}{code}|{form.get('version', '')}", patient_id, visit_id)

    def note(self, draft: Draft, response: Mapping[str, Any]) -> Draft:
        """Keep the state of the record as it is being made."""
        return self._drafting.note(draft, response)

    def record(self, draft: Draft) -> Changes:
        """Store the decision, once: asked again, nothing changes.

        Raises:
            Incomplete: what is still to be said, by field.
        """
        actor = self._saver.access.require_author()
        self._drafting.require_own(draft)
        if self._saver.records.read(FormAnswers, draft.id) is not None:
            return Changes()
        form = self._forms.read(draft.subject)
        answers = finished(form, draft, draft.id, actor.staff_id, self._saver.now())
        changes = self._saver.save("Decision recorded", answers, signed=True)
        self._drafting.end(draft.id)
        return move_on(self._saver, draft.patient_id, "decision", changes)

    def of_patient(self, patient_id: str) -> tuple[FormAnswers, ...]:
        """Recorded decisions, newest first."""
        self._saver.access.require_clinical()
        found = self._saver.records.of_patient(FormAnswers, patient_id)
        return tuple(answers for answers in found if answers.canonical.startswith(DECISION_FORM))
