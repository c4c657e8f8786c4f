"""What a form says about how its items want to be drawn is read whole."""

from typing import Any

from msk_desk.forms.definition import Definition
from msk_desk.forms.item import ChoiceColumn, Item

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"


def read(**fields: Any) -> Definition:
    item = {"linkId": "1", "type": "string", **fields}
    return Definition.load({"resourceType": "Questionnaire", "item": [item]})


def item_of(definition: Definition) -> Item:
    return definition.by_link_id["1"]


def hint(code: str) -> dict[str, Any]:
    control = {"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": {"coding": [{"code": code}]}}
    return {"linkId": code, "type": "display", "text": code.capitalize(), "extension": [control]}


def test_help_flyover_and_prompt_are_kept_apart() -> None:
    look = item_of(read(item=[hint("help"), hint("flyover"), hint("prompt"), hint("unit")])).look
    assert (look.help, look.flyover, look.prompt) == ("Help", "Flyover", "Prompt")
    assert look.unit == {"unit": "Unit", "display": "Unit"}


def test_folding_width_links_and_pictures_are_read_and_count_as_supported() -> None:
    width = {"value": 50, "code": "%"}
    picture = {"contentType": "image/png", "data": "AAAA"}
    definition = read(
        extension=[
            {"url": SDC + "collapsible", "valueCode": "default-closed"},
            {"url": SDC + "width", "valueQuantity": width},
            {"url": SDC + "itemMedia", "valueAttachment": picture},
            {"url": CORE + "questionnaire-supportLink", "valueUri": "https://example.org/a"},
            {"url": CORE + "questionnaire-supportLink", "valueUri": "https://example.org/b"},
        ]
    )
    look = item_of(definition).look
    assert (look.collapsible, look.width, look.media) == ("default-closed", width, picture)
    assert look.links == ("https://example.org/a", "https://example.org/b")
    assert definition.unsupported == ()


def test_the_columns_of_a_list_are_read() -> None:
    parts = [{"url": "path", "valueString": "display"}, {"url": "label", "valueString": "Name"}]
    column = {"url": SDC + "choiceColumn", "extension": [*parts, {"url": "forDisplay", "valueBoolean": True}]}
    assert item_of(read(extension=[column])).look.columns == (ChoiceColumn("display", "Name", True),)


def test_extensions_of_the_wrong_shape_are_passed_over() -> None:
    odd = [{"url": SDC + "width", "valueString": "wide"}, {"url": SDC + "choiceColumn", "valueString": "x"}]
    look = item_of(read(extension=odd)).look
    assert look.width is None
    assert look.columns == (ChoiceColumn(""),)
