"""A made-up form with every kind of item and every control that the renderer draws."""

from __future__ import annotations

from typing import Any

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
Item = dict[str, Any]
# One pixel of ink, as PNG.
_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def control(code: str) -> Item:
    """An item control."""
    return {"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": {"coding": [{"code": code}]}}


def extension(name: str, value: Any, kind: str, base: str = CORE) -> Item:
    """An extension with one value."""
    return {"url": base + name, "value" + kind: value}


def fhirpath(name: str, expression: str, base: str = SDC) -> Item:
    """An extension with an expression."""
    return extension(name, {"language": "text/fhirpath", "expression": expression}, "Expression", base)


def coded(*words: str) -> list[Item]:
    """Answers to choose from."""
    return [{"valueCoding": {"code": word.lower().replace(" ", "-"), "display": word}} for word in words]


def item(link_id: str, kind: str, text: str = "", *extensions: Item, **more: Any) -> Item:
    """One item."""
    found: Item = {"linkId": link_id, "type": kind, "text": text, **more}
    if extensions:
        found["extension"] = list(extensions)
    return found


def hint(link_id: str, code: str, text: str) -> Item:
    """A display that explains its parent."""
    return item(link_id, "display", text, control(code))


def unit(code: str, words: str = "") -> Item:
    """What a number is counted in."""
    return extension("questionnaire-unit", {"code": code, "display": words or code}, "Coding")


def limits(low: int, high: int) -> list[Item]:
    """The least and the greatest a number may be."""
    return [extension("minValue", low, "Integer"), extension("maxValue", high, "Integer")]


def degrees(link_id: str, text: str) -> Item:
    """An angle in the cell of a table."""
    return item(link_id, "integer", text, unit("deg", "°"), *limits(0, 180))


_TESTED = ("Positive", "Negative", "Not done")
_OFTEN = ("Never", "Some days", "Most days", "Every day")
_PLACES = ("Front", "Back", "Inside", "Outside", "None of these")


def choices() -> Item:
    """Every way to choose."""
    areas = coded(*(f"Area {at:02d}" for at in range(1, 61)))
    words = [
        "Pain that comes on with the first steps and then eases as the joint warms up through the morning",
        "Pain that comes on slowly with walking and makes the person stop after a known distance, and eases with rest",
    ]
    exclusive = coded(*_PLACES)
    exclusive[-1]["extension"] = [extension("questionnaire-optionExclusive", True, "Boolean")]
    return item("choices", "group", "Choices", item=[
        item("segments", "choice", "Side", answerOption=coded("Right", "Left", "Both"), required=True),
        item("drop", "choice", "Drop-down of four", control("drop-down"), answerOption=coded(*_OFTEN)),
        item("radio", "choice", "Radio buttons", control("radio-button"), answerOption=coded(
            "Walking", "Running", "Stairs", "Kneeling", "Squatting", "Twisting", "Sitting", "Lying")),
        item("radio-down", "choice", "One under another", control("radio-button"),
             extension("questionnaire-choiceOrientation", "vertical", "Code"), answerOption=coded(*_OFTEN)),
        item("radio-across", "choice", "Beside one another", control("radio-button"),
             extension("questionnaire-choiceOrientation", "horizontal", "Code"), answerOption=coded(
                 "Much better", "Somewhat better", "As before", "Somewhat worse", "Much worse", "Not sure")),
        item("long-words", "choice", "Choices in many words", answerOption=coded(*words)),
        item("boxes", "choice", "Check boxes", answerOption=exclusive, repeats=True),
        item("boxes-open", "open-choice", "Check boxes with other words", control("check-box"),
             extension("openLabel", "Somewhere else", "String", SDC), answerOption=coded("Home", "Work"), repeats=True),
        item("find", "choice", "Found by typing", control("autocomplete"), answerOption=areas),
        item("find-open", "open-choice", "Found by typing, or own words", control("autocomplete"), answerOption=areas),
        item("find-many", "choice", "Several found by typing", control("autocomplete"), answerOption=areas,
             repeats=True),
        item("open-few", "open-choice", "Few, or own words", answerOption=coded("Stick", "Frame")),
        item("from-set", "choice", "From a contained list", answerValueSet="#often"),
        item("from-answers", "choice", "One of the boxes above",
             fhirpath("answerExpression", "%resource.descendants().where(linkId='boxes').answer.value")),
        item("whole-numbers", "integer", "A number of those offered", control("radio-button"),
             answerOption=[{"valueInteger": at} for at in (1, 2, 3)]),
        item("prefixed", "choice", "With prefixes", answerOption=[
            {**one, "extension": [extension("questionnaire-optionPrefix", f"{at}.", "String")]}
            for at, one in enumerate(coded(*_OFTEN), 1)]),
        item("agreed", "boolean", "Agreed", required=True),
        item("unanswerable", "choice", "List held elsewhere", answerValueSet="http://example.org/ValueSet/elsewhere"),
    ])  # fmt: skip


