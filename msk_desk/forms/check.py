"""Behind `msk-desk forms check`, `forms fill` and `fhirpath --batch`: pure functions of JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import DefinitionError
from msk_desk.forms.extensions import CALCULATED
from msk_desk.forms.fhirpath.evaluate import evaluate as evaluate_fhirpath
from msk_desk.forms.finding import Finding
from msk_desk.forms.giving import give, link_ids_in, not_asked
from msk_desk.forms.scores import answer_weights
from msk_desk.forms.state import FormState
from msk_desk.forms.valuesets import ValueSets

_NEEDS_THE_FORM = ("weight", "ordinal", "memberOf")


def check_questionnaire(questionnaire: Any) -> dict[str, Any]:
    """Return title, number of items, what is unsupported, what is wrong with a form and what of it is not used."""
    if not isinstance(questionnaire, dict) or questionnaire.get("resourceType") != "Questionnaire":
        problem = Finding("", "not-a-questionnaire", "this is not a FHIR Questionnaire").as_json()
        return {"title": "", "items": 0, "unsupported": [], "problems": [problem], "notUsed": []}
    definition = Definition(questionnaire)
    return {
        "title": definition.title,
        "items": _count(definition.raw),
        "unsupported": [one.as_json() for one in definition.unsupported],
        "problems": [one.as_json() for one in definition.problems],
        "notUsed": [one.as_json() for one in definition.not_used],
    }


def _not_calculated(state: FormState) -> list[Finding]:
    """Return a finding for each calculation that could not be made of these answers."""
    purpose = CALCULATED.rpartition("/")[2]
    return [
        Finding(link_id, "calculation", f"it could not be calculated: {message}")
        for (link_id, what), message in state.faults.items()
        if what == purpose
    ]


def _count(holder: dict[str, Any]) -> int:
    items = [one for one in holder.get("item") or () if isinstance(one, dict)]
    return len(items) + sum(map(_count, items))


def fill(
    questionnaire: Any,
    answers: Mapping[str, Any],
    environment: Mapping[str, Any] | None = None,
    *,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Return the response that answers lead to, calculated values included, and what is wrong with it.

    Args:
        answers: `{linkId: value or list of values}` (rows of a group as a list of such), or a QuestionnaireResponse.

    Raises:
        DefinitionError: when the Questionnaire cannot be used.
    """
    definition = Definition.load(questionnaire)
    if answers.get("resourceType") == "QuestionnaireResponse":
        state = FormState(definition, dict(answers), environment, now=now)
        findings = []
    else:
        state = FormState(definition, None, environment, now=now)
        findings = give(state, answers)
    findings += [*not_asked(state, link_ids_in(answers)), *state.problems(), *_not_calculated(state)]
    return {"response": state.response(), "problems": [one.as_json() for one in findings]}


def evaluate(
    expression: str, resource: Any, environment: Mapping[str, Any] | None = None, *, now: datetime | None = None
) -> list[Any]:
    """Return what a FHIRPath expression finds in a resource, as JSON values.

    Args:
        environment: what `%name` stands for; from `questionnaire` come the weights and value sets.

    Raises:
        FormsError: when it is not FHIRPath or cannot be evaluated.
    """
    known = dict(environment or {})
    form = known.get("questionnaire")
    form = form[0] if isinstance(form, list) and form else form
    if not isinstance(form, dict) or not any(name in expression for name in _NEEDS_THE_FORM):
        return evaluate_fhirpath(expression, resource, known, now)
    weigh, member_of = answer_weights(form), ValueSets(form).member_of
    return evaluate_fhirpath(expression, resource, known, now, weigh=weigh, member_of=member_of)


__all__ = ["DefinitionError", "check_questionnaire", "evaluate", "fill"]
