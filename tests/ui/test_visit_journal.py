"""The journal keeps the newest state on disk within a turn of the event loop, whatever the disk does."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pytestqt.qtbot import QtBot

from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import DiskFull
from ui.journal import Journal
from ui.workers.runner import Runner

DRAFT = Draft("d1", "form", "f|1", "p1", "v1", "s1", datetime(2026, 11, 23, tzinfo=UTC))


class Disk:
    """Notes what is written; may be slow or full."""

    def __init__(self) -> None:
        self.written: list[tuple[Mapping[str, Any], str]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.full = False

    def note(self, draft: Draft, content: Mapping[str, Any], focus: str) -> Draft:
        self.gate.wait(10)
        if self.full:
            raise DiskFull()
        self.written.append((content, focus))
        return replace(draft, content=content, focus=focus)


def journal_on(disk: Disk, runner: Runner) -> Journal:
    journal = Journal(runner, disk.note)
    journal.begin(DRAFT)
    return journal


def test_a_keystroke_is_written(qtbot: QtBot, runner: Runner) -> None:
    disk = Disk()
    journal = journal_on(disk, runner)
    with qtbot.waitSignal(journal.kept) as kept:
        journal.note({"a": "P"}, "field@1")
    assert disk.written == [({"a": "P"}, "field@1")]
    assert kept.args is not None
    assert kept.args[0].content == {"a": "P"}
    assert journal.settled


def test_a_slow_disk_makes_no_queue_and_the_newest_state_wins(qtbot: QtBot, runner: Runner) -> None:
    disk = Disk()
    journal = journal_on(disk, runner)
    disk.gate.clear()
    journal.note({"a": "1"})
    qtbot.wait(5)
    for typed in ("12", "123", "1234"):
        journal.note({"a": typed})
        qtbot.wait(1)
    disk.gate.set()
    qtbot.waitUntil(lambda: journal.settled)
    assert [content["a"] for content, _ in disk.written] == ["1", "1234"]


def test_a_full_disk_is_told_and_what_was_typed_is_tried_again(qtbot: QtBot, runner: Runner) -> None:
    disk = Disk()
    journal = journal_on(disk, runner)
    disk.full = True
    with qtbot.waitSignal(journal.failed) as failed:
        journal.note({"a": "kept"})
    assert failed.args is not None
    assert isinstance(failed.args[0], DiskFull)
    assert not journal.settled
    disk.full = False
    journal.flush()
    qtbot.waitUntil(lambda: journal.settled)
    assert disk.written == [({"a": "kept"}, "")]


def test_leaving_hands_over_what_waits_even_while_a_write_is_under_way(qtbot: QtBot, runner: Runner) -> None:
    disk = Disk()
    journal = journal_on(disk, runner)
    disk.gate.clear()
    journal.note({"a": "1"})
    qtbot.wait(5)
    journal.note({"a": "2"})
    journal.flush()
    disk.gate.set()
    runner.stop()
    assert [content["a"] for content, _ in disk.written] == ["1", "2"]


def test_what_is_forgotten_is_not_written(qtbot: QtBot, runner: Runner) -> None:
    disk = Disk()
    journal = journal_on(disk, runner)
    journal.note({"a": "1"})
    journal.forget()
    qtbot.wait(10)
    assert disk.written == []
