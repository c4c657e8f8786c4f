"""Damaged files, wrong keys, full and read-only disks, two processes, backups, a change of key."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.local.copies import back_up, copies_of, faults_of, opens, rekey, restore
from db.local.encryption import try_encryption
from db.local.faults import meaning
from db.local.opening import open_local
from db.local.rebuilding import rebuild_projections
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import BadInput, CacheDamaged, CacheLocked, DiskFull, EnvironmentUnfit
from msk_desk.domain.outbox import Cursor
from msk_desk.domain.people import Patient
from tests.db.local.conftest import KEY, Profile

Made = Callable[..., Patient]
ROOT = Path(__file__).parents[3]


def scribble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[:4096] = os.urandom(4096)
    path.write_bytes(data)


def test_a_damaged_cache_is_put_aside_and_unsent_work_kept(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.store.cursors.put(Cursor("index", "w1"))
    profile.store.close()
    scribble(profile.folder / "cache.db")
    store = profile.open()
    assert store.rebuilt
    assert store.records.read(Patient, "p1") == patient()
    assert store.cursors.get("index") is None
    assert (profile.folder / "cache.db.damaged").exists()


def test_a_wrong_key_says_so_and_touches_nothing(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.store.close()
    before = (profile.folder / "work.db").read_bytes()
    with pytest.raises(CacheDamaged):
        open_local(profile.folder, bytes(32), profile.clock, lambda: "id", "computer-1")
    assert (profile.folder / "work.db").read_bytes() == before
    assert (profile.folder / "cache.db").exists()
    assert profile.open().records.read(Patient, "p1") == patient()


def test_work_is_copied_aside_at_each_start_and_three_are_kept(profile: Profile, patient: Made) -> None:
    for _ in range(5):
        profile.clock.pass_by(days=1)
        profile.open().close()
    assert len(copies_of(profile.folder)) == 3
    profile.open()
    profile.save(patient())
    profile.store.close()
    profile.clock.pass_by(days=1)
    profile.open().close()
    work = profile.folder / "work.db"
    scribble(work)
    with pytest.raises(CacheDamaged):
        profile.open()
    shutil.copy(copies_of(profile.folder)[0], work)
    assert profile.open().records.read(Patient, "p1") == patient()


def test_a_save_waits_for_no_load_and_is_shown_when_it_can_be(profile: Profile, patient: Made) -> None:
    other = profile.open()
    with profile.open().files.cache.writing():
        profile.save(patient())
        assert other.sync_states.status().waiting == 1
        assert other.records.read(Patient, "p1") == patient()
        assert other.finder.find("tester") == ()
    assert len(other.finder.find("tester")) == 1
    assert other.records.read(Patient, "p1") == patient()


def test_a_profile_opens_while_another_process_loads_it(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    with profile.open().files.cache.writing():
        assert profile.open().records.read(Patient, "p1") == patient()


def test_a_writer_that_holds_the_work_too_long_is_said_to(profile: Profile) -> None:
    store = profile.open()
    with store.files.work.writing(), pytest.raises(CacheLocked), store.files.work.writing(wait=0.05):
        pass


FULL = """
import resource, sys, uuid, signal
from datetime import UTC, datetime
from pathlib import Path
from db.local.opening import open_local
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import DiskFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
now = lambda: datetime(2026, 11, 24, 9, tzinfo=UTC)
store = open_local(Path(sys.argv[1]), bytes(range(32)), now, lambda: str(uuid.uuid4()), "computer-1", copy_work=False)
store.drafts.note(Draft("before", "form", "f", "p1", "", "asha", now(), {"text": "kept"}))
size = max(f.stat().st_size for f in Path(sys.argv[1]).glob("work.db*"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
try:
    store.drafts.note(Draft("d", "form", "f", "p1", "", "asha", now(), {"text": "x" * 2_000_000}))
except DiskFull as error:
    print(error.code)
print(store.drafts.read("before").content["text"], store.drafts.read("d"))
"""


def test_a_full_disk_stores_nothing_and_says_so(profile: Profile) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(profile.folder)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.splitlines() == [DiskFull.code, "kept None"]
    store = profile.open()
    assert faults_of(store.files.work) == ()
    assert [draft.id for draft in store.drafts.every()] == ["before"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("attempt to write a readonly database", EnvironmentUnfit),
        ("database or disk is full", DiskFull),
        ("database is locked", CacheLocked),
        ("database disk image is malformed", CacheDamaged),
    ],
)
def test_what_the_library_says_becomes_what_a_user_can_act_on(words: str, kind: type[Exception]) -> None:
    assert type(meaning(RuntimeError(words))) is kind


def test_a_backup_opens_as_it_was(profile: Profile, patient: Made, tmp_path: Path) -> None:
    (profile.folder / "keys").mkdir()
    profile.save(patient())
    back_up(profile.folder, KEY, tmp_path / "backup")
    profile.save(patient("p2"))
    with pytest.raises(BadInput):
        back_up(profile.folder, KEY, tmp_path / "backup")
    profile.store.close()
    restore(tmp_path / "backup", profile.folder)
    store = profile.open()
    assert [line.id for line in store.finder.find("tester")] == ["p1"]
    assert (profile.folder.parent / "profile.replaced" / "work.db").exists()
    with pytest.raises(BadInput):
        restore(tmp_path, profile.folder)


def test_a_change_of_key_leaves_every_record(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.store.close()
    new = os.urandom(32)
    rekey(profile.folder, KEY, new)
    rekey(profile.folder, KEY, new)
    assert not opens(profile.folder / "work.db", KEY)
    store = open_local(profile.folder, new, profile.clock, lambda: "id", "computer-1")
    profile.opened.append(store)
    assert not store.rebuilt
    assert store.records.read(Patient, "p1") == patient()


def test_projections_made_again_are_as_they_were(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.save(patient("p2", family="Żak", given="Łucja"))
    tables = ("patient_line", "spelling", "spelling_gram")

    def rows() -> list[object]:
        with profile.store.files.cache.reading() as cache:
            return [cache.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]

    before = rows()
    assert rebuild_projections(profile.store.files) == 2
    assert rows() == before
    assert [line.id for line in profile.store.finder.find("zak")] == ["p2"]


def test_drafts_are_there_after_a_kill(profile: Profile) -> None:
    code = FULL[: FULL.index("size =")] + "\nimport os\nos.kill(os.getpid(), signal.SIGKILL)\n"
    done = subprocess.run(
        [sys.executable, "-c", code, str(profile.folder)], check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == -signal.SIGKILL
    draft = profile.open().drafts.read("before")
    assert isinstance(draft, Draft)
    assert draft.content == {"text": "kept"}


def test_the_library_encrypts_and_the_doctor_would_see_if_it_did_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found = try_encryption()
    assert found.sound
    assert found.version.startswith("4.")
    plain = lambda path, key: sqlite3.connect(path)  # noqa: E731
    monkeypatch.setattr("db.local.encryption.raw_connection", plain)
    assert not try_encryption().sound
