"""Every kind of fault in a response is found, with its code and the linkId; sound answers are not complained of."""

from datetime import UTC, datetime
from typing import Any

import pytest

from msk_desk.forms.check import fill
from tests.fakes.every_feature import CORE, EVERY_FEATURE, coding

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOUND: list[dict[str, Any]] = [
    {"linkId": "sites", "answer": [{"valueCoding": coding("front")}]},
    {"linkId": "pain", "answer": [{"valueInteger": 4}]},
]


def found(*items: dict[str, Any], without: str = "") -> list[tuple[str, str]]:
    given = {one["linkId"] for one in items}
    kept = [one for one in SOUND if one["linkId"] not in given and one["linkId"] != without]
    response = {"resourceType": "QuestionnaireResponse", "status": "in-progress", "item": [*kept, *items]}
    return [(one["linkId"], one["code"]) for one in fill(EVERY_FEATURE, response, now=NOW)["problems"]]


def answered(link_id: str, *answers: dict[str, Any]) -> dict[str, Any]:
    return {"linkId": link_id, "answer": list(answers)}


def test_a_sound_response_has_no_problems():
    assert found() == []


KILO = {"system": "http://unitsofmeasure.org", "code": "kg", "unit": "kg"}
FAULTS: dict[str, tuple[list[dict[str, Any]], list[tuple[str, str]]]] = {
    "unknown linkId": ([answered("nothing", {"valueString": "x"})], [("nothing", "unknown-item")]),
    "in the wrong place": ([answered("name", {"valueString": "x"})], [("name", "unknown-item")]),
    "another type": ([answered("height", {"valueString": "tall"})], [("height", "type")]),
    "not a date": ([answered("onset", {"valueDate": "2026-02-30"})], [("onset", "type")]),
    "a number as text": ([answered("pain", {"valueInteger": "many"})],
                         [("pain", "type"), ("", "form"), ("pain", "required")]),
    "an answer to a group": ([answered("drugs", {"valueString": "x"})], [("drugs", "type")]),
    "an answer to a display": ([answered("said", {"valueString": "x"})], [("said", "type")]),
    "not an option": ([answered("mood", {"valueCoding": coding("z")})], [("mood", "option")]),
    "not in a contained list": ([answered("contained", {"valueCoding": coding("x")})], [("contained", "option")]),
    "switched off option": ([answered("offered", {"valueCoding": coding("c")})], [("offered", "option")]),
    "too small": ([answered("pain", {"valueInteger": -1})], [("pain", "min-value")]),
    "too large": ([answered("pain", {"valueInteger": 11})], [("pain", "max-value")]),
    "too heavy": ([answered("weight", {"valueQuantity": {"value": 300, **KILO}})], [("weight", "max-value")]),
    "in the future": ([answered("onset", {"valueDate": "2027-01-01"})], [("onset", "max-value")]),
    "too many decimals": ([answered("height", {"valueDecimal": 1.755})], [("height", "decimal-places")]),
    "too long": ([answered("postcode", {"valueString": "LS1 1AAAAAA"})],
                 [("postcode", "max-length"), ("postcode", "regex")]),
    "too short": ([answered("postcode", {"valueString": "L1"})], [("postcode", "min-length"), ("postcode", "regex")]),
    "two answers where one may be": ([answered("height", {"valueDecimal": 1}, {"valueDecimal": 2})],
                                     [("height", "max-occurs"), ("index", "calculation")]),
    "too many answers": ([answered("sites", *({"valueCoding": coding(code)} for code in ("front", "back", "none")))],
                         [("sites", "max-occurs"), ("sites", "exclusive")]),
    "exclusive with another": ([answered("sites", {"valueCoding": coding("none")}, {"valueCoding": coding("back")})],
                               [("sites", "exclusive")]),
    "a broken constraint": ([answered("pain", {"valueInteger": 10}), answered("rule", {"valueString": "x"})],
                            [("rule", "too-much")]),
    "a group twice": ([{"linkId": "folded", "item": [answered("secret", {"valueString": "a"})]},
                       {"linkId": "folded", "item": [answered("secret", {"valueString": "b"})]}],
                      [("folded", "max-occurs")]),
    "not asked": ([{"linkId": "drugs", "item": [answered("name", {"valueString": "a"}),
                                                answered("how", {"valueString": "b"})]}], [("how", "disabled")]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_fault(fault: str):
    items, expected = FAULTS[fault]
    assert found(*items) == expected


def test_a_missing_answer_that_is_required():
    assert ("pain", "required") in found(without="pain")


def test_an_answer_not_asked_is_left_out():
    rows = [{"name": "a", "helps": False, "how": "well"}, {"name": "b", "helps": True, "how": "badly"}]
    result = fill(EVERY_FEATURE, {"pain": 4, "sites": "front", "drugs": rows}, now=NOW)
    assert [(one["linkId"], one["code"]) for one in result["problems"]] == [("how", "disabled")]
    written = [one for one in result["response"]["item"] if one["linkId"] == "drugs"]
    assert [[one["linkId"] for one in row["item"]] for row in written] == [["name", "helps"], ["name", "helps", "how"]]


@pytest.mark.parametrize("rows", [{"name": ["a", "b"]}, {"drugs": [{"name": "a"}, {"name": "b"}]}])
def test_rows_may_be_given_by_item_or_by_group(rows: dict[str, Any]):
    result = fill(EVERY_FEATURE, {"pain": 4, "sites": "front", **rows}, now=NOW)
    assert result["problems"] == []
    written = [
        one["item"][0]["answer"][0]["valueString"] for one in result["response"]["item"] if one["linkId"] == "drugs"
    ]
    assert written == ["a", "b"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"nothing": 1}, ("nothing", "unknown-item")),
        ({"mood": "z"}, ("mood", "option")),
        ({"height": "tall"}, ("height", "type")),
        ({"index": 20}, ("index", "read-only")),
        ({"said": "x"}, ("said", "type")),
        ({"folded": [{"secret": "a"}, {"secret": "b"}]}, ("folded", "max-occurs")),
        ({"drugs": ["a"]}, ("drugs", "type")),
        ({"drugs": [{"nothing": 1}]}, ("nothing", "unknown-item")),
    ],
)
def test_plain_answers_that_cannot_be_given(answers: dict[str, Any], expected: tuple[str, str]):
    result = fill(EVERY_FEATURE, {"pain": 4, "sites": "front", **answers}, now=NOW)
    assert [(one["linkId"], one["code"]) for one in result["problems"]] == [expected]


def test_fewest_and_most_rows():
    rows = {"linkId": "g", "type": "group", "repeats": True, "item": [{"linkId": "q", "type": "string"}],
            "extension": [{"url": CORE + "questionnaire-minOccurs", "valueInteger": 2},
                          {"url": CORE + "questionnaire-maxOccurs", "valueInteger": 3}]}  # fmt: skip
    form = {"resourceType": "Questionnaire", "item": [rows]}

    def problems(number: int) -> list[str]:
        given = {"g": [{"q": "x"}] * number}
        return [one["code"] for one in fill(form, given, now=NOW)["problems"]]

    assert [problems(number) for number in (1, 2, 3, 4)] == [["min-occurs"], [], [], ["max-occurs"]]
