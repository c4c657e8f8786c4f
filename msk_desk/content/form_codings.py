"""Completes the codings of a form that was written briefly: systems, value sets, coded problems."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msk_desk.content.codes import answer_options, code_of
from msk_desk.content.form_items import CODES, OURS, VALUE_SETS, Item, every_item, found_extension, without_extensions
from msk_desk.content.resource_files import ContentInvalid, read_json_exactly
from msk_desk.domain.codes import SNOMED_CT

FILE = "codes/form-value-sets.json"
PROBLEM_LIST = f"{OURS}coded-problems"


@cache
def value_sets() -> Mapping[str, Item]:
    """Our value sets by their id, as plain FHIR."""
    return {row["id"]: _value_set(row) for row in read_json_exactly(FILE)["valueSets"]}


def _value_set(row: Mapping[str, Any]) -> Item:
    concepts = [{"code": code, "display": display} for code, display in row["concepts"]]
    system = CODES + row.get("system", row["id"])
    return {
        "resourceType": "ValueSet", "id": row["id"], "status": "active",
        "compose": {"include": [{"system": system, "concept": concepts}]},
    }  # fmt: skip


def with_codings(form: Item) -> Item:
    """A form whose codings all name their system, with the value sets it uses inside it.

    Raises:
        ContentInvalid: it names a value set that there is not.
    """
    used: dict[str, Item] = {}
    areas = tuple(_areas(form))
    made = {**form, "item": [_completed(each, used, areas) for each in form["item"]]}
    own = {each.get("id", ""): each for each in form.get("contained", ()) if each.get("resourceType") == "ValueSet"}
    systems = dict(_systems(made["item"], {**own, **used}))
    made["item"] = [_with_conditions(each, systems) for each in made["item"]]
    if used:
        made["contained"] = [*form.get("contained", ()), *used.values()]
    return made


def _areas(form: Item) -> Iterator[str]:
    """The areas of the body that a form is for."""
    for context in form.get("useContext", ()):
        if context.get("code", {}).get("code") == "focus":
            yield from (each["code"] for each in context["valueCodeableConcept"]["coding"])


def _completed(item: Item, used: dict[str, Item], areas: tuple[str, ...]) -> Item:
    made = dict(item)
    reference = str(item.get("answerValueSet", ""))
    if reference.startswith(VALUE_SETS):
        name = reference.removeprefix(VALUE_SETS)
        if name not in value_sets():
            raise ContentInvalid(f"{item['linkId']}: there is no value set {name}")
        used[name] = value_sets()[name]
        made["answerValueSet"] = f"#{name}"
    if "answerOption" in item:
        coded = bool(found_extension(item, PROBLEM_LIST))
        made = without_extensions(made, (PROBLEM_LIST,))
        made["answerOption"] = [_option(each, item["linkId"], coded) for each in item["answerOption"]]
        if coded:
            made["answerOption"] += _further(made["answerOption"], areas)
    if "item" in item:
        made["item"] = [_completed(each, used, areas) for each in item["item"]]
    return made


def _further(offered: list[Item], areas: tuple[str, ...]) -> list[Item]:
    """The coded problems of the form's areas that its author did not list, to be found by typing."""
    held = {each.get("valueCoding", {}).get("code") for each in offered}
    further = {each["valueCoding"]["code"]: each for area in areas for each in answer_options(area)}
    return sorted(
        (option for code, option in further.items() if code not in held),
        key=lambda option: str(option["valueCoding"]["display"]).casefold(),
    )


def _option(option: Mapping[str, Any], link_id: str, coded: bool) -> Item:
    """An answer with its system; a problem in words gets its SNOMED CT code where one is known."""
    coding = option.get("valueCoding")
    if coding is not None:
        return {**option, "valueCoding": {"system": CODES + link_id, **coding}}
    code = code_of(option.get("valueString", "")) if coded else ""
    if not code:
        return dict(option)
    rest = {key: value for key, value in option.items() if key != "valueString"}
    return {**rest, "valueCoding": {"system": SNOMED_CT, "code": code, "display": option["valueString"]}}


def _systems(items: list[Item], used: Mapping[str, Item]) -> Iterator[tuple[tuple[str, str], str]]:
    """The system of each answer offered, by question and code."""
    for each in every_item(items):
        link_id = each["linkId"]
        for option in each.get("answerOption", ()):
            if coding := option.get("valueCoding"):
                yield (link_id, coding.get("code", "")), coding["system"]
        held = used.get(str(each.get("answerValueSet", "")).removeprefix("#"), {})
        for include in held.get("compose", {}).get("include", ()):
            for concept in include.get("concept", ()):
                yield (link_id, concept["code"]), include["system"]


def _with_conditions(item: Item, systems: Mapping[tuple[str, str], str]) -> Item:
    made = dict(item)
    if "enableWhen" in item:
        made["enableWhen"] = [_condition(each, item["linkId"], systems) for each in item["enableWhen"]]
    if "item" in item:
        made["item"] = [_with_conditions(each, systems) for each in item["item"]]
    return made


def _condition(condition: Mapping[str, Any], link_id: str, systems: Mapping[tuple[str, str], str]) -> Item:
    coding = condition.get("answerCoding")
    if coding is None:
        return dict(condition)
    key = (str(condition["question"]), str(coding["code"]))
    if key not in systems:
        raise ContentInvalid(f"{link_id}: {key[0]} is never answered {key[1]}")
    return {**condition, "answerCoding": {"system": systems[key], **coding}}
