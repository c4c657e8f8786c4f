"""A made-up Questionnaire that uses every feature the engine supports; the tests of features and mutations share it."""

from typing import Any

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
UCUM = "http://unitsofmeasure.org"
SYSTEM = "https://example.org/codes"
NORWAY = "http://ehelse.no/fhir/StructureDefinition/"


def expression(url: str, text: str, **more: str) -> dict[str, Any]:
    """Return an extension whose value is a FHIRPath expression."""
    return {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": text, **more}}


def parts(url: str, **values: Any) -> dict[str, Any]:
    """Return an extension of parts: `name__String="x"` is the part `name` with `valueString`."""
    found = [{"url": key.split("__")[0], f"value{key.split('__')[1]}": value} for key, value in values.items()]
    return {"url": url, "extension": found}


def control(code: str) -> dict[str, Any]:
    """Return an item control."""
    concept = {"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}]}
    return {"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": concept}


def coding(code: str) -> dict[str, Any]:
    """Return a coding of the made-up system."""
    return {"system": SYSTEM, "code": code, "display": code.upper()}


def unit(code: str) -> dict[str, Any]:
    """Return a unit."""
    return {"system": UCUM, "code": code, "display": code}


def item(link_id: str, kind: str, *extension: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an item with a text of its own."""
    found: dict[str, Any] = {"linkId": link_id, "type": kind, "text": f"About {link_id}", **more}
    if extension:
        found["extension"] = list(extension)
    return found


def option(code: str, *extension: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an answer offered."""
    found: dict[str, Any] = {"valueCoding": coding(code), **more}
    if extension:
        found["extension"] = list(extension)
    return found


def _weight(value: float, kind: str = "ordinalValue") -> dict[str, Any]:
    return {"url": CORE + kind, "valueDecimal": value}


def _choices() -> list[dict[str, Any]]:
    prefix = {"url": CORE + "questionnaire-optionPrefix", "valueString": "a)"}
    exclusive = {"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}
    toggle = {
        "url": SDC + "answerOptionsToggleExpression",
        "extension": [
            {"url": "option", "valueCoding": coding("c")},
            expression("expression", "%resource.item.where(linkId='pain').answer.value > 5"),
        ],
    }
    column = parts(SDC + "choiceColumn", path__String="code", label__String="Code", forDisplay__Boolean=True)
    return [
        item(
            "mood",
            "choice",
            control("radio-button"),
            {"url": CORE + "questionnaire-choiceOrientation", "valueCode": "horizontal"},
            answerOption=[
                option("a", prefix, _weight(0)),
                option("b", _weight(1), initialSelected=True),
                option("c", _weight(2, "itemWeight")),
            ],
        ),
        item(
            "sites",
            "choice",
            control("check-box"),
            {"url": CORE + "questionnaire-minOccurs", "valueInteger": 1},
            {"url": CORE + "questionnaire-maxOccurs", "valueInteger": 2},
            repeats=True,
            answerOption=[option("front"), option("back"), option("none", exclusive)],
        ),
        item("offered", "choice", toggle, answerOption=[option("a"), option("b"), option("c")]),
        item("contained", "choice", control("drop-down"), answerValueSet="#list"),
        item(
            "named",
            "choice",
            control("autocomplete"),
            column,
            answerValueSet="http://hl7.org/fhir/ValueSet/administrative-gender",
        ),
        item(
            "open",
            "open-choice",
            {"url": SDC + "openLabel", "valueString": "Something else"},
            answerOption=[{"valueString": "walking"}, {"valueString": "running"}],
        ),
        item(
            "again",
            "choice",
            expression(SDC + "answerExpression", "%resource.item.where(linkId='sites').answer.value"),
            repeats=True,
        ),
    ]


def _numbers() -> list[dict[str, Any]]:
    ends = [
        item("pain-lower", "display", control("lower"), text="None"),
        item("pain-upper", "display", control("upper"), text="Worst"),
    ]
    limits = [
        {"url": SDC + "minQuantity", "valueQuantity": {"value": 1, "system": UCUM, "code": "kg"}},
        {"url": SDC + "maxQuantity", "valueQuantity": {"value": 250, "system": UCUM, "code": "kg"}},
    ]
    latest = {"url": CORE + "maxValue", "_valueDate": {"extension": [expression(CORE + "cqf-expression", "today()")]}}
    return [
        item(
            "pain",
            "integer",
            control("slider"),
            {"url": CORE + "questionnaire-sliderStepValue", "valueInteger": 1},
            {"url": CORE + "minValue", "valueInteger": 0},
            {"url": CORE + "maxValue", "valueInteger": 10},
            required=True,
            item=ends,
        ),
        item(
            "height",
            "decimal",
            {"url": CORE + "questionnaire-unit", "valueCoding": unit("m")},
            {"url": CORE + "maxDecimalPlaces", "valueInteger": 2},
        ),
        item(
            "weight",
            "quantity",
            {"url": CORE + "questionnaire-unitOption", "valueCoding": unit("kg")},
            {"url": CORE + "questionnaire-unitOption", "valueCoding": unit("[lb_av]")},
            *limits,
        ),
        item("onset", "date", latest, {"url": CORE + "entryFormat", "valueString": "DD-MMM-YYYY"}),
        item("seen", "dateTime"),
        item("woken", "time"),
        item(
            "postcode",
            "string",
            {"url": CORE + "regex", "valueString": "[A-Z]{1,2}[0-9]{1,2} ?[0-9][A-Z]{2}"},
            {"url": CORE + "minLength", "valueInteger": 5},
            {"url": NORWAY + "validationtext", "valueString": "Not a postcode"},
            maxLength=8,
        ),
        item("site", "url"),
    ]


def _calculations() -> list[dict[str, Any]]:
    human = {"key__Id": "too-much", "severity__Code": "error", "human__String": "Too much"}
    constraint = parts(CORE + "targetConstraint", **human)
    constraint["extension"].append(expression("expression", "%resource.item.where(linkId='pain').answer.value < 10"))
    first = "%resource.item.where(linkId='height').answer.value"
    return [
        item(
            "index",
            "decimal",
            expression(SDC + "calculatedExpression", f"(%mass / {first}.power(2)).round(1)", name="bmi"),
            readOnly=True,
        ),
        item(
            "index-words", "string", expression(SDC + "calculatedExpression", "iif(%bmiNow > 25, 'above', 'not above')")
        ),
        item(
            "score",
            "decimal",
            expression(SDC + "calculatedExpression", "%resource.item.where(linkId='mood').answer.value.weight().sum()"),
            readOnly=True,
        ),
        item("who", "string", expression(SDC + "initialExpression", "%patient.name.first().family")),
        item("rule", "string", constraint),
        {
            "linkId": "said",
            "type": "display",
            "text": "…",
            "_text": {
                "extension": [
                    expression(
                        CORE + "cqf-expression",
                        "'Pain is ' & %resource.item.where(linkId='pain').answer.value.toString()",
                    )
                ]
            },
        },
    ]


def _rows() -> dict[str, Any]:
    how = [{"question": "helps", "operator": "=", "answerBoolean": True}]
    count = expression(SDC + "enableWhenExpression", "%rows > 1")
    return item(
        "drugs",
        "group",
        control("gtable"),
        expression(CORE + "variable", "%resource.item.where(linkId='drugs').count()", name="rows"),
        {"url": NORWAY + "repeatstext", "valueString": "Another medicine"},
        repeats=True,
        item=[
            item("name", "string"),
            item("helps", "boolean"),
            item("how", "string", enableWhen=how),
            item("several", "boolean", count),
            item("doses", "integer", repeats=True),
            item("inner", "group", repeats=True, item=[item("when", "time")]),
        ],
    )


def _looks() -> list[dict[str, Any]]:
    english = parts(CORE + "translation", lang__Code="cy", content__String="Yn Gymraeg")
    help_text = item("free-help", "display", control("help"), text="What to write")
    category = {"coding": [{"system": "http://hl7.org/fhir/questionnaire-display-category", "code": "instructions"}]}
    return [
        item(
            "free",
            "text",
            {"url": SDC + "width", "valueQuantity": {"value": 50, "code": "%"}},
            {"url": CORE + "questionnaire-supportLink", "valueUri": "https://example.org/help"},
            item=[help_text],
            _text={
                "extension": [
                    english,
                    {"url": SDC + "shortText", "valueString": "Free"},
                    {"url": CORE + "rendering-markdown", "valueMarkdown": "**Free** text"},
                ]
            },
        ),
        item(
            "folded",
            "group",
            {"url": SDC + "collapsible", "valueCode": "default-closed"},
            prefix="1.",
            item=[
                item("secret", "string", {"url": CORE + "questionnaire-hidden", "valueBoolean": True}),
                item(
                    "note", "display", {"url": CORE + "questionnaire-displayCategory", "valueCodeableConcept": category}
                ),
            ],
        ),
        item(
            "parent",
            "boolean",
            item=[
                item(
                    "child",
                    "string",
                    enableWhen=[
                        {"question": "pain", "operator": ">=", "answerInteger": 3},
                        {"question": "sites", "operator": "exists", "answerBoolean": True},
                    ],
                    enableBehavior="all",
                )
            ],
        ),
        item(
            "picture",
            "display",
            {"url": SDC + "itemMedia", "valueAttachment": {"contentType": "image/png", "title": "A knee"}},
        ),
    ]


EVERY_FEATURE: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/fhir/Questionnaire/every-feature",
    "version": "1",
    "status": "active",
    "title": "Every feature",
    "contained": [
        {
            "resourceType": "ValueSet",
            "id": "list",
            "compose": {
                "include": [{"system": "https://example.org/more"}],
                "exclude": [{"system": "https://example.org/more", "concept": [{"code": "z"}]}],
            },
        },
        {
            "resourceType": "CodeSystem",
            "id": "more",
            "url": "https://example.org/more",
            "content": "complete",
            "concept": [{"code": "x", "display": "X", "concept": [{"code": "y", "display": "Y"}]}, {"code": "z"}],
        },
    ],
    "extension": [
        parts(SDC + "launchContext", name__Coding={"code": "patient"}, type__Code="Patient"),
        expression(CORE + "variable", "%resource.item.where(linkId='weight').answer.value.value", name="mass"),
        expression(CORE + "variable", "%resource.item.where(linkId='index').answer.value", name="bmiNow"),
        parts(
            CORE + "questionnaire-constraint",
            key__Id="form",
            severity__Code="warning",
            human__String="Say how bad it is",
            expression__String="item.where(linkId='pain').exists()",
        ),
    ],
    "item": [*_choices(), *_numbers(), *_calculations(), _rows(), *_looks()],
}
