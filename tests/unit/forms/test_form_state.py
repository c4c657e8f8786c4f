"""An open form: enablement, calculation, rows, drafts, and answers in and out."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.check import check_questionnaire, fill
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import DefinitionError
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Expression
from msk_desk.forms.scope import Scopes
from msk_desk.forms.state import FormState

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
CORE = "http://hl7.org/fhir/StructureDefinition/"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def expression(url: str, text: str, **more: str) -> dict[str, Any]:
    return {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": text, **more}}


def calculated(text: str) -> list[dict[str, Any]]:
    return [expression(SDC + "calculatedExpression", text)]


def option(code: str, weight: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"valueCoding": {"system": "s", "code": code, "display": code.upper()}}
    if weight is not None:
        found["extension"] = [{"url": CORE + "ordinalValue", "valueDecimal": weight}]
    return found


FORM: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/q",
    "version": "2",
    "title": "A form",
    "extension": [expression(CORE + "variable", "%resource.item.where(linkId='pain').answer.value", name="pain")],
    "item": [
        {"linkId": "pain", "type": "integer", "text": "Pain", "required": True,
         "extension": [{"url": CORE + "minValue", "valueInteger": 0}, {"url": CORE + "maxValue", "valueInteger": 10}]},
        {"linkId": "why", "type": "text", "text": "Why", "maxLength": 20,
         "enableWhen": [{"question": "pain", "operator": ">", "answerInteger": 3}]},
        {"linkId": "double", "type": "integer", "text": "Twice", "extension": calculated("%pain * 2")},
        {"linkId": "fixed", "type": "integer", "text": "Thrice", "readOnly": True, "extension": calculated("%pain*3")},
        {"linkId": "a", "type": "choice", "text": "A", "answerOption": [option("n", 0), option("y", 2)]},
        {"linkId": "b", "type": "choice", "text": "B", "answerOption": [option("n", 0), option("y", 2)]},
        {"linkId": "score", "type": "decimal", "text": "Score", "readOnly": True,
         "extension": calculated("%resource.item.where(linkId in ('a' | 'b')).answer.value.weight().sum()")},
        {"linkId": "drugs", "type": "group", "text": "Medicines", "repeats": True, "item": [
            {"linkId": "name", "type": "string", "text": "Name"},
            {"linkId": "helps", "type": "boolean", "text": "Helps"},
            {"linkId": "how", "type": "string", "text": "How",
             "enableWhen": [{"question": "helps", "operator": "=", "answerBoolean": True}]},
        ]},
        {"linkId": "count", "type": "integer", "text": "Number", "readOnly": True,
         "extension": calculated("%resource.item.where(linkId='drugs').item.where(linkId='name').answer.count()")},
        {"linkId": "sites", "type": "choice", "repeats": True, "text": "Where",
         "answerOption": [option("front"), option("back"),
                          {**option("none"), "extension": [{"url": CORE + "questionnaire-optionExclusive",
                                                            "valueBoolean": True}]}]},
        {"linkId": "said", "type": "display", "text": "…", "_text": {
            "extension": [expression(CORE + "cqf-expression", "iif(%pain > 7, 'Severe', 'Not severe')")]}},
        {"linkId": "parent", "type": "boolean", "text": "Parent", "item": [
            {"linkId": "child", "type": "string", "text": "Child"}]},
    ],
}  # fmt: skip
DEFINITION = Definition.load(FORM)


def state(response: dict[str, Any] | None = None) -> FormState:
    return FormState(DEFINITION, response, now=NOW)


def value(form: FormState, link_id: str) -> Any:
    values = form.values(link_id)
    return next(iter(values[0].values())) if values else None


def answered(form: FormState, link_id: str) -> bool:
    return any(item["linkId"] == link_id for item in form.response().get("item", []))


def test_a_disabled_answer_is_kept_in_memory_and_left_out_of_the_response() -> None:
    form = state()
    form.set_answer("pain", 6)
    form.set_answer("why", "stairs")
    assert answered(form, "why")
    changed = form.set_answer("pain", 2)
    assert form.instance("why") in changed.shown
    assert not answered(form, "why")
    form.set_answer("pain", 5)
    assert value(form, "why") == "stairs"


def test_calculations_follow_and_only_changed_items_are_named() -> None:
    form = state()
    changed = form.set_answer("pain", 4)
    assert value(form, "double") == 8
    assert {one.link_id for one in changed.answers} == {"pain", "double", "fixed"}
    assert form.set_answer("a", "y").answers.isdisjoint({form.instance("double")})


def test_nothing_answered_gives_no_score_never_nought() -> None:
    form = state()
    assert value(form, "score") is None
    form.set_answer("a", "n")
    assert value(form, "score") == 0
    form.set_answer("b", "y")
    assert value(form, "score") == 2
    form.set_answer("a", None)
    form.set_answer("b", None)
    assert value(form, "score") is None


def test_what_the_user_wrote_over_a_calculation_stays() -> None:
    form = state()
    form.set_answer("pain", 4)
    form.set_answer("double", 9)
    form.set_answer("pain", 5)
    assert value(form, "double") == 9
    again = state(form.response())
    assert value(again, "double") == 9
    restored = FormState.restore(DEFINITION, json.loads(json.dumps(form.snapshot())), now=NOW)
    restored.set_answer("pain", 6)
    assert value(restored, "double") == 9
    restored.follow_calculation("double")
    assert value(restored, "double") == 12
    with pytest.raises(WrongAnswer):
        form.set_answer("fixed", 1)


def test_rows_of_a_repeating_group_do_not_act_on_each_other() -> None:
    form = state()
    first = form.instances("drugs")[0]
    second = form.add_instance(first)
    form.set_answer(second.children[1], True)
    assert not form.visible(first.children[2])
    assert form.visible(second.children[2])
    assert second.children[2].path == "drugs:1/how"


def test_rows_are_added_and_removed_and_counted() -> None:
    form = state()
    form.set_answer("name", "Paracetamol")
    row = form.add_instance("drugs")
    form.set_answer(row.children[0], "Paracetamol")
    assert value(form, "count") == 2
    form.remove_instance(form.instances("drugs")[0])
    assert value(form, "count") == 1
    form.remove_instance(form.instances("drugs")[0])
    assert value(form, "count") in (None, 0)
    assert len(form.instances("drugs")) == 1


def test_a_snapshot_brings_back_hidden_answers_and_empty_rows() -> None:
    form = state()
    form.set_answer("pain", 6)
    form.set_answer("why", "stairs")
    form.set_answer("pain", 1)
    form.set_answer(form.add_instance("drugs").children[0], "Codeine")
    back = FormState.restore(DEFINITION, json.loads(json.dumps(form.snapshot())), now=NOW)
    assert value(back, "why") == "stairs"
    assert not back.visible("why")
    assert [one.path for one in back.instances("name")] == ["drugs/name", "drugs:1/name"]
    assert back.response() == form.response()


def test_texts_are_worked_out_again_when_a_form_is_reopened() -> None:
    form = state()
    form.set_answer("pain", 9)
    assert form.instance("said").text == "Severe"
    assert state(form.response()).instance("said").text == "Severe"


def test_items_under_an_answer_stay_under_it() -> None:
    form = state()
    form.set_answer("parent", True)
    form.set_answer("child", "x")
    parent = next(item for item in form.response()["item"] if item["linkId"] == "parent")
    assert parent["answer"] == [{"valueBoolean": True, "item": [{"linkId": "child", "answer": [{"valueString": "x"}]}]}]


@pytest.mark.parametrize(
    ("link_id", "given", "code"),
    [
        ("pain", 11, "max-value"),
        ("pain", -1, "min-value"),
        ("pain", None, "required"),
        ("why", "x" * 21, "max-length"),
        ("a", {"valueCoding": {"system": "s", "code": "other"}}, "option"),
        ("sites", ["front", "none"], "exclusive"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_named(link_id: str, given: Any, code: str) -> None:
    form = state()
    form.set_answer("pain", 5)
    form.set_answer(link_id, given)
    assert code in [one.code for one in form.problems(link_id)]


@pytest.mark.parametrize(("link_id", "given"), [("pain", "much"), ("pain", 1.5), ("helps", 3), ("a", True)])
def test_an_answer_of_the_wrong_kind_changes_nothing(link_id: str, given: Any) -> None:
    form = state()
    before = form.response()
    with pytest.raises(WrongAnswer):
        form.set_answer(link_id, given)
    assert form.response() == before


def test_fill_returns_calculated_values_and_findings() -> None:
    found = fill(FORM, {"pain": 12, "a": "y", "b": "maybe", "nobody": 1})
    items = {item["linkId"]: item["answer"] for item in found["response"]["item"]}
    assert items["score"] == [{"valueDecimal": 2}]
    assert found["response"]["questionnaire"] == "https://example.org/q|2"
    assert {(one["linkId"], one["code"]) for one in found["problems"]} == {
        ("pain", "max-value"),
        ("b", "option"),
        ("nobody", "unknown-item"),
    }


def test_check_names_exactly_what_is_unsupported_and_wrong() -> None:
    form = {
        "resourceType": "Questionnaire",
        "title": "T",
        "item": [
            {"linkId": "x", "type": "reference", "extension": [{"url": "http://far/away", "valueString": "?"}]},
            {"linkId": "y", "type": "choice", "answerValueSet": "http://far/vs"},
            {"linkId": "z", "type": "integer", "extension": calculated("1 +"),
             "enableWhen": [{"question": "gone", "operator": "exists", "answerBoolean": True}]},
        ],
    }  # fmt: skip
    found = check_questionnaire(form)
    assert {(one["linkId"], one["what"]) for one in found["unsupported"]} == {
        ("x", "item type reference"),
        ("x", "extension http://far/away"),
        ("y", "answerValueSet http://far/vs"),
    }
    assert {(one["linkId"], one["code"]) for one in found["problems"]} == {("z", "expression"), ("z", "enable-when")}


@pytest.mark.parametrize(
    "form",
    [
        {"resourceType": "Patient"},
        {"resourceType": "Questionnaire", "modifierExtension": [{"url": "u"}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "a", "type": "group"}, {"linkId": "a", "type": "group"}]},
    ],
)
def test_a_form_that_would_be_misread_is_refused(form: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        Definition.load(form)


@pytest.mark.parametrize(
    ("part", "value"),
    [("extension", "x"), ("extension", [None]), ("repeats", "yes"), ("answerOption", {}), ("maxLength", "9"),
     ("enableWhen", [[]]), ("text", {"div": "x"}), ("_text", 3), ("code", 5), ("item", [None])],
)  # fmt: skip
def test_a_misshapen_part_is_reported_and_the_rest_still_works(part: str, value: Any) -> None:
    form = {"resourceType": "Questionnaire", "item": [{"linkId": "q", "type": "string", part: value}]}
    found = check_questionnaire(form)
    assert found["items"] == 1
    assert part == "text" or [one["code"] for one in found["problems"]] == ["shape"]
    assert fill(form, {"q": "fine"})["response"]["item"] == [{"linkId": "q", "answer": [{"valueString": "fine"}]}]


def test_an_answer_runs_only_the_calculations_that_look_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [{"linkId": f"q{n}", "type": "integer"} for n in range(40)]
    totals = [
        {"linkId": f"t{n}", "type": "integer",
         "extension": calculated(f"%resource.item.where(linkId='q{n}').answer.value + 1")}
        for n in range(40)
    ]  # fmt: skip
    form = FormState(Definition.load({"resourceType": "Questionnaire", "item": [*asked, *totals]}))
    run: list[str] = []
    original = Scopes.run

    def counted(self: Scopes, wanted: Expression, instance: Instance) -> list[Any]:
        run.append(wanted.link_id)
        return original(self, wanted, instance)

    monkeypatch.setattr(Scopes, "run", counted)
    form.set_answer("q7", 1)
    assert run == ["t7"]
    assert value(form, "t7") == 2


def test_calculations_in_a_chain_run_once_each_and_in_order() -> None:
    chain = [{"linkId": "c0", "type": "integer"}]
    for n in range(1, 30):
        text = f"%resource.item.where(linkId='c{n - 1}').answer.value + 1"
        chain.insert(0, {"linkId": f"c{n}", "type": "integer", "extension": calculated(text)})
    form = FormState(Definition.load({"resourceType": "Questionnaire", "item": chain}))
    changed = form.set_answer("c0", 1)
    assert value(form, "c29") == 30
    assert len(changed.answers) == 30


def test_a_total_over_repeat_item_under_rows_is_flagged() -> None:
    rows = {"linkId": "r", "type": "group", "repeats": True, "item": [{"linkId": "n", "type": "integer"}]}
    total = {"linkId": "t", "type": "integer",
             "extension": calculated("%resource.repeat(item).where(linkId='n').answer.value.sum()")}  # fmt: skip
    found = check_questionnaire({"resourceType": "Questionnaire", "item": [rows, total]})
    assert [one["code"] for one in found["problems"]] == ["repeat-item"]


@pytest.mark.parametrize(
    ("operator", "key", "wanted", "given", "shown"),
    [
        ("exists", "answerBoolean", True, {"valueInteger": 1}, True),
        ("exists", "answerBoolean", False, None, True),
        ("=", "answerInteger", 2, {"valueInteger": 2}, True),
        ("!=", "answerInteger", 2, None, True),
        ("!=", "answerInteger", 2, {"valueInteger": 3}, True),
        ("<=", "answerInteger", 2, {"valueInteger": 2}, True),
        ("<", "answerInteger", 2, {"valueInteger": 2}, False),
        (">=", "answerInteger", 2, {"valueInteger": 1}, False),
    ],
)
def test_enable_when(operator: str, key: str, wanted: Any, given: Any, shown: bool) -> None:
    form = Definition.load(
        {
            "resourceType": "Questionnaire",
            "item": [
                {"linkId": "q", "type": "integer"},
                {"linkId": "x", "type": "string", "enableWhen": [{"question": "q", "operator": operator, key: wanted}]},
            ],
        }
    )
    opened = FormState(form)
    opened.set_answer("q", given)
    assert opened.visible("x") is shown


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("pain"), st.one_of(st.none(), st.integers(-2, 12))),
        st.tuples(st.just("why"), st.text(max_size=25)),
        st.tuples(st.just("double"), st.integers(0, 50)),
        st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["n", "y", None])),
        st.tuples(st.just("sites"), st.lists(st.sampled_from(["front", "back", "none"]), max_size=3, unique=True)),
        st.tuples(st.sampled_from(["name", "how", "child"]), st.text(max_size=5)),
        st.tuples(st.sampled_from(["helps", "parent"]), st.booleans()),
        st.tuples(st.sampled_from(["+row", "-row"]), st.integers(0, 3)),
    ),
    max_size=25,
)


def act(form: FormState, link_id: str, given: Any) -> None:
    places = form.instances("drugs" if "row" in link_id else link_id)
    place = places[given % len(places) if isinstance(given, int) else -1]
    if link_id == "+row":
        form.add_instance(place)
    elif link_id == "-row":
        form.remove_instance(place)
    else:
        form.set_answer(place, given)


@settings(max_examples=40, deadline=None)
@given(ACTIONS)
def test_reading_back_what_was_written_changes_nothing(actions: list[tuple[str, Any]]) -> None:
    form = state()
    for link_id, given_value in actions:
        act(form, link_id, given_value)
    response = form.response()
    assert state(json.loads(json.dumps(response))).response() == response
    restored = FormState.restore(DEFINITION, json.loads(json.dumps(form.snapshot())), now=NOW)
    assert restored.response() == response
    assert restored.snapshot() == form.snapshot()
