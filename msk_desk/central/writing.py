"""Writes: preconditions, rights, rules of signed work and bookings, and repetition of an operation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from msk_desk.central import rules
from msk_desk.central.context import Caller, Service
from msk_desk.central.indexing import ANYONE, desk_of
from msk_desk.central.labels import Label
from msk_desk.central.outcomes import Refusal, forbidden
from msk_desk.central.preparing import draft
from msk_desk.central.rights import RIGHTS, Right
from msk_desk.central.times import micros
from msk_desk.central.validation import ID, TYPES, validate
from msk_desk.domain.central_store import Answered, Draft, Stored, WriteTransaction


@dataclass(frozen=True, slots=True)
class Write:
    """One PUT: the resource, and the version or absence it was based on."""

    resource: Mapping[str, Any]
    draft: Draft
    if_match: int | None
    create_only: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What a PUT came to: 201 created, 200 updated or unchanged or repeated."""

    status: int
    stored: Stored


def prepare(resource: Any, type: str, id: str, if_match: int | None, create_only: bool) -> Write:
    """Check what was sent without looking at the database.

    Raises:
        Refusal: 400 or 422, with every problem found.
    """
    if not isinstance(resource, dict):
        raise Refusal(400, "structure", "The body must be one JSON object.")
    if type not in TYPES:
        raise Refusal(404, "not-supported", "This type of resource is not supported.")
    if resource.get("resourceType") != type:
        raise Refusal(400, "invalid", "The type in the body is not the type in the address.")
    if not ID.fullmatch(id) or resource.get("id") != id:
        raise Refusal(400, "invalid", "The id in the body is not the id in the address.")
    if not isinstance(resource.get("meta", {}), dict):
        raise Refusal(400, "structure", "meta must be an object.")
    if issues := validate(resource):
        raise Refusal(422, "invalid", "The resource is not valid.", issues=issues)
    return Write(resource, draft(resource), if_match, create_only)


def write_all(service: Service, caller: Caller, writes: Sequence[Write], op_id: str | None) -> list[Written]:
    """All writes in one transaction, or none.

    Raises:
        Refusal: the first reason for which none was done.
    """
    with service.store.writing() as tx:
        if op_id and (repeated := _repeated(tx, caller, writes, op_id)):
            return repeated
        unit = _Unit(service, caller, tx, writes)
        written = [unit.write(write) for write in writes]
        if op_id:
            tx.remember(Answered(op_id, caller.person, _digest(writes), _answer(written)))
        return written


