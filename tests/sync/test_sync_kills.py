"""A real sync process killed with -9 at each named point: nothing lost, nothing sent twice, no database damaged."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from db.local.opening import open_local
from msk_desk.central.rights import reach_of
from msk_desk.domain.central_store import HistorySearch
from msk_desk.domain.outbox import OpState
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from msk_desk.sync.session import Point
from tests.fakes.computers import KEY, Computer, KeptTokens, somebody
from tests.fakes.service import RunningService, running_service

Make = Callable[..., Computer]
ROOT = Path(__file__).parents[2]
EVERYTHING = reach_of(Role.TEAM_LEAD, "")

IN_AN_EXCHANGE = [
    (Point.GREETED, 1), (Point.MARKED, 1), (Point.MARKED, 3), (Point.SENT, 1), (Point.SENT, 2), (Point.SENT, 4),
    (Point.ASKED, 1), (Point.ASKED, 2), (Point.ACKED, 1), (Point.ACKED, 2), (Point.MERGED, 1),
    (Point.CONFLICTED, 1), (Point.QUARANTINED, 1), (Point.PAGE_RECEIVED, 1),
    (Point.PAGE_STORED, 1), (Point.CURSOR_KEPT, 1),
]  # fmt: skip
IN_A_LOAD = [
    (Point.LOAD_BEGUN, 1), (Point.LOAD_STORED, 1), (Point.LOAD_STORED, 2), (Point.LOAD_FINISHED, 1),
    (Point.CURSOR_KEPT, 1), (Point.CURSOR_KEPT, 2), (Point.CURSOR_KEPT, 3),
]  # fmt: skip
IN_THE_STORE = ["ack.before-commit", "ack.committed", "page.before-commit", "page.committed"]
IN_THE_BULK = ["load.before-commit", "load.committed"]
# Met by other tests: a stranger's probe, a pause, the nightly comparison, a patient leaving the scope.
ELSEWHERE = {Point.PROBED, Point.POSTPONED, Point.CHECKED, Point.PURGED}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        running.load({"resourceType": "Patient", "id": f"p-{n}"} for n in range(50))
        yield running


@dataclass
class Mortal:
    """Sync processes that die where they are told."""

    process: subprocess.Popen[str]

    def dies(self, computer: Computer, **where: Any) -> bool:
        """Let a computer synchronise in a process of its own; whether it was killed."""
        tokens = computer.transport._tokens  # type: ignore[attr-defined]
        assert isinstance(tokens, KeptTokens)
        assert tokens.held
        life = {
            "profile": str(computer.folder),
            "base": computer.transport.base_url,  # type: ignore[attr-defined]
            "token": tokens.held.access,
            "device": computer.actor.device_id,
            **where,
        }
        computer.store.close()
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(life) + "\n")
        self.process.stdin.flush()
        ended = json.loads(self.process.stdout.readline())
        computer.store = open_local(computer.folder, KEY, computer.clock, computer.new_id, computer.actor.device_id)
        return bool(ended["killed"])


@pytest.fixture(scope="module")
def mortal() -> Iterator[Mortal]:
    command = [sys.executable, "-m", "tests.fakes.mortal_client"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield Mortal(process)
        assert process.stdin
        process.stdin.close()


@dataclass
class Story:
    """A computer with every kind of work waiting: new, to be merged, in conflict, refused."""

    ann: Computer
    ben: Computer
    merged: Patient
    contested: Patient
    new: Patient

    def check(self, service: RunningService) -> None:
        """After the kill: everything arrived once, or waits for a person with both versions."""
        for database in (self.ann.store.files.work, self.ann.store.files.cache):
            with database.reading() as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for _ in range(2):
            self.ann.clock.pass_by(seconds=400)
            self.ann.sync()
            self.ben.sync()
        assert self.ann.patient(self.merged.id) == replace(self.merged, gender="female", language="pl")
        assert self.ann.patient(self.merged.id) == self.ben.patient(self.merged.id)
        assert self.ben.patient(self.new.id) == self.new
        assert versions(service, self.new.id) == 1
        assert versions(service, self.merged.id) == 3
        (conflict,) = self.ann.store.sync_states.conflicts()
        assert (conflict.local or {})["birthDate"] == "1970-01-01"
        assert (conflict.remote or {})["birthDate"] == "1970-02-02"
        states = sorted(unit.state for unit in self.ann.store.sync_states.waiting())
        assert states == [OpState.CONFLICT, OpState.QUARANTINED]


def versions(service: RunningService, id: str) -> int:
    return len(service.store.history(HistorySearch(("Patient",), id, before=2**60), EVERYTHING)[0])


@pytest.fixture
def story(computer: Make) -> Story:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    merged, contested, new = somebody("Merged"), somebody("Contested"), somebody("New")
    ann.save(merged)
    ann.save(contested)
    ann.sync()
    ben.sync()
    ben.save(replace(merged, gender="female"))
    ben.save(replace(contested, born="1970-02-02"))
    ben.save(somebody("Other"))
    ben.sync()
    ann.save(replace(merged, language="pl"))
    ann.save(replace(contested, born="1970-01-01"))
    ann.save(new)
    refused = {"resourceType": "Patient", "id": somebody().id, "gender": "not-a-code"}
    ann.store.whole.store_whole([refused], ann.actor, "Imported")
    return Story(ann, ben, merged, contested, new)


@pytest.mark.parametrize(("point", "turn"), IN_AN_EXCHANGE)
def test_killed_in_an_exchange(story: Story, mortal: Mortal, service: RunningService, point: Point, turn: int) -> None:
    assert mortal.dies(story.ann, point=point, turn=turn)
    story.check(service)


@pytest.mark.parametrize("point", IN_THE_STORE)
def test_killed_inside_the_store(story: Story, mortal: Mortal, service: RunningService, point: str) -> None:
    assert mortal.dies(story.ann, store_point=point)
    story.check(service)


@pytest.mark.parametrize(("point", "turn"), IN_A_LOAD)
def test_killed_in_a_first_load(
    computer: Make, mortal: Mortal, service: RunningService, point: Point, turn: int
) -> None:
    ann, new = computer("ann"), somebody("New")
    ann.save(new)
    assert mortal.dies(ann, point=point, turn=turn)
    check_loaded(ann, new, service)


@pytest.mark.parametrize("point", IN_THE_BULK)
def test_killed_inside_a_bulk_load(computer: Make, mortal: Mortal, service: RunningService, point: str) -> None:
    ann, new = computer("ann"), somebody("New")
    ann.save(new)
    assert mortal.dies(ann, store_point=point)
    check_loaded(ann, new, service)


def check_loaded(ann: Computer, new: Patient, service: RunningService) -> None:
    ann.sync()
    there = {id: str(version) for id, version in service.store.identities("Patient", EVERYTHING)}
    assert dict(ann.store.mirror.identities("Patient")) == there
    assert versions(service, new.id) == 1
    assert not ann.store.sync_states.waiting()


@pytest.mark.soak
@pytest.mark.parametrize("number", range(300))
def test_killed_at_any_moment(story: Story, mortal: Mortal, service: RunningService, number: int) -> None:
    for after in (random.uniform(0, 0.4), random.uniform(0, 0.2)):
        mortal.dies(story.ann, after=after)
    story.check(service)


def test_every_point_is_met() -> None:
    met = {point for point, _ in IN_AN_EXCHANGE + IN_A_LOAD}
    assert met | ELSEWHERE == set(Point)
    assert not met & ELSEWHERE
