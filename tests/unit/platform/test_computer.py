"""Folders, the single-instance lock, the log and the doctor's checks."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from msk_desk.platform.checks import check_clock, check_computer, check_credential_store
from msk_desk.platform.credential_store import CredentialStore
from msk_desk.platform.folders import HOME_VARIABLE, folders
from msk_desk.platform.logs import FILE, begin_logging, end_logging
from msk_desk.platform.single_instance import SingleInstance


def test_everything_goes_under_one_folder_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert folders().profile("north-van") == tmp_path / "data" / "profiles" / "north-van"
    assert folders().profiles() == ()
    folders().profile("north-van").mkdir(parents=True)
    assert folders().profiles() == ("north-van",)


@pytest.mark.parametrize("name", ["", "..", "a/b", "A", "a b"])
def test_a_profile_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        folders(tmp_path).profile(name)


HOLD = """
import sys
from pathlib import Path
from msk_desk.platform.single_instance import SingleInstance
print(SingleInstance(Path(sys.argv[1])).acquire(), flush=True)
sys.stdin.read()
"""


def test_the_lock_goes_with_its_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        mine = SingleInstance(tmp_path)
        assert not mine.acquire()
        assert SingleInstance(tmp_path, "sync").acquire()
        other.kill()
        other.wait()
    assert mine.acquire()
    assert mine.acquire()
    mine.release()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = begin_logging(tmp_path)
    yield tmp_path / FILE
    end_logging(handler)


def test_the_log_says_what_happened_and_never_about_whom(log: Path) -> None:
    logger = logging.getLogger("msk_desk.trial")
    logger.warning("Saved %s", "Tess Tester", extra={"seconds": 0.25, "patient": "Tess Tester", "code": "MSK-204"})
    logging.getLogger("some.library").warning("query for Tess Tester")
    try:
        raise ValueError("Tess Tester")
    except ValueError:
        logger.exception("Could not save")
    text = log.read_text()
    assert "Tess" not in text
    lines = [json.loads(line) for line in text.splitlines()]
    assert (lines[0]["what"], lines[0]["seconds"], lines[0]["code"]) == ("Saved %s", 0.25, "MSK-204")
    assert lines[1]["what"] == ""
    assert lines[2]["error"][0]["kind"] == "ValueError"
    assert "test_the_log_says" in lines[2]["error"][0]["at"][0]


def test_an_error_that_nobody_caught_is_in_the_log(log: Path) -> None:
    error = KeyError("Tess Tester")
    sys.excepthook(KeyError, error, None)
    assert '"kind": "KeyError"' in log.read_text()
    assert "Tess" not in log.read_text()


def test_the_doctor_finds_a_computer_without_a_credential_store(tmp_path: Path) -> None:
    class Refusing:
        def set_password(self, *_: str) -> None:
            raise RuntimeError

    checks = check_computer(tmp_path, lambda: datetime(2026, 11, 23, tzinfo=UTC), CredentialStore(Refusing()))
    by_name = {check.name: check for check in checks}
    assert not by_name["Credential store"].ok
    assert "12 characters" in by_name["Credential store"].advice
    assert by_name["Profile folder"].ok
    assert by_name["Key protection"].found.startswith("Argon2id")


def test_the_doctor_finds_a_credential_store_that_works() -> None:
    class Kept:
        def __init__(self) -> None:
            self.kept: dict[tuple[str, str], str] = {}

        def set_password(self, name: str, account: str, value: str) -> None:
            self.kept[name, account] = value

        def get_password(self, name: str, account: str) -> str | None:
            return self.kept.get((name, account))

        def delete_password(self, name: str, account: str) -> None:
            del self.kept[name, account]

    backend = Kept()
    assert check_credential_store(CredentialStore(backend)).ok
    assert backend.kept == {}


def test_a_clock_before_this_program_is_wrong() -> None:
    assert not check_clock(datetime(2020, 1, 1, tzinfo=UTC)).ok
