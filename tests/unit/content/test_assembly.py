"""Parts are put in their places as SDC `$assemble` does; what cannot be put together is refused by name."""

from typing import Any

import pytest

from msk_desk.content import forms
from msk_desk.content.assembly import ASSEMBLED_FROM, SUB_QUESTIONNAIRE, assembled
from msk_desk.content.resource_files import ContentInvalid
from msk_desk.forms.check import check_questionnaire

BASE = "https://msk-desk.example/fhir/Questionnaire/"
CS = "https://msk-desk.example/fhir/CodeSystem/"


def included(part: str) -> dict[str, Any]:
    named = [{"url": SUB_QUESTIONNAIRE, "valueCanonical": BASE + part}]
    return {"linkId": f"include-{part}", "type": "display", "extension": named}


def questionnaire(name: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {"resourceType": "Questionnaire", "url": BASE + name, "name": name, "version": "1.0.0", "status": "active"}
    return {**head, **more, "item": list(items)}


def put_together(form: dict[str, Any], *parts: dict[str, Any]) -> dict[str, Any]:
    by_url = {part["url"]: part for part in parts}

    def read(canonical: str) -> dict[str, Any]:
        return by_url[canonical.partition("|")[0]]

    return assembled(form, read)


def text(link_id: str) -> dict[str, Any]:
    return {"linkId": link_id, "type": "text", "text": link_id}


def variable(name: str, says: str) -> dict[str, Any]:
    expression = {"name": name, "language": "text/fhirpath", "expression": says}
    return {"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": expression}


def test_a_part_stands_where_it_was_named_with_its_own_link_ids() -> None:
    inner = questionnaire("inner", text("b"), text("c"))
    outer = questionnaire("outer", {"linkId": "g", "type": "group", "item": [included("inner")]})
    made = put_together(questionnaire("form", text("a"), included("outer"), text("d")), inner, outer)
    assert [each["linkId"] for each in made["item"]] == ["a", "g", "d"]
    assert [each["linkId"] for each in made["item"][1]["item"]] == ["b", "c"]
    sources = [each["valueCanonical"] for each in made["extension"] if each["url"] == ASSEMBLED_FROM]
    assert sources == [f"{BASE}outer|1.0.0", f"{BASE}inner|1.0.0"]


def test_what_stands_at_the_root_of_a_part_moves_to_the_root() -> None:
    contained = {"resourceType": "ValueSet", "id": "v", "compose": {"include": []}}
    launch = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext",
        "extension": [{"url": "name", "valueCoding": {"code": "patient"}}, {"url": "type", "valueCode": "Patient"}],
    }
    part = questionnaire("part", text("b"), extension=[variable("v", "1"), launch], contained=[contained])
    made = put_together(questionnaire("form", included("part"), extension=[variable("w", "2")]), part)
    assert variable("v", "1") in made["extension"]
    assert variable("w", "2") in made["extension"]
    assert launch in made["extension"]
    assert made["contained"] == [contained]
    assert check_questionnaire(made)["problems"] == []


def test_the_same_part_may_bring_the_same_variable_but_not_another_one_of_its_name() -> None:
    one = questionnaire("one", text("a"), extension=[variable("v", "1")])
    same = questionnaire("same", text("b"), extension=[variable("v", "1")])
    other = questionnaire("other", text("b"), extension=[variable("v", "2")])
    put_together(questionnaire("form", included("one"), included("same")), one, same)
    with pytest.raises(ContentInvalid, match="two parts define"):
        put_together(questionnaire("form", included("one"), included("other")), one, other)


def test_a_part_that_includes_itself_is_named_with_the_way_round() -> None:
    one = questionnaire("one", included("two"))
    two = questionnaire("two", included("one"))
    with pytest.raises(ContentInvalid, match="form → one → two → one"):
        put_together(questionnaire("form", included("one")), one, two)


def test_a_link_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ContentInvalid, match="the linkId a stands twice"):
        put_together(questionnaire("form", text("a"), included("part")), questionnaire("part", text("a")))


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentInvalid, match="there is no part"):
        assembled(questionnaire("form", included("nowhere")), forms.read_part)


