"""Backup and restore of a profile, and what the computer and its profiles say of themselves."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from msk_desk.__main__ import main
from msk_desk.platform.keys import Cost
from msk_desk.platform.vault import Vault

CODE = "a long unlock code"
PATIENT = {
    "resourceType": "Patient", "id": "11111111-1111-4111-8111-111111111111",
    "name": [{"use": "official", "family": "Nowak", "given": ["Zofia"]}],
    "telecom": [{"system": "phone", "value": "07700 900005"}],
}  # fmt: skip


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with one patient, and a backup of it. The keys are real, but cheap to guess: for speed only."""
    room = tmp_path_factory.mktemp("backup")
    file = room / "patient.json"
    file.write_text(json.dumps(PATIENT))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
        patch.setitem(Vault.__init__.__kwdefaults__, "unbound_cost", Cost(64, 1, 1))
        folder = str(room / "profile")
        assert main(["profile", "create", "--profile", folder, "--standalone", "--user", "ann"]) == 0
        assert main(["import", str(file), "--profile", folder]) == 0
        assert main(["backup", "--profile", folder, "--out", str(room / "backup.zip"), "--json"]) == 0
    return room


@pytest.fixture
def profile(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
    monkeypatch.setenv("MSK_DESK_HOME", str(tmp_path / "home"))
    shutil.copytree(made / "profile", tmp_path / "profile")
    capsys.readouterr()
    return tmp_path / "profile"


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(made / "backup.zip", tmp_path / "backup.zip"))


def found(profile: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["find", "zofia", "--profile", str(profile), "--json"]) == 0
    return [line["name"] for line in told(capsys)]


def test_a_backup_holds_nothing_in_clear(backup: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
    for word in (b"Nowak", b"Zofia", b"07700", b"SQLite format"):
        assert word not in whole
    assert backup.stat().st_mode & 0o077 == 0


def test_a_lost_profile_comes_back(
    profile: Path, backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["profile", "remove", "--profile", str(profile), "--yes"]) == 0
    assert main(["restore", str(backup), "--profile", str(profile)]) == 0
    capsys.readouterr()
    assert found(profile, capsys) == ["NOWAK, Zofia"]


def test_a_store_in_use_is_replaced_only_when_asked_and_is_kept(
    profile: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(backup), "--profile", str(profile)]) == 2
    assert "--yes" in capsys.readouterr().err
    assert main(["restore", str(backup), "--profile", str(profile), "--yes", "--json"]) == 0
    aside = Path(told(capsys)["replaced"])
    assert (aside / "work.db").is_file()
    assert found(profile, capsys) == ["NOWAK, Zofia"]


@pytest.mark.parametrize("name", ["../evil", "people/ann/extra.db", "other.txt", "/absolute"])
def test_a_file_that_is_no_backup_changes_nothing(
    profile: Path, backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    odd = tmp_path / "odd.zip"
    odd.write_bytes(backup.read_bytes())
    with zipfile.ZipFile(odd, "a") as packed:
        packed.writestr(name, b"x")
    target = tmp_path / "new"
    assert main(["restore", str(odd), "--profile", str(target)]) == 2
    assert not target.exists()
    assert not (tmp_path / "evil").exists()
    assert "no backup" in capsys.readouterr().err


def test_a_wrong_code_or_a_damaged_copy_restores_nothing(
    profile: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new"
    damaged = bytearray(backup.read_bytes())
    at = damaged.find(b"work.db") + 5000
    damaged[at : at + 64] = bytes(64)
    (tmp_path / "damaged.zip").write_bytes(bytes(damaged))
    assert main(["restore", str(tmp_path / "damaged.zip"), "--profile", str(target)]) == 2
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", "another code altogether")
    assert main(["restore", str(backup), "--profile", str(target)]) == 2
    assert "MSK-104" in capsys.readouterr().err
    assert not target.exists()


def test_a_backup_is_not_written_over(profile: Path, backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = backup.read_bytes()
    assert main(["backup", "--profile", str(profile), "--out", str(backup)]) == 2
    assert backup.read_bytes() == before


def test_a_backup_is_in_the_audit(profile: Path, backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from msk_desk.platform.profile import read
    from msk_desk.wiring.lock import ProfileLock
    from msk_desk.wiring.office import build_office, new_id, now

    office = build_office()
    lock = ProfileLock(read(profile), office.opened, now, new_id)
    lock.unlock("ann", CODE)
    whats = [event.what for event in office.opened.store.audit.events()]
    lock.lock()
    assert any("Backup" in what for what in whats)


def test_profiles_are_listed_and_removed_only_when_asked(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home" / "data" / "profiles" / "main"
    shutil.copytree(profile, home)
    capsys.readouterr()
    assert main(["profile", "list", "--json"]) == 0
    (one,) = told(capsys)
    assert (one["folder"], one["central"], one["people"]) == (str(home), None, ["ann"])
    assert main(["profile", "list", "--profile", str(profile), "--json"]) == 0
    assert told(capsys)[0]["people"] == ["ann"]
    assert main(["profile", "remove", "--profile", str(profile)]) == 2
    assert (profile / "profile.json").exists()
    assert main(["profile", "remove", "--profile", str(profile), "--yes"]) == 0
    assert not profile.exists()
    assert home.exists()


def test_the_doctor_looks_at_everything_and_changes_nothing(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path for path in profile.rglob("*"))
    assert main(["doctor", "--profile", str(profile), "--json"]) in (0, 1)
    checks = told(capsys)
    assert len(checks) >= 5
    assert all(check["check"] and (check["ok"] or check["advice"]) for check in checks)
    assert sorted(path for path in profile.rglob("*")) == before


def test_the_doctor_says_in_words_what_to_do(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor", "--profile", str(profile)])
    lines = capsys.readouterr().out.splitlines()
    failed = [line for line in lines if line.startswith("NOT")]
    assert bool(failed) == (status == 1)
    assert all(lines[lines.index(line) + 1].startswith("     ") for line in failed)
