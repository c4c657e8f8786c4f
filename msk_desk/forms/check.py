"""Behind `msk-desk forms check`, `forms fill` and `fhirpath --batch`: pure functions of JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import DefinitionError, FormsError
from msk_desk.forms.fhirpath.evaluate import evaluate as evaluate_fhirpath
from msk_desk.forms.finding import Finding
from msk_desk.forms.scores import answer_weights
from msk_desk.forms.state import FormState
from msk_desk.forms.valuesets import ValueSets

_NEEDS_THE_FORM = ("weight", "ordinal", "memberOf")


def check_questionnaire(questionnaire: Any) -> dict[str, Any]:
    """Return title, number of items, what is unsupported and what is wrong with a form."""
    if not isinstance(questionnaire, dict) or questionnaire.get("resourceType") != "Questionnaire":
        problem = Finding("", "not-a-questionnaire", "this is not a FHIR Questionnaire").as_json()
        return {"title": "", "items": 0, "unsupported": [], "problems": [problem]}
    definition = Definition(questionnaire)
    return {
        "title": definition.title,
        "items": sum(1 for _ in definition.walk()),
        "unsupported": [one.as_json() for one in definition.unsupported],
        "problems": [one.as_json() for one in definition.problems],
    }


def fill(
    questionnaire: Any,
    answers: Mapping[str, Any],
    environment: Mapping[str, Any] | None = None,
    *,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Return the response that answers lead to, calculated values included, and what is wrong with it.

    Args:
        answers: `{linkId: value or list of values}`, or a QuestionnaireResponse.

    Raises:
        DefinitionError: when the Questionnaire cannot be used.
    """
    definition = Definition.load(questionnaire)
    findings: list[Finding] = []
    if answers.get("resourceType") == "QuestionnaireResponse":
        state = FormState(definition, dict(answers), environment, now=now)
    else:
        state = FormState(definition, None, environment, now=now)
        for link_id, given in answers.items():
            findings += _give(state, link_id, given)
    findings += state.problems()
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


def _give(state: FormState, link_id: str, given: Any) -> list[Finding]:
    try:
        state.set_answer(link_id, given)
    except WrongAnswer as problem:
        return [Finding(link_id, problem.code, str(problem))]
    except FormsError as problem:
        return [Finding(link_id, "unknown-item", str(problem))]
    return []


__all__ = ["DefinitionError", "check_questionnaire", "evaluate", "fill"]
