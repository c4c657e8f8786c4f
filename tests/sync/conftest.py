"""A real service on loopback and real encrypted profiles that synchronise with it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from db.local.opening import LocalStore, open_local
from msk_desk.domain.people import Contact, Patient, PersonName
from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.synchronising import SyncReport
from msk_desk.sync.engine import synchronise
from msk_desk.sync.ports import Tokens, Transport
from msk_desk.sync.scopes import Scope, whole_service
from msk_desk.sync.session import Session
from msk_desk.sync.transport import HttpTransport
from tests.fakes.service import RunningService, running_service

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

    store: LocalStore
    actor: Actor
    transport: Transport
    clock: Clock
    scope: Scope = field(default_factory=whole_service)

    def session(self) -> Session:
        return Session(self.store, self.transport, self.clock, self.scope, wait=lambda seconds: None)

    def sync(self) -> SyncReport:
        return synchronise(self.session())

    def save(self, *records: Record, what: str = "Saved", signed: bool = False) -> Changes:
        unit = Unit(str(uuid.uuid4()), what, self.actor, self.clock(), records, signed)
        return self.store.records.save(unit)

    def patient(self, id: str) -> Patient | None:
        return self.store.records.read(Patient, id)


@pytest.fixture(scope="session")
def empty_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated profile to be copied: migrations take longer than a test."""
    folder = tmp_path_factory.mktemp("profile")
    open_local(folder, KEY, Clock(), lambda: str(uuid.uuid4()), "none").close()
    return folder


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RunningService]:
    """A running central service with an empty database."""
    with running_service(tmp_path) as running:
        yield running


@pytest.fixture
def computer(service: RunningService, empty_profile: Path, tmp_path: Path) -> Iterator[Callable[..., Computer]]:
    """Makes computers: `computer("ann")`, `computer("ben", Role.RECEPTIONIST)`, `computer("cat", base=...)`."""
    opened: list[Computer] = []
    clients: list[httpx2.Client] = []

    def make(name: str, role: Role = Role.ESP, base: str = "", scope: Scope | None = None) -> Computer:
        folder = tmp_path / f"profile-{name}-{uuid.uuid4()}"
        shutil.copytree(empty_profile, folder)
        device = str(uuid.uuid4())
        account = f"{name}-{device[:8]}"
        person = service.add_user(account, roles=[role.value])
        client = httpx2.Client(timeout=10, trust_env=False)
        clients.append(client)
        clock = Clock()
        tokens = KeptTokens(Tokens(service.token(account, role.value, device)))
        transport = HttpTransport(base or service.base, client, clock, tokens)
        store = open_local(folder, KEY, clock, lambda: str(uuid.uuid4()), device)
        opened.append(Computer(store, Actor(person, name.title(), role, device), transport, clock))
        if scope is not None:
            opened[-1].scope = scope
        return opened[-1]

    yield make
    for each in opened:
        each.store.close()
    for client in clients:
        client.close()


def somebody(family: str = "Farrow", given: str = "Nell", phone: str = "07700 900123") -> Patient:
    """A made-up patient."""
    contact = Contact("phone", phone, "mobile")
    return Patient(str(uuid.uuid4()), (PersonName(family, (given,)),), born="1970-03-04", contacts=(contact,))
