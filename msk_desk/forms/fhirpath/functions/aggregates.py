"""Sums and other aggregates; of nothing they are empty, never 0, so an unanswered score has no value."""

from decimal import Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.equality import is_number, order
from msk_desk.forms.fhirpath.items import Collection, primitive
from msk_desk.forms.fhirpath.operators import OPERATORS
from msk_desk.forms.fhirpath.quantity import Quantity

Arguments = tuple[Compiled, ...]


def _values(items: Collection) -> list[Any]:
    return [value for value in map(primitive, items) if value is not None]


def _sum(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    values = _values(items)
    total: Collection = values[:1]
    for value in values[1:]:
        total = OPERATORS["+"](total, [value])
    return total


def _extreme(wanted: int) -> Function:
    def run(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
        values = _values(items)
        found: Collection = values[:1]
        for value in values[1:]:
            compared = order(value, found[0])
            if compared is None:
                return []
            if compared == wanted:
                found = [value]
        return found

    return run


def _average(context: Context, items: Collection, arguments: Arguments) -> Collection:
    total = _sum(context, items, arguments)
    if not total:
        return []
    count = Decimal(len(_values(items)))
    value = total[0]
    if isinstance(value, Quantity):
        return [Quantity(value.value / count, value.unit, value.calendar)]
    if not is_number(value):
        raise FhirpathError("avg() needs numbers")
    return [Decimal(value) / count]


def _aggregate(context: Context, items: Collection, arguments: Arguments) -> Collection:
    saved = context.total
    context.total = arguments[1](context) if len(arguments) > 1 else []
    try:
        for at, item in enumerate(items):
            context.total = context.apply(arguments[0], [item], at)
        return context.total
    finally:
        context.total = saved


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "sum": (0, 0, _sum),
    "min": (0, 0, _extreme(-1)),
    "max": (0, 0, _extreme(1)),
    "avg": (0, 0, _average),
    "aggregate": (1, 2, _aggregate),
}
