"""A waiting-time clock as it was read from events, and its printed shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msk_desk.domain.waiting.events import ClockEvent
from msk_desk.domain.waiting.length import Wait, wait


class ClockState(StrEnum):
    """Where a clock stands; a nullified one counts nowhere."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    STOPPED = "stopped"
    NULLIFIED = "nullified"


@dataclass(frozen=True, slots=True)
class RttClock:
    """One period from referral to treatment.

    `code` is the RTT status (annex D), `started_by` the rule that began it, `rule` what was applied last; `measured`
    the day up to which a running one is counted; `also` another day that the guidance names for the stop.
    """

    state: ClockState
    code: int
    start: date | None = None
    stop: date | None = None
    reason: str = ""
    rule: str = ""
    measured: date | None = None
    report_in: str = ""
    started_by: str = ""
    also: date | None = None

    @property
    def wait(self) -> Wait | None:
        """How long it ran; None for one that never ran or was nullified."""
        until = self.stop or self.measured
        if self.start is None or until is None or self.state is ClockState.NULLIFIED:
            return None
        return wait(self.start, until)


@dataclass(frozen=True, slots=True)
class Applied:
    """An event and the rule that it called up, for people to read; `rule` is empty where it changed nothing."""

    event: ClockEvent
    rule: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The clocks that events made, oldest first, and what each event did."""

    clocks: tuple[RttClock, ...]
    applied: tuple[Applied, ...]


def clocks_json(clocks: Sequence[RttClock]) -> list[dict[str, object]]:
    """The shape that `msk-desk clock` prints."""
    return [_json(clock) for clock in clocks]


def _json(clock: RttClock) -> dict[str, object]:
    found: dict[str, object] = {"status": str(clock.state)}
    if clock.start is not None:
        found |= {"start": clock.start.isoformat(), "stop": clock.stop.isoformat() if clock.stop else None}
    if clock.measured is not None:
        found["measured_at"] = clock.measured.isoformat()
    found |= {"code": clock.code, "reason": clock.reason, "rule": clock.rule}
    waited = clock.wait
    if waited is not None:
        found |= {
            "days": waited.days, "weeks_completed": waited.weeks_completed, "weeks_decimal": waited.weeks_decimal,
            "band": waited.band, "within_18_weeks": waited.within_standard, "over_52_weeks": waited.over_a_year,
        }  # fmt: skip
    if clock.report_in:
        found["report_in"] = clock.report_in
    if clock.also is not None:
        found["also"] = clock.also.isoformat()
    return found
