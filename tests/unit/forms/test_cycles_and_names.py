"""Calculations that chase each other end; named calculations are variables; `!=` of nothing holds; sets of sets."""

from datetime import UTC, datetime
from typing import Any

from msk_desk.forms.check import check_questionnaire, fill
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from tests.fakes.every_feature import CORE, SDC, expression, item

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def form(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "item": list(items), **more}


def of(link_id: str) -> str:
    return f"%resource.item.where(linkId='{link_id}').answer.value"


def calculated(link_id: str, text: str, **more: str) -> dict[str, Any]:
    return item(link_id, "integer", expression(SDC + "calculatedExpression", text, **more))


def values(result: dict[str, Any]) -> dict[str, Any]:
    return {one["linkId"]: next(iter(one["answer"][0].values())) for one in result["response"].get("item", ())}


def test_two_calculations_of_each_other_are_named_and_stop() -> None:
    chasing = form(
        item("start", "integer"),
        calculated("a", f"{of('b')} + {of('start')}"),
        calculated("b", f"{of('a')} + 1"),
        calculated("c", f"iif({of('start')}.exists(), {of('c')}.combine(0).first() + 1)"),
    )
    assert {one["code"] for one in check_questionnaire(chasing)["problems"]} == {"cycle"}
    found = values(fill(chasing, {"start": 1}, now=NOW))
    assert found["start"] == 1
    assert 1 <= found["c"] <= 20


def test_conditions_on_each_other_stop() -> None:
    def shown_without(link_id: str, other: str) -> dict[str, Any]:
        return item(link_id, "boolean", enableWhen=[{"question": other, "operator": "!=", "answerBoolean": True}])

    state = FormState(Definition(form(shown_without("a", "b"), shown_without("b", "a"))), now=NOW)
    state.set_answer("a", True)
    assert state.visible("a")
    assert not state.visible("b")


def test_a_named_calculation_is_a_variable_below_it() -> None:
    inner = calculated("inner", "%twice + 1")
    outer = {**calculated("outer", f"{of('n')} * 2", name="twice"), "item": [inner]}
    result = fill(form(item("n", "integer"), outer), {"n": 4}, now=NOW)
    answer = result["response"]["item"][1]["answer"][0]
    assert (answer["valueInteger"], answer["item"][0]["answer"]) == (8, [{"valueInteger": 9}])


def test_weights_written_on_options_are_found_in_the_answer() -> None:
    url = CORE + "ordinalValue"
    options = [{"valueCoding": {"code": str(n)}, "extension": [{"url": url, "valueDecimal": n}]} for n in range(4)]
    total = calculated("total", f"%resource.item.answer.valueCoding.extension.where(url='{url}').valueDecimal.sum()")
    asked = form(item("a", "choice", answerOption=options), item("b", "choice", answerOption=options), total)
    assert values(fill(asked, {"a": "2", "b": "3"}, now=NOW))["total"] == 5
    response = {"resourceType": "QuestionnaireResponse", "item": [
        {"linkId": "a", "answer": [{"valueCoding": {"code": "3"}}]}]}  # fmt: skip
    assert values(fill(asked, response, now=NOW))["total"] == 3
    assert "total" not in values(fill(asked, {}, now=NOW))


def test_a_total_is_not_made_of_only_those_answers_whose_weights_are_known() -> None:
    weighed = [{"valueCoding": {"code": "x"}, "extension": [{"url": CORE + "ordinalValue", "valueDecimal": 2}]}]
    total = calculated("total", "%resource.item.answer.value.weight().sum()")
    far = item("far", "choice", answerValueSet="https://example.org/far-away")
    asked = form(item("near", "choice", answerOption=weighed), far, total)
    assert values(fill(asked, {"near": "x"}, now=NOW))["total"] == 2
    found = fill(asked, {"near": "x", "far": {"code": "y"}}, now=NOW)
    assert "total" not in values(found)
    assert [(one["linkId"], one["code"]) for one in found["problems"]] == [("total", "calculation")]


def test_value_sets_within_value_sets() -> None:
    def held(name: str, **compose: Any) -> dict[str, Any]:
        return {"resourceType": "ValueSet", "id": name, "url": f"https://example.org/{name}", "compose": compose}

    def listed(*codes: str) -> dict[str, Any]:
        return {"system": "s", "concept": [{"code": code} for code in codes]}

    contained = [
        held("one", include=[listed("a", "b", "c")]),
        held("two", include=[listed("b", "c", "d")]),
        held("both", include=[{"valueSet": ["https://example.org/one", "https://example.org/two"]}]),
        held("either", include=[{"valueSet": ["#one"]}, {"valueSet": ["#two"]}], exclude=[listed("a")]),
        held("itself", include=[{"valueSet": ["#itself"]}, listed("x")]),
        held("filtered", include=[{"system": "s", "filter": [{"property": "concept", "op": "is-a", "value": "a"}]}]),
    ]
    items = [item(name, "choice", answerValueSet=f"#{name}") for name in ("both", "either", "itself", "filtered")]
    definition = Definition(form(*items, contained=contained))
    offered = {one.link_id: [option.label for option in one.options] for one in definition.walk()}
    assert offered == {"both": ["b", "c"], "either": ["b", "c", "d"], "itself": ["x"], "filtered": []}
    assert [one.as_json() for one in definition.unsupported] == [
        {"linkId": "filtered", "what": "answerValueSet #filtered"}
    ]


def test_types_of_the_later_release_are_read() -> None:
    asked = form(
        item("a", "coding", answerOption=[{"valueCoding": {"code": "x"}}]),
        item("b", "coding", answerOption=[{"valueCoding": {"code": "x"}}], answerConstraint="optionsOrString"),
        item("c", "integer", answerOption=[{"valueInteger": 1}, {"valueInteger": 2}]),
    )
    found = fill(asked, {"a": "x", "b": "else", "c": 3}, now=NOW)
    assert [one["code"] for one in found["problems"]] == ["option"]
    assert values(found) == {"a": {"code": "x"}, "b": "else"}


def test_an_initial_answer_of_another_type_is_named_and_left_out() -> None:
    asked = form(item("a", "integer", initial=[{"valueString": "x"}]))
    assert [one["code"] for one in check_questionnaire(asked)["problems"]] == ["initial"]
    assert values(fill(asked, {}, now=NOW)) == {}


def test_what_is_known_but_not_used_stands_apart_from_what_is_lacking() -> None:
    picture = {"url": CORE + "rendering-xhtml", "valueString": "<img src='x'/>"}
    bold = {"url": CORE + "rendering-xhtml", "valueString": "<b>x</b>"}
    options = [{"valueString": "x", "_valueString": {"extension": [bold]}}]
    pictured = [{"valueString": "x", "_valueString": {"extension": [picture]}}]
    found = check_questionnaire(
        form(
            item("a", "choice", {"url": SDC + "observationExtract", "valueBoolean": True}, answerOption=options),
            item("b", "choice", {"url": "https://example.org/unknown", "valueBoolean": True}, answerOption=pictured),
        )
    )
    assert found["notUsed"] == [
        {"linkId": "a", "what": f"extension {SDC}observationExtract"},
        {"linkId": "a", "what": f"extension {CORE}rendering-xhtml on answerOption"},
    ]
    assert found["unsupported"] == [
        {"linkId": "b", "what": "extension https://example.org/unknown"},
        {"linkId": "b", "what": f"extension {CORE}rendering-xhtml on answerOption"},
    ]
