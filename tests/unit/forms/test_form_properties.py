"""What holds whatever is answered, added, removed and hidden: 2,000 made-up sittings at a form with rows in rows."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import FormsError
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState
from tests.fakes.every_feature import SDC, coding, expression, item, option

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_HOW = [{"question": "helps", "operator": "=", "answerBoolean": True}]
_WORSE = [{"question": "pain", "operator": ">", "answerInteger": 3}]
_SUM = "%resource.descendants().where(linkId='dose').answer.value.sum()"
FORM = Definition.load(
    {
        "resourceType": "Questionnaire",
        "url": "https://example.org/fhir/Questionnaire/rows",
        "item": [
            item("pain", "integer"),
            item("mood", "choice", answerOption=[option("a"), option("b")], item=[item("mood-why", "string")]),
            item("sites", "choice", repeats=True, answerOption=[option("a"), option("b"), option("c")]),
            item(
                "drug",
                "group",
                repeats=True,
                item=[
                    item("name", "string"),
                    item("helps", "boolean"),
                    item("how", "string", enableWhen=_HOW),
                    item("time", "group", repeats=True, item=[item("dose", "integer")]),
                ],
            ),
            item("worse", "group", enableWhen=_WORSE, item=[item("worse-how", "string")]),
            item("total", "integer", expression(SDC + "calculatedExpression", _SUM)),
            item("fixed", "integer", expression(SDC + "calculatedExpression", _SUM), readOnly=True),
        ],
    }
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "integer": st.integers(0, 10),
    "string": st.text(max_size=5),
    "boolean": st.booleans(),
    "choice": st.sampled_from(["a", "b", "c", None, ["a", "b"]]),
}


def places(state: FormState) -> list[Instance]:
    return [one for one in state.root.walk() if one is not state.root]


def step(state: FormState, at: int, what: str, data: Any) -> None:
    """Do one thing as a person might; what the form refuses is left."""
    every = places(state)
    one = every[at % len(every)]
    try:
        if what == "add":
            state.add_instance(one)
        elif what == "remove" and one.item.is_group:
            state.remove_instance(one)
        elif what == "answer" and one.item.is_question:
            state.set_answer(one, data.draw(_VALUES[one.item.type]))
    except FormsError:
        return


@st.composite
def sittings(draw: st.DrawFn) -> FormState:
    """A form after a number of steps."""
    state = FormState(FORM, now=NOW)
    for _ in range(draw(st.integers(0, 12))):
        step(
            state,
            draw(st.integers(0, 60)),
            draw(st.sampled_from(["answer", "answer", "answer", "add", "remove"])),
            _Drawn(draw),
        )
    return state


class _Drawn:
    """Draws within a composite as a test's data does."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def draw(self, strategy: st.SearchStrategy[Any]) -> Any:
        """Return one value."""
        return self._draw(strategy)


def answers(state: FormState) -> list[tuple[str, Any, bool]]:
    return [(one.path, one.values, one.enabled) for one in places(state) if one.values]


@settings(max_examples=600, deadline=None)
@given(sittings())
def test_what_is_written_reads_back_the_same(state: FormState) -> None:
    written = state.response()
    again = FormState(FORM, json.loads(json.dumps(written)), now=NOW, overridden=state.snapshot()["overridden"])
    assert again.response() == written
    assert again.import_problems == ()


@settings(max_examples=600, deadline=None)
@given(sittings())
def test_a_draft_keeps_every_answer_in_its_place_also_the_hidden(state: FormState) -> None:
    kept = json.loads(json.dumps(state.snapshot()))
    again = FormState.restore(FORM, kept, now=NOW)
    assert answers(again) == answers(state)
    assert again.response() == state.response()
    assert again.snapshot() == state.snapshot()


@settings(max_examples=400, deadline=None)
@given(sittings(), st.integers(0, 60), st.data())
def test_an_answer_changes_nothing_but_its_own_item_and_what_follows(
    state: FormState, at: int, data: st.DataObject
) -> None:
    every = [one for one in places(state) if one.item.is_question and one.item.calculated is None]
    one = every[at % len(every)]
    before = {other.path: list(other.values) for other in places(state)}
    value = data.draw(_VALUES[one.item.type])
    try:
        state.set_answer(one, value)
    except FormsError:
        assert {other.path: list(other.values) for other in places(state)} == before
        return
    free = {one.path, "total", "fixed"}
    after = {other.path: list(other.values) for other in places(state)}
    assert {
        path: values for path, values in after.items() if path not in free and not path.startswith(f"{one.path}/")
    } == {path: values for path, values in before.items() if path not in free and not path.startswith(f"{one.path}/")}
    assert FormState.restore(FORM, state.snapshot(), now=NOW).response() == state.response()


@settings(max_examples=400, deadline=None)
@given(sittings())
def test_rules_of_export_rows_and_scores(state: FormState) -> None:
    exported = json.dumps(state.response())
    for one in places(state):
        hidden = one.values and not one.enabled and one.item.type == "string" and len(str(one.values)) > 25
        assert not hidden or json.dumps(one.values[0]) not in exported or _said_elsewhere(state, one)
        if one.link_id == "how":
            helps = next(other for other in one.parent.children if other.link_id == "helps")
            assert one.switched_on == (helps.values == [{"valueBoolean": True}])
    doses = [next(iter(value.values())) for one in state.instances("dose") for value in one.values]
    wanted = [{"valueInteger": sum(doses)}] if doses else []
    assert state.values("fixed") == wanted
    assert state.instance("total").overridden or state.values("total") == wanted


def _said_elsewhere(state: FormState, one: Instance) -> bool:
    return any(other.enabled and other.values == one.values for other in places(state))


def test_the_coding_of_the_form_is_what_is_stored() -> None:
    state = FormState(FORM, now=NOW)
    state.set_answer("mood", "a")
    assert state.values("mood") == [{"valueCoding": coding("a")}]
