"""Equality, equivalence and order of items, as FHIRPath defines them."""

import re
from decimal import Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.items import Collection, json_of, primitive
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

# Beyond eight places a difference is a trace of arithmetic, not of the data. Source: FHIRPath N1, Decimal.
_STEP = Decimal("1e-8")
_SPACE = re.compile(r"\s+")


def is_number(value: Any) -> bool:
    """Tell whether a value is a number (a bool is not)."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def equal_items(left: Any, right: Any) -> bool | None:
    """Tell whether two items are equal; None when their precision does not decide it."""
    if left is right:
        return True
    a, b = primitive(left), primitive(right)
    if is_number(a) and is_number(b):
        return bool(a == b or abs(a - b) < _STEP)
    if isinstance(a, Temporal | Quantity) or isinstance(b, Temporal | Quantity):
        return _equal_typed(a, b)
    if type(a) is dict and type(b) is dict:
        return _equal_objects(a, b)
    return type(a) is type(b) and bool(a == b)


def _equal_typed(a: Any, b: Any) -> bool | None:
    a, b = _alike(a, b)
    if isinstance(a, Temporal) and isinstance(b, Temporal):
        if (a.kind == "time") != (b.kind == "time"):
            return False
        order = a.compare(b)
    elif isinstance(a, Quantity) and isinstance(b, Quantity):
        order = a.compare(b)
    else:
        return False
    return None if order is None else order == 0


def _alike(a: Any, b: Any) -> tuple[Any, Any]:
    if isinstance(a, Temporal) and isinstance(b, str):
        return a, Temporal.parse(b, "time") if a.kind == "time" else Temporal.guess(b)
    if isinstance(b, Temporal) and isinstance(a, str):
        return Temporal.parse(a, "time") if b.kind == "time" else Temporal.guess(a), b
    if isinstance(a, Quantity) and is_number(b):
        return a, Quantity(Decimal(b), "1")
    if isinstance(b, Quantity) and is_number(a):
        return Quantity(Decimal(a), "1"), b
    return a, b


def _equal_objects(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return a.keys() == b.keys() and all(_equal_json(a[key], b[key]) for key in a)


def _equal_json(a: Any, b: Any) -> bool:
    if type(a) is list and type(b) is list:
        return len(a) == len(b) and all(map(_equal_json, a, b))
    if type(a) is dict and type(b) is dict:
        return _equal_objects(a, b)
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def equal(left: Collection, right: Collection) -> bool | None:
    """Compare two collections item by item in order; None when either is empty."""
    if not left or not right:
        return None
    if len(left) != len(right):
        return False
    result: bool | None = True
    for a, b in zip(left, right, strict=True):
        same = equal_items(a, b)
        if same is False:
            return False
        result = result and same
    return result


def contains(items: Collection, wanted: Any) -> bool:
    """Tell whether an equal item is among the items."""
    return any(equal_items(item, wanted) for item in items)


def equivalent_items(left: Any, right: Any) -> bool:
    """Tell whether two items mean the same: case, spaces, order and trailing digits aside."""
    a, b = primitive(left), primitive(right)
    if isinstance(a, str) and isinstance(b, str):
        return _plain(a) == _plain(b)
    if is_number(a) and is_number(b):
        places = min(_places(a), _places(b))
        return round(Decimal(a), places) == round(Decimal(b), places)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.is_about(b)
    if type(a) is dict and type(b) is dict:
        return a.keys() - {"id"} == b.keys() - {"id"} and all(
            equivalent(_listed(a[key]), _listed(b[key])) for key in a if key != "id"
        )
    return equal_items(left, right) is True


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).casefold()


def _places(number: int | Decimal) -> int:
    exponent = Decimal(number).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _listed(value: Any) -> Collection:
    return value if isinstance(value, list) else [value]


def equivalent(left: Collection, right: Collection) -> bool:
    """Tell whether two collections hold equivalent items, in any order."""
    if len(left) != len(right):
        return False
    rest = list(right)
    for item in left:
        at = next((i for i, other in enumerate(rest) if equivalent_items(item, other)), None)
        if at is None:
            return False
        rest.pop(at)
    return True


def order(left: Any, right: Any) -> int | None:
    """Return -1, 0 or 1 for two single values; None when the precision does not decide.

    Raises:
        FhirpathError: when the two are of kinds that have no order.
    """
    a, b = _alike(left, right)
    if (is_number(a) and is_number(b)) or (isinstance(a, str) and isinstance(b, str)):
        return int(a > b) - int(a < b)
    if isinstance(a, Temporal) and isinstance(b, Temporal):
        return a.compare(b)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.compare(b)
    raise FhirpathError(f"{_kind(left)} and {_kind(right)} have no order")


def _kind(value: Any) -> str:
    return type(value).__name__.lower()


def distinct(items: Collection) -> Collection:
    """Return the items without repeats, first ones kept."""
    found: Collection = []
    buckets: dict[Any, Collection] = {}
    for item in items:
        bucket = buckets.setdefault(_bucket(item), [])
        if not any(equal_items(item, other) for other in bucket):
            bucket.append(item)
            found.append(item)
    return found


def _bucket(item: Any) -> Any:
    """Return a key that equal items share, so that few pairs need the deep comparison."""
    data = json_of(item)
    if type(data) is dict:
        marks = (data.get("linkId"), data.get("code"))
        return ("object", len(data), *(mark for mark in marks if type(mark) is str))
    if type(data) is str:
        return data if type(primitive(item)) is str else "temporal"
    if is_number(data) or isinstance(data, float | Quantity):
        return "number"
    return type(data).__name__
