"""When outcome measures are due: schedules by body area and time point, and what one course of care owes today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from msk_desk.domain.proms.time_points import BEFORE_START, Anchor, Span, TimePoint, moved, spans

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


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule made ready for many courses: each measure with its spans counted from the first treatment."""

    schedule: PathwaySchedule
    rows: tuple[tuple[Wanted, tuple[Span, ...], TimePoint | None], ...]


_LONG_AGO = 100_000
"""A day number to count spans from: only differences matter."""


def plan_of(schedule: PathwaySchedule, *, required: bool = False) -> Plan:
    """The plan of a schedule; of what must be asked alone, when wanted."""
    rows = []
    for wanted in schedule.wanted:
        if required and wanted.optional:
            continue
        found = spans(schedule.points, wanted.points, _LONG_AGO, _LONG_AGO, 0, 0)
        deciding = (p for p in schedule.points if p.anchor is Anchor.DECISION and p.code in wanted.points)
        rows.append((wanted, tuple(moved(span, -_LONG_AGO) for span in found), next(deciding, None)))
    return Plan(schedule, tuple(rows))


def due_now(schedule: PathwaySchedule, course: Course, today: int) -> tuple[Due, ...]:
    """What should be asked now, each instrument once: what must be before what may, overdue before due."""
    return open_now(plan_of(schedule), course, today)


def open_now(plan: Plan, course: Course, today: int) -> tuple[Due, ...]:
    """As `due_now`, for a plan that was made before."""
    if not (course.seen or course.booked or course.stage == "decision"):
        return ()
    found = []
    for wanted, relative, deciding in plan.rows:
        event = _event(wanted, deciding, course, today) if deciding and course.stage == "decision" else None
        due = event if event and event.state in OPEN else _timed(plan.schedule, wanted, relative, course, today)
        if due is not None:
            found.append(due)
    return tuple(sorted(found, key=_urgency)) if found else ()


def _timed(
    schedule: PathwaySchedule, wanted: Wanted, relative: tuple[Span, ...], course: Course, today: int
) -> Due | None:
    """What is open at the point that today lies in."""
    if course.seen and not course.ended:
        return _relative(wanted, relative, course, today - course.seen)
    dated = spans(schedule.points, wanted.points, course.started, course.seen, course.booked, course.ended)
    span = next((each for each in dated if each.opens and each.opens <= today <= each.until), None)
    due = _stands(wanted, span, course, today) if span else None
    return due if due and due.state in OPEN else None


def _relative(wanted: Wanted, spans_of: tuple[Span, ...], course: Course, day: int) -> Due | None:
    """The same, counted from the first treatment: thousands of courses are looked at so."""
    span = next((each for each in spans_of if each.opens <= day <= each.until), None)
    if span is None or (wanted.instrument, span.point.code) in course.choices:
        return None
    seen, until = course.seen, span.until
    since = span.since if span.point.days else min(course.started or seen, seen) - BEFORE_START - seen
    if any(since <= taken - seen <= until for taken in course.taken.get(wanted.instrument, ())):
        return None
    return Due(
        wanted.instrument, span.point.code, span.point.title, State.OVERDUE if day > span.late else State.DUE,
        wanted.optional, span.opens + seen, span.target + seen, span.late + seen, until + seen,
        name=wanted.name or wanted.instrument,
    )  # fmt: skip


def _urgency(due: Due) -> tuple[bool, bool]:
    return due.optional, due.state is not State.OVERDUE


def _stands(wanted: Wanted, span: Span, course: Course, today: int) -> Due:
    point = span.point
    chosen = course.choices.get((wanted.instrument, point.code))
    days = course.taken.get(wanted.instrument, ())
    counting = [day for day in days if span.since <= day <= span.until]
    done = min(counting, key=_distance_to(span.target)) if counting else 0
    state, reason = _state(span, done, today), ""
    if chosen is not None and not done:
        state, reason = chosen.state, chosen.reason
    return Due(
        wanted.instrument, point.code, point.title, state, wanted.optional,
        span.opens, span.target, span.late, span.until, done, reason,
        wanted.name or wanted.instrument,
    )  # fmt: skip


def _distance_to(target: int) -> Callable[[int], int]:
    def distance(day: int) -> int:
        return abs(day - target)

    return distance


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