def values() -> Item:
    """Every way to type."""
    mass = [extension("questionnaire-unitOption", {"code": code, "display": code}, "Coding") for code in ("kg", "lb")]
    return item("values", "group", "Values", item=[
        item("steps", "integer", "Whole number", unit("min", "minutes"), *limits(0, 600)),
        item("decimal", "decimal", "Decimal", extension("maxDecimalPlaces", 1, "Integer"), required=True),
        item("quantity", "quantity", "Quantity", unit("cm")),
        item("quantity-unit", "quantity", "Quantity with a choice of units", *mass),
        item("scale", "integer", "Pain now", control("slider"), *limits(0, 10), item=[
            hint("scale-low", "lower", "no pain"), hint("scale-high", "upper", "worst imaginable")]),
        item("scale-step", "decimal", "Scale with steps", control("slider"), *limits(0, 100),
             extension("questionnaire-sliderStepValue", 5, "Integer")),
        item("day", "date", "Date"), item("moment", "dateTime", "Date and time"), item("time", "time", "Time"),
        item("line", "string", "Line", extension("entryFormat", "AB12", "String"), maxLength=4),
        item("area", "text", "Text", required=True), item("address", "url", "Web address"),
        item("lines", "string", "Several lines", repeats=True),
        item("numbers", "integer", "Several numbers", repeats=True),
        item("days", "date", "Several dates", repeats=True),
        item("file", "attachment", "File"), item("link", "reference", "Link to a record"),
        item("shown", "string", "Only shown", readOnly=True, initial=[{"valueString": "as it was sent"}]),
        item("double", "integer", "Calculated, may be written over", unit("min"),
             fhirpath("calculatedExpression", "%resource.descendants().where(linkId='steps').answer.value * 2")),
        item("half", "decimal", "Calculated only",
             fhirpath("calculatedExpression", "%resource.descendants().where(linkId='steps').answer.value / 2"),
             readOnly=True),
    ])  # fmt: skip


def words() -> Item:
    """Every way in which a form speaks."""
    picture = {"contentType": "image/png", "data": _DOT, "title": "A dot"}
    marked = item("marked", "display", "Marked down")
    marked["_text"] = {"extension": [extension("rendering-markdown", "Some **bold** and *slanted* words", "Markdown")]}
    formatted = item("formatted", "display", "Formatted")
    formatted["_text"] = {"extension": [
        extension("rendering-xhtml", "<div>Formatted <b>safely</b><script>no()</script></div>", "String")]}  # fmt: skip
    moving = item("moving", "display", "Words that change")
    moving["_text"] = {"extension": [
        fhirpath("cqf-expression", "'Minutes: ' + iif(%resource.descendants().where(linkId='steps').answer.exists(), "
                 "%resource.descendants().where(linkId='steps').answer.value.first().toString(), 'none')", CORE),
    ]}  # fmt: skip
    return item("words", "group", "Words", item=[
        hint("foot", "footer", "Words at the foot"), hint("head", "header", "Words at the head"),
        item("plain", "display", "Plain words"), marked, formatted, moving,
        item("instructions", "display", "What to do here", extension("questionnaire-displayCategory", {
            "coding": [{"code": "instructions"}]}, "CodeableConcept")),
        item("security", "display", "What is kept apart", extension("questionnaire-displayCategory", {
            "coding": [{"code": "security"}]}, "CodeableConcept")),
        item("helped", "string", "With help", item=[hint("help", "help", "Help that stands below the question.")]),
        item("prompted", "string", "With a prompt", item=[hint("prompt", "prompt", "As the person says it")]),
        item("flown", "string", "With short words that fly over", item=[hint("fly", "flyover", "Short")]),
        item("flown-long", "string", "With long words that fly over", item=[hint("fly-long", "flyover", "Long " * 30)]),
        item("unit-below", "integer", "Unit said below", item=[hint("unit", "unit", "steps")]),
        item("pictured", "string", "With a picture", extension("itemMedia", picture, "Attachment", SDC)),
        item("linked", "string", "With an address to read", extension(
            "questionnaire-supportLink", "https://example.org/about", "Uri")),
        item("numbered", "string", "With a prefix", prefix="4a."),
        item("unasked", "string", "Never seen", extension("questionnaire-hidden", True, "Boolean")),
    ])  # fmt: skip


