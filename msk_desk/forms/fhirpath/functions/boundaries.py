"""`precision`, `lowBoundary`, `highBoundary` and `comparable`: how exact a value is."""

from decimal import Decimal

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.equality import is_number
from msk_desk.forms.fhirpath.functions.existence import whole_number
from msk_desk.forms.fhirpath.items import Collection, single
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

Arguments = tuple[Compiled, ...]
_DEFAULT_PLACES = 8
# Digits of a temporal by the number of its parts. Source: FHIRPath 3.0.0, precision().
_DATE_DIGITS = {1: 4, 2: 6, 3: 8, 4: 10, 5: 12, 6: 17}
_TIME_DIGITS = {1: 2, 2: 4, 3: 9}


def _places(number: int | Decimal) -> int:
    exponent = Decimal(number).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _precision(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    value = single(items, "precision()")
    if value is None:
        return []
    if is_number(value):
        return [_places(value)]
    if isinstance(value, Temporal):
        return [(_TIME_DIGITS if value.kind == "time" else _DATE_DIGITS)[len(value.parts)]]
    raise FhirpathError("precision() needs a number, a date or a time")


def _boundary(high: bool) -> Function:
    name = "highBoundary()" if high else "lowBoundary()"

    def run(context: Context, items: Collection, arguments: Arguments) -> Collection:
        value = single(items, name)
        digits = whole_number(context, arguments[0], name) if arguments else None
        if value is None:
            return []
        if isinstance(value, Quantity):
            edge = _edge(value.value, digits, high)
            return [] if edge is None else [Quantity(edge, value.unit, value.calendar)]
        if is_number(value):
            edge = _edge(Decimal(value), digits, high)
            return [] if edge is None else [edge]
        if isinstance(value, Temporal):
            return [_outermost(value, high)]
        raise FhirpathError(f"{name} needs a number, a quantity, a date or a time")

    return run


def _edge(number: Decimal, digits: int | None, high: bool) -> Decimal | None:
    places = _DEFAULT_PLACES if digits is None else digits
    if not 0 <= places <= 28:
        return None
    half = Decimal(5).scaleb(-_places(number) - 1)
    return (number + half if high else number - half).quantize(
        Decimal(1).scaleb(-places), "ROUND_CEILING" if high else "ROUND_FLOOR"
    )


def _outermost(value: Temporal, high: bool) -> Temporal:
    if value.kind == "time":
        rest = (23, 59, Decimal("59.999")) if high else (0, 0, Decimal("0.000"))
        return Temporal("time", value.parts + rest[len(value.parts) :])
    parts = value.parts
    if len(parts) == 1:
        parts += (12,) if high else (1,)
    if len(parts) == 2:
        last = Temporal("date", (*parts, 1)).plus(Decimal(1), "month").plus(Decimal(-1), "day").parts[2]
        parts += (last,) if high else (1,)
    if value.kind == "date":
        return Temporal("date", parts)
    clock = (23, 59, Decimal("59.999")) if high else (0, 0, Decimal("0.000"))
    # A time zone not given may be anywhere between +14:00 and -12:00. Source: FHIRPath 3.0.0, lowBoundary().
    offset = value.offset if value.offset is not None else (-720 if high else 840)
    return Temporal("dateTime", parts + clock[len(parts) - 3 :], offset)


def _measured(value: object) -> object:
    return Quantity(Decimal(value), "1") if isinstance(value, int | Decimal) else value


def _comparable(context: Context, items: Collection, arguments: Arguments) -> Collection:
    left, right = (_measured(single(one, "comparable()")) for one in (items, arguments[0](context)))
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return [False]
    return [left.compare(right) is not None]


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "precision": (0, 0, _precision),
    "lowBoundary": (0, 1, _boundary(high=False)),
    "highBoundary": (0, 1, _boundary(high=True)),
    "comparable": (1, 1, _comparable),
}
