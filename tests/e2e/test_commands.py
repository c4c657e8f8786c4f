"""The command line from a new profile to exported records, as an administrator would use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msk_desk.__main__ import main

CODE = "a long unlock code"
BUNDLE: dict[str, Any] = {
    "resourceType": "Bundle",
    "type": "transaction",
    "entry": [
        {
            "fullUrl": "urn:uuid:11111111-1111-4111-8111-111111111111",
            "resource": {
                "resourceType": "Patient",
                "id": "11111111-1111-4111-8111-111111111111",
                "extension": [{"url": "https://other.example/birth-sex", "valueCode": "F"}],
                "name": [{"use": "official", "family": "Nowak", "given": ["Zofia"], "prefix": ["Ms"]}],
                "telecom": [{"system": "phone", "value": "555-404-2571", "use": "home"}],
                "birthDate": "1971-02-03",
                "address": [{"line": ["1 Elm Street"], "city": "Boston", "state": "MA", "country": "US"}],
            },
            "request": {"method": "POST", "url": "Patient"},
        },
        {
            "fullUrl": "urn:uuid:22222222-2222-4222-8222-222222222222",
            "resource": {
                "resourceType": "Observation",
                "id": "22222222-2222-4222-8222-222222222222",
                "status": "final",
                "code": {"text": "Body height"},
                "subject": {"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"},
                "valueQuantity": {"value": 7.50, "unit": "cm"},
            },
            "request": {"method": "POST", "url": "Observation"},
        },
        {"fullUrl": "urn:uuid:3", "resource": {"id": "no-type"}, "request": {"method": "POST", "url": "Patient"}},
    ],
}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
    folder = tmp_path / "profile"
    assert main(["profile", "create", "--profile", str(folder), "--standalone", "--user", "ann", "--json"]) == 0
    capsys.readouterr()
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_files_go_in_once_and_come_out_as_they_were(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(BUNDLE).replace("7.5}", "7.50}").replace("7.5,", "7.50,"))
    wanted = ["import", str(file), "--profile", str(profile), "--json"]
    assert main(wanted) == 1, "one entry is refused, and said so"
    first = told(capsys)
    assert (first["created"], first["updated"], first["unchanged"]) == (2, 0, 0)
    assert len(first["refused"]) == 1
    assert first["refused"][0]["reason"]
    main(wanted)
    again = told(capsys)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)

    assert main(["find", "zofia now", "--profile", str(profile), "--json"]) == 0
    assert [line["name"] for line in told(capsys)] == ["NOWAK, Zofia"]

    assert main(["export", "--all", "--profile", str(profile)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert '"value":7.50' in "".join(lines).replace(" ", "")
    given = {entry["resource"]["id"]: entry["resource"] for entry in BUNDLE["entry"][:2]}
    given["22222222-2222-4222-8222-222222222222"]["subject"] = {
        "reference": "Patient/11111111-1111-4111-8111-111111111111"
    }
    assert {resource["id"]: resource for resource in map(json.loads, lines)} == given


def test_a_wrong_code_is_one_sentence_that_says_what_to_do(
    profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", "another code altogether")
    assert main(["find", "x", "--profile", str(profile)]) == 2
    said = capsys.readouterr().err
    assert "does not match" in said
    assert "MSK-104" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["nonsense"], 2), (["find", "x", "--profile", "/nowhere/at/all"], 2), (["--help"], 0), (["proms", "list"], 0)],
)
def test_every_way_of_asking_has_a_status(
    arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
    assert main(arguments) == status
    assert "Traceback" not in capsys.readouterr().err


def test_scores_are_printed_as_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps([4] * 11 + [None]))
    assert main(["proms", "score", "oks", "--answers", str(answers), "--json"]) == 0
    result = told(capsys)
    assert result["instrument"] == "OKS"
    assert result["missing"] == ["Q12"] or len(result["missing"]) == 1
    assert list(result["scores"].values()) == [48.0]
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        '{"id": 1, "instrument": "NPRS", "answers": [11]}\n{"id": 2, "instrument": "none", "answers": []}\n'
    )
    assert main(["proms", "score", "--batch", str(batch)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [1, 2]
    assert all(line["problems"] for line in lines)
