"""A program killed while somebody types: what was said to be saved is there, and it opens where it was."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from msk_desk.domain.drafts import Draft
from tests.fakes.typist import WORDS
from tests.fakes.window_desk import open_made_up


@dataclass
class Run:
    """What a typist said until it was killed."""

    opened: tuple[str, int]
    patient_id: str
    visit_id: str
    saved: int


def type_and_kill(filled: Path, profile: Path, chance: random.Random) -> Run:
    """Let it type for a while, then end it as a power cut does."""
    command = [sys.executable, "-m", "tests.fakes.typist", str(filled), str(profile)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as typist:
        assert typist.stdout is not None
        _, place, length = typist.stdout.readline().split()
        said = [typist.stdout.readline() for _ in range(chance.randrange(3, 60))]
        time.sleep(chance.random() * 0.05)
        typist.kill()
        said += typist.stdout.readlines()
    whole = [line.split() for line in said if line.endswith("\n") and len(line.split()) == 3]
    patient_id, visit_id, saved = whole[-1]
    return Run((place, int(length)), patient_id, visit_id, int(saved))


@pytest.mark.parametrize("kills", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_a_kill_in_the_middle_of_a_sentence_loses_nothing_saved(filled: Path, tmp_path: Path, kills: int) -> None:
    profile, chance = tmp_path / "killed", random.Random(kills)
    before = ("-", 0)
    for _ in range(kills):
        run = type_and_kill(filled, profile, chance)
        assert run.opened == before  # the same field, the same place in it, every letter
        draft = draft_of(profile, run)
        on_disk = complaint_of(draft.content["item"])
        assert len(on_disk) >= run.saved
        assert (WORDS * (len(on_disk) // len(WORDS) + 1)).startswith(on_disk)
        assert draft.focus.endswith(f"complaint@{len(on_disk)}")
        before = (draft.focus, len(on_disk))


def draft_of(profile: Path, run: Run) -> Draft:
    """What is on disk, read as the next start reads it."""
    store = open_made_up(profile)
    try:
        drafts = [each for each in store.drafts.of_patient(run.patient_id) if each.visit_id == run.visit_id]
    finally:
        store.close()
    assert len(drafts) == 1
    return drafts[0]


def complaint_of(items: list[dict[str, Any]]) -> str:
    """The words typed."""
    for item in items:
        if item["linkId"] == "complaint":
            return str(item["answer"][0]["valueString"])
        found = complaint_of(item.get("item", []))
        if found:
            return found
    return ""
