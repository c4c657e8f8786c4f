"""The state of synchronisation in words: never 'up to date' while anything is not acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.synchronising import SyncStatus
from ui.context import Texts


@dataclass(frozen=True, slots=True)
class StatusWords:
    """What the status line says; `tone` is good, info, warn or bad and only repeats the words."""

    tone: str
    state: str
    waiting: str
    decisions: str


def status_words(status: SyncStatus, today: date, texts: Texts) -> StatusWords:
    """The words for a status."""
    since = when(status.oldest_waiting, today)
    waiting = texts.get("window.waiting", n=status.waiting, since=since) if status.waiting else ""
    needs = status.conflicts + status.quarantined
    decisions = texts.get("window.decisions", n=needs) if needs else ""
    tone, state = _state(status, today, texts)
    return StatusWords("bad" if needs and tone == "good" else tone, state, waiting, decisions)


def _state(status: SyncStatus, today: date, texts: Texts) -> tuple[str, str]:
    last = when(status.last_success, today)
    if status.loading_total and status.loading_done < status.loading_total:
        done = f"{status.loading_done:,}"
        return "info", texts.get("window.loading", done=done, total=f"{status.loading_total:,}")
    if not status.online:
        key = "window.offline" if status.last_success else "window.offline_never"
        return "warn", texts.get(key, last=last)
    if status.running:
        return "info", texts.get("window.sync_running")
    if status.last_success is None:
        return "warn", texts.get("window.never_synced")
    if status.waiting:
        return "info", texts.get("window.synced_with_waiting", last=last)
    if status.conflicts or status.quarantined:
        return "bad", texts.get("window.synced", last=last)
    return "good", texts.get("window.up_to_date", last=last)


def when(moment: datetime | None, today: date) -> str:
    """`09:12` today, `21-Nov-2026 09:12` otherwise, in this computer's zone."""
    if moment is None:
        return ""
    here = moment.astimezone()
    return clock_time(here) if here.date() == today else f"{staff_date(here.date())} {clock_time(here)}"
