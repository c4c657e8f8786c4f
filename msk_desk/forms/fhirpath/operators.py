"""The operators between two collections: arithmetic, comparison, logic, membership."""

from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.equality import contains, distinct, equal, equivalent, is_number, order
from msk_desk.forms.fhirpath.items import Collection, json_of, primitive, single
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

Operator = Callable[[Collection, Collection], Collection]


def truth(values: Collection) -> bool | None:
    """Return a collection as a condition: None when empty, true for one thing that is not a boolean.

    Raises:
        FhirpathError: for several items.
    """
    if not values:
        return None
    if len(values) > 1:
        raise FhirpathError(f"a condition needs one value, got {len(values)}")
    value = json_of(values[0])
    return value if isinstance(value, bool) else value is not None


def _boolean(value: bool | None) -> Collection:
    return [] if value is None else [value]


def _pair(left: Collection, right: Collection, what: str) -> tuple[Any, Any] | None:
    if not left or not right:
        return None
    a, b = single(left, what), single(right, what)
    return None if a is None or b is None else (a, b)


def _plus(left: Collection, right: Collection) -> Collection:
    pair = _pair(left, right, "+")
    if pair is None:
        return []
    return _sum(*pair)


def _sum(a: Any, b: Any, sign: int = 1) -> Collection:
    if is_number(a) and is_number(b):
        return [a + sign * b]
    if isinstance(a, str) and isinstance(b, str) and sign > 0:
        return [a + b]
    if isinstance(b, Temporal) and isinstance(a, Quantity) and sign > 0:
        a, b = b, a
    if isinstance(a, Temporal) and isinstance(b, Quantity):
        return [a.plus(sign * b.value, b.unit if b.unit in ("a", "mo") else b.calendar_unit)]
    a, b = _as_quantity(a), _as_quantity(b)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        total = a.plus(Quantity(sign * b.value, b.unit, b.calendar))
        return [] if total is None else [total]
    raise FhirpathError(f"cannot {'add' if sign > 0 else 'subtract'} {_names(a, b)}")


def _maybe(value: Quantity | None) -> Collection:
    return [] if value is None else [value]


def _as_quantity(value: Any) -> Any:
    return Quantity(Decimal(value), "1") if is_number(value) else value


def _names(a: Any, b: Any) -> str:
    return f"{type(a).__name__.lower()} and {type(b).__name__.lower()}"


def _minus(left: Collection, right: Collection) -> Collection:
    pair = _pair(left, right, "-")
    return [] if pair is None else _sum(*pair, sign=-1)


def _times(left: Collection, right: Collection) -> Collection:
    pair = _pair(left, right, "*")
    if pair is None:
        return []
    a, b = pair
    if is_number(a) and is_number(b):
        return [a * b]
    a, b = _as_quantity(a), _as_quantity(b)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _maybe(a.times(b))
    raise FhirpathError(f"cannot multiply {_names(*pair)}")


def _divided(left: Collection, right: Collection) -> Collection:
    pair = _pair(left, right, "/")
    if pair is None:
        return []
    a, b = pair
    if is_number(a) and is_number(b):
        return [Decimal(a) / Decimal(b)] if b else []
    a, b = _as_quantity(a), _as_quantity(b)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _maybe(a.times(b, -1)) if b.value else []
    raise FhirpathError(f"cannot divide {_names(*pair)}")


def _whole(left: Collection, right: Collection) -> Collection:
    pair = _numbers(left, right, "div")
    if pair is None or not pair[1]:
        return []
    return [int((Decimal(pair[0]) / Decimal(pair[1])).to_integral_value(ROUND_DOWN))]


def _remainder(left: Collection, right: Collection) -> Collection:
    pair = _numbers(left, right, "mod")
    if pair is None or not pair[1]:
        return []
    rest = Decimal(pair[0]) % Decimal(pair[1])
    return [int(rest) if isinstance(pair[0], int) and isinstance(pair[1], int) else rest]


def _numbers(left: Collection, right: Collection, what: str) -> tuple[Any, Any] | None:
    pair = _pair(left, right, what)
    if pair is not None and not (is_number(pair[0]) and is_number(pair[1])):
        raise FhirpathError(f"{what} needs numbers")
    return pair


def _joined(left: Collection, right: Collection) -> Collection:
    return [_text(left) + _text(right)]


def _text(values: Collection) -> str:
    if not values:
        return ""
    if len(values) > 1:
        raise FhirpathError(f"& needs one value, got {len(values)}")
    value = json_of(values[0])
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FhirpathError(f"& needs text, got {type(value).__name__.lower()}")
    return value


def _ordered(test: Callable[[int], bool]) -> Operator:
    def compare(left: Collection, right: Collection) -> Collection:
        pair = _pair(left, right, "a comparison")
        if pair is None:
            return []
        found = order(*pair)
        return [] if found is None else [test(found)]

    return compare


def _equals(left: Collection, right: Collection) -> Collection:
    return _boolean(equal(left, right))


def _differs(left: Collection, right: Collection) -> Collection:
    same = equal(left, right)
    return [] if same is None else [not same]


def _equivalent(left: Collection, right: Collection) -> Collection:
    return [equivalent(left, right)]


def _not_equivalent(left: Collection, right: Collection) -> Collection:
    return [not equivalent(left, right)]


def _within(left: Collection, right: Collection) -> Collection:
    if not left:
        return []
    if len(left) > 1:
        raise FhirpathError(f"'in' needs one value on its left, got {len(left)}")
    return [contains(right, left[0])]


def _holds(left: Collection, right: Collection) -> Collection:
    if not right:
        return []
    if len(right) > 1:
        raise FhirpathError(f"'contains' needs one value on its right, got {len(right)}")
    return [contains(left, right[0])]


def _union(left: Collection, right: Collection) -> Collection:
    return distinct(left + right)


def _xor(left: Collection, right: Collection) -> Collection:
    a, b = truth(left), truth(right)
    return [] if a is None or b is None else [a != b]


OPERATORS: dict[str, Operator] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _divided,
    "div": _whole,
    "mod": _remainder,
    "&": _joined,
    "=": _equals,
    "!=": _differs,
    "~": _equivalent,
    "!~": _not_equivalent,
    "<": _ordered(lambda found: found < 0),
    ">": _ordered(lambda found: found > 0),
    "<=": _ordered(lambda found: found <= 0),
    ">=": _ordered(lambda found: found >= 0),
    "in": _within,
    "contains": _holds,
    "|": _union,
    "xor": _xor,
}


def negated(values: Collection) -> Collection:
    """Return the value with its sign turned."""
    value = single(values, "-")
    if value is None:
        return []
    if isinstance(value, Quantity):
        return [Quantity(-value.value, value.unit, value.calendar)]
    if not is_number(primitive(value)):
        raise FhirpathError("- needs a number")
    return [-value]
