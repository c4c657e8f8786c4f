"""A process that saves without pause is killed at random moments: each save that had returned is there, whole."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.local.copies import faults_of
from msk_desk.domain.people import Patient
from msk_desk.domain.visits import Problem
from tests.db.local.conftest import Profile

ROOT = Path(__file__).parents[3]
SAVING = """
import sys, uuid
from datetime import UTC, datetime
from pathlib import Path
from db.local.opening import open_local
from msk_desk.domain.outbox import Acked
from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.records import Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.visits import Problem
now = lambda: datetime.now(UTC)
store = open_local(Path(sys.argv[1]), bytes(range(32)), now, lambda: str(uuid.uuid4()), "computer-1")
asha = Actor("asha", "Asha Rao", Role.CLINICIAN)
while True:
    id = str(uuid.uuid4())
    patient = Patient(id, (PersonName("Tester", ("Tess",)),))
    store.records.save(Unit(id, "Saved", asha, now(), (patient, Problem(f"q-{id}", id, "Knee"))))
    print("saved", id, flush=True)
    (unit,) = [u for u in store.outbox.next_units(1000) if u.unit_id == id]
    frozen = store.outbox.mark_inflight(id, now())
    store.outbox.ack(id, [Acked(op.op_id, "1", "2026-11-23T10:00:00Z", op.body) for op in frozen.ops])
    print("acked", id, flush=True)
"""


def kill_once(profile: Profile, chance: random.Random) -> set[tuple[str, str]]:
    """What the process had been told before it was killed: (saved or acked, id)."""
    with subprocess.Popen(
        [sys.executable, "-c", SAVING, str(profile.folder)],
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        time.sleep(chance.random() * 0.15)
        process.kill()
        lines += process.stdout.read().splitlines()
    told = (line.decode().split() for line in lines)
    return {(words[0], words[1]) for words in told if len(words) == 2 and len(words[1]) == 36}


def check(profile: Profile, told: set[tuple[str, str]]) -> None:
    store = profile.open()
    assert faults_of(store.files.work) == ()
    assert faults_of(store.files.cache) == ()
    waiting = {unit.unit_id for unit in store.sync_states.waiting()}
    for what, id in told:
        assert store.records.read(Patient, id) is not None, "a save that had returned is lost"
        assert len(store.records.of_patient(Problem, id)) == 1, "half a unit"
        assert what == "saved" or id not in waiting, "an acknowledgement that had returned is lost"
    patients = store.mirror.count("Patient")
    assert patients == store.mirror.count("Condition")
    assert patients == len([event for event in store.audit.events(limit=100_000) if event.action == "save"])
    store.close()


def rounds(profile: Profile, count: int, seed: int) -> None:
    chance, told = random.Random(seed), set()
    for _ in range(count):
        told |= kill_once(profile, chance)
        check(profile, told)
    assert told


def test_killed_a_few_times(profile: Profile) -> None:
    rounds(profile, 3, seed=random.randrange(10**6))


@pytest.mark.soak
def test_killed_a_thousand_times(profile: Profile) -> None:
    rounds(profile, 1000, seed=20261123)
