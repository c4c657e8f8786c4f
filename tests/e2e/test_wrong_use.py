"""Whatever is asked wrongly is answered with one sentence and the right status, never with a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from msk_desk.__main__ import main
from msk_desk.commands import dispatch

WRONG, UNFIT = 2, 3


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MSK_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", "a long unlock code")
    monkeypatch.setenv("MSK_DESK_PASSWORD", "a long password")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.json").write_text("{broken")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("find somebody", WRONG),
        ("find somebody --unlock-code-fd 987", WRONG),
        ("profile create --standalone --user ann --profile broken.json/x", WRONG),
        ("profile create --standalone --user ...", WRONG),
        ("profile create --central http://127.0.0.1:9/fhir --user ann", WRONG),
        ("profile remove --profile folder", WRONG),
        ("proms score nosuch --answers broken.json", WRONG),
        ("proms score --batch folder", WRONG),
        ("forms fill broken.json --answers broken.json", WRONG),
        ("fhirpath --batch broken.json", WRONG),
        ("central check --database nosuch://x", WRONG),
        ("central check --database nonsense", WRONG),
        ("central check --database sqlite:///folder", UNFIT),
        ("central check --database sqlite:///broken.json", UNFIT),
        ("central check --database postgresql://127.0.0.1:9/x", UNFIT),
        ("central restore --database sqlite:///new.db --file broken.json", WRONG),
        ("central serve --database sqlite:///new.db --certificate broken.json --key broken.json", UNFIT),
        ("central serve --database sqlite:///new.db --port 99999", UNFIT),
        ("restore broken.json", WRONG),
    ],
)
def test_one_sentence_and_a_status(line: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("msk-desk: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("line", ["find x --limit -3", "central seed --patients -5", "profile create --role nosuch"])
def test_arguments_that_make_no_sense_are_wrong_use(line: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line.split())
    assert ended.value.code == WRONG


def test_a_failed_restore_leaves_nothing_behind(room: Path) -> None:
    main(["central", "restore", "--database", "sqlite:///new.db", "--file", "broken.json"])
    assert not (room / "new.db").exists()


def test_looking_at_a_computer_changes_nothing(room: Path) -> None:
    main(["doctor", "--profile", "nowhere"])
    assert not (room / "nowhere").exists()


def test_files_of_a_profile_are_their_users_alone(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = os.umask(0o022)
    try:
        assert main(["profile", "create", "--standalone", "--user", "ann", "--profile", "mine"]) == 0
        assert main(["export", "--all", "--profile", "mine", "--out", "mine/all.ndjson"]) == 0
        assert main(["central", "check", "--database", "sqlite:///central.db"]) == 0
    finally:
        os.umask(before)
    made = [room / "mine", *(room / "mine").rglob("*"), room / "central.db"]
    assert len(made) > 5
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_one_damaged_profile_does_not_hide_the_others(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("good", "bad"):
        folder = str(room / "home" / "data" / "profiles" / name)
        assert main(["profile", "create", "--standalone", "--user", "ann", "--profile", folder]) == 0
    (room / "home" / "data" / "profiles" / "bad" / "profile.json").write_text("{broken")
    capsys.readouterr()
    assert main(["profile", "list", "--json"]) == 0
    found = {Path(one["folder"]).name: one for one in json.loads(capsys.readouterr().out)}
    assert found["good"]["people"] == ["ann"]
    assert "cannot be read" in found["bad"]["problem"]


def test_an_error_of_the_program_itself_is_told_without_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise KeyError("Tess Tester")

    monkeypatch.setattr("msk_desk.commands.doctor.examine", broken)
    assert dispatch.run(["doctor"]) == UNFIT
    said = capsys.readouterr().err
    assert "KeyError at " in said
    assert "Tess" not in said
