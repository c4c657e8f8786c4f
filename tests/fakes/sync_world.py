"""A world for the model test: real stores and the real engine, a service in memory, weather, kills, people."""

from __future__ import annotations

import json
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from db.local.opening import LocalStore, open_local
from msk_desk.domain.errors import Conflict, Offline
from msk_desk.domain.roles import Actor, Role
from msk_desk.sync.capabilities import Capabilities, Feed
from msk_desk.sync.engine import exchanging
from msk_desk.sync.ports import NONE, Reply
from msk_desk.sync.scopes import Scope
from msk_desk.sync.session import Point, Session, Steps
from tests.fakes.memory_service import FIELDS, LONGEST, START, MemoryService

KEY = bytes(range(32))
# Computers' clocks are wrong by these many seconds: nothing may depend on them.
SKEW = {"A": 7200, "B": -86400, "C": 0}
SCOPE = Scope(("Patient", "Provenance"))


def folder() -> Path:
    """A new folder, in memory where the system has such a place: fsync on disks takes longer than the model."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="msk-model-", dir=memory if memory.is_dir() else None))


@contextmanager
def template() -> Iterator[Path]:
    """An empty profile to be copied."""
    home = folder()
    open_local(home / "empty", KEY, lambda: START, lambda: str(uuid.uuid4()), "none").close()
    try:
        yield home / "empty"
    finally:
        shutil.rmtree(home)


@dataclass
class Client:
    """One computer: a real store, the engine at work, and the weather on its line."""

    name: str
    home: Path
    service: MemoryService
    feed: Feed
    weather: str = "fine"
    takes: int = 0
    steps: Steps[Any] | None = None
    store: LocalStore = field(init=False)

    def __post_init__(self) -> None:
        self.actor = Actor(f"person-{self.name}", self.name, Role.ESP, f"device-{self.name}")
        self._open()
        able = Capabilities(
            probed=True, bundled=True, if_match=True, if_none_match=True, atomic=True, feed=self.feed, page=3,
            overlap=LONGEST + 1.0,
        )  # fmt: skip
        self.store.server.put(able.to_mapping())
        self.able = able

    def _open(self) -> None:
        self.store = open_local(self.home, KEY, self.now, lambda: str(uuid.uuid4()), f"device-{self.name}")

    def now(self) -> datetime:
        return START + timedelta(seconds=self.service.tick_now + SKEW[self.name])

    def send(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] = NONE) -> Reply:
        weather, self.weather = self.weather, "fine"
        takes, self.takes = self.takes if method == "POST" else 0, self.takes
        if method == "POST":
            self.takes = 0
        basis = self._basis() if method == "POST" else {}

        def arrive() -> Reply:
            return self.service.handle(method, url, body, basis, takes)

        if weather == "lose request":
            raise Offline
        if weather == "late":
            self.service.late.append(arrive)
            raise Offline
        reply = arrive()
        if weather == "twice":
            arrive()
        if weather == "lose response":
            raise Offline
        return reply

    def stream(self, url: str, headers: Mapping[str, str] = NONE) -> Any:
        raise NotImplementedError

    def _basis(self) -> dict[str, Any]:
        """By operation: what its user had seen when making it."""
        units = self.store.outbox.next_units(1000)
        return {op.op_id: json.loads(op.base_json) if op.base_json else {} for unit in units for op in unit.ops}

    def step(self) -> bool:
        """One step of the engine; False when a synchronisation has ended."""
        if self.steps is None:
            self.steps = exchanging(Session(self.store, self, self.now, SCOPE, self.able))
        try:
            next(self.steps)
            return True
        except (StopIteration, Offline):
            self.steps = None
            return False

    def kill(self) -> None:
        """The process ends between two steps; the files stay."""
        if self.steps is not None:
            self.steps.close()
        self.steps = None
        self.store.close()
        self._open()

    def sync(self, limit: int = 2000) -> None:
        for _ in range(limit):
            if not self.step():
                return

    def until(self, point: Point) -> None:
        """Steps up to and with the first that ends at a point."""
        if self.steps is None:
            self.steps = exchanging(Session(self.store, self, self.now, SCOPE, self.able))
        for reached in self.steps:
            if reached is point:
                return
        self.steps = None

    def held(self) -> dict[str, dict[str, Any]]:
        ids = [id for id, _ in self.store.mirror.identities("Patient")]
        return {id: fields_of(self.store.whole.whole("Patient", id) or {}) for id in ids}


def fields_of(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {name: resource[name] for name in FIELDS if name in resource}


@dataclass
class World:
    """The service, its clients, and what people did."""

    home: Path
    empty: Path
    feed: Feed = Feed.SYSTEM_HISTORY
    names: str = "AB"
    ids: list[str] = field(default_factory=list)
    edits: list[tuple[str, str, str]] = field(default_factory=list)
    explicit: set[tuple[str, str, Any]] = field(default_factory=set)
    count: int = 0

    def __post_init__(self) -> None:
        self.service = MemoryService()
        self.clients = []
        for name in self.names:
            shutil.copytree(self.empty, self.home / name)
            self.clients.append(Client(name, self.home / name, self.service, self.feed))

    def close(self) -> None:
        for client in self.clients:
            client.store.close()
        shutil.rmtree(self.home)

    def create(self, who: int, name: str) -> str:
        id = f"{len(self.ids):02x}-patient"
        self.ids.append(id)
        assert self.edit(who, id, name)
        return id

    def poison(self, who: int, id: str, name: str) -> None:
        """Somebody saves what the service will not take until it is mended."""
        if self.edit(who, id, name):
            self.service.refused.add(self.edits[-1][2])

    def edit(self, who: int, id: str, name: str) -> bool:
        """Somebody changes a field to a value never used before, having seen the old one."""
        client = self.clients[who]
        resource = client.store.whole.whole("Patient", id)
        if resource is None and any(id in c.held() for c in self.clients):
            return False
        self.count += 1
        value = f"{client.name}{self.count}"
        before = (resource or {}).get(name)
        changed = {**(resource or {"resourceType": "Patient", "id": id}), name: value}
        try:
            client.store.whole.store_whole([changed], client.actor, "Edit")
        except Conflict:
            return False
        self.edits.append((id, name, value))
        self.explicit.add((id, name, before))
        return True

    def decide(self, who: int, *, ours: bool) -> None:
        """A person settles every conflict at a computer, field by field."""
        client = self.clients[who]
        for conflict in client.store.sync_states.conflicts():
            base, local, remote = conflict.base or {}, conflict.local or {}, conflict.remote or {}
            # What the person chose not to keep, they have seen: also the edits made on top.
            chosen = dict(remote)
            for name in FIELDS:
                mine, theirs, was = local.get(name), remote.get(name), base.get(name)
                take = mine if theirs == was or (ours and mine != was) else theirs
                chosen[name] = take
                for value in {mine, theirs} - {take}:
                    self.explicit.add((conflict.resource_id, name, value))
            chosen = {k: v for k, v in chosen.items() if v is not None}
            client.store.outbox.resolve(conflict.id, json.dumps(chosen).encode(), client.actor, client.now())

    def settle(self) -> None:
        """Fair weather until nothing moves any more; then the promises are checked."""
        for client in self.clients:
            client.weather, client.takes = "fine", 0
            client.kill()
        self.service.tick(LONGEST + 2)
        self.check_poison_blocks_nothing()
        self.service.refused.clear()
        for _ in range(12):
            for who, client in enumerate(self.clients):
                for unit in client.store.sync_states.waiting():
                    if unit.state == "quarantined":
                        client.store.sync_states.retry(unit.unit_id)
                client.sync()
                self.decide(who, ours=True)
            self.service.tick(30)
        self.check_quiet()

    def check_poison_blocks_nothing(self) -> None:
        """After one quiet pass what still waits is refused, in conflict, or made on top of such."""
        for client in self.clients:
            client.sync()
            self.service.tick(30)
            client.sync()
            held_up = [unit for unit in client.store.outbox.next_units(1000) if unit.state == "pending"]
            assert not held_up, ("held up", client.name, held_up)

    def check_always(self) -> None:
        assert not self.service.blind, ("silent overwrite", self.service.blind)

    def check_quiet(self) -> None:
        self.check_always()
        there = {k[1]: fields_of(v[-1].body) for k, v in self.service.rows.items() if k[0] == "Patient"}
        for client in self.clients:
            waiting = client.store.sync_states.waiting()
            assert not waiting, ("not drained", client.name, waiting)
            assert client.held() == there, ("diverged", client.name, client.held(), there)
        assert set(there) == set(self.ids), ("lost or doubled record", set(there) ^ set(self.ids))
        seen = {
            (k[1], name, v.body.get(name))
            for k, rows in self.service.rows.items() if k[0] == "Patient" for v in rows for name in FIELDS
        }  # fmt: skip
        for edit in self.edits:
            assert edit in seen or edit in self.explicit, ("lost write", edit)
