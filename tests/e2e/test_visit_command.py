"""`msk-desk visit`: the clinical record of the newest signed visit as PDF, of any form."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from msk_desk.__main__ import main

WHO, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def person(id: str, family: str) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": id, "name": [{"family": family, "given": ["Zofia"]}]}


ANSWERS = {
    "resourceType": "QuestionnaireResponse", "id": "33333333-3333-4333-8333-333333333333", "status": "completed",
    "questionnaire": "https://elsewhere.example/Questionnaire/back|7", "subject": {"reference": f"Patient/{WHO}"},
    "authored": "2026-11-20T09:00:00Z",
    "item": [{"linkId": "a", "text": "What hurts", "answer": [{"valueString": "The back, since Friday"}]}],
}  # fmt: skip


def test_the_record_of_the_newest_visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", "a long unlock code")
    profile, out = str(tmp_path / "profile"), tmp_path / "visit.pdf"
    assert main(["profile", "create", "--profile", profile, "--standalone", "--user", "ann", "--json"]) == 0
    resources = [person(WHO, "Nowak"), person(OTHER, "Ito"), ANSWERS]
    entries = [
        {
            "fullUrl": f"urn:uuid:{each['id']}",
            "resource": each,
            "request": {"method": "POST", "url": each["resourceType"]},
        }
        for each in resources
    ]
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entries}))
    assert main(["import", str(file), "--profile", profile]) == 0
    assert main(["visit", "--patient", WHO, "--out", str(out), "--profile", profile]) == 0
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(out.read_bytes())).pages)
    assert "NOWAK, Zofia" in text
    assert "The back, since Friday" in text
    nothing = tmp_path / "nothing.pdf"
    assert main(["visit", "--patient", OTHER, "--out", str(nothing), "--profile", profile]) != 0
    assert not nothing.exists()
