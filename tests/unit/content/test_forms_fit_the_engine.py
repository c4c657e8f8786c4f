"""Every form that ships can be filled in by the forms engine, with nothing unsupported."""

from typing import Any

import pytest

from msk_desk.content import forms, prom_forms, proms
from msk_desk.domain.proms.definition import Item
from msk_desk.domain.proms.form_parts import OWN_ANSWERS
from msk_desk.forms.check import check_questionnaire, fill

SHIPPED = {url.rsplit("/", 1)[-1]: form for url, form in forms.load_all().items()}
NUMBERED = {code: prom_forms.questionnaire(definition) for code, definition in proms.load_all().items()}


@pytest.mark.parametrize("name", [*SHIPPED, *NUMBERED])
def test_the_engine_takes_the_form_whole(name: str) -> None:
    checked = check_questionnaire({**SHIPPED, **NUMBERED}[name])
    assert checked["items"] > 0
    assert (checked["problems"], checked["unsupported"]) == ([], [])


@pytest.mark.parametrize("code", NUMBERED)
def test_numbers_within_the_range_are_taken_and_others_named(code: str) -> None:
    items = proms.load_all()[code].items
    highest: dict[str, Any] = {item.code: _answer(item, int(item.high)) for item in items}
    assert fill(NUMBERED[code], highest)["problems"] == []
    too_high = {**highest, items[0].code: _answer(items[0], int(items[0].high) + 1)}
    problems = fill(NUMBERED[code], too_high)["problems"]
    assert [problem["linkId"] for problem in problems] == [items[0].code]


def _answer(item: Item, value: int) -> Any:
    return {"system": OWN_ANSWERS, "code": str(value)} if item.options else value


def test_a_decision_needs_what_was_discussed_and_a_choice() -> None:
    form = SHIPPED["decision-knee-osteoarthritis"]
    missing = {problem["linkId"] for problem in fill(form, {})["problems"]}
    assert missing == {"options-discussed", "choice"}
    system = "https://msk-desk.example/fhir/CodeSystem/decision-knee-osteoarthritis"
    answers = {
        "options-discussed": [{"system": system, "code": "exercise"}, {"system": system, "code": "replacement"}],
        "choice": [{"system": system, "code": "still-deciding"}],
        "ratings.avoid-operation": 11,
    }
    problems = fill(form, answers)["problems"]
    assert [problem["linkId"] for problem in problems] == ["ratings.avoid-operation"]
    response = fill(form, {**answers, "ratings.avoid-operation": 9})["response"]
    assert response["item"][0]["answer"] == [{"valueString": "knee-osteoarthritis|1"}]
