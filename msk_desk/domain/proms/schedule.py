"""When outcome measures are due: schedules by body area and time point, and what one course of care owes today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from msk_desk.domain.proms.time_points import Anchor, Span, TimePoint, spans

EVENT_FRESH = 28
"""Days before an event within which an answer still describes it."""


class State(StrEnum):
    """How a measure stands at a time point today."""

    TOO_EARLY = "too-early"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    MISSED = "missed"
    DECLINED = "declined"
    NOT_APPLICABLE = "not-applicable"


OPEN = (State.DUE, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One instrument of a schedule: at which time points, whether it may be left out, and its short name."""

    instrument: str
    points: tuple[str, ...]
    optional: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class PathwaySchedule:
    """What is measured when on the pathways of a body area; `words` are looked for in a pathway's title."""

    code: str
    title: str
    words: tuple[str, ...]
    points: tuple[TimePoint, ...]
    wanted: tuple[Wanted, ...]
    source: str = ""
    review: str = ""

    def point(self, code: str) -> TimePoint | None:
        """The time point of that code."""
        return next((point for point in self.points if point.code == code), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """The patient declined a measure at a time point, or it does not apply: with the reason."""

    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of one pathway. Days are ordinals (`date.toordinal`), 0 where there is none.

    `seen` is the day of the first treatment, `booked` that of the next appointment; `taken` maps an
    instrument to the days on which it was answered; `choices` maps (instrument, time point) to a choice.
    """

    pathway_id: str
    patient_id: str
    title: str
    stage: str
    started: int
    ended: int = 0
    seen: int = 0
    booked: int = 0
    taken: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """One instrument at one time point: `opens`, `target`, `late` and `until` are ordinals, 0 where not known.

    It is due from `opens`, overdue after `late`, and after `until` an answer counts for the next point.
    """

    instrument: str
    point: str
    title: str
    state: State
    optional: bool
    opens: int = 0
    target: int = 0
    late: int = 0
    until: int = 0
    done: int = 0
    reason: str = ""
    name: str = ""


def schedule_for(schedules: Iterable[PathwaySchedule], title: str) -> PathwaySchedule | None:
    """The schedule of a pathway by the words in its title; the one without words takes the rest."""
    words, rest = title.casefold(), None
    for schedule in schedules:
        if any(word in words for word in schedule.words):
            return schedule
        if not schedule.words:
            rest = schedule
    return rest


def whole_schedule(schedule: PathwaySchedule, course: Course, today: int) -> tuple[Due, ...]:
    """Every measure of a course at every time point, in the order of the schedule."""
    return tuple(
        _stands(wanted, span, course, today)
        for wanted in schedule.wanted
        for span in spans(schedule.points, wanted.points, course.started, course.seen, course.booked, course.ended)
    ) + tuple(
        _event(wanted, point, course, today)
        for wanted in schedule.wanted
        for point in schedule.points
        if point.anchor is Anchor.DECISION and point.code in wanted.points and course.stage == "decision"
    )


def due_now(schedule: PathwaySchedule, course: Course, today: int) -> tuple[Due, ...]:
    """What should be asked now, each instrument once: what must be before what may, overdue before due."""
    pressing: dict[str, Due] = {}
    for due in whole_schedule(schedule, course, today):
        known = pressing.get(due.instrument)
        if due.state in OPEN and (known is None or due.target >= known.target):
            pressing[due.instrument] = due
    return tuple(sorted(pressing.values(), key=_urgency))


def _urgency(due: Due) -> tuple[bool, bool]:
    return due.optional, due.state is not State.OVERDUE


def _stands(wanted: Wanted, span: Span, course: Course, today: int) -> Due:
    point = span.point
    chosen = course.choices.get((wanted.instrument, point.code))
    days = course.taken.get(wanted.instrument, ())
    done = max((day for day in days if span.since <= day <= span.until), default=0)
    state, reason = _state(span, done, today), ""
    if chosen is not None and not done:
        state, reason = chosen.state, chosen.reason
    return Due(
        wanted.instrument, point.code, point.title, state, wanted.optional,
        span.opens, span.target, span.late, span.until, done, reason,
        wanted.name or wanted.instrument,
    )  # fmt: skip


def _state(span: Span, done: int, today: int) -> State:
    if done:
        return State.DONE
    if not span.opens or today < span.opens:
        return State.TOO_EARLY
    if today > span.until:
        return State.MISSED
    return State.OVERDUE if today > span.late else State.DUE


def _event(wanted: Wanted, point: TimePoint, course: Course, today: int) -> Due:
    """A point without a day of its own: due while it lasts, done by an answer that is fresh enough."""
    done = max((d for d in course.taken.get(wanted.instrument, ()) if today - EVENT_FRESH <= d <= today), default=0)
    chosen = course.choices.get((wanted.instrument, point.code))
    state = State.DONE if done else chosen.state if chosen else State.DUE
    return Due(
        wanted.instrument, point.code, point.title, state, wanted.optional, today, today, today, today, done,
        chosen.reason if chosen and not done else "", wanted.name or wanted.instrument,
    )  # fmt: skip
