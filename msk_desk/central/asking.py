"""From the query of a search to what the store is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msk_desk.central.indexing import plain
from msk_desk.central.outcomes import Refusal
from msk_desk.central.parameters import Kind, Parameter, parameter_of
from msk_desk.central.times import bounds, micros_of_bound
from msk_desk.domain.central_store import Alternative, Condition, Search

DEFAULT_COUNT = 50
_PREFIXES = ("eq", "ne", "ge", "gt", "le", "lt")
_LATER = {"sa": "gt", "eb": "lt"}
_PATIENT = frozenset({"patient", "subject"})
_IGNORED = frozenset(
    {"_format", "_pretty", "_total", "_summary", "_elements", "_include", "_cursor", "_count", "_sort"}
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A search as asked: what to look for, and how to answer."""

    search: Search
    includes: tuple[tuple[str, str], ...] = ()
    elements: frozenset[str] = frozenset()
    count_only: bool = False
    total: bool = False


def understand(type: str, query: Sequence[tuple[str, str]], most: int) -> Wish:
    """A search of a type from its query.

    Raises:
        Refusal: 400 for a parameter that is not supported or a value that makes no sense; leaving a
            filter out would send what nobody asked for.
    """
    wish = Wish(Search(type, limit=DEFAULT_COUNT))
    for name, value in query:
        if "\0" in value:
            raise Refusal(400, "value", "Values have no NUL characters.")
        wish = _with_control(wish, name, value, most) if name in _IGNORED else _with_filter(wish, type, name, value)
    return wish


def number(text: str, most: int) -> int:
    """A count of at most `most`.

    Raises:
        Refusal: not a number.
    """
    if not text.isdigit() or len(text) > 9:
        raise Refusal(400, "value", "_count must be a number.")
    return min(int(text), most)


def _with_control(wish: Wish, name: str, value: str, most: int) -> Wish:
    search = wish.search
    match name:
        case "_count":
            return replace(wish, search=replace(search, limit=number(value, most)))
        case "_sort":
            if value not in ("_lastUpdated", "-_lastUpdated"):
                raise Refusal(400, "not-supported", "Only _sort=_lastUpdated and -_lastUpdated are supported.")
            return replace(wish, search=replace(search, descending=value.startswith("-")))
        case "_cursor":
            return replace(wish, search=replace(search, after=_cursor(value)))
        case "_summary":
            if value not in ("count", "false"):
                raise Refusal(400, "not-supported", "Only _summary=count is supported.")
            return replace(wish, count_only=value == "count")
        case "_total":
            return replace(wish, total=value == "accurate")
        case "_elements":
            return replace(wish, elements=wish.elements | frozenset(value.split(",")))
        case "_include":
            return replace(wish, includes=(*wish.includes, _include(search.type or "", value)))
    return wish


def _cursor(text: str) -> int:
    if not text.isdigit() or len(text) > 18:
        raise Refusal(400, "value", "This page address is not one of ours.")
    return int(text)


def _include(type: str, value: str) -> tuple[str, str]:
    parts = value.split(":")
    if len(parts) not in (2, 3) or parts[0] != type:
        raise Refusal(400, "value", "_include must be Type:parameter of the type that is searched.")
    name = parts[1]
    found = parameter_of(type, name)
    if name not in _PATIENT and (found is None or found.kind is not Kind.REFERENCE):
        raise Refusal(400, "not-supported", f"_include of {name} is not supported.")
    return name, parts[2] if len(parts) == 3 else ""


def _with_filter(wish: Wish, type: str, name: str, value: str) -> Wish:
    search = wish.search
    base, _, modifier = name.partition(":")
    if base == "_id":
        return replace(wish, search=replace(search, ids=tuple(value.split(","))))
    if base == "_lastUpdated":
        how, text = _prefixed(value)
        return replace(wish, search=replace(search, updated=search.updated + _times(how, text)))
    if base in _PATIENT and parameter_of(type, base) is None:
        return replace(wish, search=replace(search, patients=tuple(v.split("/")[-1] for v in value.split(","))))
    parameter = parameter_of(type, base)
    if parameter is None:
        raise Refusal(400, "not-supported", f"The search parameter {base} of {type} is not supported.")
    added = _condition(type, parameter, modifier, value)
    return replace(wish, search=replace(search, conditions=(*search.conditions, added)))


def _condition(type: str, parameter: Parameter, modifier: str, value: str) -> Condition:
    param = f"{type}.{parameter.name}"
    if modifier == "missing":
        return Condition(param, missing=value == "true")
    allowed = {Kind.STRING: ("", "exact", "contains"), Kind.TOKEN: ("", "not")}.get(parameter.kind, ("",))
    if modifier not in allowed and not (parameter.kind is Kind.REFERENCE and modifier[:1].isupper()):
        raise Refusal(400, "not-supported", f"The modifier {modifier} of {parameter.name} is not supported.")
    if parameter.kind is Kind.REFERENCE and modifier:
        value = ",".join(v if "/" in v else f"{modifier}/{v}" for v in value.split(","))
    tests = tuple(_test(parameter, modifier, part) for part in _parts(value))
    return Condition(param, tests, negated=modifier == "not")


def _parts(value: str) -> list[str]:
    """Alternatives between commas; a comma behind a backslash is part of the value."""
    return [part.replace("\0", ",") for part in value.replace("\\,", "\0").split(",")]


def _test(parameter: Parameter, modifier: str, value: str) -> Alternative:
    match parameter.kind:
        case Kind.STRING:
            text = plain(value)
            if parameter.name.endswith("postalcode"):
                text = text.replace(" ", "")
            return Alternative({"": "prefix", "exact": "equal", "contains": "contains"}[modifier], text)
        case Kind.TOKEN:
            return _token(parameter.name, value)
        case Kind.REFERENCE:
            named, _, id = value.rpartition("/")
            return Alternative("equal", id, system=named.rpartition("/")[2] or None)
        case Kind.URI:
            return Alternative("equal", value)
        case _:
            how, text = _prefixed(value)
            try:
                low, high = bounds(text)
            except ValueError as error:
                raise Refusal(400, "value", f"{parameter.name} must be a date.") from error
            return Alternative(how, low, high)


def _token(name: str, value: str) -> Alternative:
    system, bar, code = value.rpartition("|")
    if name in ("phone", "telecom") and "@" not in code:
        code = "".join(c for c in code if c.isdigit() or c == "+") or code
    return Alternative("equal", code, system=system if bar and system else None)


def _prefixed(value: str) -> tuple[str, str]:
    prefix = value[:2]
    if prefix in _PREFIXES:
        return prefix, value[2:]
    return (_LATER[prefix], value[2:]) if prefix in _LATER else ("eq", value)


def _times(how: str, text: str) -> tuple[tuple[str, int], ...]:
    """Bounds of last_updated in microseconds."""
    try:
        low, high = (micros_of_bound(bound) for bound in bounds(text.replace(" ", "+")))
    except ValueError as error:
        raise Refusal(400, "value", "_lastUpdated must be a date.") from error
    exact = {"ge": (("ge", low),), "gt": (("gt", high),), "lt": (("lt", low),), "le": (("le", high),)}
    if how == "ne":
        raise Refusal(400, "not-supported", "_lastUpdated=ne is not supported.")
    return exact.get(how, (("ge", low), ("le", high)))
