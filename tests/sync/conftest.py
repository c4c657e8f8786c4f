"""A real service on loopback and real encrypted profiles that synchronise with it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from db.local.opening import open_local
from msk_desk.domain.roles import Actor, Role
from msk_desk.sync.ports import Tokens
from msk_desk.sync.scopes import Scope
from msk_desk.sync.transport import HttpTransport
from tests.fakes.computers import KEY, Clock, Computer, KeptTokens
from tests.fakes.service import RunningService, running_service


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
        opened.append(Computer(folder, store, Actor(person, name.title(), role, device), transport, clock))
        if scope is not None:
            opened[-1].scope = scope
        return opened[-1]

    yield make
    for each in opened:
        each.store.close()
    for client in clients:
        client.close()
