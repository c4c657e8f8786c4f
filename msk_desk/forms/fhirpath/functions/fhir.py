"""What FHIR and SDC add: extensions, weights of answers, value sets, and the environment's functions."""

from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.equality import is_number, order
from msk_desk.forms.fhirpath.functions.text import text_of
from msk_desk.forms.fhirpath.items import Collection, Node, json_of, member, primitive
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

Arguments = tuple[Compiled, ...]


def _extension(context: Context, items: Collection, arguments: Arguments) -> Collection:
    url = text_of(arguments[0](context), "extension()")
    return [
        Node(json_of(found), "Extension")
        for item in items
        for found in member(item, "extension")
        if isinstance(json_of(found), dict) and json_of(found).get("url") == url
    ]


def _has_value(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return [len(items) == 1 and _bare(items[0]) is not None]


def _get_value(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return [primitive(items[0])] if len(items) == 1 and _bare(items[0]) is not None else []


def _bare(item: Any) -> Any:
    value = json_of(item)
    return None if isinstance(value, dict | list | Quantity) else value


def _weight(context: Context, items: Collection, _arguments: Arguments) -> Collection:
    found: Collection = []
    for item in items:
        for value in _answer_values(item):
            weight = _weight_of(context, value)
            if weight is not None:
                found.append(weight)
    return found


def _answer_values(item: Any) -> Collection:
    data = json_of(item)
    if isinstance(data, dict) and "code" not in data and "coding" not in data:
        return list(member(item, "value")) or [item]
    return [item]


_WEIGHT_URLS = (
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/codesystem-ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue",
)


def weight_in(holder: Any) -> Any:
    """Return the itemWeight or ordinalValue among an element's extensions, or None."""
    for extension in _objects(holder, "extension"):
        if extension.get("url") in _WEIGHT_URLS:
            number = extension.get("valueDecimal", extension.get("valueInteger"))
            if is_number(found := primitive(number)):
                return found
    return None


def _objects(holder: Any, key: str) -> list[dict[str, Any]]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _weight_of(context: Context, item: Any) -> Any:
    data = json_of(item)
    own = weight_in(item.element if type(item) is Node and item.element else data)
    if own is not None:
        return own
    if context.weigh is None:
        return None
    link_id = item.link_id if type(item) is Node else None
    codings = data.get("coding") or [data] if isinstance(data, dict) else [{"code": data}]
    return next(
        (primitive(found) for one in codings if (found := context.weigh(link_id, one)) is not None),
        None,
    )


def _member_of(context: Context, items: Collection, arguments: Arguments) -> Collection:
    url = text_of(arguments[0](context), "memberOf()")
    if len(items) != 1 or url is None:
        return []
    found = context.member_of(url, json_of(items[0])) if context.member_of else None
    if found is None:
        raise FhirpathError(f"the value set {url} is not held here, so memberOf() cannot be evaluated")
    return [found]


def _trace(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return items


def _define_variable(context: Context, items: Collection, arguments: Arguments) -> Collection:
    name = text_of(arguments[0](context), "defineVariable()")
    if not name:
        raise FhirpathError("defineVariable() needs a name")
    if name in context.variables:
        raise FhirpathError(f"%{name} is already defined")
    context.defined[name] = context.apply(arguments[1], items) if len(arguments) > 1 else items
    return items


def _sort(context: Context, items: Collection, arguments: Arguments) -> Collection:
    from functools import cmp_to_key

    def compare(left: Any, right: Any) -> int:
        for key in arguments or (_this,):
            a, b = context.apply(key, [left]), context.apply(key, [right])
            found = bool(a) - bool(b) if not a or not b else order(primitive(a[0]), primitive(b[0])) or 0
            if found:
                return found
        return 0

    return sorted(items, key=cmp_to_key(compare))


def _this(context: Context) -> Collection:
    return context.this


def _now(context: Context, _items: Collection, _arguments: Arguments) -> Collection:
    return [Temporal.of(context.moment(), "dateTime")]


def _today(context: Context, _items: Collection, _arguments: Arguments) -> Collection:
    return [Temporal.of(context.moment(), "date")]


def _time_of_day(context: Context, _items: Collection, _arguments: Arguments) -> Collection:
    return [Temporal.of(context.moment(), "time")]


def _resolve(context: Context, items: Collection, _arguments: Arguments) -> Collection:
    """Return contained resources referred to; nothing is fetched."""
    wanted = {_reference(json_of(item)) for item in items}
    holders = [json_of(value) for value in context.variables.get("resource") or [] if value is not None]
    contained = [one for holder in holders if isinstance(holder, dict) for one in holder.get("contained") or ()]
    return [one for one in contained if f"#{one.get('id')}" in wanted]


def _reference(value: Any) -> Any:
    return value.get("reference") if isinstance(value, dict) else value


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "extension": (1, 1, _extension),
    "hasValue": (0, 0, _has_value),
    "getValue": (0, 0, _get_value),
    "weight": (0, 0, _weight),
    "ordinal": (0, 0, _weight),
    "memberOf": (1, 1, _member_of),
    "trace": (1, 2, _trace),
    "defineVariable": (1, 2, _define_variable),
    "sort": (0, 5, _sort),
    "now": (0, 0, _now),
    "today": (0, 0, _today),
    "timeOfDay": (0, 0, _time_of_day),
    "resolve": (0, 0, _resolve),
}
