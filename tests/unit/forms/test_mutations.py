"""Spoilt forms and answers are refused with a reason or filled in as far as they go; nothing ever falls."""

import json
import random
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from msk_desk.content.forms import load_all
from msk_desk.forms.check import check_questionnaire, fill
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import FormsError
from msk_desk.forms.exchange import plain
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState
from tests.benchmarks.made_forms import made_form
from tests.fakes.every_feature import EVERY_FEATURE
from tests.fakes.mutations import mutated

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ENVIRONMENT = {"patient": {"resourceType": "Patient", "name": [{"family": "Okafor"}], "birthDate": "1970-05-17"}}
ANSWERS: tuple[Any, ...] = (
    1, "a", "2026-01-01", True, None, [], ["a", "b"], 1.5, {}, {"valueInteger": 1}, {"valueCoding": {"code": "a"}},
    {"valueCoding": {"code": ["a"]}}, {"valueQuantity": {"value": "x"}}, "x" * 500, {"reference": 1}, [None], 10**30,
)  # fmt: skip
SEEDS = 20


@cache
def forms() -> tuple[dict[str, Any], ...]:
    """Those that ship and made-up ones, the smaller ones more often."""
    shipped = [plain(dict(form)) for form in load_all().values()]
    small = [form for form in shipped if len(repr(form)) < 60_000]
    return (*small, *[EVERY_FEATURE] * 6, made_form(2, 1), made_form(1, 2))


def edited(state: FormState, chance: random.Random) -> None:
    """Change something at random, as a person at the form might."""
    every = [one for one in state.root.walk() if one is not state.root]
    if not every:
        return
    one: Instance = chance.choice(every)
    try:
        if one.item.is_group:
            state.add_instance(one) if chance.random() < 0.6 else state.remove_instance(one)
        else:
            options = [option.value for option in one.options]
            state.set_answer(one, chance.choice([*options, *ANSWERS]))
    except FormsError:
        return


def tried(form: Any, chance: random.Random) -> None:
    """Check a form, open it, edit it, keep and restore it, and fill it in from answers; everything must be JSON."""
    json.dumps(plain(check_questionnaire(form)))
    try:
        definition = Definition.load(form)
    except FormsError:
        return
    state = FormState(definition, None, ENVIRONMENT, now=NOW)
    for _ in range(4):
        edited(state, chance)
    json.dumps([one.as_json() for one in state.problems()])
    kept = FormState.restore(definition, state.snapshot(), ENVIRONMENT, now=NOW)
    assert json.dumps(kept.response()) == json.dumps(state.response())
    response = mutated(state.response(), chance)
    if isinstance(response, dict):
        json.dumps(fill(form, {**response, "resourceType": "QuestionnaireResponse"}, ENVIRONMENT, now=NOW))
    given = {item.link_id: chance.choice(ANSWERS) for item in definition.walk() if chance.random() < 0.3}
    json.dumps(fill(form, given, now=NOW))


def mutations(seed: int, number: int) -> None:
    chance = random.Random(seed)
    for at in range(number):
        form = mutated(chance.choice(forms()), chance)
        try:
            tried(form, chance)
        except FormsError:
            continue
        except Exception as problem:
            raise AssertionError(f"seed {seed}, mutation {at}: {form}") from problem


@pytest.mark.parametrize("seed", range(SEEDS))
def test_500_spoilt_forms(seed: int) -> None:
    mutations(seed, 500 // SEEDS)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_10000_spoilt_forms(seed: int) -> None:
    mutations(seed, 500)


@pytest.mark.parametrize("form", forms(), ids=lambda form: str(form["url"]))
def test_the_sound_forms_are_sound(form: dict[str, Any]) -> None:
    assert check_questionnaire(form)["problems"] == []
    tried(form, random.Random(1))