def tables() -> Item:
    """Every kind of table."""
    moves = [
        item(f"move-{name}", "group", name.capitalize(), item=[
            degrees(f"{name}-ar", "Active right"), degrees(f"{name}-al", "Active left"),
            degrees(f"{name}-pr", "Passive right"), degrees(f"{name}-pl", "Passive left"),
            item(f"{name}-normal", "string", "Normal", readOnly=True, initial=[{"valueString": "0–135°"}]),
            item(f"{name}-short", "integer", "Short of normal, right", readOnly=True),
            item(f"{name}-note", "string", "Note")])
        for name in ("flexion", "extension", "abduction")]  # fmt: skip
    tested = [
        item(f"test-{name}", "group", name.capitalize(), item=[
            item(f"{name}-right", "choice", "Right", answerOption=coded(*_TESTED)),
            item(f"{name}-left", "choice", "Left", answerOption=coded(*_TESTED))])
        for name in ("drawer", "grind")]  # fmt: skip
    asked = [item(f"often-{at}", "choice", text, answerOption=coded(*_OFTEN))
             for at, text in enumerate(("Falling asleep", "Waking at night", "Tired in the day"))]  # fmt: skip
    ticked = [item(f"where-{at}", "choice", text, answerOption=coded("Home", "Work", "Outside"), repeats=True)
              for at, text in enumerate(("Pain", "Stiffness"))]  # fmt: skip
    return item("tables", "group", "Tables", item=[
        item("moves", "group", "Movement", control("grid"), item=moves),
        item("tests", "group", "Tests", control("grid"), item=tested),
        item("often", "group", "How often", control("table"), item=asked),
        item("where", "group", "Where", control("table"), item=ticked),
        item("medicines", "group", "Medicines", control("gtable"), extension(
            "questionnaire-maxOccurs", 3, "Integer"), repeats=True, item=[
            item("medicine", "string", "Medicine"), item("dose", "decimal", "Dose", unit("mg")),
            item("since", "date", "Since"), item("helps", "boolean", "Helps"),
            item("route", "choice", "How", answerOption=coded("By mouth", "On the skin", "By needle"))]),
        item("one-row", "group", "One row", control("gtable"), item=[
            item("pulse", "integer", "Pulse"), item("pressure", "string", "Blood pressure")]),
        item("injuries", "group", "Injury", repeats=True, item=[
            item("injury", "string", "What happened"), item("injury-day", "date", "When")]),
    ])  # fmt: skip


def groups() -> Item:
    """Groups in groups, folds, tabs, and questions under answers."""
    deep = item("deep-8", "string", "Eight deep")
    for at in range(7, 0, -1):
        deep = item(f"deep-{at}", "group", f"Depth {at}", item=[deep])
    return item("groups", "group", "Groups", item=[
        item("asked", "boolean", "Has had surgery", item=[
            item("what", "string", "What was done"), item("where-done", "string", "Where")]),
        item("ticked", "choice", "Joints", answerOption=coded("Hip", "Knee"), repeats=True,
             item=[item("joint-since", "date", "Since when")]),
        item("folded", "group", "Folded", extension("collapsible", "default-closed", "Code", SDC),
             item=[item("inside", "string", "Inside the fold")]),
        item("unfolded", "group", "Open, can be folded", extension("collapsible", "default-open", "Code", SDC),
             item=[item("inside-open", "string", "Inside the open fold")]),
        item("tabs", "group", "Tabs", control("tab-container"), item=[
            item("tab-one", "group", "First tab", item=[item("on-first", "string", "On the first")]),
            item("tab-two", "group", "Second tab", item=[item("on-second", "string", "On the second")]),
            item("tab-three", "group", "Third tab", control("grid"), item=[
                item("tab-row", "group", "Row", item=[item("tab-cell", "integer", "Cell")])])]),
        deep,
    ])  # fmt: skip


def body_chart() -> Item:
    """What the visit draws itself, and the renderer leaves out."""
    return item("body-chart", "group", "Where it hurts", control("body-chart"),
                item=[item("body-where", "string", "Place")])  # fmt: skip


EVERY_CONTROL: Item = {
    "resourceType": "Questionnaire",
    "status": "draft",
    "url": "https://example.org/every-control",
    "title": "Every control",
    "contained": [{
        "resourceType": "ValueSet", "id": "often",
        "compose": {"include": [{"system": "https://example.org/often", "concept": [
            {"code": word.lower(), "display": word} for word in _OFTEN]}]},
    }],
    "item": [choices(), values(), words(), tables(), groups(), body_chart()],
}  # fmt: skip