class _Unit:
    """The writes of one transaction, seen together."""

    def __init__(self, service: Service, caller: Caller, tx: WriteTransaction, writes: Sequence[Write]) -> None:
        self._service = service
        self._caller = caller
        self._tx = tx
        self._now = micros(service.now())
        self._drafts = {(w.draft.type, w.draft.id): w.draft for w in writes}
        # Someone who writes themselves into a visit or pathway takes the patient into their care.
        self._cared = {d.patient for d in self._drafts.values() if caller.person in d.carers}

    def write(self, write: Write) -> Written:
        sent = self._with_patient(write.draft)
        current = self._tx.current(sent.type, sent.id)
        self._check_rights(write, sent, current)
        if current is not None and not current.deleted:
            if current.digest == sent.digest and not self._stale(write, current):
                return Written(200, current)
            if sent.op_id and (made := self._tx.version_of_op(sent.type, sent.id, sent.op_id)):
                # The answer to this operation was lost on the way: it must not be done twice.
                return self._same_or_refused(made, sent)
        self._check_preconditions(write, current)
        rules.check(self._tx, self._caller, write.resource, current, self._service.now())
        stored = self._tx.put(sent, current, self._caller.person)
        return Written(201 if current is None or current.deleted else 200, stored)

    def _stale(self, write: Write, current: Stored) -> bool:
        return write.create_only or (write.if_match is not None and write.if_match != current.version)

    def _same_or_refused(self, made: Stored, sent: Draft) -> Written:
        if made.digest != sent.digest:
            raise Refusal(409, "duplicate", f"This operation wrote something else to {sent.type}/{sent.id} before.")
        return Written(200, made)

    def _check_preconditions(self, write: Write, current: Stored | None) -> None:
        name = f"{write.draft.type}/{write.draft.id}"
        exists = current is not None and not current.deleted
        if write.create_only:
            if exists:
                raise Refusal(412, "conflict", f"{name} exists already.")
            if current is not None:
                raise Refusal(410, "deleted", f"{name} was deleted.")
        elif write.if_match is not None:
            if current is None or not exists:
                raise Refusal(412, "conflict", f"{name} is not there to be changed.")
            if current.version != write.if_match:
                raise Refusal(412, "conflict", f"{name} was changed meanwhile: it is at version {current.version}.")
        elif exists:
            raise Refusal(428, "required", f"{name} exists: send If-Match with the version you changed.")
        elif current is not None:
            raise Refusal(410, "deleted", f"{name} was deleted.")

    def _check_rights(self, write: Write, sent: Draft, current: Stored | None) -> None:
        exists = current is not None and not current.deleted
        rights = RIGHTS[self._caller.role]
        new = rights[Label(sent.label)]
        old = rights[Label(current.label)] if current is not None and exists else new
        if exists and not (new.update and old.update):
            marking = new.marks_errors and old.marks_errors and rules.only_marks_error(write.resource, current)
            if not marking:
                raise forbidden()
        elif not exists and not new.create:
            raise forbidden()
        self._check_limit(new, sent, current)

    def _check_limit(self, right: Right, sent: Draft, current: Stored | None) -> None:
        if right.limit == "desk" and current is not None and not self._at_desk(current):
            raise forbidden("This is addressed to somebody else.")
        if right.limit != "own" or (current is not None and current.author == self._caller.person):
            return
        if sent.type == "Provenance" and all(target in self._drafts for target in self._targets(sent)):
            return  # what it signs is part of this unit, and is judged by its own right
        for patient in {sent.patient, current.patient if current is not None else sent.patient}:
            if patient is None and sent.type == "Provenance":
                continue
            if patient is None or not self._in_care(patient):
                raise forbidden("This patient is not in your care. Open the record with a reason first.")

    def _at_desk(self, current: Stored) -> bool:
        addressed = set() if current.deleted else desk_of(orjson.loads(current.json))
        mine = {self._caller.person, str(self._caller.role), ANYONE}
        return current.author == self._caller.person or bool(addressed & mine)

    def _in_care(self, patient: str) -> bool:
        return patient in self._cared or self._tx.in_care(self._caller.person, patient, self._now)

    def _with_patient(self, sent: Draft) -> Draft:
        """A Provenance is about the patient of what it signs."""
        if sent.type != "Provenance" or sent.patient is not None:
            return sent
        for kind, id in self._targets(sent):
            there = self._drafts.get((kind, id)) or self._tx.current(kind, id)
            if there is not None and there.patient:
                return replace(sent, patient=there.patient)
        return sent

    def _targets(self, sent: Draft) -> list[tuple[str, str]]:
        return [(r.system, r.value) for r in sent.rows if r.param == "Provenance.target" and r.system]


def _repeated(tx: WriteTransaction, caller: Caller, writes: Sequence[Write], op_id: str) -> list[Written] | None:
    before = tx.answered(op_id)
    if before is None:
        return None
    if before.author != caller.person or before.digest != _digest(writes):
        raise Refusal(409, "duplicate", "This operation id was used before for something else.")
    found = [tx.version(type, id, version) for type, id, version, _ in orjson.loads(before.answer)]
    statuses = [status for *_, status in orjson.loads(before.answer)]
    return [Written(status, stored) for status, stored in zip(statuses, found, strict=True) if stored]


def _digest(writes: Sequence[Write]) -> bytes:
    """What was asked for, apart from the versions it was based on."""
    mixed = hashlib.blake2b(digest_size=16)
    for write in writes:
        mixed.update(f"{write.draft.type}/{write.draft.id}".encode() + write.draft.digest)
    return mixed.digest()


def _answer(written: Sequence[Written]) -> str:
    return orjson.dumps([[w.stored.type, w.stored.id, w.stored.version, w.status] for w in written]).decode()


def resolve_urns(resource: Any, places: Mapping[str, str]) -> Any:
    """References to `urn:uuid:` full addresses of the same bundle as Type/id."""
    for holder in _references(resource):
        target = holder.get("reference")
        if isinstance(target, str) and target in places:
            holder["reference"] = places[target]
    return resource


def _references(node: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if isinstance(node, dict):
        if isinstance(node.get("reference"), str):
            found.append(node)
        for value in node.values():
            if isinstance(value, (dict, list)):
                found += _references(value)
    elif isinstance(node, list):
        for item in node:
            found += _references(item)
    return found
