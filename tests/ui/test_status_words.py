"""The state of synchronisation in words, for every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from msk_desk.content.texts import Texts
from msk_desk.domain.errors import DiskFull, Offline
from msk_desk.domain.synchronising import SyncStatus
from ui.errors import trouble
from ui.status_words import status_words, when

DAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
BEFORE = datetime(2026, 11, 21, 16, 5, tzinfo=UTC)
WELL = SyncStatus(True, False, NINE, 0, None, 0, 0)
TEXTS = Texts.load()


@pytest.mark.parametrize(
    ("status", "tone", "state", "waiting", "decisions"),
    [
        (WELL, "good", "Up to date · synced 09:12", "", ""),
        (replace(WELL, waiting=3, oldest_waiting=NINE), "info", "Online · synced 09:12",
         "3 changes waiting since 09:12", ""),
        (replace(WELL, waiting=1, oldest_waiting=BEFORE), "info", "Online · synced 09:12",
         "1 change waiting since 21-Nov-2026 16:05", ""),
        (replace(WELL, conflicts=1, quarantined=1), "bad", "Synced 09:12", "", "2 need a decision"),
        (replace(WELL, quarantined=1), "bad", "Synced 09:12", "", "1 needs a decision"),
        (replace(WELL, online=False), "warn", "Offline · last synced 09:12 · working from this computer", "", ""),
        (replace(WELL, online=False, last_success=None), "warn", "Offline · working from this computer", "", ""),
        (replace(WELL, running=True), "info", "Synchronising…", "", ""),
        (replace(WELL, last_success=None), "warn", "Not yet synchronised", "", ""),
        (replace(WELL, loading_done=1200, loading_total=45000), "info", "Loading records: 1,200 of 45,000", "", ""),
    ],
)  # fmt: skip
def test_words(status: SyncStatus, tone: str, state: str, waiting: str, decisions: str) -> None:
    words = status_words(status, DAY, TEXTS)
    assert (words.tone, words.state, words.waiting, words.decisions) == (tone, state, waiting, decisions)


def test_never_up_to_date_while_anything_waits() -> None:
    for waiting, conflicts, quarantined in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        status = replace(WELL, waiting=waiting, oldest_waiting=NINE, conflicts=conflicts, quarantined=quarantined)
        words = status_words(status, DAY, TEXTS)
        assert "Up to date" not in words.state
        assert words.tone != "good"


def test_when_nothing_happened() -> None:
    assert when(None, DAY) == ""


def test_errors_in_words_hide_what_others_threw() -> None:
    assert trouble(DiskFull()).code == "MSK-204"
    assert trouble(Offline()).look == "warn"
    strange = trouble(ValueError("HOLLOWAY 999 768 0472"))
    assert "HOLLOWAY" not in f"{strange.title}{strange.advice}{strange.code}"
    assert strange.code == "MSK-000 ValueError"
