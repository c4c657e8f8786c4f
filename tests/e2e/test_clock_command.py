"""`msk-desk clock`: one file, many cases, and what is no case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msk_desk.commands.dispatch import run

EVENTS = [
    {"date": "2026-01-05", "event": "referral_received", "service": "interface"},
    {"date": "2026-03-02", "event": "first_definitive_treatment"},
]


def write(folder: Path, value: object) -> str:
    path = folder / "cases.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return str(path)


def test_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["clock", write(tmp_path, {"events": EVENTS}), "--json"]) == 0
    clock = json.loads(capsys.readouterr().out)["clocks"][0]
    assert (clock["status"], clock["start"], clock["stop"], clock["code"], clock["days"]) == (
        "stopped", "2026-01-05", "2026-03-02", 30, 56,
    )  # fmt: skip
    assert run(["clock", write(tmp_path, {"events": EVENTS})]) == 0
    assert "05-Jan-2026 to 02-Mar-2026; 56 days" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["list", "object", "lines"])
def test_many_cases_one_result_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    cases = [{"id": "a", "events": EVENTS}, {"id": "b", "events": EVENTS[:1]}]
    given = {"list": cases, "object": {"rtt": cases}, "lines": "\n".join(json.dumps(case) for case in cases)}[form]
    assert run(["clock", "--batch", write(tmp_path, given)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["id"], each["clocks"][0]["status"]) for each in found] == [("a", "stopped"), ("b", "running")]


def test_a_bad_case_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [{"id": "a", "events": [{"event": "what"}]}, {"id": "b", "events": EVENTS}, {"id": "c"}, 7]
    assert run(["clock", "--batch", write(tmp_path, cases)]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in each for each in found] == [True, False, True, True]


@pytest.mark.parametrize("content", ["", "{", '{"events": 3}', '{"events": [{}]}'])
def test_a_file_that_holds_no_events_is_told_of(tmp_path: Path, content: str) -> None:
    assert run(["clock", write(tmp_path, content), "--json"]) == 2
