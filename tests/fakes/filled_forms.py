"""Answers for the forms that ship: whole ones, as a draft keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.drafts import Draft
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from msk_desk.wiring.office import Office

KNEE_FORM = "https://msk-desk.example/fhir/Questionnaire/knee-assessment"
AID = "knee-osteoarthritis"


def red_flags(definition: Definition) -> list[str]:
    """The questions about red flags."""
    return [item.link_id for item in definition.by_link_id["red-flag-list"].items if item.is_question]


def assessment(questionnaire: Mapping[str, Any], *, flags: int | None = None, **answers: str) -> FormState:
    """A knee assessment that can be signed; `flags` is how many red flags were asked, None for all."""
    definition = Definition.load(dict(questionnaire))
    state = FormState(definition)
    for link_id in red_flags(definition)[:flags]:
        state.set_answer(link_id, "absent")
    words = {
        "complaint": "Pain on stairs", "impression-words": "Knee osteoarthritis", "plan-words": "Exercise",
        "observation": "No swelling",
    } | answers  # fmt: skip
    for link_id, text in words.items():
        state.set_answer(link_id, text)
    state.set_answer("side", _first_option(state, "side"))
    state.set_answer("diagnosis", _first_option(state, "diagnosis"))
    return state


def decision(desk: Office, draft: Draft, choice: str = "still-deciding", *, discussed: bool = True) -> Draft:
    """A decision, kept in its draft."""
    state = FormState(Definition.load(dict(desk.decisions.form(AID))))
    if discussed:
        state.set_answer("options-discussed", [_first_option(state, "options-discussed")])
    state.set_answer("choice", choice)
    return desk.decisions.note(draft, state.snapshot())


def _first_option(state: FormState, link_id: str) -> Any:
    return state.instance(link_id).options[0].value
