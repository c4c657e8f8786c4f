"""The clock of a pathway: the national rules, the local ones for allied health, or none, read from its events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msk_desk.domain.pathways import Clock, PathwayEvent
from msk_desk.domain.waiting.allied_health import read_allied_health
from msk_desk.domain.waiting.clock import Applied, ClockState, Reading
from msk_desk.domain.waiting.events import AS_OF, ClockEvent
from msk_desk.domain.waiting.rtt import read_clocks

RTT, ALLIED_HEALTH, NONE = "rtt", "ahp", "none"


def reading_of(kind: str, events: Sequence[PathwayEvent], today: date | None = None) -> Reading:
    """The clocks that events make under the rules of a kind, and the rule applied to each event.

    Args:
        today: the day up to which a running clock is counted.
    """
    heard = [_heard(event) for event in events]
    if today is not None:
        heard.append(ClockEvent(today, AS_OF))
    if kind == RTT:
        return read_clocks(heard)
    if kind == ALLIED_HEALTH:
        return read_allied_health(heard)
    return Reading((), tuple(Applied(event) for event in _in_order(heard)))


def clock_of(kind: str, events: Sequence[PathwayEvent]) -> Clock:
    """The newest clock in short; one that was nullified has no start: nobody waits on it."""
    clocks = reading_of(kind, events).clocks
    last = clocks[-1] if clocks else None
    if last is None or last.state in (ClockState.NULLIFIED, ClockState.NOT_STARTED):
        return Clock(kind)
    return Clock(kind, last.start, last.stop)


def _heard(event: PathwayEvent) -> ClockEvent:
    return ClockEvent(event.on, event.name, {name: _truth(words) for name, words in event.details})


def _truth(words: str) -> str | bool:
    """Details are kept as words; the rules ask for yes and no."""
    return {"true": True, "false": False}.get(words, words)


def _in_order(events: Iterable[ClockEvent]) -> list[ClockEvent]:
    return sorted(events, key=lambda event: (event.on, event.name == AS_OF))
