"""Items of a collection: plain JSON values, wrapped in a Node where the FHIR type or `_value` matters."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.fhir_types import CHOICES, PART_TYPES, PRIMITIVE_SUFFIXES, TYPED_KEYS
from msk_desk.forms.fhirpath.quantity import CALENDAR_OF_UCUM, Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

Collection = list[Any]
UCUM = "http://unitsofmeasure.org"
_TEMPORAL = {"date": "date", "dateTime": "dateTime", "instant": "dateTime", "time": "time"}
_MISSING = object()


class Node:
    """A JSON value with its FHIR type, the extensions of a primitive, and the question it answers."""

    __slots__ = ("element", "link_id", "type", "value")

    def __init__(
        self,
        value: Any,
        type_name: str | None = None,
        element: dict[str, Any] | None = None,
        link_id: str | None = None,
    ) -> None:
        self.value = value
        self.type = type_name
        self.element = element
        self.link_id = link_id


def json_of(item: Any) -> Any:
    """Return the JSON value behind an item, as it was written."""
    return item.value if type(item) is Node else item


def primitive(item: Any) -> Any:
    """Return the value to calculate with: numbers as int or Decimal, dates and quantities as such."""
    if type(item) is Node:
        value = item.value
        if type(value) is str:
            kind = _TEMPORAL.get(item.type or "")
            return (Temporal.parse(value, kind) or value) if kind else value
        if type(value) is dict:
            return _quantity(value) or value if item.type in ("Quantity", "Age", "Duration") else value
    else:
        value = item
    if type(value) is float:
        return Decimal(repr(value))
    if type(value) is dict and "value" in value and ("code" in value or "unit" in value):
        return _quantity(value) or value
    return value


def _quantity(value: dict[str, Any]) -> Quantity | None:
    number = value.get("value")
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return None
    amount = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    code = value.get("code") if value.get("system") == UCUM else None
    unit = code or value.get("unit") or value.get("code") or "1"
    if not isinstance(unit, str):
        return None
    if unit in ("a", "mo"):
        return Quantity(amount, CALENDAR_OF_UCUM[unit], calendar=True)
    return Quantity(amount, unit)


def single(values: Collection, what: str) -> Any:
    """Return the one calculable value of a collection, or None when it is empty.

    Raises:
        FhirpathError: when there is more than one.
    """
    if not values:
        return None
    if len(values) > 1:
        raise FhirpathError(f"{what} needs one value, got {len(values)}")
    return primitive(values[0])


def member(item: Any, name: str) -> Iterator[Any]:
    """Yield the items of a property: `value` finds `valueCoding`, lists are flattened."""
    link_id = None
    if type(item) is Node:
        link_id = item.link_id
        data = item.value if item.value is not None else item.element
        if type(data) is not dict:
            data = item.element
    else:
        data = item
    if type(data) is not dict:
        if type(data) is Quantity and name in ("value", "unit"):
            yield data.value if name == "value" else data.unit
        return
    found = data.get(name, _MISSING)
    type_name = None
    if found is _MISSING and name in CHOICES:
        name, type_name, found = _choice(data, name)
    if type_name is None and type(item) is Node and item.type in PART_TYPES:
        type_name = PART_TYPES[item.type].get(name)
    element = data.get("_" + name)
    if found is _MISSING and element is None:
        return
    if name == "answer":
        link_id = data.get("linkId", link_id)
    yield from _items(None if found is _MISSING else found, element, type_name or TYPED_KEYS.get(name), link_id)


def _choice(data: dict[str, Any], name: str) -> tuple[str, str | None, Any]:
    length = len(name)
    for key, value in data.items():
        if key.startswith(name) and len(key) > length:
            suffix = key[length:]
            if suffix[0].isupper():
                return key, PRIMITIVE_SUFFIXES.get(suffix, suffix), value
    return name, None, _MISSING


def _items(found: Any, element: Any, type_name: str | None, link_id: str | None) -> Iterator[Any]:
    if type(found) is list:
        if type(element) is not list:
            yield from (_item(value, None, type_name, link_id) for value in found if value is not None)
            return
        for value, extra in zip_longest(found, element):
            if value is not None or extra is not None:
                yield _item(value, extra, type_name, link_id)
    elif type(element) is list and found is None:
        yield from (_item(None, extra, type_name, link_id) for extra in element if extra)
    else:
        yield _item(found, element, type_name, link_id)


def _item(value: Any, element: Any, type_name: str | None, link_id: str | None) -> Any:
    if type_name is None and element is None and link_id is None:
        return value
    return Node(value, type_name, element if type(element) is dict else None, link_id)


def children(item: Any) -> Iterator[Any]:
    """Yield everything directly under an item, in the order it was written."""
    data = json_of(item)
    if data is None and type(item) is Node:
        data = item.element
    if type(data) is not dict:
        if type(item) is Node and item.element:
            yield from children(item.element)
        return
    for key in data:
        if key == "resourceType":
            continue
        if key.startswith("_"):
            if key[1:] in data:
                continue
            key = key[1:]
        yield from member(item, key)
