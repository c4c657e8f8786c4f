"""Storing a unit: its operations, its audit event and what the cache has to follow, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.local.engine import Connection
from db.local.work.ops import UNIT, note_audit, open_ops, touch, unit_of
from msk_desk.domain.errors import Conflict
from msk_desk.domain.outbox import OpState, OutboxOp, OutboxUnit
from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Actor
from msk_desk.fhir.elements import put_extension
from msk_desk.fhir.exact_json import dumps, loads_object
from msk_desk.fhir.mapping import patient_of
from msk_desk.fhir.names import LAST_OP

Edit = Callable[[dict[str, Any] | None], dict[str, Any]]
"""Makes the new resource from the one that stands here, None when there is none."""
BaseOf = Callable[[str, str], tuple[str, str, bytes | None]]
"""Version, last updated and JSON of the service's resource as held; ("", "", None) for none."""


@dataclass(frozen=True, slots=True)
class Save:
    """Who saves what: the head of a unit."""

    unit_id: str
    what: str
    by: Actor
    at: datetime
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """A resource as it is to become, with what it was made from."""

    type: str
    id: str
    resource: dict[str, Any]
    last: OutboxOp | None
    base: tuple[str, str, bytes | None]


def keep_unit(
    work: Connection, save: Save, edits: Sequence[tuple[str, str, Edit]], base_of: BaseOf, new_id: Callable[[], str]
) -> Changes:
    """Store edits as operations in the open transaction. Edits that change nothing store nothing.

    Raises:
        Conflict: a resource waits for a person's decision and may not be edited until then.
    """
    done: dict[tuple[str, str], Edited] = {}
    for type, id, edit in edits:
        edited = _edit(work, done.get((type, id)), type, id, edit, base_of)
        if edited is not None:
            done[type, id] = edited
    if not done:
        return Changes()
    host = _host(work, save, tuple(done.values()))
    unit_id = host.unit_id if host else _new_unit(work, save)
    if host:
        _renew(work, save, host)
    for edited in done.values():
        _store(work, edited, unit_id, joined=host is not None, new_id=new_id)
    changes = _changes(done)
    note_audit(
        work, save.at, save.by, "sign" if save.signed else "save", what=save.what,
        patient=" ".join(sorted(changes.patients)), refs=" ".join(sorted(f"{r.type}/{r.id}" for r in changes.refs)),
    )  # fmt: skip
    return changes


def _edit(work: Connection, before: Edited | None, type: str, id: str, edit: Edit, base_of: BaseOf) -> Edited | None:
    if before is not None:
        return Edited(type, id, edit(before.resource), before.last, before.base)
    waiting = open_ops(work, type, id)
    if any(op.state is OpState.CONFLICT for op in waiting):
        raise Conflict("The resource waits for a decision.")
    last = waiting[-1] if waiting else None
    base = ("", "", last.body) if last else base_of(type, id)
    current = loads_object(base[2]) if base[2] else None
    resource = edit(current)
    return None if resource == current else Edited(type, id, resource, last, base)


def _host(work: Connection, save: Save, edits: Sequence[Edited]) -> OutboxUnit | None:
    """The unit that is still to be sent and that these edits may join, so that it is sent but once.

    Only when a single unit is concerned: then no unit ever waits for a later one.
    """
    concerned = {edited.last.unit_id for edited in edits if edited.last}
    if len(concerned) != 1:
        return None
    row = work.execute(f"SELECT {UNIT} FROM unit WHERE unit_id=?", (concerned.pop(),)).fetchone()
    unit = unit_of(work, row)
    if unit.state is OpState.QUARANTINED:
        return unit
    same_person = (unit.by.staff_id, unit.by.role) == (save.by.staff_id, save.by.role)
    joins = unit.state is OpState.PENDING and same_person and not unit.signed and not save.signed
    return unit if joins else None


def _new_unit(work: Connection, save: Save) -> str:
    by = save.by
    work.execute(
        "INSERT INTO unit(unit_id, what, staff_id, staff_name, role, device_id, saved_at, signed)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (save.unit_id, save.what, by.staff_id, by.name, str(by.role), by.device_id, save.at.isoformat(), save.signed),
    )
    return save.unit_id


def _renew(work: Connection, save: Save, host: OutboxUnit) -> None:
    what = host.what if save.what in host.what.split("; ") else f"{host.what}; {save.what}"
    work.execute(
        "UPDATE unit SET what=?, saved_at=?, signed=max(signed, ?), staff_id=?, staff_name=?, role=?, state='pending',"
        " next_try=NULL WHERE unit_id=?",
        (what, save.at.isoformat(), save.signed, save.by.staff_id, save.by.name, str(save.by.role), host.unit_id),
    )
    work.execute("UPDATE outbox SET state='pending' WHERE unit_id=? AND state='quarantined'", (host.unit_id,))


def _store(work: Connection, edited: Edited, unit_id: str, *, joined: bool, new_id: Callable[[], str]) -> None:
    coalesced = joined and edited.last is not None
    op_id = edited.last.op_id if coalesced and edited.last else new_id()
    put_extension(edited.resource, LAST_OP, {"valueString": op_id})
    body = dumps(edited.resource)
    patient = patient_of(edited.resource)
    if coalesced:
        work.execute("UPDATE outbox SET body=?, patient_id=? WHERE op_id=?", (body, patient, op_id))
    else:
        work.execute(
            "INSERT INTO outbox(op_id, unit_id, type, id, patient_id, base_version, base_last_updated, base_json,"
            " body) VALUES (?,?,?,?,?,?,?,?,?)",
            (op_id, unit_id, edited.type, edited.id, patient, *edited.base, body),
        )
    touch(work, edited.type, edited.id)


def _changes(done: dict[tuple[str, str], Edited]) -> Changes:
    refs = frozenset(Ref(type, id) for type, id in done)
    patients = (patient_of(edited.resource) for edited in done.values())
    return Changes(refs, frozenset(filter(None, patients)))
