"""A decision being made: the aid, the form that records it, and where it was left; runs on a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msk_desk.domain.aids import DecisionAid
from msk_desk.domain.drafts import Draft
from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.state import FormState
from msk_desk.services.definitions import definition_of

if TYPE_CHECKING:
    from ui.context import Desk


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """An aid open for a patient; `earlier` are the decisions recorded with it, newest first."""

    aid: DecisionAid
    form: FormState
    draft: Draft
    earlier: tuple[FormAnswers, ...]
    recorded: FormState | None = None


def open_decision(desk: Desk, patient_id: str, visit_id: str, code: str) -> OpenDecision:
    """Read the aid and its form, and put into the form what the journal kept."""
    aid = desk.decisions.aid(code)
    draft = desk.decisions.open(code, patient_id, visit_id)
    definition = definition_of(desk.decisions.form(code))
    response = {key: value for key, value in draft.content.items()} if draft.content else None
    form = FormState(definition, response, now=desk.now())
    earlier = tuple(each for each in desk.decisions.of_patient(patient_id) if each.canonical == aid.questionnaire)
    here = next((each for each in earlier if visit_id and each.visit_id == visit_id), None)
    answers = {"resourceType": "QuestionnaireResponse", "item": list(here.items)} if here is not None else None
    recorded = FormState(definition, answers, now=desk.now()) if answers is not None else None
    return OpenDecision(aid, form, draft, earlier, recorded)


def texts_of(form: FormState, link_id: str) -> str:
    """The text answered under a linkId."""
    return next((str(value["valueString"]) for value in form.values(link_id) if "valueString" in value), "")


def codes_of(form: FormState, link_id: str) -> tuple[str, ...]:
    """The codes chosen under a linkId."""
    return tuple(str(value["valueCoding"]["code"]) for value in form.values(link_id) if "valueCoding" in value)


def number_of(form: FormState, link_id: str) -> int | None:
    """The whole number under a linkId."""
    return next((int(value["valueInteger"]) for value in form.values(link_id) if "valueInteger" in value), None)


def displays_of(items: tuple[Mapping[str, Any], ...], link_id: str) -> tuple[str, ...]:
    """The words of what was chosen, in a recorded decision."""
    for item in items:
        if item.get("linkId") == link_id:
            return tuple(str(each.get("valueCoding", {}).get("display", "")) for each in item.get("answer", ()))
    return ()
