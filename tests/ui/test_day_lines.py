"""A day of the timeline in few lines: nothing of it is lost, the acts come first."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from msk_desk.domain.timeline import TimelineEntry
from ui.context import Context
from ui.screens.record.day_lines import day_lines
from ui.screens.record.timeline import TimelineList
from ui.widgets.chip import Chip
from ui.widgets.label import Label

DAY = "2026-11-22T09:00:00Z"


def entry(kind: str, title: str, detail: str = "", status: str = "") -> TimelineEntry:
    return TimelineEntry(f"{kind}-{title}", kind, DAY, title, detail, status)


BUSY = (
    entry("Observation", "OKS", "31"),
    entry("Task", "To do", "Weight programme"),
    entry("Composition", "Clinic letter", status="preliminary"),
    entry("Observation", "NPRS", "4"),
    entry("Task", "To do", "Gym class"),
    entry("Task", "Triage", "Knee clinic"),
    entry("Encounter", "Visit", "Knee pain"),
)


def test_acts_first_scores_and_to_dos_on_a_line_each() -> None:
    assert [line.words for line in day_lines(BUSY)] == [
        "Visit · Knee pain", "Clinic letter", "OKS 31 · NPRS 4", "To do · Weight programme, Gym class",
        "Triage · Knee clinic",
    ]  # fmt: skip
    assert day_lines(()) == ()


def shown(context: Context, qtbot: QtBot, entries: tuple[TimelineEntry, ...], *, brief: bool) -> list[str]:
    timeline = TimelineList(context, brief=brief)
    qtbot.addWidget(timeline)
    timeline.show_entries(entries, "nothing")
    assert [chip.text() for chip in timeline.findChildren(Chip)] == ["Draft"]
    return [label.text() for label in timeline.findChildren(Label)]


def test_a_crowded_day_says_how_much_more_there_is(context: Context, qtbot: QtBot) -> None:
    letters = tuple(entry("DocumentReference", f"Letter {n}") for n in range(9))
    assert "and 8 more" in shown(context, qtbot, BUSY + letters, brief=True)
    whole = shown(context, qtbot, BUSY + letters, brief=False)
    assert not any(words.startswith("and ") for words in whole)
    assert len(whole) == 1 + len(BUSY) + len(letters)
