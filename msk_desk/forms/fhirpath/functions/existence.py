"""Existence, filtering, subsetting and combining of collections."""

from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.equality import contains, distinct
from msk_desk.forms.fhirpath.items import Collection, json_of, single
from msk_desk.forms.fhirpath.items import children as children_of
from msk_desk.forms.fhirpath.operators import truth
from msk_desk.forms.fhirpath.tree import descendants, repeat

Arguments = tuple[Compiled, ...]


def _empty(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return [not items]


def _not(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    value = truth(items)
    return [] if value is None else [not value]


def _where(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return [item for item, made in context.each(arguments[0], items) if _first_is_true(made)]


def _first_is_true(values: Collection) -> bool:
    if not values:
        return False
    value = json_of(values[0])
    return value if isinstance(value, bool) else value is not None


def _exists(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return [bool(_where(context, items, arguments) if arguments else items)]


def _all(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return [all(truth(made) for _, made in context.each(arguments[0], items))]


def _every(wanted: bool, some: bool) -> Function:
    def run(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
        values = [truth([item]) for item in items]
        return [wanted in values if some else all(value is wanted for value in values)]

    return run


def _other(context: Context, arguments: Arguments) -> Collection:
    return arguments[0](context)


def _subset_of(context: Context, items: Collection, arguments: Arguments) -> Collection:
    other = _other(context, arguments)
    return [all(contains(other, item) for item in items)]


def _superset_of(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return [all(contains(items, item) for item in _other(context, arguments))]


def _distinct(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return distinct(items)


def _is_distinct(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return [len(distinct(items)) == len(items)]


def _count(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return [len(items)]


def _select(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return [found for _, made in context.each(arguments[0], items) for found in made]


def _single(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    if len(items) > 1:
        raise FhirpathError(f"single() found {len(items)} items")
    return items


def _first(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return items[:1]


def _last(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return items[-1:]


def _tail(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return items[1:]


def whole_number(context: Context, argument: Compiled, what: str) -> int | None:
    """Return a whole-number argument, or None when it is empty.

    Raises:
        FhirpathError: when it is something else.
    """
    value: Any = single(argument(context), what)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise FhirpathError(f"{what} needs a whole number")
    return value


def _skip(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return items[max(0, whole_number(context, arguments[0], "skip()") or 0) :]


def _take(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return items[: max(0, whole_number(context, arguments[0], "take()") or 0)]


def _combine(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return items + _other(context, arguments)


def _union(context: Context, items: Collection, arguments: Arguments) -> Collection:
    return distinct(items + _other(context, arguments))


def _intersect(context: Context, items: Collection, arguments: Arguments) -> Collection:
    other = _other(context, arguments)
    return distinct([item for item in items if contains(other, item)])


def _exclude(context: Context, items: Collection, arguments: Arguments) -> Collection:
    other = _other(context, arguments)
    return [item for item in items if not contains(other, item)]


def _coalesce(context: Context, _items: Collection, arguments: Arguments) -> Collection:
    return next((found for argument in arguments if (found := argument(context))), [])


def _children(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return [child for item in items for child in children_of(item)]


def _descendants(_context: Context, items: Collection, _arguments: Arguments) -> Collection:
    return descendants(items)


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "empty": (0, 0, _empty),
    "not": (0, 0, _not),
    "exists": (0, 1, _exists),
    "all": (1, 1, _all),
    "allTrue": (0, 0, _every(True, some=False)),
    "anyTrue": (0, 0, _every(True, some=True)),
    "allFalse": (0, 0, _every(False, some=False)),
    "anyFalse": (0, 0, _every(False, some=True)),
    "subsetOf": (1, 1, _subset_of),
    "supersetOf": (1, 1, _superset_of),
    "distinct": (0, 0, _distinct),
    "isDistinct": (0, 0, _is_distinct),
    "count": (0, 0, _count),
    "where": (1, 1, _where),
    "select": (1, 1, _select),
    "repeat": (1, 1, repeat),
    "single": (0, 0, _single),
    "first": (0, 0, _first),
    "last": (0, 0, _last),
    "tail": (0, 0, _tail),
    "skip": (1, 1, _skip),
    "take": (1, 1, _take),
    "combine": (1, 1, _combine),
    "union": (1, 1, _union),
    "intersect": (1, 1, _intersect),
    "exclude": (1, 1, _exclude),
    "coalesce": (1, 20, _coalesce),
    "children": (0, 0, _children),
    "descendants": (0, 0, _descendants),
}
