"""Mathematics in decimal, rounding half up."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation, Overflow
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.equality import is_number
from msk_desk.forms.fhirpath.functions.existence import whole_number
from msk_desk.forms.fhirpath.items import Collection, single
from msk_desk.forms.fhirpath.quantity import Quantity

Arguments = tuple[Compiled, ...]


def _number(values: Collection, what: str) -> Decimal | None:
    value = single(values, what)
    if value is None:
        return None
    if not is_number(value):
        raise FhirpathError(f"{what} needs a number")
    return Decimal(value)


def _simple(name: str, work: Callable[[Decimal], Any]) -> Function:
    """Make a function of one number that keeps no unit."""

    def run(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
        number = _number(items, f"{name}()")
        if number is None:
            return []
        try:
            found = work(number)
        except (InvalidOperation, Overflow, ZeroDivisionError):
            return []
        return [] if isinstance(found, Decimal) and not found.is_finite() else [found]

    return run


def _measured(name: str, work: Callable[[Decimal], int | Decimal]) -> Function:
    """Make a function of one number or quantity; a quantity keeps its unit."""

    def run(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
        value = single(items, f"{name}()")
        if value is None:
            return []
        if isinstance(value, Quantity):
            return [Quantity(Decimal(work(value.value)), value.unit, value.calendar)]
        if not is_number(value):
            raise FhirpathError(f"{name}() needs a number")
        return [work(value)]

    return run


def _round(context: Context, items: Collection, arguments: Arguments) -> Collection:
    given = whole_number(context, arguments[0], "round()") if arguments else 0
    places = 0 if given is None else given
    if places < 0:
        raise FhirpathError("round() needs a number of places of 0 or more")

    def rounded(number: int | Decimal) -> int | Decimal:
        found = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return found if places else int(found)

    return _measured("round", rounded)(context, items, ())


def _log(context: Context, items: Collection, arguments: Arguments) -> Collection:
    number, base = _number(items, "log()"), _number(arguments[0](context), "log()")
    if number is None or base is None or number <= 0 or base <= 0 or base == 1:
        return []
    found = number.ln() / base.ln()
    nearest = found.to_integral_value()
    return [nearest if abs(found - nearest) < Decimal("1e-20") else found]


def _power(context: Context, items: Collection, arguments: Arguments) -> Collection:
    number, exponent = _number(items, "power()"), _number(arguments[0](context), "power()")
    if number is None or exponent is None:
        return []
    try:
        found = number**exponent
    except (InvalidOperation, Overflow, ZeroDivisionError):
        return []
    whole = number == number.to_integral_value() and exponent == exponent.to_integral_value() >= 0
    return [int(found) if whole else found] if found.is_finite() else []


def _whole(mode: str) -> Callable[[int | Decimal], int]:
    return lambda number: int(Decimal(number).to_integral_value(mode))


def _logarithm(number: Decimal) -> Decimal:
    if number <= 0:
        raise InvalidOperation
    return number.ln()


def _root(number: Decimal) -> Decimal:
    return number.sqrt()


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "abs": (0, 0, _measured("abs", abs)),
    "ceiling": (0, 0, _measured("ceiling", _whole(ROUND_CEILING))),
    "floor": (0, 0, _measured("floor", _whole(ROUND_FLOOR))),
    "truncate": (0, 0, _measured("truncate", _whole(ROUND_DOWN))),
    "exp": (0, 0, _simple("exp", Decimal.exp)),
    "ln": (0, 0, _simple("ln", _logarithm)),
    "sqrt": (0, 0, _simple("sqrt", _root)),
    "log": (1, 1, _log),
    "power": (1, 1, _power),
    "round": (0, 1, _round),
}
