"""The hazard log is true: every hazard says all it must, and every test that it names exists and is run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOG = (ROOT / "packaging" / "safety" / "hazard-log.md").read_text(encoding="utf-8")
HAZARDS = dict(re.findall(r"^### (H\d+) .+?\n(.*?)(?=^#|\Z)", LOG, re.MULTILINE | re.DOTALL))
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+\.py)::(\w+)`", LOG)))
SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")


def named_in(path: str) -> dict[str, list[str]]:
    """The tests of a file with the marks they carry."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {
        node.name: [ast.unparse(mark) for mark in node.decorator_list]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_hazards_are_numbered_without_a_gap() -> None:
    assert list(HAZARDS) == [f"H{number:02d}" for number in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 25


@pytest.mark.parametrize("number", list(HAZARDS))
def test_a_hazard_says_all_it_must(number: str) -> None:
    parts = dict(re.findall(r"^- (\w[\w ]*): (.+)$", HAZARDS[number], re.MULTILINE))
    assert list(parts) == ["Severity", "Cause", "Control", "Held by", "Residual"]
    assert parts["Severity"].startswith(SEVERITIES)
    assert re.search(r"`tests/[\w/.]+\.py::\w+`", parts["Held by"])


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _, name in NAMED])
def test_what_the_log_names_exists_and_is_run(path: str, name: str) -> None:
    assert (ROOT / path).is_file(), path
    found = named_in(path)
    assert name in found
    assert not {"pytest.mark.soak", "pytest.mark.bench", "pytest.mark.skip"} & set(found[name])


def test_every_mention_of_a_test_is_read() -> None:
    assert LOG.count(".py::") == len(re.findall(r"`tests/[\w/.]+\.py::\w+`", LOG))
