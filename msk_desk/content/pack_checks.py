"""Whether a Questionnaire of a pack asks exactly what an instrument's definition scores."""

from collections.abc import Iterator, Mapping
from typing import Any

from msk_desk.content.pack_order import order_problems
from msk_desk.content.pack_words import response_values
from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.form_parts import STRUCTURE, extension_value, flat, item_code
from msk_desk.forms.definition import Definition as Form
from msk_desk.forms.errors import DefinitionError

BOUNDS = {"low": f"{STRUCTURE}/minValue", "high": f"{STRUCTURE}/maxValue"}
ASKED = frozenset({"integer", "decimal", "choice"})
UNWANTED = frozenset({"enableWhen", "initial", "repeats", "readOnly"})
COMPUTED = frozenset(
    {"sdc-questionnaire-enableWhenExpression", "sdc-questionnaire-calculatedExpression",
     "sdc-questionnaire-initialExpression", "questionnaire-hidden"}
)  # fmt: skip
SILENT = frozenset({"group", "display"})


def pack_problems(definition: Definition, form: Mapping[str, Any]) -> Iterator[str]:
    """Why a Questionnaire cannot stand for this instrument; nothing when it can."""
    if str(form.get("version", "")) != definition.version:
        yield f"version {form.get('version', 'none')} is not {definition.version}"
    asked: dict[str, Mapping[str, Any]] = {}
    for item in flat(form.get("item", ())):
        code = item_code(item)
        if item.get("type") in SILENT:
            continue
        if definition.item(code) is None:
            yield f"{item.get('linkId', '?')} asks what the instrument does not score"
        elif code in asked:
            yield f"{code} is asked twice"
        else:
            asked[code] = item
    for expected in definition.items:
        if expected.code in asked:
            yield from _item_problems(expected, asked[expected.code])
        else:
            yield f"{expected.code} is not asked"
    yield from order_problems(definition, asked)
    yield from _engine_problems(form)


def _engine_problems(form: Mapping[str, Any]) -> Iterator[str]:
    """What would let the form ask something else, or something more, than stands in it."""
    for item in flat(form.get("item", ())):
        name = item.get("linkId", "?")
        if unwanted := sorted(UNWANTED & set(item)):
            yield f"{name} says {', '.join(unwanted)}: an instrument asks every question, of everybody, blank"
        if any(option.get("initialSelected") for option in item.get("answerOption", ())):
            yield f"{name} has an answer chosen beforehand"
        urls = {str(one.get("url", "")).rsplit("/", 1)[-1] for one in item.get("extension", ())}
        if computed := sorted(urls & COMPUTED):
            yield f"{name} is computed by {', '.join(computed)}"
    try:
        Form.load({"resourceType": "Questionnaire", **form})
    except DefinitionError as error:
        yield f"the form cannot be used: {error}"


def _item_problems(expected: Item, item: Mapping[str, Any]) -> Iterator[str]:
    if not str(item.get("text", "")).strip():
        yield f"{expected.code} has no wording"
    kind = item.get("type")
    if kind not in ASKED:
        yield f"{expected.code} is asked as {kind}"
    elif kind == "choice":
        yield from _choice_problems(expected, item)
    else:
        for end, url in BOUNDS.items():
            limit = extension_value(item, url)
            if limit is None or float(limit) != getattr(expected, end):
                yield f"{expected.code} does not run from {expected.low:g} to {expected.high:g}"
                return


def _choice_problems(expected: Item, item: Mapping[str, Any]) -> Iterator[str]:
    counted = response_values(item)
    values = [value for value in counted if value is not None]
    without = len(counted) - len(values)
    steps = round((expected.high - expected.low) / expected.step)
    wanted = [expected.low + step * expected.step for step in range(steps + 1)]
    if without > (1 if expected.not_applicable else 0):
        yield f"{expected.code} has an answer without a value"
    elif sorted(values) != wanted:
        found = ", ".join(f"{value:g}" for value in sorted(values))
        yield f"{expected.code} counts {found or 'nothing'}, not {expected.low:g} to {expected.high:g}"
