"""The made-up forms of S9 have the size they claim, and calculate."""

from datetime import UTC, datetime

import pytest

from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from tests.benchmarks.made_forms import eight_hundred_items, first_question, sixty_items

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("form", "items", "expressions"), [(sixty_items(), 60, 40), (eight_hundred_items(), 800, 536)])
def test_size(form, items, expressions):
    definition = Definition.load(form)
    assert not definition.problems
    assert not definition.unsupported
    every = list(definition.walk())
    assert len(every) == items
    assert sum(1 for item in every for _ in item.expressions()) == expressions


def test_a_form_calculates():
    form = eight_hundred_items()
    state = FormState(Definition.load(form), now=NOW)
    assert state.values("s0-total") == []
    assert state.values("sum-1") == []
    state.set_answer(first_question(form), "3")
    state.set_answer("s1-q0", "2")
    assert state.values("s0-total") == [{"valueInteger": 3}]
    assert state.values("sum-1") == [{"valueInteger": 6}]
    assert state.instance("s0-said").text == "Part 1: 1 answered"
    assert not state.visible("s0-more")
    for link_id in ("s0-q1", "s0-q2"):
        state.set_answer(link_id, "4")
    assert state.visible("s0-more")
    assert state.values("s0-share") == [{"valueDecimal": state.values("s0-share")[0]["valueDecimal"]}]
    assert float(state.values("s0-share")[0]["valueDecimal"]) == 68.8
