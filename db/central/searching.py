"""Searches as SQL over the narrow index of values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, or_, select

from db.central.reaching import allowed
from db.central.rows import VERSION_COLUMNS
from db.central.tables import resource, search_index, version
from msk_desk.domain.central_store import Alternative, Condition, Reach, Search

# Above every character that can follow a prefix.
_LAST = "\U0010ffff"
_DATES = frozenset({"eq", "ne", "ge", "gt", "le", "lt"})


def page(connection: Connection, search: Search, reach: Reach, now: int) -> Select[Any]:
    """The statement for one page of a search, in the order of last_updated."""
    statement = select(*VERSION_COLUMNS).join(resource, resource.c.seq == version.c.seq)
    statement = statement.where(*_where(connection, search, reach, now))
    if search.after is not None:
        beyond = resource.c.seq < search.after if search.descending else resource.c.seq > search.after
        statement = statement.where(beyond)
    order = resource.c.seq.desc() if search.descending else resource.c.seq
    return statement.order_by(order).limit(search.limit)


def counting(connection: Connection, search: Search, reach: Reach, now: int) -> Select[Any]:
    """The statement for the number of what a search finds."""
    return select(func.count()).select_from(resource).where(*_where(connection, search, reach, now))


def _where(connection: Connection, search: Search, reach: Reach, now: int) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [not_(resource.c.deleted), allowed(resource, reach, now)]
    if search.type is not None:
        where.append(resource.c.type == search.type)
    if search.types:
        where.append(resource.c.type.in_(search.types))
    if search.ids is not None:
        where.append(resource.c.id.in_(search.ids))
    if search.patients is not None:
        where.append(resource.c.patient.in_(search.patients))
    where += [_updated(connection, how, at) for how, at in search.updated]
    where += _conditions(search.conditions)
    return where


def _updated(connection: Connection, how: str, at: int) -> ColumnElement[bool]:
    """Commit order and last_updated agree, so a time is a place in the order."""
    later = version.c.last_updated >= at if how in ("ge", "lt") else version.c.last_updated > at
    first = connection.execute(select(func.min(version.c.seq)).where(later)).scalar()
    if how in ("ge", "gt"):
        return resource.c.seq >= first if first is not None else resource.c.seq < 0
    return resource.c.seq < first if first is not None else resource.c.seq >= 0


def _conditions(conditions: tuple[Condition, ...]) -> list[ColumnElement[bool]]:
    """Date bounds on one parameter become one look into the index."""
    dates: dict[str, list[ColumnElement[bool]]] = {}
    where: list[ColumnElement[bool]] = []
    for condition in conditions:
        tests = condition.tests
        if len(tests) == 1 and tests[0].how in _DATES - {"ne"} and not condition.negated:
            dates.setdefault(condition.param, []).append(_test(tests[0]))
        else:
            where.append(_condition(condition))
    return where + [_holding(param, and_(*bounds)) for param, bounds in dates.items()]


def _condition(condition: Condition) -> ColumnElement[bool]:
    if condition.missing is not None:
        rids = select(search_index.c.rid).where(search_index.c.param == condition.param)
        return resource.c.rid.not_in(rids) if condition.missing else resource.c.rid.in_(rids)
    found = _holding(condition.param, or_(*(_test(test) for test in condition.tests)))
    return not_(found) if condition.negated else found


def _holding(param: str, test: ColumnElement[bool]) -> ColumnElement[bool]:
    rids = select(search_index.c.rid).where(search_index.c.param == param, test)
    return resource.c.rid.in_(rids)


def _test(test: Alternative) -> ColumnElement[bool]:
    value, high = search_index.c.value, search_index.c.high
    match test.how:
        case "equal":
            same = value == test.value if test.value else value != ""
            return same if test.system is None else and_(same, search_index.c.system == test.system)
        case "prefix":
            return and_(value >= test.value, value < test.value + _LAST)
        case "contains":
            return value.contains(test.value, autoescape=True)
        case "ge":
            return high >= test.value
        case "gt":
            return high > test.high
        case "le":
            return value <= test.high
        case "lt":
            return value < test.value
        case "ne":
            return or_(value < test.value, high > test.high)
        case _:
            return and_(value >= test.value, high <= test.high)
