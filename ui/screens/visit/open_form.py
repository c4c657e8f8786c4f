"""The assessment of a visit, opened where it was left; runs on a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState

if TYPE_CHECKING:
    from ui.context import Desk

OVERRIDDEN = "overridden"
"""Beside the answers in the journal: which calculated items the user wrote over."""


@dataclass(frozen=True, slots=True)
class OpenAssessment:
    """A form ready to be filled in, or one that is signed."""

    form: FormState
    draft: Draft
    signed: FormAnswers | None
    signed_by: str


def open_assessment(desk: Desk, visit_id: str) -> OpenAssessment:
    """Read the form and its draft, and make the form ready."""
    found = desk.visits.open_form(visit_id)
    definition = Definition.load(dict(found.questionnaire))
    if found.signed is not None:
        response = {"resourceType": "QuestionnaireResponse", "item": list(found.signed.items)}
        form = FormState(definition, response, now=desk.now())
        return OpenAssessment(form, found.draft, found.signed, desk.record.staff_name(found.signed.author_id))
    content = found.draft.content
    if content:
        answers = {key: value for key, value in content.items() if key != OVERRIDDEN}
        snapshot = {"response": answers, OVERRIDDEN: content.get(OVERRIDDEN, ())}
        return OpenAssessment(FormState.restore(definition, snapshot, now=desk.now()), found.draft, None, "")
    return OpenAssessment(FormState(definition, None, now=desk.now()), found.draft, None, "")


def content_of(form: FormState) -> Mapping[str, Any]:
    """The whole state of the form for the journal: hidden answers too."""
    snapshot = form.snapshot()
    return {**snapshot["response"], OVERRIDDEN: list(snapshot["overridden"])}
