"""A program killed while somebody types: every letter that was said to be saved is there when it opens again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from msk_desk.domain.drafts import Draft
from tests.fakes.typist import WORDS
from tests.fakes.window_desk import open_made_up

ENOUGH = 40
"""States on disk before the kill."""


def test_a_kill_loses_nothing_that_was_saved(filled: Path, tmp_path: Path) -> None:
    profile = tmp_path / "killed"
    command = [sys.executable, "-m", "tests.fakes.typist", str(filled), str(profile)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as typist:
        assert typist.stdout is not None
        said = [typist.stdout.readline() for _ in range(ENOUGH)]
        typist.kill()
    patient_id, visit_id, typed = said[-1].split()
    store = open_made_up(profile)
    try:
        draft: Draft = next(each for each in store.drafts.of_patient(patient_id) if each.visit_id == visit_id)
    finally:
        store.close()
    on_disk = _complaint(draft.content["item"])
    assert len(on_disk) >= int(typed) > 10
    assert (WORDS * (len(on_disk) // len(WORDS) + 1)).startswith(on_disk)
    assert draft.focus.endswith(f"complaint@{len(on_disk)}")


def _complaint(items: list[dict[str, object]]) -> str:
    for item in items:
        if item["linkId"] == "complaint":
            return str(item["answer"][0]["valueString"])  # type: ignore[index]
        found = _complaint(item.get("item", []))  # type: ignore[arg-type]
        if found:
            return found
    return ""