def test_codings_are_completed_with_their_system() -> None:
    asked = {"linkId": "a", "type": "choice", "answerOption": [{"valueCoding": {"code": "x", "display": "X"}}]}
    condition = {"question": "a", "operator": "=", "answerCoding": {"code": "x"}}
    made = put_together(questionnaire("form", asked, {**text("b"), "enableWhen": [condition]}))
    assert made["item"][0]["answerOption"][0]["valueCoding"]["system"] == f"{CS}a"
    assert made["item"][1]["enableWhen"][0]["answerCoding"]["system"] == f"{CS}a"


def test_a_condition_on_an_answer_that_is_not_offered_is_refused() -> None:
    asked = {"linkId": "a", "type": "choice", "answerOption": [{"valueCoding": {"code": "x"}}]}
    condition = {"question": "a", "operator": "=", "answerCoding": {"code": "y"}}
    with pytest.raises(ContentInvalid, match="b: a is never answered y"):
        put_together(questionnaire("form", asked, {**text("b"), "enableWhen": [condition]}))


def test_value_sets_come_with_the_form_that_uses_them() -> None:
    asked = {"linkId": "a", "type": "choice", "answerValueSet": "https://msk-desk.example/fhir/ValueSet/level"}
    made = put_together(questionnaire("form", asked))
    assert made["item"][0]["answerValueSet"] == "#level"
    assert [each["id"] for each in made["contained"]] == ["level"]
    assert check_questionnaire(made)["unsupported"] == []
    unknown = {**asked, "answerValueSet": "https://msk-desk.example/fhir/ValueSet/nowhere"}
    with pytest.raises(ContentInvalid, match="no value set nowhere"):
        put_together(questionnaire("form", unknown))


MARKED = [{"url": "https://msk-desk.example/fhir/StructureDefinition/coded-problems", "valueBoolean": True}]
KNEE = {
    "code": {"system": "http://terminology.hl7.org/CodeSystem/usage-context-type", "code": "focus"},
    "valueCodeableConcept": {
        "coding": [{"system": "https://msk-desk.example/fhir/CodeSystem/body-area", "code": "knee"}]
    },
}


def test_a_problem_has_its_snomed_code_only_where_one_is_known() -> None:
    listed = [
        {"valueString": "Osteoarthritis of knee"},
        {"valueString": "Anterior cruciate ligament injury"},
        {"valueString": "Sore knee of no kind known"},
    ]
    asked = {"linkId": "a", "type": "open-choice", "extension": MARKED, "answerOption": listed}
    first, second, third = put_together(questionnaire("form", asked))["item"][0]["answerOption"]
    assert first["valueCoding"]["system"] == "http://snomed.info/sct"
    assert first["valueCoding"]["display"] == "Osteoarthritis of knee"
    assert second["valueCoding"]["code"] == "444470001"  # a synonym: the words stay as they were written
    assert second["valueCoding"]["display"] == "Anterior cruciate ligament injury"
    assert third == {"valueString": "Sore knee of no kind known"}


def test_after_the_problems_listed_come_all_others_of_the_area() -> None:
    listed = [{"valueString": "Patellofemoral pain"}, {"valueString": "Osteoarthritis of knee"}]
    asked = {"linkId": "a", "type": "open-choice", "extension": MARKED, "answerOption": listed}
    made = put_together({**questionnaire("form", asked), "useContext": [KNEE]})["item"][0]["answerOption"]
    assert made[0] == {"valueString": "Patellofemoral pain"}
    shown = [each["valueCoding"]["display"] for each in made[1:]]
    assert shown[0] == "Osteoarthritis of knee"
    assert {"Tear of meniscus of knee", "Osteoarthritis of patellofemoral joint"} <= set(shown)
    assert "Osteoarthritis of hip" not in shown
    assert shown[1:] == sorted(shown[1:], key=str.casefold)
    coded = [each["valueCoding"]["code"] for each in made[1:]]
    assert len(coded) == len(set(coded))
