"""`msk-desk reconcile`: a week of referrals, every day in balance, and the one that nobody carries named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msk_desk.__main__ import main
from msk_desk.domain.pathways import Pathway, Referral
from msk_desk.fhir.mapping import write

CODE = "a long unlock code"


def resources() -> list[dict[str, Any]]:
    """Three referrals: one waits for triage, one was discharged, one that nobody opened a pathway for."""
    records = (
        Referral("11111111-0000-4000-8000-000000000001", "p", "2026-11-16", "gp", "Knee pain"),
        Referral("11111111-0000-4000-8000-000000000002", "p", "2026-11-17", "self", "Shoulder pain"),
        Referral("11111111-0000-4000-8000-000000000003", "p", "2026-11-19", "fcp", "Hip pain"),
        Pathway(
            "22222222-0000-4000-8000-000000000001", "p", "Knee", started="2026-11-16",
            referral_id="11111111-0000-4000-8000-000000000001",
        ),
        Pathway(
            "22222222-0000-4000-8000-000000000002", "p", "Shoulder", "finished", "discharged", "2026-11-17",
            "2026-11-19", "11111111-0000-4000-8000-000000000002",
        ),
    )  # fmt: skip
    return [write(record, None) for record in records]


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
    folder, file = tmp_path / "profile", tmp_path / "referrals.ndjson"
    assert main(["profile", "create", "--profile", str(folder), "--standalone", "--user", "ann", "--json"]) == 0
    file.write_text("\n".join(map(json.dumps, resources())), encoding="utf-8")
    assert main(["import", str(file), "--profile", str(folder), "--json"]) == 0
    capsys.readouterr()
    return folder


def test_every_day_agrees_and_the_one_that_nobody_carries_is_found(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["reconcile", "--profile", str(profile), "--on", "2026-11-19", "--role", "clinician"]
    assert main([*asked, "--days", "4", "--json"]) == 1, "a referral without a pathway is a finding"
    days = json.loads(capsys.readouterr().out)
    assert [day["date"] for day in days] == ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]
    assert all(day["balanced"] for day in days)
    assert [(day["opening"], day["received"], day["ended"], day["open"]) for day in days] == [
        (0, 1, 0, 1), (1, 1, 0, 2), (2, 0, 0, 2), (2, 1, 1, 2),
    ]  # fmt: skip
    assert days[-1]["ever"] == {"in": 3, "ended": 1, "open": 2}
    assert days[-1]["by_stage"] == {"referred": 1, "no-pathway": 1}
    assert main([*asked, "--stage", "no-pathway", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == ["11111111-0000-4000-8000-000000000003"]
    assert main([*asked, "--list", "ended", "--source", "self"]) == 1
    assert capsys.readouterr().out.split() == ["11111111-0000-4000-8000-000000000002"]
    assert main(["reconcile", "--profile", str(profile), "--on", "2026-11-18", "--role", "clinician"]) == 0
    said = capsys.readouterr().out
    assert "18-Nov-2026: agrees. In so far 2 = ended 0 + open 2" in said


def test_a_day_that_is_none_is_said(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["reconcile", "--profile", str(profile), "--on", "yesterday"])
    assert "YYYY-MM-DD" in capsys.readouterr().err
