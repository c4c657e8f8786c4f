"""The process beside the window: heard line by line, ended without making the window wait, never twice at once."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from msk_desk.domain.records import Changes, Ref
from ui.workers.sync_process import Launch, SyncProcess, changes_of

# Says what it was told first, then lives until it is told to quit, a while longer than anybody likes to wait.
SCRIPT = """
import sys, time
first = sys.stdin.readline().strip()
EVENT = '{"event": "changes", "refs": ["Patient/%s"], "patients": ["%s"], "types": ["Patient"]}'
print(EVENT % (first, first), flush=True)
for line in sys.stdin:
    if 'quit' in line:
        time.sleep(0.5)
        break
"""


class People:
    """Who is signed in; each start is told their name on its first line."""

    def __init__(self) -> None:
        self.name = "ann"

    def __call__(self) -> Launch | None:
        return Launch(sys.executable, ("-c", SCRIPT), self.name.encode()) if self.name else None


def test_it_is_heard_and_ends_without_a_wait(qtbot: QtBot) -> None:
    heard: list[Changes] = []
    people = People()
    process = SyncProcess(people)
    process.on_change(heard.append)
    process.start()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].touches_patient("ann")
    process.stop()
    assert not process.running
    people.name = "ben"
    process.start()
    assert not process.running, "the one before is still ending: never two on one store"
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].touches_patient("ben")
    process.finish()
    assert not process.running


def test_nothing_is_started_where_there_is_no_service(qtbot: QtBot) -> None:
    people = People()
    people.name = ""
    process = SyncProcess(people)
    process.start()
    assert not process.running
    process.finish()


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        ({"event": "report", "sent": 1}, Changes(frozenset({Ref("Sync", "report")}))),
        ({"event": "opened", "patient": "p"}, Changes(frozenset({Ref("Sync", "opened")}), frozenset({"p"}))),
        (
            {"event": "changes", "refs": ["Slot/s"], "types": ["Slot"], "patients": []},
            Changes(frozenset({Ref("Slot", "s"), Ref("Slot", "")})),
        ),
        ({"event": "other"}, None),
    ],
)
def test_an_event_says_what_it_touched(event: dict[str, object], changes: Changes | None) -> None:
    assert changes_of(event) == changes
