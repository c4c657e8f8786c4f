"""Computers for the tests of synchronisation: a real encrypted profile, a person, a way to the service."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.local.opening import LocalStore
from msk_desk.domain.people import Contact, Patient, PersonName
from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.domain.roles import Actor
from msk_desk.domain.synchronising import SyncReport
from msk_desk.sync.engine import synchronise
from msk_desk.sync.ports import Tokens, Transport
from msk_desk.sync.scopes import Scope, whole_service
from msk_desk.sync.session import Session

KEY = bytes(range(32))


@dataclass
class Clock:
    """The real clock, which a test may move on."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def pass_by(self, **span: float) -> None:
        self.ahead += timedelta(**span)


@dataclass
class KeptTokens:
    """Tokens in memory, with every one that was kept, in order."""

    held: Tokens | None
    kept: list[Tokens] = field(default_factory=list)

    def read(self) -> Tokens | None:
        return self.held

    def keep(self, tokens: Tokens) -> None:
        self.held = tokens
        self.kept.append(tokens)


@dataclass
class Computer:
    """One profile: its store, its person and its way to the service."""

    folder: Path
    store: LocalStore
    actor: Actor
    transport: Transport
    clock: Clock
    scope: Scope = field(default_factory=whole_service)

    @staticmethod
    def new_id() -> str:
        return str(uuid.uuid4())

    def session(self) -> Session:
        return Session(self.store, self.transport, self.clock, self.scope, wait=lambda seconds: None)

    def sync(self) -> SyncReport:
        return synchronise(self.session())

    def save(self, *records: Record, what: str = "Saved", signed: bool = False) -> Changes:
        unit = Unit(str(uuid.uuid4()), what, self.actor, self.clock(), records, signed)
        return self.store.records.save(unit)

    def patient(self, id: str) -> Patient | None:
        return self.store.records.read(Patient, id)


def somebody(family: str = "Farrow", given: str = "Nell", phone: str = "07700 900123") -> Patient:
    """A made-up patient."""
    contact = Contact("phone", phone, "mobile")
    return Patient(str(uuid.uuid4()), (PersonName(family, (given,)),), born="1970-03-04", contacts=(contact,))
