"""A real process is killed with SIGKILL at each named point of a save and of an acknowledgement."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.local.cache.takeover import applied_seq
from db.local.copies import faults_of
from msk_desk.domain.outbox import Cursor
from msk_desk.domain.people import Patient
from tests.db.local.conftest import Profile

ROOT = Path(__file__).parents[3]
SAVE = """
import sys, uuid
from datetime import UTC, datetime
from pathlib import Path
from db.local.opening import open_local
from msk_desk.domain.outbox import Acked, Remote
from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.records import Unit
from msk_desk.domain.roles import Actor, Role
now = lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)
store = open_local(Path(sys.argv[1]), bytes(range(32)), now, lambda: str(uuid.uuid4()), "computer-1")
patient = Patient("p1", (PersonName("Tester", ("Tess",)),))
if sys.argv[2] == "page":
    body = b'{"resourceType":"Patient","id":"p1","name":[{"family":"Tester","given":["Tess"]}]}'
    store.mirror.apply_page([Remote("Patient", "p1", "1", "2026-11-23T10:00:00Z", body)])
    sys.exit()
if sys.argv[2] == "load":
    body = b'{"resourceType":"Patient","id":"p1","name":[{"family":"Tester","given":["Tess"]}]}'
    with store.mirror.first_load() as load:
        load.add([Remote("Patient", "p1", "1", "2026-11-23T10:00:00Z", body)])
    sys.exit()
store.records.save(Unit("u1", "Saved", Actor("asha", "Asha Rao", Role.CLINICIAN), now(), (patient,)))
if sys.argv[2] == "ack":
    unit = store.outbox.mark_inflight("u1", now())
    store.outbox.ack("u1", [Acked(unit.ops[0].op_id, "1", "2026-11-23T10:00:00Z", unit.ops[0].body)])
"""


def killed(profile: Profile, what: str, point: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAVE, str(profile.folder), what],
        env={**os.environ, "MSK_DESK_TEST_KILL_AT": point, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, "the point was not reached"


def whole(profile: Profile) -> None:
    assert faults_of(profile.store.files.work) == ()
    assert faults_of(profile.store.files.cache) == ()


@pytest.mark.parametrize(
    ("point", "saved"), [("save.before-commit", False), ("save.committed", True), ("save.shown", True)]
)
def test_a_save_is_there_whole_or_not_at_all(profile: Profile, point: str, saved: bool) -> None:
    killed(profile, "save", point)
    store = profile.open()
    whole(profile)
    assert (store.records.read(Patient, "p1") is not None) == saved
    assert len(store.finder.find("tester")) == saved
    assert store.sync_states.status().waiting == saved
    assert [event.action for event in store.audit.events()] == ["save"] * saved


def test_what_is_saved_but_not_shown_is_shown_before_anything_is_read(profile: Profile) -> None:
    open_before = profile.open()
    killed(profile, "save", "save.committed")
    with open_before.files.cache.reading() as cache:
        assert applied_seq(cache) == 0
    assert open_before.records.read(Patient, "p1") is not None


@pytest.mark.parametrize(("point", "waiting"), [("ack.before-commit", 1), ("ack.committed", 0)])
def test_an_acknowledgement_is_kept_whole_or_asked_for_again(profile: Profile, point: str, waiting: int) -> None:
    killed(profile, "ack", point)
    store = profile.open()
    whole(profile)
    assert store.sync_states.status().waiting == waiting
    base = store.mirror.base_of("Patient", "p1")
    assert base is not None
    assert (base.version, base.dirty) == (("1", "") if not waiting else ("", "inflight"))


@pytest.mark.parametrize("what", ["page", "load"])
@pytest.mark.parametrize("moment", ["before-commit", "committed"])
def test_a_page_is_kept_whole_or_comes_again(profile: Profile, what: str, moment: str) -> None:
    killed(profile, what, f"{what}.{moment}")
    store = profile.open()
    whole(profile)
    assert store.mirror.count("Patient") == (moment == "committed")
    with store.files.cache.reading() as cache:
        indexes = cache.execute("SELECT count(*) FROM sqlite_master WHERE type='index' AND sql IS NOT NULL").fetchone()
    assert indexes[0] >= 10


def test_a_lost_cache_is_rebuilt_with_the_work_that_was_not_sent(
    profile: Profile, patient: Callable[..., Patient]
) -> None:
    profile.save(patient("p1"))
    profile.store.cursors.put(Cursor("index", "w1"))
    profile.store.close()
    for file in profile.folder.glob("cache.db*"):
        file.unlink()
    store = profile.open()
    assert store.rebuilt
    assert store.records.read(Patient, "p1") == patient("p1")
    assert [line.id for line in store.finder.find("tester")] == ["p1"]
    assert store.cursors.scopes() == ()
