"""Builds plain FHIR Questionnaire items: used where a form is made of catalogues and parts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Item = dict[str, Any]

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OURS = "https://msk-desk.example/fhir/StructureDefinition/"
CODES = "https://msk-desk.example/fhir/CodeSystem/"
VALUE_SETS = "https://msk-desk.example/fhir/ValueSet/"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
UCUM = "http://unitsofmeasure.org"

NO_COPY_FORWARD: Item = {"url": f"{OURS}no-copy-forward", "valueBoolean": True}
HIDDEN: Item = {"url": f"{CORE}questionnaire-hidden", "valueBoolean": True}


def control(code: str) -> Item:
    """The extension that asks for a way of drawing."""
    return {
        "url": f"{CORE}questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"system": CONTROLS, "code": code}]},
    }


def expression(url: str, text: str, name: str = "") -> Item:
    """An extension that holds FHIRPath."""
    named = {"name": name} if name else {}
    return {"url": url, "valueExpression": {**named, "language": "text/fhirpath", "expression": text}}


def variable(name: str, text: str) -> Item:
    """A variable for the expressions below it."""
    return expression(f"{CORE}variable", text, name)


def calculated(text: str) -> Item:
    """The extension of an answer that is worked out."""
    return expression(f"{SDC}calculatedExpression", text)


def enabled(text: str) -> Item:
    """The extension of an item that is asked only while an expression holds."""
    return expression(f"{SDC}enableWhenExpression", text)


def item(link_id: str, kind: str, text: str = "", extensions: Iterable[Item] = (), **more: Any) -> Item:
    """An item; extensions first, as FHIR writes them."""
    found: Item = {}
    if held := list(extensions):
        found["extension"] = held
    found["linkId"] = link_id
    if text:
        found["text"] = text
    return {**found, "type": kind, **{key: value for key, value in more.items() if value not in (None, [], ())}}


def group(link_id: str, text: str, inside: Iterable[Item], extensions: Iterable[Item] = (), **more: Any) -> Item:
    """A group of items."""
    return item(link_id, "group", text, extensions, **more, item=list(inside))


def help_for(link_id: str, words: str) -> Item:
    """The words that help with a question."""
    return item(f"{link_id}-help", "display", words, [control("help")])


def table(link_id: str, text: str, rows: Iterable[Item], extensions: Iterable[Item] = (), **more: Any) -> Item:
    """A group drawn as a table, its groups as rows."""
    return group(link_id, text, rows, [control("grid"), *extensions], **more)


def number(
    link_id: str, text: str, unit: tuple[str, str] | None = None,
    limits: tuple[int | None, int | None] = (None, None), places: int = 0,
) -> Item:  # fmt: skip
    """A whole number, or a decimal with so many places; `unit` is its UCUM code and what is shown."""
    held: list[Item] = []
    if unit is not None:
        coding = {"system": UCUM, "code": unit[0], "display": unit[1]}
        held.append({"url": f"{CORE}questionnaire-unit", "valueCoding": coding})
    held += [
        {"url": f"{CORE}{end}", "valueInteger" if not places else "valueDecimal": limit}
        for end, limit in zip(("minValue", "maxValue"), limits, strict=True)
        if limit is not None
    ]
    if places:
        held.append({"url": f"{CORE}maxDecimalPlaces", "valueInteger": places})
    return item(link_id, "decimal" if places else "integer", text, held)


def choice(link_id: str, text: str, value_set: str, extensions: Iterable[Item] = (), **more: Any) -> Item:
    """A question with the answers of one of our value sets."""
    return item(link_id, "choice", text, extensions, **more, answerValueSet=VALUE_SETS + value_set)


def when_coded(question: str, system: str, *codes: str) -> list[Item]:
    """Conditions that a question has one of some answers."""
    return [
        {"question": question, "operator": "=", "answerCoding": {"system": CODES + system, "code": code}}
        for code in codes
    ]


def every_item(items: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield items and all below them."""
    for each in items:
        yield each
        yield from every_item(each.get("item", ()))


def found_extension(holder: Mapping[str, Any], url: str) -> Any:
    """The value of an element's first extension of a URL; None without one."""
    for each in holder.get("extension", ()):
        if each.get("url") == url:
            return next((value for key, value in each.items() if key.startswith("value")), None)
    return None


def without_extensions(holder: Mapping[str, Any], urls: Iterable[str]) -> Item:
    """An element without some of its extensions."""
    dropped = set(urls)
    kept = [each for each in holder.get("extension", ()) if each.get("url") not in dropped]
    bare = {key: value for key, value in holder.items() if key != "extension"}
    return {"extension": kept, **bare} if kept else bare
