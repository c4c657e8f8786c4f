"""The house as it is drawn: its top level, its packages and the names that are ours."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import db
import ui

ROOT = Path(__file__).parents[2]
TOP = {
    "msk_desk", "ui", "resources", "db", "tests", "packaging", "pyproject.toml",
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
}  # fmt: skip


def committed() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_the_top_level_is_as_drawn() -> None:
    found = {path.split("/")[0] for path in committed()}
    assert {name for name in found if not name.startswith(".")} <= TOP


def test_ui_and_db_are_ours() -> None:
    assert Path(ui.__file__).is_relative_to(ROOT)
    assert Path(db.__file__).is_relative_to(ROOT)


def test_every_package_has_a_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = " ".join(project["tool"]["importlinter"]["contracts"][0]["layers"])
    packages = {p.parent.name for p in (ROOT / "msk_desk").glob("*/__init__.py")} - {"decisions"}
    assert {name for name in packages if f"msk_desk.{name}" not in layers} == set()


def test_lock_files_have_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "packaging/locks").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_qt_is_pinned_below_the_release_that_loses_none() -> None:
    lock = (ROOT / "packaging/locks/app.lock").read_text()
    assert "pyside6-essentials==6.11.3" in lock


def test_no_two_test_files_share_a_name() -> None:
    names = [path.rsplit("/", 1)[-1] for path in committed() if path.rsplit("/", 1)[-1].startswith("test_")]
    assert sorted(names) == sorted(set(names)), "pytest imports test files by their name alone"


def test_nothing_that_the_program_imports_is_ignored() -> None:
    ours = [p for room in ("msk_desk", "ui", "db", "resources") for p in (ROOT / room).rglob("*.py")]
    asked = "\n".join(str(path.relative_to(ROOT)) for path in ours)
    ignored = subprocess.run(
        ["git", "check-ignore", "--stdin"], cwd=ROOT, input=asked, capture_output=True, text=True, check=False
    )
    assert ignored.stdout == ""
