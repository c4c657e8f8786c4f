"""What a person may receive, as SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, and_, exists, false, or_, select

from db.central.tables import care, resource, search_index
from msk_desk.domain.central_store import Reach

DESK = "desk"
ANYONE = "anyone"


def allowed(table: Table, reach: Reach, now: int) -> ColumnElement[bool]:
    """The condition on rows of `resource` or `version` that a reach allows at a time in microseconds."""
    label = table.c.label
    parts: list[ColumnElement[bool]] = []
    if reach.everything:
        parts.append(label.in_(sorted(reach.everything)))
    if reach.own:
        parts.append(and_(label.in_(sorted(reach.own)), _in_care(table, reach, now)))
    if reach.desk:
        parts.append(and_(label.in_(sorted(reach.desk)), _at_desk(table, reach)))
    if reach.mine:
        parts.append(and_(label.in_(sorted(reach.mine)), table.c.author == reach.person))
    return or_(*parts) if parts else false()


def caring_until(now: int) -> ColumnElement[bool]:
    """The condition on rows of `care` that still hold."""
    return or_(care.c.until.is_(None), care.c.until > now)


def _in_care(table: Table, reach: Reach, now: int) -> ColumnElement[bool]:
    patients = select(care.c.patient).where(care.c.person == reach.person, caring_until(now))
    return or_(table.c.patient.in_(patients), table.c.author == reach.person)


def _at_desk(table: Table, reach: Reach) -> ColumnElement[bool]:
    current = resource.alias("current")
    addressed = (
        exists()
        .where(current.c.type == table.c.type, current.c.id == table.c.id)
        .where(search_index.c.rid == current.c.rid, search_index.c.param == DESK)
        .where(search_index.c.value.in_([reach.person, reach.role, ANYONE]))
    )
    return or_(table.c.author == reach.person, addressed)
