"""Referrals by command: imported, dropped in a folder, seen by the patient's record; records stay records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msk_desk.__main__ import main
from tests.e2e.test_commands import BUNDLE, profile, told
from tests.unit.services.test_referral_files import bundle

__all__ = ["profile"]


def asked(capsys: pytest.CaptureFixture[str], profile: Path, *words: str) -> Any:
    assert main([*words, "--profile", str(profile), "--json"]) == 0
    return told(capsys)


def test_a_bundle_is_taken_by_import_and_by_folder_and_nothing_twice(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, sent = tmp_path / "in", tmp_path / "sent.json"
    folder.mkdir()
    sent.write_text(json.dumps(bundle()))
    (folder / "dropped.json").write_text(json.dumps(bundle(identifier=[{"system": "x", "value": "another"}])))
    by_import = asked(capsys, profile, "import", str(sent))
    assert (by_import["created"], by_import["referrals"][0]["status"]) == (5, "taken")
    (dropped,) = asked(capsys, profile, "referral", "--watch-folder", str(folder))
    assert (dropped["status"], dropped["matched"]) == ("taken", True), "the same person, for certain"
    assert (folder / "taken" / "dropped.json").exists()
    assert asked(capsys, profile, "import", str(sent))["unchanged"] == 1
    (found,) = asked(capsys, profile, "find", "holloway")
    exported = asked(capsys, profile, "export", "--patient", found["id"])
    kinds = [entry["resource"]["resourceType"] for entry in exported["entry"]]
    assert (kinds.count("ServiceRequest"), kinds.count("EpisodeOfCare"), kinds.count("DocumentReference")) == (2, 2, 4)


def test_records_that_refer_nobody_are_imported_as_before(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "records.json"
    file.write_text(json.dumps(BUNDLE))
    assert main(["import", str(file), "--profile", str(profile), "--json"]) == 1
    said = told(capsys)
    assert said["created"] == 2
    assert "referrals" not in said
