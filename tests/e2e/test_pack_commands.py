"""Packs on the command line: checked without a profile, taken in by an administrator, never in part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msk_desk.__main__ import main
from msk_desk.domain.roles import Role
from msk_desk.platform.clock import new_id, now
from msk_desk.platform.profile import read
from msk_desk.platform.vault import Person
from msk_desk.wiring.late import Opened
from msk_desk.wiring.lock import ProfileLock
from tests.fakes.made_up_pack import made_up_form, write_pack

CODE = "a long unlock code"


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
    folder = tmp_path / "profile"
    assert main(["profile", "create", "--profile", str(folder), "--standalone", "--user", "ann", "--json"]) == 0
    lock = ProfileLock(read(folder), Opened(), now, new_id)
    person = Person("adam", "Adam Poole", new_id(), (Role.ADMINISTRATOR,))
    lock.create_alone(person, CODE)
    lock.lock()
    capsys.readouterr()
    return folder


def test_a_pack_is_checked_without_a_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path / "pack", "OKS")
    assert main(["proms", "pack", str(folder), "--json"]) == 0
    result = told(capsys)
    assert result["stored"] is False
    assert [form["instrument"] for form in result["forms"]] == ["OKS"]
    wrong = made_up_form("NDI")
    wrong["item"][0]["item"].pop()
    (folder / "ndi.json").write_text(json.dumps(wrong))
    assert main(["proms", "pack", str(folder)]) == 1
    assert "Q10 is not asked" in capsys.readouterr().out


def test_an_administrator_takes_a_pack_in(profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_pack(tmp_path / "pack", "OKS")
    take = ["proms", "pack", str(folder), "--licence-confirmed-by", "Helen Marsh", "--profile", str(profile), "--json"]
    assert main([*take, "--user", "adam"]) == 0
    assert told(capsys)["stored"] is True
    assert main([*take, "--user", "ann"]) != 0
    assert "may not" in capsys.readouterr().err


def test_no_pack_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proms", "pack"]) == 2
    assert main(["proms", "pack", "/nowhere/at/all"]) != 0
    assert "Choose the folder or zip again" in capsys.readouterr().err
