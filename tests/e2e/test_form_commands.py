"""The form engine from the command line: check, fill, draw and evaluate, in the shapes that scripts rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from msk_desk.__main__ import main

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
FORM: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/sum",
    "title": "Sum",
    "status": "active",
    "item": [
        {"linkId": "a", "type": "decimal", "text": "A", "required": True},
        {"linkId": "b", "type": "integer", "text": "B"},
        {
            "linkId": "more", "type": "string", "text": "Why",
            "enableWhen": [{"question": "b", "operator": ">", "answerInteger": 5}],
        },
        {
            "linkId": "sum", "type": "decimal", "text": "Sum", "readOnly": True,
            "extension": [{
                "url": f"{SDC}sdc-questionnaire-calculatedExpression",
                "valueExpression": {
                    "language": "text/fhirpath",
                    "expression": "%resource.item.where(linkId='a' or linkId='b').answer.value.sum()",
                },
            }],
        },
    ],
}  # fmt: skip
ROOT = Path(__file__).parents[2]


def written(folder: Path, name: str, value: Any) -> str:
    path = folder / name
    lines = value if isinstance(value, str) else json.dumps(value)
    path.write_text(lines, encoding="utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def answers(response: dict[str, Any]) -> dict[str, Any]:
    return {item["linkId"]: next(iter(item["answer"][0].values())) for item in response["item"] if "answer" in item}


def test_the_forms_that_ship_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(str(path) for path in (ROOT / "resources" / "forms").glob("*.json"))
    assert main(["forms", "check", "--json", *files]) == 0
    found = told(capsys)
    assert [one["file"] for one in found] == files
    assert all(one["items"] > 0 and not one["unsupported"] and not one["problems"] for one in found)


def test_what_is_not_supported_or_not_a_form_is_named_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cql = {
        "url": f"{SDC}sdc-questionnaire-initialExpression",
        "valueExpression": {"language": "text/cql", "expression": "X"},
    }
    odd = {"resourceType": "Questionnaire", "item": [{"linkId": "1", "type": "string", "extension": [cql]}]}
    files = [
        written(tmp_path, "odd.json", odd), written(tmp_path, "broken.json", "{not json"),
        written(tmp_path, "patient.json", {"resourceType": "Patient"}), written(tmp_path, "good.json", FORM),
    ]  # fmt: skip
    assert main(["forms", "check", *files, str(tmp_path / "absent.json"), "--json"]) == 1
    odd_one, broken, patient, good, absent = told(capsys)
    assert [each["linkId"] for each in odd_one["unsupported"]] == ["1"]
    assert all(one["problems"] for one in (broken, patient, absent))
    assert (good["title"], good["items"], good["unsupported"], good["problems"]) == ("Sum", 4, [], [])


def test_findings_are_said_in_words_without_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = {"resourceType": "Questionnaire", "item": [{"linkId": "1", "type": "string"}] * 2}
    assert main(["forms", "check", written(tmp_path, "twice.json", twice)]) == 1
    said = capsys.readouterr().out
    assert "twice.json" in said
    assert "wrong: 1" in said
    deep = written(tmp_path, "deep.json", "[" * 100_000 + "]" * 100_000)
    assert main(["forms", "check", deep]) == 1
    assert "deep.json" in capsys.readouterr().out


def test_filling_calculates_and_leaves_out_what_is_not_enabled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = written(tmp_path, "form.json", FORM)
    given = written(tmp_path, "answers.json", {"a": 1.25, "b": 2, "more": "hidden"})
    assert main(["forms", "fill", form, "--answers", given]) == 1
    result = told(capsys)
    assert [(one["linkId"], one["code"]) for one in result["problems"]] == [("more", "disabled")]
    assert answers(result["response"]) == {"a": 1.25, "b": 2, "sum": 3.25}
    again = written(tmp_path, "again.json", result["response"])
    assert main(["forms", "fill", form, "--answers", again, "--json"]) == 0
    assert answers(told(capsys)["response"]) == {"a": 1.25, "b": 2, "sum": 3.25}


def test_answers_that_are_not_valid_are_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = written(tmp_path, "form.json", FORM)
    given = written(tmp_path, "answers.json", {"b": "two", "nowhere": 1})
    assert main(["forms", "fill", form, "--answers", given]) == 1
    problems = told(capsys)["problems"]
    assert {problem["linkId"] for problem in problems} == {"a", "b", "nowhere"}
    assert all(problem["code"] and problem["message"] for problem in problems)


def test_a_batch_answers_every_line_with_its_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "form.json", FORM)
    lines = [
        {"id": "by path", "questionnaire": "form.json", "answers": {"a": 1, "b": 7, "more": "line\u2028break"}},
        {"id": 2, "questionnaire": FORM, "answers": {}},
        {"id": 3, "questionnaire": "absent.json", "answers": {}},
        {"id": 4, "questionnaire": {"resourceType": "Patient"}, "answers": {"a": 1}},
    ]
    batch = written(tmp_path, "batch.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n")
    assert main(["forms", "fill", "--batch", batch]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [one["id"] for one in found] == ["by path", 2, 3, 4]
    assert answers(found[0]["response"]) == {"a": 1, "b": 7, "more": "line\u2028break", "sum": 8}
    assert found[0]["problems"] == []
    assert [problem["linkId"] for problem in found[1]["problems"]] == ["a"]
    assert found[2]["response"] is None
    assert found[3]["problems"]


def test_expressions_give_results_or_errors_by_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": 1, "expression": "name.given.first()", "resource": {"name": [{"given": ["Ada", "Grace"]}]}},
        {"id": 2, "expression": "name..given", "resource": {}},
        {"id": 3, "expression": "%x.value + 1.5", "resource": {}, "environment": {"x": {"value": 1.25}}},
        {"id": 4, "expression": "(1 | 2 | 3).where($this > 5).sum()", "resource": {}},
        {"id": 5, "expression": "today() > @2020-01-01"},
    ]
    batch = written(tmp_path, "batch.jsonl", "\n".join(map(json.dumps, lines)))
    assert main(["fhirpath", "--batch", batch]) == 1
    found = {one["id"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found[1]["result"] == ["Ada"]
    assert found[2].keys() == {"id", "error"}
    assert found[3]["result"] == [2.75]
    assert found[4]["result"] == [], "nothing adds up to nothing, not to zero"
    assert found[5]["result"] == [True]


def test_a_picture_is_drawn_without_a_display(tmp_path: Path) -> None:
    out = tmp_path / "form.png"
    form = str(ROOT / "resources" / "forms" / "knee-assessment.json")
    given = written(tmp_path, "answers.json", {"complaint": "Pain on stairs"})
    plain = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "msk_desk", "forms", "shot", form, "--answers", given, "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert out.read_bytes().startswith(b"\x89PNG")


def test_a_picture_shows_everything_or_one_section(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    parts = [
        {"linkId": f"g{at}", "type": "group", "text": f"Part {at}", "item": [
            {"linkId": f"q{at}-{each}", "type": "string", "text": f"Question {each}"} for each in range(30)]}
        for at in range(3)
    ]  # fmt: skip
    form = written(tmp_path, "form.json", {"resourceType": "Questionnaire", "item": parts})
    whole, one = tmp_path / "whole.png", tmp_path / "one.png"
    assert main(["forms", "shot", form, "--out", str(whole)]) == 0
    assert main(["forms", "shot", form, "--section", "2", "--theme", "dark", "--out", str(one)]) == 0
    capsys.readouterr()
    heights = [int.from_bytes(path.read_bytes()[20:24]) for path in (whole, one)]
    assert heights[0] > 2 * heights[1] > 0
    assert main(["forms", "shot", form, "--section", "3", "--out", str(one)]) == 2
    assert "3 sections" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["forms", "check"],
        ["forms", "fill"],
        ["forms", "shot", "x.json"],
        ["fhirpath"],
        ["forms", "fill", "absent.json"],
    ],
)
def test_what_is_missing_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("msk-desk: ")
    assert "Traceback" not in said
