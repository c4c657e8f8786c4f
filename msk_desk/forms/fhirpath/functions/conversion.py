"""`toInteger`, `toDate` … and the `convertsTo…` that go with them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.equality import is_number
from msk_desk.forms.fhirpath.functions.text import text_of
from msk_desk.forms.fhirpath.items import Collection, json_of, single
from msk_desk.forms.fhirpath.quantity import CALENDAR_UNITS, Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

Arguments = tuple[Compiled, ...]
_INTEGER = re.compile(r"[+-]?\d+$")
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?$")
_QUANTITY = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:'([^']+)'|([A-Za-z]+))?$")
_TRUE = ("true", "t", "yes", "y", "1", "1.0")
_FALSE = ("false", "f", "no", "n", "0", "0.0")


def number_text(number: int | Decimal) -> str:
    """Return a number without trailing zeros and without an exponent."""
    if isinstance(number, int):
        return str(number)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_text(value: Any) -> str | None:
    """Return a calculable value as text; None for an object."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_number(value):
        return number_text(value)
    return str(value) if isinstance(value, str | Temporal | Quantity) else None


def _to_integer(value: Any) -> int | None:
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else None
    return int(value) if isinstance(value, str) and _INTEGER.match(value) else None


def _to_decimal(value: Any) -> Decimal | int | None:
    if isinstance(value, bool):
        return Decimal(int(value))
    if is_number(value):
        return value  # type: ignore[no-any-return]
    return Decimal(value) if isinstance(value, str) and _DECIMAL.match(value) else None


def _to_boolean(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    text = value.lower() if isinstance(value, str) else number_text(value) if is_number(value) else ""
    return True if text in _TRUE else False if text in _FALSE else None


def _to_date(value: Any) -> Temporal | None:
    if isinstance(value, str):
        value = Temporal.guess(value)
    if not isinstance(value, Temporal) or value.kind == "time":
        return None
    return Temporal("date", value.parts[:3])


def _to_datetime(value: Any) -> Temporal | None:
    if isinstance(value, str):
        value = Temporal.parse(value, "dateTime")
    if not isinstance(value, Temporal) or value.kind == "time":
        return None
    return Temporal("dateTime", value.parts, value.offset)


def _to_time(value: Any) -> Temporal | None:
    if isinstance(value, str):
        return Temporal.parse(value.removeprefix("T"), "time")
    return value if isinstance(value, Temporal) and value.kind == "time" else None


def _to_quantity(value: Any) -> Quantity | None:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, bool):
        return Quantity(Decimal(int(value)), "1")
    if is_number(value):
        return Quantity(Decimal(value), "1")
    match = _QUANTITY.match(value) if isinstance(value, str) else None
    if match is None or (match.group(3) and match.group(3) not in CALENDAR_UNITS):
        return None
    number, ucum, word = match.groups()
    return (
        Quantity(Decimal(number), CALENDAR_UNITS[word], calendar=True)
        if word
        else Quantity(Decimal(number), ucum or "1")
    )


def _quantity(context: Context, items: Collection, arguments: Arguments) -> Collection:
    found = _to_quantity(single(items, "toQuantity()"))
    if found is None or not arguments:
        return [] if found is None else [found]
    unit = text_of(arguments[0](context), "toQuantity()")
    converted = found.to(unit) if unit else found
    return [] if converted is None else [converted]


def _converter(name: str, work: Callable[[Any], Any], test: bool = False) -> Function:
    def run(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
        value = single(items, f"{name}()")
        if value is None:
            return []
        found = work(value)
        if test:
            return [found is not None]
        return [] if found is None else [found]

    return run


def _to_string(context: Context, items: Collection, arguments: Arguments) -> Collection:
    if len(items) == 1 and isinstance(written := json_of(items[0]), str):
        return [written]
    return _converter("toString", to_text)(context, items, arguments)


_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "Integer": _to_integer,
    "Long": _to_integer,
    "Decimal": _to_decimal,
    "Boolean": _to_boolean,
    "String": to_text,
    "Date": _to_date,
    "DateTime": _to_datetime,
    "Time": _to_time,
    "Quantity": _to_quantity,
}


def _iif(context: Context, items: Collection, arguments: Arguments) -> Collection:
    condition = context.apply(arguments[0], items, context.index)
    if len(condition) > 1:
        raise FhirpathError(f"iif() needs one condition, got {len(condition)}")
    chosen = condition and json_of(condition[0]) is True
    if chosen:
        return context.apply(arguments[1], items, context.index)
    return context.apply(arguments[2], items, context.index) if len(arguments) > 2 else []


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    **{f"to{name}": (0, 0, _converter(f"to{name}", work)) for name, work in _CONVERSIONS.items()},
    **{
        f"convertsTo{name}": (0, 0, _converter(f"convertsTo{name}", work, test=True))
        for name, work in _CONVERSIONS.items()
    },
    "toString": (0, 0, _to_string),
    "toQuantity": (0, 1, _quantity),
    "iif": (2, 3, _iif),
}
