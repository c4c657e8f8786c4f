"""Two clients with real stores and the real engine in bad weather: nothing lost, doubled or overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from msk_desk.sync.capabilities import Feed
from tests.fakes.memory_service import FIELDS, LONGEST
from tests.fakes.sync_world import Client, World, folder, template

WHO = st.integers(0, 5)
NAME = st.sampled_from(FIELDS)
WEATHER = st.sampled_from(["lose request", "lose response", "twice", "late"])


@pytest.fixture(scope="module")
def empty() -> Iterator[Path]:
    with template() as path:
        yield path


class Clinics(RuleBasedStateMachine):
    """What may happen, in any order."""

    empty: ClassVar[Path]
    feed: ClassVar[Feed]
    names: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.world = World(folder(), self.empty, self.feed, self.names)

    def at(self, who: int) -> int:
        return who % len(self.names)

    def client(self, who: int) -> Client:
        return self.world.clients[self.at(who)]

    @rule(who=WHO, name=NAME)
    def create(self, who: int, name: str) -> None:
        self.world.create(self.at(who), name)

    @precondition(lambda self: self.world.ids)
    @rule(who=WHO, at=st.integers(0, 9), name=NAME)
    def edit(self, who: int, at: int, name: str) -> None:
        id = self.world.ids[at % len(self.world.ids)]
        if self.client(who).store.whole.whole("Patient", id) is not None:
            self.world.edit(self.at(who), id, name)

    @precondition(lambda self: self.world.ids)
    @rule(who=WHO, at=st.integers(0, 9), name=NAME)
    def poison(self, who: int, at: int, name: str) -> None:
        id = self.world.ids[at % len(self.world.ids)]
        if self.client(who).store.whole.whole("Patient", id) is not None:
            self.world.poison(self.at(who), id, name)

    @rule(who=WHO, count=st.integers(1, 8))
    def step(self, who: int, count: int) -> None:
        for _ in range(count):
            if not self.client(who).step():
                return

    @rule(who=WHO)
    def sync(self, who: int) -> None:
        self.client(who).sync()

    @rule(who=WHO, weather=WEATHER)
    def change_weather(self, who: int, weather: str) -> None:
        self.client(who).weather = weather

    @rule(who=WHO, takes=st.integers(1, LONGEST))
    def slow_down(self, who: int, takes: int) -> None:
        self.client(who).takes = takes

    @rule(who=WHO)
    def kill(self, who: int) -> None:
        self.client(who).kill()

    @rule(count=st.integers(1, 8))
    def pass_time(self, count: int) -> None:
        self.world.service.tick(count)

    @rule(who=WHO, ours=st.booleans())
    def decide(self, who: int, ours: bool) -> None:
        if self.client(who).steps is None:
            self.world.decide(self.at(who), ours=ours)

    @invariant()
    def nothing_overwritten_unseen(self) -> None:
        self.world.check_always()

    def teardown(self) -> None:
        try:
            self.world.settle()
        finally:
            self.world.close()


def run(empty: Path, feed: Feed, examples: int, names: str = "AB") -> None:
    machine = type("Run", (Clinics,), {"empty": empty, "feed": feed, "names": names})
    chosen = settings(
        max_examples=examples,
        stateful_step_count=60,
        deadline=None,
        derandomize=examples < 1000,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.parametrize("feed", [Feed.SYSTEM_HISTORY, Feed.CURSOR])
def test_promises_hold_in_any_order(empty: Path, feed: Feed) -> None:
    run(empty, feed, 50)


@pytest.mark.soak
@pytest.mark.parametrize("feed", [Feed.SYSTEM_HISTORY, Feed.CURSOR])
def test_promises_hold_for_long(empty: Path, feed: Feed) -> None:
    run(empty, feed, 5000)


@pytest.mark.soak
def test_promises_hold_among_three(empty: Path) -> None:
    run(empty, Feed.CURSOR, 5000, "ABC")
