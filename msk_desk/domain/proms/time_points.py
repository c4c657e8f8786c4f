"""The time points of a course of care as spans of days: when each opens, is late, and which answers count for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

BEFORE_START = 28
"""Days before a pathway begins from which an answer still counts for its baseline."""
FOREVER = 10**7


class Anchor(StrEnum):
    """What a time point is counted from."""

    TREATMENT = "treatment"
    DECISION = "decision"
    DISCHARGE = "discharge"


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One point: `days` after its anchor, open `before` days earlier, late `after` days later."""

    code: str
    title: str
    anchor: Anchor = Anchor.TREATMENT
    days: int = 0
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A time point in days: answers from `since` to `until` count for it. `opens` is 0 while it has no day."""

    point: TimePoint
    target: int
    opens: int
    late: int
    since: int
    until: int


def spans(
    points: Sequence[TimePoint], wanted: Sequence[str], started: int, seen: int, booked: int, ended: int
) -> tuple[Span, ...]:
    """The spans of the points that an instrument is wanted at, in the order of time.

    An answer counts for the nearest of them, at the same distance for the earlier one. Before the first
    treatment only the baseline has a day, that of the appointment; with neither it has none yet. Once a
    course has ended the points after it fall away, and those close to the end give way to discharge.
    """
    anchor = seen or booked
    if not anchor:
        return tuple(_undated(point) for point in points if point.code in wanted and _is_baseline(point))
    chosen = [(day, point) for point in points if point.code in wanted and (day := _day(point, anchor, ended))]
    if not seen:
        chosen = [pair for pair in chosen if _is_baseline(pair[1])]
    if ended:
        leaving = next((p for _, p in chosen if p.anchor is Anchor.DISCHARGE), None)
        limit = ended - leaving.after if leaving else ended
        chosen = [pair for pair in chosen if pair[1].anchor is Anchor.DISCHARGE or pair[0] <= limit]
    chosen.sort(key=_target)
    return tuple(_span(chosen, at, min(started or anchor, anchor)) for at in range(len(chosen)))


def moved(span: Span, days: int) -> Span:
    """A span some days later."""
    return Span(
        span.point, span.target + days, span.opens + days, span.late + days, span.since + days, span.until + days
    )


def _is_baseline(point: TimePoint) -> bool:
    return point.anchor is Anchor.TREATMENT and point.days == 0


def _target(pair: tuple[int, TimePoint]) -> int:
    return pair[0]


def _day(point: TimePoint, anchor: int, ended: int) -> int:
    """The day of a point; 0 for one that has none in this course."""
    if point.anchor is Anchor.TREATMENT:
        return anchor + point.days
    return ended if point.anchor is Anchor.DISCHARGE else 0


def _undated(point: TimePoint) -> Span:
    return Span(point, 0, 0, 0, 0, FOREVER)


def _span(chosen: Sequence[tuple[int, TimePoint]], at: int, started: int) -> Span:
    target, point = chosen[at]
    since = started - BEFORE_START if at == 0 else (chosen[at - 1][0] + target) // 2 + 1
    last = at + 1 == len(chosen)
    until = target + max(2 * point.after, BEFORE_START) if last else (target + chosen[at + 1][0]) // 2
    opens = max(target - point.before, since)
    return Span(point, target, opens, min(target + point.after, until), since, until)
